"""Reasons to leave somebody alone, and parts that are disputed, from the command line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.usecases.clients import find_client, save_client
from tests.cli.desk import Desk, one_line
from tests.cli.test_agreeing import done, number_of, propose
from tests.helpers.offices import add_debtor


@pytest.fixture
def acme(furnished: Desk) -> Desk:
    """Acme Ltd owes one invoice, which is late."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd")
    close_office(office)
    return furnished


def test_every_reason_begins_and_ends_by_its_name(acme: Desk) -> None:
    for kind, said in (
        ("insolvency", "Acme Ltd is insolvent and left alone until you end it.\n"),
        ("vulnerable", "Acme Ltd is vulnerable and left alone until you end it.\n"),
        ("do-not-chase", "Acme Ltd is not chased until you end it.\n"),
    ):
        assert done(acme.run("hold", "Acme Ltd", "--kind", kind)).out == said
        (row,) = done(acme.run("hold", "--json")).json
        assert row["kind"] == kind
        # What is no hold of the owner's own is not ended with those.
        assert done(acme.run("hold", "Acme Ltd", "--end", "--json")).json == {"ended": 0}
        ended = acme.run("hold", "Acme Ltd", "--end", "--kind", kind, "--json")
        assert done(ended).json == {"ended": 1}


def test_a_company_has_no_breathing_space(acme: Desk) -> None:
    answer = acme.run("hold", "Acme Ltd", "--kind", "breathing-space")
    assert (answer.code, answer.out) == (1, "")
    assert one_line(answer.err)
    assert "private persons" in answer.err
    assert acme.run("hold").out == "Nobody is on hold.\n"


def test_a_breathing_space_may_have_begun_and_has_its_days(acme: Desk) -> None:
    office = acme.open()
    add_debtor(office, "Ann Archer")
    ann = find_client(office, "Ann Archer")
    save_client(office, replace(ann, debtor_type=DebtorType.SOLE_TRADER))
    close_office(office)
    words = ("hold", "Ann Archer", "--kind", "breathing-space", "--from", "2020-02-20")
    said = done(acme.run(*words, "--until", "2020-04-19")).out
    assert said == "Ann Archer is in breathing space up to 2020-04-19.\n"
    assert "in breathing space; goes on 2020-04-20" in propose(acme)
    (row,) = done(acme.run("hold", "--json")).json
    assert (row["start"], row["until"]) == ("2020-02-20", "2020-04-19")
    refused = acme.run(*words, "--until", "2020-01-01")
    assert refused.code == 1
    assert one_line(refused.err)


def test_a_proposal_says_what_of_it_is_disputed(acme: Desk) -> None:
    number = number_of(acme)
    whole = propose(acme)
    assert "disputed" not in whole
    acme.run("dispute", number, "--client", "Acme Ltd", "--amount", "5.00", "--said", "Too dear")
    assert f"({number}); 5.00 GBP disputed and not asked for" in propose(acme)
    (item,) = done(acme.run("propose", "--json")).json["items"]
    assert item["disputed"] == {"amount": "5.00", "minor": 500, "currency": "GBP"}
