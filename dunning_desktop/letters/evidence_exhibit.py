"""An exhibit as pages: a PDF as it is, a picture or an e-mail set on paper, else a page that says.

Nothing in an exhibit can stop the file from being made: what cannot be shown is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from io import BytesIO
from itertools import islice

import pikepdf
import pypdfium2

from dunning_desktop.domain.evidence import Exhibit, Sending
from dunning_desktop.letters.correspondence import Pair
from dunning_desktop.letters.evidence_content import Dossier
from dunning_desktop.letters.evidence_front import PAPER, STYLE
from dunning_desktop.letters.flow import Block, paged
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.laying import laid
from dunning_desktop.letters.masthead import running_head
from dunning_desktop.letters.pictures import MOST_FRAMES, TROUBLE, NoPicture, picture, pictured
from dunning_desktop.letters.prose import Blank, Prose
from dunning_desktop.letters.rows import Lane, Rows
from dunning_desktop.letters.sheet import Sheet
from dunning_desktop.letters.style import STATEMENT
from dunning_desktop.letters.vocabulary import one_line

MESSAGE = "message/rfc822"
_PDF_MARK = b"%PDF-"
CLOSE = STATEMENT[-1]
"""A text of others is set closer than ours: it is longer, and seldom read to its end."""
_CAPTIONS = 110.0
_SHARP = 150 / 72
"""Pixels a point where a page has to be photographed."""
_MOST_SIDE = 2_500
"""Pixels: a page may say that it is as large as a house."""
_MOST_LINES = 4_000
"""Of a text: what is longer is cut, and the original goes with the package."""
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/tr|/h\d|/li)\b[^>]*>", re.IGNORECASE)


class Unreadable(Exception):
    """An exhibit that cannot be set on paper; its argument is the key of the words why."""


def sheets(dossier: Dossier, one: Exhibit) -> list[pikepdf.Pdf]:
    """The exhibit as PDFs in their order, each with a page at least, on sheets of A4.

    Where one is damaged a page before them says so: something may be missing that was there.
    """
    try:
        shown = list(
            _sheets(dossier, one.content, one.media_type, one.name, sending=one.sending)
        )
    except Unreadable as why:
        return [opened(_placeholder(dossier, one, str(why)))]
    if any(each.mended for each in shown):
        return [opened(_placeholder(dossier, one, "mended")), *(each.pdf for each in shown)]
    return [each.pdf for each in shown]


@dataclass(frozen=True, slots=True)
class Shown:
    """Pages of an exhibit; ``mended`` where they may not be all of it."""

    pdf: pikepdf.Pdf
    mended: bool = False


def _sheets(
    dossier: Dossier,
    content: bytes,
    media_type: str,
    name: str,
    *,
    sending: Sending | None = None,
) -> Iterator[Shown]:
    """What it is says its first bytes before its name: owners rename files."""
    if content.lstrip()[:5] == _PDF_MARK:
        yield _pdf(content)
    elif media_type == MESSAGE or name.lower().endswith(".eml"):
        yield from _email(dossier, content, sending)
    elif media_type.startswith("image/"):
        try:
            yield Shown(pictured(content))
        except NoPicture:
            raise Unreadable("kept") from None
    elif media_type.startswith("text/plain"):
        yield Shown(opened(_text(dossier, name, content)))
    elif media_type == "application/pdf":
        raise Unreadable("damaged")
    else:
        raise Unreadable("kept")


def opened(content: bytes) -> pikepdf.Pdf:
    """The PDF of these bytes. Raises what pikepdf raises."""
    return pikepdf.open(BytesIO(content))


def _pdf(content: bytes) -> Shown:
    """With what was filled into its forms, and its notes, as part of the pages."""
    try:
        pdf = opened(content)
        with suppress(*TROUBLE):
            pdf.generate_appearance_streams()
        with suppress(*TROUBLE):
            pdf.flatten_annotations("print")
        made = laid(pdf)
        if len(made.pages):
            return Shown(made, mended=bool(pdf.get_warnings()))
    except pikepdf.PasswordError:
        raise Unreadable("protected") from None
    except TROUBLE:
        pass
    return Shown(_photographed(content), mended=True)


def _photographed(content: bytes) -> pikepdf.Pdf:
    """Pages that cannot be taken over as they are, as pictures of what a viewer shows."""
    pictures = []
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            for page in islice(document, MOST_FRAMES):
                out = BytesIO()
                scale = min(_SHARP, _MOST_SIDE / max(*page.get_size(), 1.0))
                page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=85)
                pictures.append(opened(picture(out.getvalue(), scale=1 / _SHARP)))
        whole = pikepdf.new()
        for one in pictures:
            whole.pages.extend(one.pages)
        if not pictures:
            raise Unreadable("damaged")
        return laid(whole)
    except (*TROUBLE, NoPicture, pypdfium2.PdfiumError) as error:
        raise Unreadable("damaged") from error


# Texts


def _text(dossier: Dossier, name: str, content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return _printed(dossier, one_line(name), list(_lines(dossier, text)))


def _lines(dossier: Dossier, text: str) -> Iterator[Block]:
    """Its lines as they are; an empty one is a little room. One that is too long says so."""
    above = 0.0
    legible = text.replace("\N{REPLACEMENT CHARACTER}", "?")
    for line in islice(legible.splitlines(), _MOST_LINES):
        if not line.strip():
            above = STYLE.paragraph
            continue
        yield Prose(line.strip(), regular(), CLOSE.text, CLOSE.leading, above)
        above = 0.0
    if len(legible.splitlines()) > _MOST_LINES:
        yield _said(dossier.say("exhibit", "cut"))


# E-mails


def _email(dossier: Dossier, content: bytes, sending: Sending | None) -> Iterator[Shown]:
    """Its head and text, then the files that came with it, as far as they can be shown."""
    try:
        message = message_from_bytes(content, policy=default)
        files = [
            (one_line(part.get_filename() or ""), part.get_content_type(), _bytes_of(part))
            for part in message.iter_attachments()
        ]
        shown = [(name, _shown(dossier, media, file)) for name, media, file in files]
        pairs = [
            *_head_of(dossier, message),
            *_taken(dossier, sending),
            *_listed(dossier, [(name, bool(pages)) for name, pages in shown]),
        ]
        text = _email_text(message)
    except (*TROUBLE, LookupError) as error:
        raise Unreadable("kept") from error
    body = list(_lines(dossier, text)) or [_said(dossier.say("exhibit", "no_text"))]
    title = dossier.say("exhibit", "email")
    yield Shown(opened(_printed(dossier, title, [_pairs(pairs), Blank(STYLE.section), *body])))
    for _name, pages in shown:
        yield from pages


def _shown(dossier: Dossier, media_type: str, content: bytes) -> list[Shown]:
    """A file of an e-mail; nothing where it cannot be shown. E-mails in e-mails are only named."""
    if media_type == MESSAGE:
        return []
    try:
        return list(_sheets(dossier, content, media_type, ""))
    except Unreadable:
        return []


def _bytes_of(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _head_of(dossier: Dossier, message: EmailMessage) -> Iterator[Pair]:
    """Who wrote to whom, when and about what, as the message itself says."""
    names = {
        "from": "From",
        "to": "To",
        "copies": "Cc",
        "sent": "Date",
        "subject": "Subject",
        "message_id": "Message-ID",
    }
    for key, header in names.items():
        if message[header]:
            yield dossier.say("exhibit", key), one_line(str(message[header]))


def _taken(dossier: Dossier, sending: Sending | None) -> Iterator[Pair]:
    """When a mail server took it, and what it said: the only witness that it left."""
    if sending is None:
        return
    at = sending.at.astimezone()
    when = f"{dossier.figures.day(at.date())}, {at:%H:%M %Z}"
    key = "taken_uncertain" if sending.uncertain else "taken_at"
    said = dossier.say("exhibit", key, when=when, reply=one_line(sending.reply))
    yield dossier.say("exhibit", "taken"), said.rstrip(" :")


def _listed(dossier: Dossier, files: Sequence[tuple[str, bool]]) -> Iterator[Pair]:
    """The files that came with it; whether they follow or are only in the package."""
    for name, follows in files:
        key = "file_follows" if follows else "file_kept"
        yield dossier.say("exhibit", "files"), dossier.say("exhibit", key, name=name)


def _email_text(message: EmailMessage) -> str:
    """The plain text, or what is left of the other one without its marks."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = part.get_content()
    if not isinstance(text, str):
        return ""
    if part.get_content_type() == "text/html":
        text = unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    return text


# Pages of our own


def _placeholder(dossier: Dossier, one: Exhibit, why: str) -> bytes:
    """What stands in the place of an exhibit that cannot be shown."""
    size = dossier.figures.number(len(one.content))
    pairs = [
        (dossier.say("exhibit", "name"), one_line(one.name)),
        (dossier.say("exhibit", "size"), dossier.say("exhibit", "bytes", count=size)),
        (dossier.say("exhibit", "fingerprint"), one.sha256),
    ]
    blocks: list[Block] = [_said(dossier.say("exhibit", why)), _pairs(pairs)]
    return _printed(dossier, dossier.named(one), blocks)


def _said(text: str) -> Prose:
    return Prose(text, regular(), STYLE.text, STYLE.leading, measure=STYLE.measure)


def _pairs(pairs: Sequence[Pair]) -> Block:
    lanes = (Lane("", _CAPTIONS), Lane(""))
    return Rows.of(lanes, pairs, size=STYLE.table, width=PAPER.width, above=STYLE.paragraph)


def _printed(dossier: Dossier, title: str, blocks: list[Block]) -> bytes:
    heading = Prose(title, strong(), STYLE.text * 1.3, STYLE.leading * 1.3)
    sheet = Sheet(title=title, author=dossier.house.name, language=dossier.figures.tag)
    for page in paged((heading, *blocks), PAPER, PAPER):
        running_head(sheet, dossier.house, (dossier.subject,), dossier.today)
        for placed in page:
            placed.block.draw(sheet, placed.box)
        sheet.next_page()
    return sheet.finish()
