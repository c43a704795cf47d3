"""The list of letters for the post office: every letter once, in order, and room for a stamp."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2
import pytest

from dunning_desktop.domain.client import Address, Business
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.posting import LONGEST_NUMBER, PostClass
from dunning_desktop.domain.posting_list import PostedItem, PostingList
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, ENDLESS, TODAY, logo
from tests.letters.reading import assert_apart, page_count, page_texts, pieces, text

PRESS = Press()
CLASSES = (*PostClass, None)
SAID = {
    PostClass.FIRST: "first class",
    PostClass.SECOND: "second class",
    PostClass.PROOF: "with proof of posting",
    PostClass.SIGNED: "signed for",
    PostClass.GUARANTEED: "guaranteed delivery",
    PostClass.HAND: "delivered by hand",
    None: "",
}
ADDRESS = "14 Canal Street, Sheffield, S3 8AB"


def items(count: int) -> tuple[PostedItem, ...]:
    return tuple(
        PostedItem(
            client=f"Client {number:03} & Sons",
            address=CLIENT.address,
            post_class=CLASSES[number % len(CLASSES)],
            tracking=f"RM{number:09}GB" if number % 2 else "",
            subject=f"Reminder {number}",
        )
        for number in range(1, count + 1)
    )


def posted(*made: PostedItem, business: Business = BUSINESS, specimen: bool = False) -> bytes:
    return PRESS.posting_list(PostingList(TODAY, business, made, specimen))


def row(number: int) -> str:
    """A letter as the list has it."""
    [*_, one] = items(number)
    words = (str(number), one.client, ADDRESS, SAID[one.post_class], one.tracking)
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (40, 3), (300, 15)])
def test_every_letter_is_listed_once_and_in_order(count: int, pages: int) -> None:
    made = posted(*items(count))
    found = page_texts(made)
    assert len(found) == pages
    rows = [row(number) for number in range(1, count + 1)]
    at = [next(page for page, said in enumerate(found) if f" {one}" in said) for one in rows]
    assert at == sorted(at)
    assert sum(said.count(" & Sons") for said in found) == count
    for number, said in enumerate(found):
        places = [said.index(one) for one, page in zip(rows, at, strict=True) if page == number]
        assert places == sorted(places)
    assert f"Letters in all: {count} Stamp of the post office" in found[-1]


@pytest.mark.parametrize("count", [1, 40, 300])
def test_nothing_overlaps(count: int) -> None:
    assert_apart(posted(*items(count)))


def test_every_page_has_the_heading_and_its_number() -> None:
    found = page_texts(posted(*items(300)))
    for number, said in enumerate(found, 1):
        assert said.count("No. To Post Number") == 1
        assert said.endswith(f"Page {number} of {len(found)}")
        assert "Registered in England and Wales no. 01234567" in said
        assert number == 1 or said.startswith("Letters posted 22 November 2026 No. To")
    assert found[0].startswith("Carter Plumbing Unit 4, Wharf Road")
    assert "Letters posted Handed to the post on 22 November 2026." in found[0]


def test_a_list_of_one_page_has_no_number() -> None:
    assert "Page 1" not in text(posted(*items(3)))


@pytest.mark.parametrize("count", range(10, 24))
def test_no_letter_is_parted_by_a_page_break(count: int) -> None:
    found = page_texts(posted(*items(count)))
    for number in range(1, count + 1):
        assert sum(row(number) in said for said in found) == 1


@pytest.mark.parametrize("count", [1, 13, 14, 18, 19, 40, 300])
def test_total_and_stamp_stay_together(count: int) -> None:
    made = posted(*items(count))
    last = page_count(made) - 1
    found = pieces(made, last)
    [total] = [one for one in found if "Letters in all" in one.text]
    stamp, signed = (one for one in found if one.text.startswith(("Stamp of", "Received by")))
    assert total.bottom < stamp.top < total.bottom + 10
    assert stamp.top == pytest.approx(signed.top, abs=0.5)
    foot = min(one.top for one in found if one.top > 277)
    assert foot - stamp.top > 35


def test_there_is_room_for_a_stamp() -> None:
    """Two frames side by side in which nothing but their captions stands."""
    made = posted(*items(2))
    with pypdfium2.PdfDocument(made) as document:
        page = document[0].render(scale=2).to_pil().convert("L")
    [stamp] = [one for one in pieces(made) if one.text.startswith("Stamp of")]
    scale = 2 * 72 / 25.4
    for left in (28, 114):
        top = stamp.bottom + 1
        empty = page.crop(tuple(round(one * scale) for one in (left, top, left + 70, top + 30)))
        assert empty.getextrema() == (255, 255)


def test_long_names_and_numbers_are_wrapped_and_not_cut() -> None:
    name = "The Amalgamated Association of Makers and Menders of " + "Fine Furniture " * 10
    long = PostedItem(
        client=name,
        address=ENDLESS.address,
        post_class=PostClass.PROOF,
        tracking="RM" + "0123456789" * 6 + "GB",
    )
    assert len(long.tracking) == LONGEST_NUMBER
    made = posted(*(long for _ in range(12)))
    said = text(made)
    assert said.count(" ".join(name.split())) == 12
    assert said.replace(" ", "").count(long.tracking) == 12
    assert said.count("LL61 5UJ, IRELAND") == 12
    assert_apart(made)


def test_a_name_without_a_space_is_broken() -> None:
    made = posted(PostedItem("W" * 200, CLIENT.address), *items(2))
    assert text(made).count("W") == 200 + text(posted(*items(2))).count("W")
    assert_apart(made)


def test_only_what_goes_abroad_names_its_country() -> None:
    german = Address(("Hafenstraße 12",), city="Hamburg", postcode="20457", country="DE")
    said = text(posted(PostedItem("A", CLIENT.address), PostedItem("B", german)))
    assert "1 A 14 Canal Street, Sheffield, S3 8AB 2 B Hafenstraße 12, 20457 Hamburg" in said
    assert said.count("GERMANY") == 1


def test_a_name_on_two_lines_stands_on_one() -> None:
    said = text(posted(PostedItem("Willow\n& Stone", CLIENT.address, None, " RM\n1 ")))
    assert re.search(r"1 Willow & Stone 14 Canal Street.* RM 1 Letters in all: 1", said)


def test_it_does_not_follow_the_style_of_the_letters() -> None:
    plain = posted(*items(40))
    for style in PaperStyle:
        letterhead = Letterhead(style=style, accent="#cc2200", envelope=Envelope.GB_DL)
        business = replace(BUSINESS, letterhead=letterhead)
        assert posted(*items(40), business=business) == plain


def test_american_lists_are_on_american_paper() -> None:
    business = replace(BUSINESS, letterhead=Letterhead(envelope=Envelope.US_10), logo=logo())
    made = posted(*items(40), business=business)
    with pypdfium2.PdfDocument(made) as document:
        assert {page.get_size() for page in document} == {(612, 792)}
    assert_apart(made, right=190.8)
    assert all(one.bottom < 275 for page in range(page_count(made)) for one in pieces(made, page))


def test_a_specimen_says_so() -> None:
    assert "S P E C I M E N" in text(posted(*items(1), specimen=True))
    assert "S P E C I M E N" not in text(posted(*items(1)))


def test_the_same_letters_are_the_same_bytes() -> None:
    assert posted(*items(40)) == posted(*items(40))
    assert posted(*items(40)) != posted(*items(41))
