"""Exhibits for evidence files, and things that are not what their names say."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from io import BytesIO

import pikepdf
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.domain.debt import Debt
from dunning_desktop.domain.evidence import Event, EvidenceFacts, Exhibit, ExhibitKind, Happened
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.relevant_day import DebtDays
from tests.helpers.facts import BUSINESS, CLIENT, TODAY, owed, statement

A4 = (595.28, 841.89)


def exhibit(
    content: bytes,
    *,
    kind: ExhibitKind = ExhibitKind.CORRESPONDENCE,
    name: str = "paper.pdf",
    media_type: str = "application/pdf",
    day: date | None = TODAY,
    number: int = 1,
) -> Exhibit:
    """A paper of these bytes."""
    return Exhibit(
        key=f"document-{number}",
        kind=kind,
        title=name,
        name=name,
        media_type=media_type,
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        day=day,
        number=number,
    )


def evidence_of(*exhibits: Exhibit, left_out: int = 0, specimen: bool = False) -> EvidenceFacts:
    """The file of one late invoice over 1,200.00 with these exhibits, numbered in their order."""
    debt = Debt(Money(120_000, "GBP"), DebtDays(agreed=TODAY - timedelta(days=60)))
    items = (owed(debt),)
    numbered = tuple(replace(one, number=number) for number, one in enumerate(exhibits, 1))
    told = {"number": "INV-0417", "amount": Money(120_000, "GBP")}
    return EvidenceFacts(
        case_id=1,
        today=TODAY,
        opened_on=TODAY,
        business=BUSINESS,
        client=CLIENT,
        items=items,
        statement=statement(items),
        events=(Event(TODAY, Happened.INVOICED, told, 1 if exhibits else 0),),
        exhibits=numbered,
        left_out=left_out,
        specimen=specimen,
    )


def pdf(
    text: str = "Hello", *, pages: int = 1, size: tuple[float, float] = A4, rotate: int = 0
) -> bytes:
    """A PDF whose pages say the text and their number."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.drawString(72, size[1] / 2, f"{text} {page}")
        canvas.showPage()
    canvas.save()
    return _turned(out.getvalue(), rotate) if rotate else out.getvalue()


def _turned(content: bytes, rotate: int) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as made:
        for page in made.pages:
            page.obj.Rotate = rotate
        made.save(out, deterministic_id=True)
    return out.getvalue()


def form() -> bytes:
    """A PDF with a field that was filled in."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawString(72, 700, "Reply form")
    canvas.acroForm.textfield(name="who", value="Filled by Jo", x=72, y=600, width=300, height=24)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def protected(password: str) -> bytes:
    """A PDF that opens only with the password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf("Secret"))) as made:
        made.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def picture(form: str, *, frames: int = 1, turn: int = 0) -> bytes:
    """A red picture; ``turn`` is its EXIF orientation."""
    out = BytesIO()
    made = Image.new("RGBA" if form == "PNG" else "RGB", (300, 200), (200, 30, 30))
    more = [made.copy() for _ in range(frames - 1)]
    extra: dict[str, object] = {"save_all": True, "append_images": more} if more else {}
    if turn:
        exif = Image.Exif()
        exif[0x112] = turn
        extra["exif"] = exif
    made.save(out, form, **extra)
    return out.getvalue()


def email(*files: tuple[str, str, bytes], html: str = "", text: str = "Please pay.\n\nJo") -> bytes:
    """A message with files: name, type, bytes."""
    made = EmailMessage()
    made["From"], made["To"] = "Carter <a@carter.example>", "ap@willow.example"
    made["Subject"], made["Date"] = "Your invoice", "Mon, 02 Nov 2026 10:00:00 +0000"
    if html:
        made.set_content(html, subtype="html")
    else:
        made.set_content(text)
    for name, media_type, content in files:
        main, sub = media_type.split("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()
