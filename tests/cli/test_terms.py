"""``dunning terms``: the texts for people and programs, and the credit policy as a file."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from dunning_desktop.bootstrap import close_office
from dunning_desktop.cli.terms import finding_words
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import Terms
from dunning_desktop.domain.terms_check import Finding, Gap
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.settings import save_terms
from tests.cli.desk import Desk
from tests.helpers.offices import add_debtor
from tests.letters.reading import text


def prepare(desk: Desk, terms: Terms) -> None:
    office = desk.open()
    save_terms(office, terms)
    client_id = add_debtor(office, "Willow & Stone", late=[])
    client = client_card(office, client_id).client
    save_client(office, replace(client, terms=Terms(net_days=7)))
    add_debtor(office, "Acme Ltd", late=[])
    close_office(office)


def test_the_texts_and_what_does_not_fit(furnished: Desk) -> None:
    prepare(furnished, Terms(reminder_fee=1200))
    answer = furnished.run("terms")
    assert (answer.code, answer.err) == (0, "")
    assert "within 30 days of the invoice date" in answer.out
    assert "£12.00" in answer.out
    assert "Note: the fee of 12.00 GBP must be agreed; 1 of 1 did not accept it." in answer.out


def test_a_client_s_own_terms_in_german(furnished: Desk) -> None:
    prepare(furnished, Terms())
    answer = furnished.run("terms", "--client", "willow & stone", "--language", "de")
    assert "innerhalb von 7 Tagen" in answer.out
    assert "fit together" in answer.out


def test_for_programs(furnished: Desk) -> None:
    prepare(furnished, Terms(net_days=90))
    found = furnished.run("terms", "--json").json
    assert found["audience"] == "businesses"
    assert found["clause"].startswith("Payment terms")
    assert found["footer"].startswith("Please pay within 90 days")
    assert [one["gap"] for one in found["findings"]] == ["long-terms"]


def test_the_policy_is_written_as_a_pdf(furnished: Desk, tmp_path: Path) -> None:
    prepare(furnished, Terms())
    path = tmp_path / "policy.pdf"
    answer = furnished.run("terms", "--client", "Acme Ltd", "--pdf", str(path))
    assert answer.code == 0
    assert "For Acme Ltd" in text(path.read_bytes())
    nowhere = furnished.run("terms", "--pdf", str(tmp_path / "no" / "where.pdf"))
    assert nowhere.code == 1
    assert "where.pdf" in nowhere.err


def test_a_client_that_is_not_there(furnished: Desk) -> None:
    assert furnished.run("terms", "--client", "Nobody").code == 1


def test_every_gap_has_words() -> None:
    numbers = dict.fromkeys(("days", "most", "window", "day", "missing", "clients"), 40)
    rates = {key: Decimal("20.50") for key in ("yearly", "statutory", "cap")}
    for gap in Gap:
        said = finding_words(Finding(gap, {**numbers, **rates, "fee": Money(1200, "GBP")}))
        assert said
        assert "{" not in said
