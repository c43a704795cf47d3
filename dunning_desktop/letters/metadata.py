"""What a PDF says of itself: title, author, language and day, in XMP and in its old dictionary."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFName, PDFStream

PROGRAM = "Dunning Desktop"
_XMP = """<?xpacket begin="\N{BYTE ORDER MARK}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
{day}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_DAY = "<xmp:CreateDate>{day}</xmp:CreateDate>\n<xmp:ModifyDate>{day}</xmp:ModifyDate>\n"


def xmp(*, title: str, author: str, language: str, day: date | None) -> bytes:
    """The packet; the same for the same words and day."""
    moment = f"{day.isoformat()}T00:00:00+00:00" if day else ""
    return _XMP.format(
        title=escape(_shown(title)),
        author=escape(_shown(author)),
        language=escape(language),
        program=PROGRAM,
        day=_DAY.format(day=moment) if day else "",
    ).encode()


def describe(
    document: PDFDocument, *, title: str, author: str, language: str, day: date | None
) -> None:
    """Put the packet into ReportLab's document, and the day that the document is of.

    Without a day it stays the one that ReportLab gives to every document that is to be the same.
    """
    stream = PDFStream(content=xmp(title=title, author=author, language=language, day=day))
    stream.dictionary.dict.update(Type=PDFName("Metadata"), Subtype=PDFName("XML"))
    # As plain text, so that programs that know nothing of PDF find it.
    stream.filters = []
    document.Reference(stream, "Metadata")
    document.Catalog.Metadata = stream
    if day is not None:
        stamp = document._timeStamp  # noqa: SLF001 - ReportLab has no way to give a day
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        stamp.t, stamp.lt = moment.timestamp(), tuple(moment.timetuple())
        stamp.YMDhms = stamp.lt[:6]


def _shown(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(one for one in text if one.isprintable() or one in _SPACES)
