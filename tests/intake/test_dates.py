"""Dates: explicit forms only, and figures whose order only a column can decide."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.intake.dates import evidence, read_date, read_text
from dunning_desktop.usecases.drafts import DateOrder

DAY, MONTH, YEAR = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2069, 12, 31))
NAMES = "January February March April May June July August September October November December"
FORMS = {
    "%d/%m/%Y": DAY,
    "%d-%m-%Y": DAY,
    "%d/%m/%Y %H:%M:%S": DAY,
    "%m/%d/%Y": MONTH,
    "%m-%d-%Y": MONTH,
    "%Y-%m-%d": MONTH,
    "%Y/%m/%d": DAY,
    "%Y%m%d": MONTH,
    "%Y-%m-%dT%H:%M:%SZ": MONTH,
    "%d.%m.%Y": MONTH,
    "%d NAME %Y": MONTH,
    "%d-ABBR-%Y": MONTH,
    "%dABBR%Y": MONTH,
    "ABBR %d %Y": DAY,
    "NAME %d, %Y": DAY,
    "%Y ABBR %d": DAY,
}


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS)
def test_what_is_written_is_read(form: str, day: date) -> None:
    name = NAMES.split()[day.month - 1]
    text = day.strftime(form).replace("NAME", name).replace("ABBR", name[:3])

    assert read_date(text, FORMS[form]) == day


@pytest.mark.parametrize("form", ["%d/%m/%y", "%d %b %y"])
@given(day=st.dates(min_value=date(2000, 1, 1), max_value=date(2069, 12, 31)))
def test_two_figures_are_a_year_of_this_century(form: str, day: date) -> None:
    assert read_date(day.strftime(form), DAY) == day


@given(day=DAYS)
def test_evidence_is_what_the_calendar_allows(day: date) -> None:
    said = evidence(day.strftime("%d/%m/%Y"))

    assert DAY in said.orders
    assert (MONTH in said.orders) == (day.day <= 12)
    assert said.ambiguous == (day.day <= 12 and day.day != day.month)


@pytest.mark.parametrize(
    "text",
    [
        *("", "12", "1.2", "46308", "2026-13-01", "2026-02-30", "31/31/2026", "00/01/2026", "-"),
        *("13 Octobre 2026", "Mai 2026", "3 Foo 2026", "01/02/1899", "1/2/3/4", "13/10-2026"),
        *("tomorrow", "2026-10-13x", "20261301", "13/10/202", "١٣/١٠/٢٠٢٦"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read_date(text, DAY) is None


def test_weekdays_and_ordinals_are_let_pass() -> None:
    assert read_text("Thursday, July 30, 2026 04:19 PM") == date(2026, 7, 30)
    assert read_text("Fri 2nd Oct 2026") == date(2026, 10, 2)
    assert read_text("4 Sept 26") == date(2026, 9, 4)


def test_typed_cells_and_serial_numbers() -> None:
    assert read_date(datetime.fromisoformat("2026-03-04T23:59"), DAY) == date(2026, 3, 4)
    assert read_date(date(2026, 3, 4), MONTH) == date(2026, 3, 4)
    assert read_date(Decimal(46085), MONTH) == date(2026, 3, 4)
    assert read_date(Decimal("46085.75"), MONTH) == date(2026, 3, 4)
    assert read_date(Decimal(20260304), MONTH) == date(2026, 3, 4)
    assert read_date(Decimal(7), DAY) is None
    assert read_date(Decimal(10**30), DAY) is None
    assert read_date(date(1899, 12, 30), DAY) is None


def test_the_year_can_come_first_where_the_owner_says_so() -> None:
    assert read_date("26-03-04", YEAR) == date(2026, 3, 4)


@given(st.text(max_size=30))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for order in DateOrder:
        found = read_date(text, order)
        assert found is None or 1990 <= found.year <= 2100
