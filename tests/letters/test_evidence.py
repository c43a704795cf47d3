"""The evidence file: what it says leads where it says, and no exhibit can keep it from coming."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from pypdf.generic import Destination

from dunning_desktop.domain.errors import Stopped
from dunning_desktop.domain.evidence import Exhibit, ExhibitKind, Sending
from dunning_desktop.letters.press import Press
from tests.helpers import exhibits as make
from tests.helpers.exhibits import evidence_of, exhibit
from tests.helpers.facts import TODAY
from tests.letters.reading import page_texts, pieces

PARTS = (
    "Evidence file",
    "Index",
    "Statement of account",
    "Statement of interest",
    "Chronology",
    "Contact log",
)


def _made(*found: Exhibit) -> bytes:
    return Press().evidence(evidence_of(*found))


def _marks(pdf: bytes) -> list[tuple[str, int]]:
    """Every bookmark with the page it leads to, from 1; those under another follow it."""
    reader = pypdf.PdfReader(BytesIO(pdf))

    def read(level: list[Destination | list[Destination]]) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for one in level:
            if isinstance(one, list):
                found += read(one)  # type: ignore[arg-type]  # pypdf nests lists of the same
            else:
                page = reader.get_destination_page_number(one)
                assert page is not None
                found.append((str(one.title), page + 1))
        return found

    return read(reader.outline)  # type: ignore[arg-type]


def _clean(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def test_each_bookmark_leads_to_its_part() -> None:
    made = _made(
        exhibit(make.pdf("Contract", pages=3), kind=ExhibitKind.CONTRACT, name="Contract.pdf"),
        exhibit(make.pdf("Letter", pages=2), name="Letter.pdf"),
    )
    _clean(made)
    texts = page_texts(made)
    marks = dict(_marks(made))
    for title in PARTS:
        assert title in texts[marks[title] - 1], title
    assert "Contract 1" in texts[marks["1. Contract: Contract.pdf"] - 1]
    assert "Letter 1" in texts[marks["2. Correspondence: Letter.pdf"] - 1]
    assert marks["Exhibits"] == marks["1. Contract: Contract.pdf"]
    assert "SHA-256" in texts[marks["Schedule of exhibits"] - 1]
    assert len(texts) == 6 + 3 + 2 + 1


def test_every_page_has_its_number_and_its_exhibit() -> None:
    made = _made(exhibit(make.pdf(pages=2)), exhibit(make.pdf("Other")))
    texts = page_texts(made)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
    assert [bool(re.search(r"Exhibit \d", one)) for one in texts[6:]] == [True] * 3 + [False]
    assert ("Exhibit 1" in texts[7], "Exhibit 2" in texts[8]) == (True, True)


@pytest.mark.parametrize("count", [1, 60, 140])
def test_the_index_says_the_true_pages_however_long_it_is(count: int) -> None:
    found = [
        exhibit(make.pdf(f"Paper{number}", pages=1 + number % 3), name=f"P{number}.pdf")
        for number in range(1, count + 1)
    ]
    made = _made(*found)
    marks = [one for one in _marks(made) if one[0] not in {"Evidence file", "Index", "Exhibits"}]
    pages = [page for _title, page in marks]
    index = range(1, dict(_marks(made))["Statement of account"] - 1)
    assert all(before < after for before, after in pairwise(pages))
    assert _links(made, index) == pages
    assert _figures(made, index) == [str(page) for page in pages]


def _links(pdf: bytes, pages: Iterable[int]) -> list[int]:
    """Where the lines of the index lead, from 1."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    found = [
        reader.get_page_number(one.get_object()["/Dest"][0].get_object())
        for page in pages
        for one in reader.pages[page].get("/Annots") or []
    ]
    return [page + 1 for page in found if page is not None]


def _figures(pdf: bytes, pages: Iterable[int]) -> list[str]:
    """What stands in the index's last column, at the right edge, below its heading."""
    found = []
    for page in pages:
        right = [one for one in pieces(pdf, page) if one.right > 188 and 27 < one.top < 277]
        found += [one.text.split()[-1] for one in right]
    return [one for one in found if one.isdigit()]


def test_the_schedule_has_the_fingerprint_of_each_exhibit() -> None:
    contents = [make.pdf("One"), make.picture("PNG"), b"\x00odd"]
    names = ["one.pdf", "two.png", "three.bin"]
    types = ["application/pdf", "image/png", "application/octet-stream"]
    made = _made(
        *(
            exhibit(content, name=name, media_type=kind)
            for content, name, kind in zip(contents, names, types, strict=True)
        )
    )
    schedule = page_texts(made)[-1]
    for content, name in zip(contents, names, strict=True):
        assert hashlib.sha256(content).hexdigest() in schedule.replace(" ", "")
        assert name in schedule


def test_the_same_facts_make_the_same_bytes() -> None:
    found = (
        exhibit(make.pdf()),
        exhibit(make.email(("a.pdf", "application/pdf", make.pdf("Inner"))), name="m.eml",
                media_type="message/rfc822"),
        exhibit(make.picture("JPEG"), name="p.jpg", media_type="image/jpeg"),
    )  # fmt: skip
    assert _made(*found) == _made(*found)


@pytest.mark.parametrize(
    ("content", "name", "media_type", "says"),
    [
        (b"%PDF-1.4 rubbish", "a.pdf", "application/pdf", "damaged and cannot be read"),
        (b"", "a.pdf", "application/pdf", "damaged and cannot be read"),
        (make.pdf()[:-400], "a.pdf", "application/pdf", "This PDF is damaged: what can be read"),
        (make.protected("pass"), "a.pdf", "application/pdf", "protected by a password"),
        (make.protected(""), "a.pdf", "application/pdf", "Secret 1"),
        (make.pdf("Renamed"), "a.docx", "application/msword", "Renamed 1"),
        (b"PK\x03\x04", "a.docx", "application/msword", "cannot be shown on paper"),
        (b"GIF89a-broken", "a.gif", "image/gif", "cannot be shown on paper"),
        (b"Caf\xe9 closed", "a.txt", "text/plain", "Café closed"),
        ("Zoë\n\nsaid no".encode(), "a.txt", "text/plain", "Zoë said no"),
        (make.form(), "a.pdf", "application/pdf", "Filled by Jo"),
        (make.email(html="<p>Pay &amp; go</p><script>x()</script>"), "a.eml", "message/rfc822",
         "Pay & go"),
        (make.email(text=""), "a.eml", "message/rfc822", "This e-mail has no text."),
        (b"\xff\xfe not a mail", "a.eml", "message/rfc822", "E-mail as it was sent"),
    ],
    ids=range(14),
)  # fmt: skip
def test_an_exhibit_is_shown_or_named(
    content: bytes, name: str, media_type: str, says: str
) -> None:
    made = _made(exhibit(content, name=name, media_type=media_type), exhibit(make.pdf("After")))
    _clean(made)
    texts = page_texts(made)
    assert says in texts[6], texts[6]
    assert "After 1" in texts[-2]


def test_an_email_is_followed_by_what_came_with_it() -> None:
    files = (
        ("letter.pdf", "application/pdf", make.pdf("Letter", pages=2)),
        ("data.xlsx", "application/vnd.ms-excel", b"PK"),
        ("photo.png", "image/png", make.picture("PNG")),
        ("inner.eml", "application/octet-stream", make.email()),
    )
    made = _made(exhibit(make.email(*files), name="m.eml", media_type="message/rfc822"))
    _clean(made)
    texts = page_texts(made)
    assert "letter.pdf (on the pages that follow)" in texts[6]
    assert "data.xlsx (in the package)" in texts[6]
    assert "inner.eml (in the package)" in texts[6]
    assert ("Letter 1" in texts[7], "Letter 2" in texts[8]) == (True, True)
    assert len(texts) == 6 + 1 + 2 + 1 + 1


@pytest.mark.parametrize(
    ("uncertain", "says"),
    [
        (False, "2 November 2026, 10:05 UTC: 250 2.0.0 Ok: queued as 4F1"),
        (True, "Not confirmed: the connection broke at 2 November 2026, 10:05 UTC"),
    ],
)
def test_an_email_says_when_a_server_took_it(
    monkeypatch: pytest.MonkeyPatch, *, uncertain: bool, says: str
) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    at = datetime(2026, 11, 2, 10, 5, tzinfo=UTC)
    sending = Sending(at, "ap@willow.example", "250 2.0.0 Ok: queued as 4F1", uncertain)
    mail = exhibit(make.email(), name="m.eml", media_type="message/rfc822")
    assert says in page_texts(_made(replace(mail, sending=sending)))[6]


def test_a_text_that_is_cut_says_so() -> None:
    long = exhibit(b"line\n" * 5_000, name="log.txt", media_type="text/plain")
    texts = page_texts(_made(long))
    assert "The text goes on." in texts[-2]


def test_pictures_stand_upright_and_each_frame_has_a_page() -> None:
    made = _made(
        exhibit(make.picture("TIFF", frames=3), name="scan.tif", media_type="image/tiff"),
        exhibit(make.picture("JPEG", turn=6), name="photo.jpg", media_type="image/jpeg"),
    )
    _clean(made)
    sizes = [page.mediabox for page in pypdf.PdfReader(BytesIO(made)).pages][6:-1]
    assert [one.width > one.height for one in sizes] == [True, True, True, False]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_are_laid_as_they_are_seen(rotate: int) -> None:
    made = _made(exhibit(make.pdf("Turned", rotate=rotate)))
    page = pypdf.PdfReader(BytesIO(made)).pages[6]
    lying = page.mediabox.width > page.mediabox.height
    assert lying == (rotate in {90, 270})
    assert page.get("/Rotate", 0) == 0
    assert "Page 7 of 8" in page_texts(made)[6]


@pytest.mark.parametrize("size", [(200.0, 100.0), (2000.0, 3000.0), (595.0, 20.0)])
def test_pages_of_any_size_become_a4(size: tuple[float, float]) -> None:
    made = _made(exhibit(make.pdf("X", size=size)))
    box = pypdf.PdfReader(BytesIO(made)).pages[6].mediabox
    assert sorted((round(float(box.width)), round(float(box.height)))) == [595, 842]


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        (0, "every paper about these invoices"),
        (1, "One more paper about them is held"),
        (3, "3 more papers about them are held"),
    ],
)
def test_the_cover_says_what_is_left_out(left_out: int, says: str) -> None:
    cover = page_texts(Press().evidence(evidence_of(left_out=left_out)))[0]
    assert says in cover
    assert "Carter Plumbing against Willow & Stone Interiors Ltd" in cover
    facts = evidence_of()
    assert f"£{facts.owed.total.amount:,}" in cover


def test_a_specimen_says_so_on_every_page() -> None:
    texts = page_texts(Press().evidence(evidence_of(exhibit(make.pdf()), specimen=True)))
    assert all("SPECIMEN" in one for one in texts)


def test_without_exhibits_there_is_no_schedule() -> None:
    made = _made()
    assert [title for title, _ in _marks(made)] == list(PARTS)
    assert "No telephone call with the debtor is recorded." in page_texts(made)[5]


def test_it_says_how_far_it_is() -> None:
    facts = evidence_of(*(exhibit(make.pdf(pages=15)) for _ in range(4)))
    told: list[tuple[int, int]] = []

    def listen(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    Press().evidence(facts, progress=listen)
    assert told[:4] == [(1, 8), (2, 8), (3, 8), (4, 8)]
    assert told[-1] == (8, 8)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("stop_at", [1, 5])
def test_it_can_be_stopped(stop_at: int) -> None:
    facts = evidence_of(*(exhibit(make.pdf(pages=15)) for _ in range(4)))
    with pytest.raises(Stopped):
        Press().evidence(facts, progress=lambda done, _total: done < stop_at)


def test_a_long_chronology_goes_over_pages_and_repeats_its_heading() -> None:
    facts = evidence_of()
    days = [TODAY - timedelta(days=back) for back in range(120, 0, -1)]
    many = replace(facts, events=tuple(replace(facts.events[0], day=day) for day in days))
    texts = page_texts(Press().evidence(many))
    chronology = [one for one in texts if "What happened" in one]
    assert len(chronology) > 2
    assert sum(one.count("Invoice INV-0417 over £1,200.00 issued.") for one in chronology) == 120
