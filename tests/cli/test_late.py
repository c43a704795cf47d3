"""``dunning late``: what late payment of one invoice costs, for people and programs."""

from __future__ import annotations

import pytest

from dunning_desktop.bootstrap import close_office
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor


@pytest.fixture
def late(furnished: Desk) -> Desk:
    """An invoice of £120.00 that is a hundred days late."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd", late=[100])
    close_office(office)
    return furnished


def test_as_for_the_client_until_something_else_was_agreed(late: Desk) -> None:
    answer = late.run("late", "Acme Ltd", "ACM1-1")
    assert (answer.code, answer.err) == (0, "")
    assert "statutory interest (as for the client)" in answer.out
    answer = late.run("late", "acme ltd", "ACM1-1", "--rate", "5", "--fee", "7.50")
    assert "5 % a year (agreed for this invoice)" in answer.out
    assert "A fee of 7.50 GBP" in answer.out
    answer = late.run("late", "Acme Ltd", "ACM1-1", "--as-client")
    assert "(as for the client)" in answer.out


def test_for_programs(late: Desk) -> None:
    late.run("late", "Acme Ltd", "ACM1-1", "--rate", "1", "--per", "month")
    found = late.run("late", "Acme Ltd", "ACM1-1", "--json").json
    assert (found["own"], found["basis"], found["rate"], found["per"]) == (
        True,
        "contract",
        "1",
        "month",
    )
    # A fee alone leaves the interest as it is; 0 takes it away again.
    found = late.run("late", "Acme Ltd", "ACM1-1", "--fee", "5", "--json").json
    assert (found["rate"], found["fee"]) == ("1", 500)
    found = late.run("late", "Acme Ltd", "ACM1-1", "--fee", "0", "--json").json
    assert (found["rate"], found["fee"]) == ("1", None)
    found = late.run("late", "Acme Ltd", "ACM1-1", "--basis", "none", "--json").json
    assert (found["basis"], found["owed_on_top"]["minor"]) == ("none", 0)


@pytest.mark.parametrize(
    "words",
    [
        ("Acme Ltd", "ACM1-9"),
        ("Nobody", "ACM1-1"),
        ("Acme Ltd", "ACM1-1", "--rate", "much"),
        ("Acme Ltd", "ACM1-1", "--rate", "101"),
        ("Acme Ltd", "ACM1-1", "--rate", "nan"),
        ("Acme Ltd", "ACM1-1", "--rate", "inf"),
        ("Acme Ltd", "ACM1-1", "--fee", "-3"),
        ("Acme Ltd", "ACM1-1", "--fee", "free"),
    ],
)
def test_bad_input_is_one_clear_line(late: Desk, words: tuple[str, ...]) -> None:
    before = late.run("late", "Acme Ltd", "ACM1-1", "--json").out
    answer = late.run("late", *words)
    assert answer.code
    assert one_line(answer.err), answer.err
    assert late.run("late", "Acme Ltd", "ACM1-1", "--json").out == before
