"""Bold words and lists, in the letter and in both forms of the e-mail; a name is never mark-up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.client import BankDetails
from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.letters.markup import Run, blocks, in_html, runs, without_marks
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, facts, line
from tests.helpers.paper_facts import promise_facts
from tests.letters.reading import assert_apart, page_count, page_texts, text

PRESS = Press()
BOLD = re.compile(r"<b>([^<]*)</b>")
ITEM = re.compile(r"<li>(.*?)</li>")
JOINER = "\N{WORD JOINER}"
LONG = "Please pay **all of it by the day named below** or tell us **why not**. " * 4
LIST = Words(
    "Reminder",
    "Dear all,\n\nWhat we ask for:\n- **pay** the invoice\n- or *call* us\n* or write\n\nNow.",
    "Regards,",
)


@dataclass(frozen=True)
class Sign:
    """A printed sign: in which face, and from where to where, in points from the bottom left."""

    sign: str
    face: str
    left: float
    right: float
    bottom: float

    @property
    def bold(self) -> bool:
        return "SemiBold" in self.face


def signs(pdf: bytes, page: int = 0) -> list[Sign]:
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[page].get_textpage()
        found = []
        for index, sign in enumerate(words.get_text_range()):
            if sign.isspace():
                continue
            face = words.get_textobj(index).get_font().get_base_name()
            left, bottom, right, _ = words.get_charbox(index, loose=True)
            found.append(Sign(sign, face, left, right, bottom))
    return found


def letter(words: Words, one: ReminderFacts | None = None) -> bytes:
    return PRESS.letter(one or facts(), words)


def mail(words: Words, one: ReminderFacts | None = None) -> EmailBody:
    return PRESS.email(one or facts(), words, letter_attached=False)


def bold(pdf: bytes, page: int = 0) -> str:
    """All that is bold on a page, without spaces."""
    return "".join(one.sign for one in signs(pdf, page) if one.bold)


def own(opening: str, **client: str) -> tuple[ReminderFacts, Words]:
    """A reminder with these words of the owner's, to a client with these fields."""
    words = Words("Subject", opening, "Regards,")
    one = facts(client=replace(CLIENT, **client))  # type: ignore[arg-type] # its fields
    one = replace(one, own=(("en-GB", words),))
    return one, PRESS.words(one)


# In the letter


@pytest.mark.parametrize("style", list(PaperStyle))
def test_bold_words_are_bold_in_every_style(style: PaperStyle) -> None:
    letterhead = Letterhead(style=style)
    one = facts(business=replace(BUSINESS, letterhead=letterhead))
    said = "Dear all,\n\nPay **within seven days** please, **all**."
    made = letter(Words("S", said, "Bye"), one)
    assert "withinsevendaysall" in bold(made)
    assert "please" not in bold(made)
    assert "Pay within seven days please, all." in text(made)
    assert "*" not in text(made)


def test_bold_words_do_not_overlap_what_stands_beside_them() -> None:
    made = letter(Words("S", f"{LONG}\n\n{LONG}\n- {LONG}", "Bye"))
    printed = signs(made)
    lines: dict[float, list[Sign]] = {}
    for one in printed:
        lines.setdefault(round(one.bottom), []).append(one)
    mixed = [each for each in lines.values() if len({one.bold for one in each}) == 2]
    assert len(mixed) > 8
    for each in mixed:
        across = sorted(each, key=lambda one: one.left)
        for before, after in pairwise(across):
            assert after.left >= before.right - 0.2, (before, after)
    assert_apart(made)


def test_a_change_of_weight_inside_a_word_does_not_part_it() -> None:
    made = letter(Words("S", "Pay **now**, or **tomor**row (**at the latest**).", "Bye"))
    assert "Pay now, or tomorrow (at the latest)." in text(made)
    assert "nowtomoratthelatest" in bold(made)


def test_bold_words_keep_the_measure() -> None:
    plain, made = LONG.replace("**", ""), LONG
    of_plain = max(one.right for one in signs(letter(Words("S", plain, "Bye"))))
    assert max(one.right for one in signs(letter(Words("S", made, "Bye")))) <= of_plain + 12


def test_a_bold_word_that_is_too_long_is_broken() -> None:
    made = letter(Words("S", f"Pay **{'x' * 400}** please", "Bye"))
    assert text(made).replace(" ", "").count("x") >= 400
    assert_apart(made)


def test_an_amount_in_bold_is_not_broken() -> None:
    for count in range(60, 90, 3):
        said = f"{'a ' * count}**on 22 November 2026** now"
        assert "22 November 2026" in text(letter(Words("S", said, "Bye")))
        found = [one for one in signs(letter(Words("S", said, "Bye"))) if one.bold]
        day = found["".join(one.sign for one in found).index("22November2026") :][:14]
        assert len({round(one.bottom) for one in day}) == 1


def test_a_list_has_a_bullet_before_each_item() -> None:
    made = letter(LIST)
    assert "What we ask for: • pay the invoice • or *call* us • or write Now." in text(made)
    bullets = [one for one in signs(made) if one.sign == "•"]
    assert len(bullets) == 3
    assert len({one.left for one in bullets}) == 1
    assert not any(one.bold for one in bullets)
    assert "pay" in bold(made)


def test_the_lines_of_an_item_stand_under_each_other() -> None:
    found = signs(letter(Words("S", f"- {'Ωmega ' * 60}\n- two", "Bye")))
    bullet, *_ = (one for one in found if one.sign == "•")
    first: dict[float, float] = {}
    for one in found:
        if one.sign == "Ω":
            first.setdefault(one.bottom, one.left)
    assert len(first) > 3
    assert len(set(first.values())) == 1
    assert bullet.right + 3 < min(first.values()) < bullet.right + 12


def test_a_list_runs_on_over_a_page_break() -> None:
    items = [f"Item {number} of the list **number {number}**" for number in range(90)]
    made = letter(Words("S", "\n".join(f"- {one}" for one in items), "Bye"))
    assert page_count(made) > 2
    found = " ".join(page_texts(made))
    for number in range(90):
        assert f"• Item {number} of the list number {number}" in found
    assert_apart(made)


def test_a_broken_item_has_one_bullet() -> None:
    long = " ".join(f"word{number} **bold{number}**" for number in range(900))
    made = letter(Words("S", f"- {long}\n- two", "Bye"))
    assert page_count(made) > 1
    assert text(made).count("•") == 2
    found = text(made)
    assert all(f"bold{number}" in found for number in range(900))


# In the e-mail


def test_the_text_part_has_no_stars() -> None:
    body = mail(Words("S", "Pay **within seven days**, please.", "**Bye** now"))
    assert "Pay within seven days, please." in body.text
    assert "Bye now" in body.text
    assert "*" not in body.text


def test_html_has_the_same_words_bold() -> None:
    body = mail(Words("S", "Pay **<all> & more** of it.", "**Bye** now"))
    assert "Pay <b>&lt;all&gt; &amp; more</b> of it." in body.html
    assert "<b>Bye</b> now" in body.html
    assert "**" not in body.html


def test_a_list_is_one_in_both_forms() -> None:
    body = mail(LIST)
    assert ITEM.findall(body.html) == ["<b>pay</b> the invoice", "or *call* us", "or write"]
    assert body.html.count("<ul ") == 1
    for item in ("- pay the invoice", "- or *call* us", "- or write"):
        assert f"\n{item}\n" in body.text


def test_two_lists_are_two() -> None:
    body = mail(Words("S", "- a\n- b\n\nand\n\n- c", "Bye"))
    assert re.findall(r"<ul [^>]*>(.*?)</ul>", body.html) == ["<li>a</li><li>b</li>", "<li>c</li>"]


def test_papers_have_bold_words_and_lists_too() -> None:
    words = Words("S", "Thank you:\n- **one**\n- two", "Bye")
    paper = promise_facts()
    assert "• one • two" in text(PRESS.paper(paper, words))
    assert "<li><b>one</b></li><li>two</li>" in PRESS.paper_email(paper, words, attached=True).html


# What is no mark-up

NAMES = ["**Bold** Ltd", "***Bold*** Ltd", "****Bold****", "A**B**C", "** Stars **", "**", "***"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_stars_is_not_bold(name: str) -> None:
    one, words = own("To {{ client }}, from **us**.", name=name)
    said = PRESS.email(one, words, letter_attached=False)
    opening = said.html.partition("To ")[2].partition("</p>")[0]
    assert BOLD.findall(opening) == ["us"]
    assert opening.replace(JOINER, "") == f"{name}, from <b>us</b>."
    assert f"To {name}, from us." in said.text.replace(JOINER, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_stars_is_printed_with_them(name: str) -> None:
    one, words = own("To {{ client }}, from **us**.", name=name)
    made = PRESS.letter(one, words)
    assert f"To {name}, from us." in text(made)
    assert "Bold" not in bold(made)


def test_a_name_with_stars_can_be_made_bold() -> None:
    one, words = own("To **{{ client }}** now.", name="**Bold** Ltd")
    made = PRESS.letter(one, words)
    assert "To **Bold** Ltd now." in text(made)
    assert "**Bold**Ltd" in bold(made)


@pytest.mark.parametrize("name", ["- Dash Ltd", "* Star Ltd", "-  Wide"])
def test_a_name_that_begins_like_an_item_is_no_list(name: str) -> None:
    one, words = own("Dear all,\n\n{{ client }} owes us.\n\nRegards", name=name)
    assert "<li>" not in PRESS.email(one, words, letter_attached=False).html
    assert f"{' '.join(name.split())} owes us." in text(PRESS.letter(one, words))


def test_other_names_with_stars_are_not_bold() -> None:
    stars = "**x** y"
    business = replace(BUSINESS, signatory=stars, phone=stars, bank=BankDetails(stars, "1", "2"))
    contact = replace(CLIENT.contacts[0], name=stars)
    one = facts(
        [line(stars)],
        business=business,
        client=replace(CLIENT, contacts=(contact,)),
        reference=stars,
    )
    said = PRESS.email(one, PRESS.words(one), letter_attached=False)
    paragraphs = " ".join(re.findall(r"<p [^>]*>(.*?)</p>", said.html))
    assert BOLD.findall(paragraphs) == []
    assert "Dear **x** y," in text(PRESS.letter(one, PRESS.words(one)))


@pytest.mark.parametrize(
    "said",
    ["**open", "close**", "a ** b ** c", "** a**", "**a **", "2**3", "****", "*one*", "** **"],
)
def test_stars_that_close_nothing_stay(said: str) -> None:
    words = Words("S", f"x {said} y", "Bye")
    assert f"x {said} y" in text(letter(words))
    assert f"x {said} y" in mail(words).text
    assert "<b>" not in mail(words).html.partition("<table")[0]


def test_bold_words_do_not_reach_into_the_next_paragraph() -> None:
    body = mail(Words("S", "a **b\n\nc** d", "Bye"))
    assert "a **b" in body.text
    assert "c** d" in body.text


# Alone


def test_runs() -> None:
    assert runs("a **b c** d**e**") == (
        Run("a "),
        Run("b c", bold=True),
        Run(" d"),
        Run("e", bold=True),
    )
    assert runs("") == ()


@given(st.text("ab* \n-", max_size=30))
def test_runs_are_the_whole_text_and_the_forms_agree(said: str) -> None:
    joined = "".join(one.text for one in runs(said))
    assert joined == without_marks(said)
    assert in_html(said).replace("<b>", "").replace("</b>", "") == joined
    assert in_html(said).count("<b>") == sum(one.bold for one in runs(said))


def test_blocks_are_paragraphs_and_lists() -> None:
    found = list(blocks("a\n- b\n  c\n* d\n\n- e\n\nf-g\n-h"))
    assert found == ["a", ("b c", "d", "e"), "f-g -h"]
