"""Promises, more time, disputes and holds from the command line, and what they list."""

from __future__ import annotations

import pytest

from dunning_desktop.bootstrap import close_office
from tests.cli.desk import Answer, Desk, moneys, numbers, one_line
from tests.helpers.offices import add_debtor


@pytest.fixture
def acme(furnished: Desk) -> Desk:
    """Acme Ltd owes one invoice, which is late."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd")
    close_office(office)
    return furnished


def number_of(desk: Desk) -> str:
    return str(desk.run("invoices", "--json").json[0]["number"])


def propose(desk: Desk) -> str:
    return desk.run("propose").out


def done(answer: Answer) -> Answer:
    assert (answer.code, answer.err) == (0, "")
    return answer


def test_a_promise_is_kept_and_listed(acme: Desk) -> None:
    assert done(acme.run("promise")).out == "Nothing was promised.\n"
    said = done(acme.run("promise", "acme ltd", "50.00", "2020-03-13", "--said-by", "Ann")).out
    assert said == (
        "Acme Ltd pays 50.00 GBP by 2020-03-13: nothing is sent about it up to 2020-03-15.\n"
    )
    assert "the client promised to pay; goes on 2020-03-16" in propose(acme)
    listed = done(acme.run("promise")).out.splitlines()
    assert listed[0].split() == ["Client", "Promised", "By", "State", "Came", "Invoice"]
    assert listed[1].split()[:7] == ["Acme", "Ltd", "50.00", "GBP", "2020-03-13", "open", "0.00"]
    acme.run("pay", "Acme Ltd", "50.00")
    (row,) = done(acme.run("promise", "Acme Ltd", "--json")).json
    assert (row["client"], row["state"], row["kept_on"], row["said_by"]) == (
        "Acme Ltd", "kept", "2020-03-01", "Ann",
    )  # fmt: skip
    assert moneys(row)
    assert numbers(row) == []


def test_a_promise_on_one_invoice_answers_in_json(acme: Desk) -> None:
    number = number_of(acme)
    made = done(
        acme.run("promise", "Acme Ltd", "20", "2020-03-13", "--invoice", number, "--json")
    ).json
    assert made["promise"]["item_id"] == 1
    assert acme.run("promise", "--json").json[0]["invoice"] == number


@pytest.mark.parametrize(
    "words",
    [
        ("promise", "Nobody", "10", "2020-03-13"),
        ("promise", "Acme Ltd", "ten", "2020-03-13"),
        ("promise", "Acme Ltd", "10"),
        ("promise", "Acme Ltd", "10", "2020-02-01"),
        ("promise", "Acme Ltd", "10", "2020-03-13", "--invoice", "none"),
        ("extend", "none", "2020-04-01", "--client", "Acme Ltd"),
        ("extend", "none", "2020-04-01"),
        ("dispute", "none"),
        ("dispute", "--close", "9", "--outcome", "rejected"),
        ("dispute", "--close", "9"),
        ("hold", "Nobody"),
    ],
)
def test_what_cannot_be_is_one_line(acme: Desk, words: tuple[str, ...]) -> None:
    answer = acme.run(*words)
    assert (answer.code, answer.out) == (1, "")
    assert one_line(answer.err)


def test_more_time_says_what_it_costs_and_is_listed(acme: Desk) -> None:
    number = number_of(acme)
    assert done(acme.run("extend")).out == "No more time was given.\n"
    said = done(acme.run("extend", number, "2020-03-20", "--client", "Acme Ltd")).out
    assert said.startswith(f"Acme Ltd, invoice {number}: due 2020-03-20 now, ")
    assert "more interest by then" in said
    assert "not due yet" in propose(acme)
    (row,) = done(acme.run("extend", "--json")).json
    assert (row["client"], row["invoice"], row["new_due"], row["interest"]) == (
        "Acme Ltd", number, "2020-03-20", "runs",
    )  # fmt: skip
    listed = done(acme.run("extend", "--client", "Acme Ltd")).out.splitlines()
    assert listed[0].split()[:2] == ["Client", "Invoice"]
    made = done(
        acme.run(
            "extend", number, "2020-03-25", "--client", "Acme Ltd", "--interest", "rests", "--json"
        )
    ).json
    assert (made["interest"], made["price"]["refused"]) == ("rests", "")


def test_too_much_time_is_refused(acme: Desk) -> None:
    answer = acme.run("extend", number_of(acme), "2021-03-01", "--client", "Acme Ltd")
    assert answer.code == 1
    assert answer.err == (
        "dunning: that is more than 90 days after the first due day: agree on instalments instead\n"
    )


def test_a_dispute_is_opened_listed_and_closed(acme: Desk) -> None:
    number = number_of(acme)
    assert done(acme.run("dispute")).out == "Nothing is disputed.\n"
    said = done(
        acme.run(
            "dispute", number, "--client", "Acme Ltd", "--reason", "quality",
            "--said", "The tap drips", "--answer-by", "2020-03-15",
        )
    ).out  # fmt: skip
    assert said == f"Dispute 1: Acme Ltd, invoice {number}, all of it.\n"
    assert "the client disputes it" in propose(acme)
    assert "quality" in done(acme.run("dispute")).out
    (row,) = done(acme.run("dispute", "--json")).json
    assert (row["said"], row["answer_by"], row["amount"]) == ("The tap drips", "2020-03-15", None)
    closed = done(
        acme.run(
            "dispute", "--close", "1", "--outcome", "upheld",
            "--credit", "10.00", "--credit-number", "CN-1",
        )
    ).out  # fmt: skip
    assert closed == "Dispute 1 is closed: upheld.\n"
    assert "the client disputes it" not in propose(acme)
    assert acme.run("dispute", "--close", "1", "--outcome", "upheld").code == 1
    assert "upheld 2020-03-01" in done(acme.run("dispute", "--client", "Acme Ltd")).out


def test_a_part_is_disputed_in_json(acme: Desk) -> None:
    made = done(
        acme.run(
            "dispute", number_of(acme), "--client", "Acme Ltd", "--amount", "5.00",
            "--said", "Too dear", "--json",
        )
    ).json  # fmt: skip
    assert made["dispute"]["amount"] == {"amount": "5.00", "minor": 500, "currency": "GBP"}


def test_a_hold_begins_is_listed_and_ends(acme: Desk) -> None:
    assert done(acme.run("hold")).out == "Nobody is on hold.\n"
    words = ("hold", "Acme Ltd", "--until", "2020-03-10", "--reason", "Ill")
    assert done(acme.run(*words)).out == "Acme Ltd is on hold up to 2020-03-10.\n"
    assert "on hold; goes on 2020-03-11" in propose(acme)
    (row,) = done(acme.run("hold", "--json")).json
    assert (row["client"], row["kind"], row["until"], row["reason"]) == (
        "Acme Ltd", "hold", "2020-03-10", "Ill",
    )  # fmt: skip
    assert "Ill" in done(acme.run("hold")).out
    assert done(acme.run("hold", "Acme Ltd", "--end")).out == (
        "Acme Ltd is chased again from today on.\n"
    )
    assert done(acme.run("hold")).out == "Nobody is on hold.\n"
    assert done(acme.run("hold", "Acme Ltd", "--json")).json.keys() == {"block_id"}
    assert done(acme.run("hold", "Acme Ltd", "--end", "--json")).json == {"ended": 1}
