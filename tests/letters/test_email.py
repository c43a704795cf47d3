"""The e-mail: the same figures in text and HTML, everything escaped, nothing fetched."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partner_notice import NoticeKind, PartnerNotice
from dunning_desktop.domain.partners import Partner
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, facts, line, logo, many
from tests.helpers.paper_facts import plan_facts

PRESS = Press()
TRAP = "<script src='//x'>alert(1)</script><img src=x onerror=y> & \"q\" 'r'"


def email(one: ReminderFacts, *, letter_attached: bool = True) -> EmailBody:
    return PRESS.email(one, PRESS.words(one), letter_attached=letter_attached)


class Tags(HTMLParser):
    """Collects elements, attributes and text; complains of what is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def shown(html: str) -> str:
    tags = Tags(html)
    assert not tags.open
    return " ".join(" ".join(tags.text).split())


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("count", [1, 12])
def test_every_figure_is_in_both_forms(tone: Tone, count: int) -> None:
    one = facts(
        many(count, tone=tone, currencies=("GBP", "EUR")),
        tone=tone,
        credit=[Money(1_000, "GBP")],
        business=replace(BUSINESS, logo=logo()),
    )
    body = email(one)
    for said in (body.text, shown(body.html)):
        for entry in one.chase.lines:
            assert entry.number in said
        assert "Less: payments received, not yet allocated" in said
        assert "−£10.00" in said
        for needed in ("12-34-56", "12345678", "R-2026-0042", "29 November", "Sam Carter"):
            assert needed in said or (needed == "29 November" and tone is Tone.COURTESY)
        assert "Registered in England and Wales no. 01234567" in said


def test_nothing_is_fetched_and_nothing_runs() -> None:
    body = email(facts(many(3, tone=Tone.FINAL), tone=Tone.FINAL, specimen=True))
    tags = Tags(body.html)
    allowed = {
        "html", "head", "meta", "title", "body", "div", "p", "table", "thead", "tbody", "tfoot",
        "tr", "th", "td", "b", "br",
    }  # fmt: skip
    assert set(tags.names) <= allowed
    assert tags.attributes <= {"style", "lang", "charset", "name", "content", "colspan", "width"}
    assert not re.search(r"https?:|//|url\(|@import|javascript", body.html)


def test_everything_is_escaped() -> None:
    client = replace(
        CLIENT, name=TRAP, contacts=(replace(CLIENT.contacts[0], name=TRAP),), reference=TRAP
    )
    business = replace(
        BUSINESS,
        name=TRAP,
        signatory=TRAP,
        phone=TRAP,
        registered_name=TRAP,
        registration=TRAP,
        bank=replace(BUSINESS.bank, account_name=TRAP, account_number=TRAP),
    )
    one = facts([line(TRAP)], client=client, business=business, reference=TRAP)
    words = Words(TRAP, TRAP, TRAP)
    for body in (PRESS.email(one, words, letter_attached=True), email(one)):
        assert not {"script", "img"} & set(Tags(body.html).names)
        assert TRAP in shown(body.html)
        assert TRAP in body.text


def test_colours_are_left_to_the_reader() -> None:
    styles = re.findall(r'style="([^"]*)"', email(facts()).html)
    assert styles
    assert not any(re.search(r"(?<!-)\bcolor:|background", style) for style in styles)


def test_the_letter_is_mentioned_only_when_it_is_there() -> None:
    said = "attached as a letter (PDF)"
    with_letter, without = email(facts()), email(facts(), letter_attached=False)
    assert said in with_letter.text
    assert said in with_letter.html
    assert said not in without.text
    assert said not in without.html


def test_a_row_of_text_reads_aloud() -> None:
    lines = [line("INV-1", days=20), line("INV-2", days=-2, tone=Tone.COURTESY)]
    said = email(facts(lines)).text
    assert (
        "- Invoice INV-1: Dated 3 Oct 2026, Due 2 Nov 2026, Days late 20, Amount £1,240.00" in said
    )
    assert (
        "- Invoice INV-2: Dated 25 Oct 2026, Due 24 Nov 2026, not yet due, Amount £1,240.00" in said
    )


def test_a_web_address_is_no_link() -> None:
    said = email(facts()).text
    assert "carter.example\n" in said
    assert "https" not in said


SIGNATURE = "Sam Carter\nMon to Thu, 9 to 5\n\nhttps://carter.example <sam@carter.example>"
HEADLINE = "Final reminder: INV-1 & INV-2"
COMPANY = "Registered in England and Wales no. 01234567"
Made = Callable[[str, str], EmailBody]


def reminder(signature: str, headline: str) -> EmailBody:
    one = facts()
    return PRESS.email(
        one, PRESS.words(one), letter_attached=True, signature=signature, headline=headline
    )


def paper(signature: str, headline: str) -> EmailBody:
    one = plan_facts()
    return PRESS.paper_email(
        one, PRESS.paper_words(one), attached=True, signature=signature, headline=headline
    )


def to_partner(signature: str, headline: str) -> EmailBody:
    one = PartnerNotice(
        kind=NoticeKind.HAND_OVER,
        today=date(2026, 11, 22),
        business=BUSINESS,
        client=CLIENT,
        partner=Partner("Swift Collections"),
        numbers=("INV-1",),
        owed=Money(124_000, "GBP"),
    )
    return PRESS.partner_email(
        one, PRESS.partner_words(one), signature=signature, headline=headline
    )


EVERY_KIND = pytest.mark.parametrize("made", [reminder, paper, to_partner])


@EVERY_KIND
def test_the_accounts_own_lines_stand_between_signatory_and_company(made: Made) -> None:
    body = made(f"\n  {SIGNATURE}\r\n", "")
    before, _, after = body.text.partition(f"\n\n{SIGNATURE}\n\n")
    assert BUSINESS.signatory in before
    assert COMPANY not in before
    assert COMPANY in after
    assert BUSINESS.signatory not in after
    lines = "Sam Carter<br>Mon to Thu, 9 to 5<br><br>https://carter.example "
    before, _, after = body.html.partition(f"{lines}&lt;sam@carter.example&gt;</p>")
    assert BUSINESS.signatory in before
    assert COMPANY in after
    assert "<a" not in after
    assert "<a" not in before.rpartition("<p")[2]


@EVERY_KIND
def test_the_headline_is_the_first_line(made: Made) -> None:
    body = made("", " Final reminder:\n INV-1 & INV-2 ")
    assert body.text.startswith(f"{HEADLINE}\n\n")
    first = body.html.partition("<p")[2].partition("</p>")[0]
    assert first.endswith("><b>Final reminder: INV-1 &amp; INV-2</b>")
    assert not Tags(body.html).open


@EVERY_KIND
def test_what_an_account_adds_is_all_that_changes(made: Made) -> None:
    plain, whole = made("", ""), made(SIGNATURE, HEADLINE)
    assert made(" \n", " \n") == plain
    without = whole.text.removeprefix(f"{HEADLINE}\n\n").replace(f"{SIGNATURE}\n\n", "")
    assert without == plain.text
    added = [one for one in whole.html.splitlines() if one not in plain.html.splitlines()]
    assert len(added) == 2
    assert [one for one in whole.html.splitlines() if one not in added] == plain.html.splitlines()


@EVERY_KIND
def test_what_an_account_adds_is_escaped(made: Made) -> None:
    body = made(TRAP, TRAP)
    assert not {"script", "img"} & set(Tags(body.html).names)
    assert shown(body.html).count(TRAP) == 2
    assert body.text.count(TRAP) == 2


def test_a_demo_says_so_under_the_headline() -> None:
    one = facts(specimen=True)
    body = PRESS.email(one, PRESS.words(one), letter_attached=True, headline=HEADLINE)
    title, note = body.text.split("\n\n")[:2]
    assert title == HEADLINE
    assert note == email(one).text.split("\n\n")[0]
