"""Verbs that read: people get a table, programs JSON with amounts as strings."""

from pathlib import Path

import pytest

from dunning_desktop.bootstrap import close_office
from tests.cli.desk import Desk, moneys, numbers
from tests.helpers.offices import add_debtor, add_payment

READING = ("clients", "invoices", "overdue", "ageing", "propose")


@pytest.fixture
def busy(furnished: Desk) -> Desk:
    office = furnished.open()
    willow = add_debtor(office, "Willow & Stone", email="a@willow.example", late=[40, 4, -20])
    add_debtor(office, "Łódź Żurawie", email="b@lodz.example", late=[70])
    add_payment(office, willow, 2_000)
    close_office(office)
    return furnished


@pytest.mark.parametrize("verb", READING)
def test_for_people(busy: Desk, verb: str) -> None:
    answer = busy.run(verb)
    assert (answer.code, answer.err) == (0, "")
    assert "Willow & Stone" in answer.out
    assert "Łódź Żurawie" in answer.out
    assert not any(line != line.rstrip() for line in answer.out.splitlines())


@pytest.mark.parametrize("verb", READING)
def test_for_programs(busy: Desk, verb: str) -> None:
    answer = busy.run(verb, "--json")
    assert (answer.code, answer.err) == (0, "")
    found = moneys(answer.json)
    assert found
    assert all(isinstance(one["amount"], str) for one in found)
    assert numbers(answer.json) == []


@pytest.mark.parametrize("verb", READING)
def test_an_empty_book_answers_too(furnished: Desk, verb: str) -> None:
    assert furnished.run(verb).code == 0
    assert not moneys(furnished.run(verb, "--json").json)


def test_the_day_decides_who_is_late(busy: Desk) -> None:
    late = busy.run("overdue", "--json").json
    assert [(one["client"], one["days_late"]) for one in late] == [
        ("Łódź Żurawie", 70),
        ("Willow & Stone", 40),
        ("Willow & Stone", 4),
    ]
    assert busy.bare("--today", "2019-01-01", "overdue", "--json").json == []


def test_the_book_and_the_day_may_stand_behind_the_verb(busy: Desk) -> None:
    before = busy.run("ageing", "--json")
    behind = busy.bare("ageing", "--json", "--today", busy.today, "--book", busy.book)
    assert behind == before


def test_the_words_behind_the_verb_win(busy: Desk) -> None:
    answer = busy.run("overdue", "--json", "--today", "2019-01-01")
    assert answer.json == []


def test_ageing_has_its_buckets_by_name_and_its_sum(busy: Desk) -> None:
    willow = next(x for x in busy.run("ageing", "--json").json if x["client"] == "Willow & Stone")
    amounts = {name: one["amount"] for name, one in willow["buckets"].items()}
    assert amounts == {
        "not-due": "120.00",
        "1-30": "120.00",
        "31-60": "100.00",
        "61-90": "0.00",
        "over-90": "0.00",
    }
    assert willow["total"] == {"amount": "340.00", "minor": 34_000, "currency": "GBP"}


def test_a_proposal_names_its_clients_and_what_it_asks_for(busy: Desk) -> None:
    answer = busy.run("propose", "--json").json
    assert answer["today"] == busy.today
    chased = {one["client"]: one["demanded"][0]["amount"] for one in answer["chases"]}
    assert chased == {"Willow & Stone": "220.00", "Łódź Żurawie": "120.00"}
    assert [(one["client"], one["code"]) for one in answer["rest"]] == [
        ("Willow & Stone", "not-due")
    ]


def test_the_same_book_and_day_give_the_same_bytes(busy: Desk) -> None:
    first, second = (busy.run("propose", "--json").out for _ in range(2))
    assert first == second
    (line,) = (one for one in busy.run("propose", "--json").json["chases"][0]["lines"][:1])
    assert {"item_id", "number", "level", "open", "days_late", "repeat"} <= set(line)


def test_search_and_filter(busy: Desk) -> None:
    assert len(busy.run("invoices", "--json").json) == 4
    assert len(busy.run("invoices", "--only", "overdue", "--json").json) == 3
    assert busy.run("invoices", "--only", "paid", "--json").json == []
    assert len(busy.run("clients", "--search", "WILLOW", "--json").json) == 1
    assert len(busy.run("overdue", "--search", "łód", "--json").json) == 1


def test_a_long_list_comes_whole(furnished: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office = furnished.open()
    add_debtor(office, "Willow", late=list(range(1, 12)))
    close_office(office)
    monkeypatch.setattr("dunning_desktop.cli.reading.PAGE", 3)
    numbers_seen = [one["number"] for one in furnished.run("invoices", "--json").json]
    assert len(numbers_seen) == len(set(numbers_seen)) == 11


def test_reading_changes_nothing(busy: Desk, tmp_path: Path) -> None:
    busy.run("clients")
    before = busy.book.read_bytes()
    for verb in READING:
        busy.run(verb)
    assert busy.book.read_bytes() == before
