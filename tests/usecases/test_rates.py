"""Reference rates: the owner adds what was published since, for this book and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.rates import KnownRates, add_rate, known_rates, remove_rate
from tests.helpers.books import Book, open_book

NEW_YEAR = date(2027, 1, 1)
JULY = date(2026, 7, 1)
FOUR = Decimal("4.00")


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Book]:
    """A book in February 2027, when the rate of the new half-year is not known yet."""
    with open_book(tmp_path, day=date(2027, 2, 20)) as made:
        yield made


def bank_of_england(office: Office) -> RateTable:
    return known_rates(office).table("boe")


def own(office: Office, code: str = "boe") -> list[tuple[date, Decimal]]:
    table = known_rates(office).table(code)
    return [(one.half_year, one.percent) for one in table.rates if one.own]


def history(book: Book) -> list[dict[str, str]]:
    """The data of what the book noted about rates, oldest first."""
    rows = book.dump()["audit_entry"]
    cells = [str(cell) for row in rows if "rate-added" in row for cell in row]
    return [json.loads(one) for one in cells if "half_year" in one]


def test_every_table_says_where_its_rate_is_used(book: Book) -> None:
    known = known_rates(book.office)
    assert known.tables[0].code == "boe"
    assert known.used_in["boe"] == ("GB", "GB-SCT", "GB-NIR")
    assert set(known.used_in["ecb"]) >= {"IE", "FR", "NL"}
    assert known.today == date(2026, 3, 20)
    assert known.table("no such table") is known.tables[0]


@pytest.mark.parametrize("begins", [date(2026, 12, 31), NEW_YEAR])
def test_the_day_it_is_fixed_on_means_the_half_year_that_follows(
    book: Book, begins: date
) -> None:
    outcome = add_rate(book.office, "boe", begins, FOUR, source=" Bank's web site ")
    assert outcome.value == bank_of_england(book.office)
    assert outcome.value.rates[-1] == ReferenceRate(
        NEW_YEAR, date(2026, 12, 31), FOUR, source="Bank's web site", own=True
    )
    assert Touched.RATES in outcome.touched
    assert own(book.office) == [(NEW_YEAR, FOUR)]


def test_without_a_source_it_is_the_publisher(book: Book) -> None:
    add_rate(book.office, "boe", NEW_YEAR, FOUR)
    table = bank_of_england(book.office)
    assert table.rates[-1].source == table.source


def test_a_correction_takes_the_place_of_the_rate(book: Book) -> None:
    count = len(bank_of_england(book.office).rates)
    add_rate(book.office, "boe", NEW_YEAR, FOUR)
    add_rate(book.office, "boe", NEW_YEAR, Decimal("4.25"))
    assert own(book.office) == [(NEW_YEAR, Decimal("4.25"))]
    assert len(bank_of_england(book.office).rates) == count + 1


def test_an_own_rate_goes_before_the_programs(book: Book) -> None:
    add_rate(book.office, "boe", JULY, FOUR)
    known = known_rates(book.office)
    now = known.table("boe").at(JULY)
    assert now is not None
    assert (now.rate.percent, now.rate.own) == (FOUR, True)
    shipped = known.shipped("boe", JULY)
    assert shipped is not None
    assert (shipped.percent, shipped.own) == (Decimal("3.75"), False)
    assert known.shipped("boe", NEW_YEAR) is None
    assert known.shipped("no such table", JULY) is None


def test_an_unknown_table_is_not_found(book: Book) -> None:
    before = book.dump()
    with pytest.raises(NotFound):
        add_rate(book.office, "xx", NEW_YEAR, FOUR)
    assert book.dump() == before


@pytest.mark.parametrize(
    ("table", "begins"),
    [("boe", date(2027, 1, 2)), ("boe", date(2026, 12, 30)), ("ecb", date(2026, 12, 31))],
)
def test_another_day_is_no_half_year(book: Book, table: str, begins: date) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as refused:
        add_rate(book.office, table, begins, FOUR)
    assert refused.value.data == {"field": "half_year", "reason": "not-a-half-year"}
    assert book.dump() == before


@pytest.mark.parametrize("percent", ["-5.01", "50.01", "375", "NaN", "Infinity"])
def test_a_slip_of_the_pen_is_refused(book: Book, percent: str) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as refused:
        add_rate(book.office, "boe", NEW_YEAR, Decimal(percent))
    assert refused.value.data == {"field": "percent", "reason": "range"}
    assert book.dump() == before


@pytest.mark.parametrize("percent", ["-5", "-0.88", "0", "3.125", "50"])
def test_every_rate_within_the_limits_is_kept_exactly(book: Book, percent: str) -> None:
    add_rate(book.office, "de", NEW_YEAR, Decimal(percent))
    assert own(book.office, "de") == [(NEW_YEAR, Decimal(percent))]


def test_the_history_tells_of_it(book: Book) -> None:
    add_rate(book.office, "boe", NEW_YEAR, FOUR, source="Bank's web site")
    remove_rate(book.office, "boe", NEW_YEAR)
    added, removed = history(book)
    assert added == {
        "table": "boe", "half_year": "2027-01-01", "percent": "4.00",
        "source": "Bank's web site", "by": "Sam Carter",
    }  # fmt: skip
    assert (removed["percent"], removed["by"]) == ("", "Sam Carter")


def test_removed_the_programs_own_counts_again(book: Book) -> None:
    before = known_rates(book.office)
    add_rate(book.office, "boe", JULY, FOUR)
    outcome = remove_rate(book.office, "boe", JULY)
    assert Touched.RATES in outcome.touched
    assert known_rates(book.office) == before
    with pytest.raises(NotFound):
        remove_rate(book.office, "boe", JULY)


def test_a_second_book_and_the_program_keep_their_rates(book: Book, tmp_path: Path) -> None:
    law = book.office.law
    before = law.table("boe")
    folder = tmp_path / "other"
    folder.mkdir()
    with open_book(folder) as other:
        add_rate(book.office, "boe", JULY, FOUR)
        assert own(other.office) == []
        assert bank_of_england(other.office) == before
    assert book.office.law is law
    assert law.table("boe") is before
    assert known_rates(book.office).program["boe"] is before


# What is known, and until when


def test_figures_become_final_with_the_rate(later: Book) -> None:
    client = later.client()
    later.invoice(client, "A1", late=30, amount="3650.00")

    def figures() -> tuple[bool, int]:
        (item,) = client_owed(later.office, client).items
        claim = item.claim
        assert claim.assessment is not None
        assert claim.interest is not None
        provisional = Caution.PROVISIONAL in claim.assessment.cautions
        return provisional, claim.interest.total.minor

    assert known_rates(later.office).stale(bank_of_england(later.office))
    # 30 days at 11.75 %, then at 12.75 %: 1.175 and 1.275 a day.
    assert figures() == (True, 3525)
    add_rate(later.office, "boe", NEW_YEAR, Decimal("4.75"))
    assert not known_rates(later.office).stale(bank_of_england(later.office))
    assert figures() == (False, 3825)
    remove_rate(later.office, "boe", NEW_YEAR)
    assert figures() == (True, 3525)


def test_a_gap_ends_what_is_known(later: Book) -> None:
    """A rate of the next half-year says nothing about this one."""
    add_rate(later.office, "boe", date(2027, 7, 1), FOUR)
    known = known_rates(later.office)
    assert known.stale(known.table("boe"))
    assert known.known_to(known.table("boe")) == date(2026, 12, 31)
    summer = replace(known, today=date(2027, 8, 1))
    assert not summer.stale(summer.table("boe"))
    assert summer.known_to(summer.table("boe")) == date(2027, 12, 31)


def test_before_its_first_rate_a_table_is_known_from_there() -> None:
    first = ReferenceRate(JULY, JULY, FOUR)
    table = RateTable("xx", "Some rate", "Some bank", day_before=False, rates=(first,))
    known = KnownRates((table,), {}, date(2026, 1, 1))
    assert known.known_to(table) == date(2026, 12, 31)
