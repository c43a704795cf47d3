"""The letter on paper: every figure is there, pages are as many as needed, nothing overlaps."""

import io
from dataclasses import replace
from datetime import date
from itertools import product

import pypdf
import pytest

from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.specimen import specimen
from tests.helpers.facts import BUSINESS, CLIENT, TODAY, contractual, facts, line, many, statutory
from tests.letters.reading import assert_apart, page_count, page_texts, pieces, text

PRESS = Press()


def letter(one: ReminderFacts) -> bytes:
    return PRESS.letter(one, PRESS.words(one))


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize(("count", "most_pages"), [(1, 1), (12, 2), (60, 4)])
def test_every_figure_is_on_paper(tone: Tone, count: int, most_pages: int) -> None:
    for currencies, credit in product(
        (("GBP",), ("GBP", "EUR", "JPY")), ((), (Money(1_000, "GBP"),))
    ):
        lines = many(count, tone=tone, currencies=currencies)
        one = facts(lines, tone=tone, credit=credit)
        pdf = letter(one)
        printed = text(pdf)
        for entry in one.chase.lines:
            assert entry.number in printed
            assert figure(entry.open) in printed
        for demanded in one.chase.demanded:
            assert f"Total to pay {figure(demanded)}" in printed
        assert ("Less: payments received" in printed) == bool(credit)
        assert ("Compensation" in printed) == (tone is Tone.FINAL)
        assert page_count(pdf) <= most_pages


def figure(money: Money) -> str:
    """As Babel writes it, worked out without it."""
    sign = {"GBP": "£", "EUR": "€", "JPY": "JP¥"}[money.currency]
    return f"{sign}{money.amount:,}"


@pytest.mark.parametrize("tone", list(Tone))
def test_one_invoice_is_one_page_without_a_number(tone: Tone) -> None:
    pdf = letter(facts(tone=tone))
    assert page_count(pdf) == 1
    assert "Page 1" not in text(pdf)


def test_twelve_friendly_invoices_are_one_page() -> None:
    assert page_count(letter(facts(many(12)))) == 1


def test_long_letters_repeat_their_heading_and_number_their_pages() -> None:
    pages = page_texts(letter(facts(many(60))))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert ("Invoice Dated Due" in page) == ("INV-0" in page)
        assert "Registered in England" in page
    for page in pages[1:]:
        assert "Willow & Stone Interiors Ltd · R-2026-0042" in page
    assert "Invoice Dated Due" in pages[1]
    assert "Sam Carter" in pages[-1]


def test_four_hundred_invoices_lose_none() -> None:
    one = facts(many(400, tone=Tone.FINAL), tone=Tone.FINAL)
    printed = text(letter(one))
    assert all(entry.number in printed for entry in one.chase.lines)


def test_no_two_pieces_of_text_overlap() -> None:
    logo_free = replace(BUSINESS, name="A Rather Long Name for a Firm of Plumbers & Heating Men")
    for one in (
        facts(many(12, tone=Tone.FINAL), tone=Tone.FINAL, business=logo_free),
        facts([line("N" * 90, amount=10**14, paid=1, tone=Tone.FINAL)], tone=Tone.FINAL),
        facts(many(9, currencies=("GBP", "EUR", "USD"))),
    ):
        assert_apart(letter(one))


def test_figures_are_flush_right() -> None:
    printed = pieces(letter(facts(many(12))))
    edges = {round(one.right, 0) for one in printed if one.text.startswith("£") and one.left > 160}
    assert len(edges) == 1


def test_interest_explains_itself() -> None:
    printed = text(letter(facts(tone=Tone.FINAL)))
    assert (
        "Interest on INV-0417 at 11.75% a year (8% above the Bank of England’s rate of 3.75% on "
        "30 June 2026) from 26 October 2026 up to and including 22 November 2026: £11.18, and "
        "£0.40 for each further day. Fixed compensation: £70.00. Interest and compensation are "
        "due under the Late Payment of Commercial Debts (Interest) Act 1998."
    ) in printed
    assert "provisional" not in printed


def test_interest_that_is_only_shown_is_not_in_the_total() -> None:
    printed = text(letter(facts(tone=Tone.FIRM)))
    assert "Not included above: interest on INV-0417 at 11.75% a year" in printed
    assert "Total to pay £1,240.00" in printed
    assert "Compensation" not in printed


def test_a_fixed_sum_in_another_currency_is_not_asked_for() -> None:
    whole = statutory(Money(124_000, "GBP"), date(2026, 10, 25))
    claim = replace(whole, compensation=Money(7_000, "EUR"))
    printed = text(letter(facts([line(days=28, tone=Tone.FINAL, claim=claim)], tone=Tone.FINAL)))
    assert "The amount includes £11.18 in interest, to which" in printed
    assert "Total to pay £1,251.18" in printed
    assert (
        "Fixed compensation: €70.00; the law names it in another currency, and it is not part of "
        "the amount to pay."
    ) in printed


def test_a_fee_alone_has_no_column_of_interest() -> None:
    claim = Claim(fees=Money(1_500, "GBP"))
    printed = text(letter(facts([line(days=28, tone=Tone.FINAL, claim=claim)], tone=Tone.FINAL)))
    assert "Days late Amount Costs" in printed
    assert "nterest" not in printed


def test_an_unpublished_rate_is_called_provisional() -> None:
    claim = statutory(Money(124_000, "GBP"), date(2026, 10, 25), provisional=True)
    one = facts([line(days=28, tone=Tone.FINAL, claim=claim)], tone=Tone.FINAL)
    assert "the interest is provisional and may change" in text(letter(one))


def test_rates_are_told_apart() -> None:
    lines = [
        line("OLD-1", days=60, tone=Tone.FINAL, item=1),
        line("OLD-2", days=50, tone=Tone.FINAL, item=2),
        line(
            "NEW-1",
            days=28,
            tone=Tone.FINAL,
            claim=statutory(Money(124_000, "GBP"), date(2026, 10, 25), percent="12.25"),
            item=3,
        ),
        line(
            "DEAL-1",
            days=28,
            tone=Tone.FINAL,
            claim=contractual(Money(124_000, "GBP"), date(2026, 10, 25)),
            item=4,
        ),
    ]
    printed = text(letter(facts(lines, tone=Tone.FINAL)))
    assert "Interest on OLD-1 and OLD-2 at 11.75% a year" in printed
    assert "from the day after each due date" in printed
    assert "Interest on NEW-1 at 12.25% a year" in printed
    assert "Interest on DEAL-1 at 9% a year, as agreed in our terms, from" in printed


def test_how_to_pay() -> None:
    one = facts(reference="REMINDER-2026-0000042")
    printed = text(letter(one))
    assert "Sort code 12-34-56" in printed
    assert "Account number 12345678" in printed
    # British banks carry 18 characters.
    assert "Reference REMINDER-2026-0000 " in printed
    assert "Our reference REMINDER-2026-0000042" in printed
    bank = replace(BUSINESS.bank, iban="gb29nwbk60161331926819", bic="NWBKGB2L", sort_code="")
    foreign = text(letter(facts(business=replace(BUSINESS, bank=bank))))
    assert "IBAN gb29 nwbk 6016 1331 9268 19" in foreign
    assert "Sort code" not in foreign
    assert "please call us before you pay" in printed


def test_without_bank_details_the_letter_says_where_they_are() -> None:
    printed = text(letter(facts(business=Business(name="Carter"))))
    assert "Please use the bank details on our invoice." in printed
    assert "Account" not in printed


def test_columns_come_only_when_they_say_something() -> None:
    plain = text(letter(facts(tone=Tone.COURTESY)))
    assert "Invoice Dated Due Amount" in plain
    part_paid = text(letter(facts([line(paid=24_000)])))
    assert "Invoice Dated Due Days late Invoiced Settled Outstanding" in part_paid
    assert "£1,240.00 £240.00 £1,000.00" in part_paid


def test_a_specimen_says_so_and_a_letter_does_not() -> None:
    assert "S P E C I M E N" in text(letter(facts(specimen=True)))
    assert "S P E C I M E N" not in text(letter(facts()))


@pytest.mark.parametrize("tone", list(Tone))
def test_the_invented_reminder(tone: Tone) -> None:
    one = specimen(BUSINESS, today=TODAY, tone=tone)
    printed = text(letter(one))
    assert "Willow & Stone Interiors Ltd" in printed
    assert "S P E C I M E N" in printed
    assert one.chase.level.tone is tone


def test_the_owners_words_are_printed_as_they_are() -> None:
    words = Words("Hello <b>you</b>", "First & last.\n\n<font color=red>Red</font>", "Bye {{ x }}")
    printed = text(PRESS.letter(facts(), words))
    for said in ("Hello <b>you</b>", "First & last.", "<font color=red>Red</font>", "Bye {{ x }}"):
        assert said in printed


def test_endless_words_run_on_to_further_pages() -> None:
    words = Words(
        "S", "\n\n".join(f"Paragraph {n} " + "word " * 90 for n in range(40)), "last words"
    )
    pages = page_texts(PRESS.letter(facts(), words))
    assert len(pages) > 3
    assert "Paragraph 39" in pages[-1] or "Paragraph 39" in pages[-2]
    assert "last words" in pages[-1]


def test_particulars_of_the_pdf() -> None:
    reader = pypdf.PdfReader(io.BytesIO(letter(facts(client=replace(CLIENT, language="en-IE")))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Reminder: invoice INV-0417, due on 19 November 2026"
    assert reader.metadata.author == "Carter Plumbing"
    assert str(reader.root_object["/Lang"]) == "en-IE"


def test_all_fonts_are_embedded_subsets() -> None:
    reader = pypdf.PdfReader(io.BytesIO(letter(facts(many(60, tone=Tone.FINAL), tone=Tone.FINAL))))
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert set(fonts) == {"/AAAAAA+SourceSans3-Regular", "/AAAAAA+SourceSans3-SemiBold"}
    for descriptor in fonts.values():
        program = descriptor.get_object()["/FontFile2"].get_object()
        assert len(program.get_data()) == program["/Length1"] < 60_000
