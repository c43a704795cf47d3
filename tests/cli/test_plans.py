"""Instalments from the command line: shown, offered, agreed, cancelled, reminded of, listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.outbox import outbox
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor

THREE = ("--number", 3, "--first", "2026-12-31")


@pytest.fixture
def desk(furnished: Desk) -> Desk:
    """Acme owes two invoices of 120.00, ACM1-1 and ACM1-2."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd", email="ann@acme.example", late=(30, 10))
    close_office(office)
    return furnished


def test_a_schedule_is_shown_and_nothing_written(desk: Desk) -> None:
    answer = desk.run("plan", "Acme Ltd", *THREE)
    assert (answer.code, answer.err) == (0, "")
    assert "2026-12-31" in answer.out
    assert "2027-02-28" in answer.out
    assert "80.00 GBP" in answer.out
    assert "Nothing was written" in answer.out
    assert desk.run("plan", "Acme Ltd").out == "There is no plan.\n"


def test_an_offer_is_listed_and_answered(desk: Desk) -> None:
    offered = desk.run("plan", "Acme Ltd", *THREE, "--offer", "--answer-by", "2026-12-10")
    assert (offered.code, offered.err) == (0, "")
    assert offered.out == (
        "Plan 1 offered: Acme Ltd pays 240.00 GBP in 3 payments, the last on 2027-02-28.\n"
    )
    [plan] = desk.run("plan", "Acme Ltd", "--json").json
    assert (plan["state"], plan["answer_by"]) == ("offered", "2026-12-10")
    assert desk.run("plan", "--no", 1, "--accept", desk.today).out.startswith("Plan 1 agreed on")
    [plan] = desk.run("plan", "Acme Ltd", "--json").json
    assert plan["state"] == "running"
    assert [one["state"] for one in plan["instalments"]] == ["coming"] * 3
    again = desk.run("plan", "--no", 1, "--accept", desk.today)
    assert again.code == 1
    assert one_line(again.err)


def test_one_invoice_by_amount_with_a_down_payment(desk: Desk) -> None:
    [first, _] = sorted(one["number"] for one in desk.run("invoices", "--json").json)
    answer = desk.run(
        "plan", "Acme Ltd", "--each", "30", "--every", "week", "--first", "2026-12-31",
        "--invoice", first, "--deposit", "50", "--deposit-by", "2026-12-01",
        "--accept", desk.today, "--how", "email", "--json",
    )  # fmt: skip
    plan = answer.json["plan"]
    assert [one["amount"]["amount"] for one in plan["instalments"]] == [
        "50.00", "30.00", "30.00", "10.00",
    ]  # fmt: skip
    assert [one["due"] for one in plan["instalments"]] == [
        "2026-12-01", "2026-12-31", "2027-01-07", "2027-01-14",
    ]  # fmt: skip
    [listed] = desk.run("plan", "Acme Ltd", "--json").json
    assert listed["invoices"] == [first]
    assert listed["accepted_how"] == "email"


def test_the_law_stops_a_plan_for_an_individual(desk: Desk) -> None:
    office = desk.open()
    client = client_card(office, 1).client
    save_client(office, replace(client, debtor_type=DebtorType.SOLE_TRADER))
    close_office(office)
    many = ("--number", 13, "--every", "week", "--first", "2026-12-31")
    shown = desk.run("plan", "Acme Ltd", *many)
    assert shown.code == 1
    assert "The law does not allow it: more than 12 payments." in shown.out
    refused = desk.run("plan", "Acme Ltd", *many, "--offer")
    assert refused.code == 1
    assert one_line(refused.err)
    assert "more than 12 payments" in refused.err
    assert desk.run("plan", "Acme Ltd", "--json").json == []


def test_the_agreement_is_written_and_sent(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "agreement.pdf"
    answer = desk.run("plan", "Acme Ltd", *THREE, "--offer", "--email", "--pdf", file)
    assert answer.code == 0
    assert "waits in the outbox" in answer.out
    assert file.read_bytes().startswith(b"%PDF")
    office = desk.open()
    [message] = outbox(office).messages
    close_office(office)
    assert message.subject == "Our offer: pay £240.00 in three instalments"


def test_a_plan_is_cancelled(desk: Desk) -> None:
    desk.run("plan", "Acme Ltd", *THREE, "--accept", desk.today)
    assert desk.run("plan", "--no", 1, "--cancel").out == "Plan 1 cancelled.\n"
    assert "cancelled" in desk.run("plan", "Acme Ltd").out
    assert "cancelled" in desk.run("plan", "--no", 1).out
    assert desk.run("plan", "--no", 1, "--cancel").code == 1


def test_instalments_are_reminded_of_once(desk: Desk) -> None:
    assert desk.run("plan", "--remind").out == "No instalment is to be reminded of today.\n"
    desk.run("plan", "Acme Ltd", "--number", 3, "--first", desk.today, "--accept", desk.today)
    assert desk.run("plan", "--remind").out == (
        "1 e-mails wait in the outbox, 0 letters were made.\n"
    )
    assert desk.run("plan", "--remind", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "Acme Ltd", "--number", 3),
        ("plan", "Acme Ltd", "--number", 0, "--first", "2026-12-31"),
        ("plan", "Acme Ltd", *THREE, "--deposit", "10"),
        ("plan", "Nobody Ltd"),
        ("plan", "--no", 7),
    ],
)
def test_what_is_missing_or_wrong_is_one_line(desk: Desk, words: tuple[object, ...]) -> None:
    answer = desk.run(*words)
    assert answer.code == 1
    assert one_line(answer.err), answer.err
