"""What a PDF says of itself: title, author, language and day; its faces, and its reading order."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.posting_list import PostedItem, PostingList
from dunning_desktop.letters.metadata import xmp
from dunning_desktop.letters.press import Press
from tests.helpers.facts import (
    BUSINESS,
    CLIENT,
    ENDLESS,
    TODAY,
    facts,
    german,
    logo,
    many,
    owed,
    statement,
)
from tests.helpers.paper_facts import extension_facts, plan_facts, thanks_facts
from tests.letters import test_terms
from tests.letters.reading import page_texts, text

PRESS = Press()
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def letter(client: Client = CLIENT, *, count: int = 1, style: str = "classic") -> bytes:
    letterhead = Letterhead(style=PaperStyle(style))
    business = replace(BUSINESS, logo=logo(), letterhead=letterhead)
    one = facts(many(count, tone=Tone.FINAL), tone=Tone.FINAL, client=client, business=business)
    return PRESS.letter(one, PRESS.words(one))


def paper(one: PaperFacts) -> bytes:
    return PRESS.paper(one, PRESS.paper_words(one))


def posting_list() -> bytes:
    items = (PostedItem(CLIENT.name, CLIENT.address),)
    return PRESS.posting_list(PostingList(TODAY, BUSINESS, items))


OF_A_DAY: dict[str, Callable[[], bytes]] = {
    "letter": letter,
    "long letter": lambda: letter(ENDLESS, count=60),
    "Polish letter": lambda: letter(replace(CLIENT, language="pl")),
    "traditional letter": lambda: letter(count=9, style="traditional"),
    "odd letter": lambda: letter(replace(CLIENT, name="Ὀδυσσεύς & Жанна <d'Été> Ltd")),
    "plan": lambda: paper(plan_facts()),
    "extension": lambda: paper(extension_facts()),
    "thanks": lambda: paper(thanks_facts()),
    "statement": lambda: PRESS.statement(statement([owed(german())])),
    "posting list": posting_list,
}
OF_NO_DAY: dict[str, Callable[[], bytes]] = {
    "credit policy": lambda: PRESS.credit_policy(test_terms.facts()),
    "calibration page": lambda: PRESS.calibration(Letterhead(envelope=Envelope.DIN_B)),
    "bundle": lambda: PRESS.bundle([letter(), letter(ENDLESS, count=60)], titles=("A", "B")),
}
EACH = pytest.mark.parametrize("kind", [*OF_A_DAY, *OF_NO_DAY])


@cache
def made(kind: str) -> bytes:
    return (OF_A_DAY | OF_NO_DAY)[kind]()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def information(pdf: bytes) -> dict[str, str]:
    """The document information of a PDF, as its words."""
    with opened(pdf) as document:
        return {key: str(value) for key, value in document.docinfo.items()}


def packet(pdf: bytes) -> ET.Element:
    """The one description of its XMP packet."""
    with opened(pdf) as document:
        stream = document.Root.Metadata
        assert stream.Subtype == "/XML"
        raw = stream.read_raw_bytes()
    assert raw.startswith(b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    [description] = ET.fromstring(raw).iter(f"{RDF}Description")
    return description


def said(description: ET.Element, name: str) -> list[str]:
    """What the packet says of a property, without its bags and sequences."""
    [found] = description.iter(name)
    return [one.strip() for one in found.itertext() if one.strip()]


TITLES = {
    "letter": "Final reminder: invoice INV-0417",
    "long letter": "Final reminder: 60 invoices",
    "plan": "Our offer: pay £1,600.50 in six instalments",
    "statement": "Statement of interest: Willow & Stone Interiors Ltd",
    "posting list": "Letters posted",
    "credit policy": "How we handle payment",
    "calibration page": "Where the window is: DE-DIN5008-B",
    "bundle": "2 letters",
}


@pytest.mark.parametrize("kind", TITLES)
def test_it_has_a_title_that_is_shown(kind: str) -> None:
    assert information(made(kind))["/Title"].startswith(TITLES[kind])
    with opened(made(kind)) as document:
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)


@EACH
def test_it_says_whose_it_is_and_what_made_it(kind: str) -> None:
    about = information(made(kind))
    ours = kind in {"calibration page", "bundle"}
    assert about["/Author"] == ("Dunning Desktop" if ours else "Carter Plumbing")
    assert about["/Creator"] == "Dunning Desktop"


@EACH
def test_it_says_its_language(kind: str) -> None:
    language = "pl" if kind.startswith("Polish") else "en-GB"
    with opened(made(kind)) as document:
        assert str(document.Root.Lang) == language
    assert said(packet(made(kind)), f"{DC}language") == [language]


@EACH
def test_the_packet_says_the_same_as_the_information(kind: str) -> None:
    about, description = information(made(kind)), packet(made(kind))
    assert said(description, f"{DC}title") == [about["/Title"]]
    assert said(description, f"{DC}creator") == [about["/Author"]]
    assert said(description, f"{XMP}CreatorTool") == [about["/Creator"]]
    assert said(description, f"{DC}format") == ["application/pdf"]
    [title] = description.iter(f"{DC}title")
    assert [one.get(XML_LANGUAGE) for one in title.iter(f"{RDF}li")] == ["x-default"]


@pytest.mark.parametrize("kind", OF_A_DAY)
def test_it_is_of_the_day_of_the_letter(kind: str) -> None:
    about, description = information(made(kind)), packet(made(kind))
    for key, name in (("/CreationDate", "CreateDate"), ("/ModDate", "ModifyDate")):
        assert about[key] == "D:20261122000000+00'00'"
        assert said(description, f"{XMP}{name}") == ["2026-11-22T00:00:00+00:00"]


@pytest.mark.parametrize("kind", OF_NO_DAY)
def test_what_is_of_no_day_names_none_in_its_packet(kind: str) -> None:
    description = packet(made(kind))
    assert [one.tag for one in description if one.tag.endswith("Date")] == []


def test_another_day_is_another_day() -> None:
    one = facts()
    other = replace(one, today=TODAY.replace(month=3, day=1))
    pdf = PRESS.letter(other, PRESS.words(other))
    assert information(pdf)["/CreationDate"] == "D:20260301000000+00'00'"


@EACH
def test_it_is_a_sound_file(kind: str) -> None:
    with opened(made(kind)) as document:
        assert document.check_pdf_syntax() == []
        # Language, packet and the title of the window are of this version.
        assert float(document.pdf_version) >= 1.4


@EACH
def test_every_face_is_embedded_as_a_subset(kind: str) -> None:
    """Any face in the file, used or not: so none of the fourteen that every reader brings."""
    found = 0
    with opened(made(kind)) as document:
        for one in document.objects:
            if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
                continue
            found += 1
            name = str(one.BaseFont)
            assert re.fullmatch(r"/[A-Z]{6}\+Source(Sans3|Serif4)-(Regular|SemiBold)", name)
            assert str(one.FontDescriptor.FontName) == name
            assert 1000 < len(one.FontDescriptor.FontFile2.read_bytes()) < 60_000
    assert found >= 2


def test_what_xml_cannot_hold_is_left_out_of_the_packet() -> None:
    made = xmp(title="A\x00B\x0b & <b>\ud800", author='"C"\ufffe', language="de", day=TODAY)
    [description] = ET.fromstring(made).iter(f"{RDF}Description")
    assert said(description, f"{DC}title") == ["AB & <b>"]
    assert said(description, f"{DC}creator") == ['"C"']


def test_the_packet_keeps_the_spaces_inside_amounts() -> None:
    made = xmp(title="Pay 1\u202f240,00\xa0€", author="", language="fr", day=None)
    [description] = ET.fromstring(made).iter(f"{RDF}Description")
    assert said(description, f"{DC}title") == ["Pay 1\u202f240,00\xa0€"]


def test_a_bundle_of_one_is_one_letter() -> None:
    about = information(PRESS.bundle([made("letter")]))
    assert about["/Title"] == "1 letter"


@pytest.mark.parametrize("style", list(PaperStyle))
def test_words_come_in_the_order_they_are_read_in(style: PaperStyle) -> None:
    order = [
        *(("Unit 4, Wharf Road", "0117 496 0123") if style is not PaperStyle.PREPRINTED else ()),
        *("Willow & Stone Interiors Ltd", "14 Canal Street", "S3 8AB"),
        *("Date 22 November 2026", "Our reference R-2026-0042"),
        *("Final reminder: invoice INV-0417", "Dear Priya Shah,"),
        *("Invoice Dated Due Days late", "Total to pay £"),
        *("Amount to pay £", "Please pay by 29 November 2026", "Account name", "Sort code"),
        *("cannot pay", "Sam Carter Carter Plumbing"),
        *(("Registered in England", "VAT no.") if style is not PaperStyle.PREPRINTED else ()),
    ]
    words, at = text(letter(style=style.value)), 0
    for part in order:
        assert part in words[at:], (part, words[at:])
        at = words.index(part, at) + len(part)


def test_each_page_is_read_from_its_head_to_its_foot() -> None:
    pages = page_texts(made("long letter"))
    assert len(pages) > 2
    for number, page in enumerate(pages[1:], 2):
        assert page.startswith("The Worshipful Society of Cabinet Makers")
        assert page.endswith(f"Page {number} of {len(pages)}")
        assert page.index("22 November 2026") < page.index("Invoice Dated")
