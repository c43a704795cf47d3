"""Ladders: the business's is chosen in Settings; a client's or an invoice's own goes before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.foresight import Moved, MovedBy
from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, PartPayment, Tone
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_ladder import Ladder
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.ladder_days import moved
from dunning_desktop.ui.text.ladders import (
    about,
    charges,
    ladder_name,
    part_payment,
    rules,
    rung,
)
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import LadderOwner
from dunning_desktop.usecases.settings import business
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose
from tests.ui.ladders import key


@pytest.fixture
def ladder(furnished: Office, window: Window) -> Ladder:
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("reminders")
    return page.ladder


def pick(ladder: Ladder, policy_id: int) -> None:
    ladder.choice.choose(policy_id)
    ladder.choice.activated.emit(ladder.choice.currentIndex())


def test_every_ladder_that_comes_with_the_program_has_a_name_and_says_whom_it_is_for() -> None:
    names = {ladder_name(policy.name) for policy in LADDERS}
    assert len(names) == len(LADDERS)
    assert all(about(policy.name) for policy in LADDERS)
    assert (ladder_name("my own"), about("my own")) == ("my own", "")


def test_a_book_offers_them_all_and_holds_to_the_standard_one(
    ladder: Ladder, furnished: Office
) -> None:
    offered = [ladder.choice.itemText(at) for at in range(ladder.choice.count())]
    assert offered == [ladder_name(policy.name) for policy in LADDERS]
    assert ladder.choice.value() == key(furnished, "standard")


def test_what_holds_for_all_levels_is_said_below_them() -> None:
    by_name = {policy.name: rules(policy) for policy in LADDERS}
    resting = [name for name, text in by_name.items() if "weekends" in text]
    assert resting == [one.name for one in LADDERS if one.working_days]
    repeating = [name for name, text in by_name.items() if "goes out again" in text]
    assert repeating == [one.name for one in LADDERS if one.repeat_every]
    assert resting
    assert repeating


def test_all_that_a_step_can_be_is_said_in_its_line() -> None:
    plain = DunningLevel(1, 3, Tone.FRIENDLY, Channel.PHONE, days_to_pay=0)
    assert (rung(plain).when, rung(plain).what, rung(plain).then) == (
        "3 days after", "Friendly reminder, by telephone", "",
    )  # fmt: skip
    rich = replace(
        plain, day=0, days_to_pay=1, charges=ChargeRule.SHOW, unattended=True,
        minimum=(Money(5_000, "GBP"), Money(6_000, "EUR")),
    )  # fmt: skip
    assert rung(rich).when == "On the due day"
    assert rung(rich).then == (
        "1 day to pay, mentions interest and compensation, only from £50.00 or €60.00, "
        "may go by itself"
    )


def test_all_that_holds_for_a_ladder_is_said_below_it() -> None:
    policy = replace(
        LADDERS[0], gap_days=0, repeat_every=10, repeat_most=1, minimum=(Money(2_500, "GBP"),),
        part_payment=PartPayment.RESTART,
    )  # fmt: skip
    assert rules(policy) == (
        "The last one goes out once more after 10 days. Less than £25.00 is not chased on its own. "
        "After a part payment it begins again."
    )


def test_every_choice_and_every_reason_has_words_of_its_own() -> None:
    day = date(2026, 4, 5)
    for said in (
        [charges(one) for one in ChargeRule],
        [part_payment(one) for one in PartPayment],
        [moved(Moved(day, one), day) for one in MovedBy],
        [sentence(InvalidField(field=name, reason=why)) for name, why in REFUSED],
    ):
        assert all(said)
        assert len(set(said)) == len(said)
        assert not [one for one in said if "{" in one or "(" in one]
    assert moved(Moved(day, MovedBy.REST), day) == "Moved from Sun 5 Apr: nobody works"


REFUSED = (
    *(("name", "empty"), ("name", "taken"), ("ladder", "in-use"), ("tag", "empty")),
    *(("levels", "empty"), ("levels", "order"), ("levels", "tones"), ("gap_days", "range")),
    ("repeat_every", "range"),
)


def test_another_ladder_holds_at_once_and_undo_brings_the_first_back(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    standard = [one.when for one in ladder.rungs]
    pick(ladder, key(furnished, "gentle"))
    assert business(furnished).policy_id == key(furnished, "gentle")
    assert [one.when for one in ladder.rungs] != standard
    window.undo()
    assert business(furnished).policy_id == key(furnished, "standard")
    assert ladder.choice.value() == key(furnished, "standard")
    assert [one.when for one in ladder.rungs] == standard


def test_an_invoice_says_whose_ladder_it_follows(furnished: Office, window: Window) -> None:
    invoice_id = invoices(furnished)["A-1"]
    client_id = clients(furnished)["Aldgate Joinery"]

    def holds() -> tuple[str, LadderOwner]:
        card = invoice_card(furnished, invoice_id)
        return card.ladder, card.ladder_owner

    assert holds() == ("standard", LadderOwner.BUSINESS)
    of_client = ClientDialog(window, client_id=client_id)
    of_client._policy.choose(key(furnished, "gentle"))
    of_client._save.click()
    assert client_card(furnished, client_id).client.policy_id == key(furnished, "gentle")
    assert holds() == ("gentle", LadderOwner.CLIENT)
    of_invoice = InvoiceDialog.correct(window, invoice_id)
    of_invoice._ladder.choose(key(furnished, "strict"))
    of_invoice._save.click()
    assert holds() == ("strict", LadderOwner.INVOICE)


def test_correcting_an_invoice_keeps_its_ladder_and_can_give_it_back(
    furnished: Office, window: Window
) -> None:
    invoice_id = invoices(furnished)["A-1"]
    first = InvoiceDialog.correct(window, invoice_id)
    first._ladder.choose(key(furnished, "strict"))
    first._save.click()
    second = InvoiceDialog.correct(window, invoice_id)
    assert second._ladder.value() == key(furnished, "strict")
    second._reference.setText("PO 7")
    second._save.click()
    assert invoice_card(furnished, invoice_id).ladder_owner is LadderOwner.INVOICE
    third = InvoiceDialog.correct(window, invoice_id)
    third._ladder.choose(None)
    third._save.click()
    assert invoice_card(furnished, invoice_id).ladder_owner is LadderOwner.BUSINESS


def _said(window: Window, office: Office, number: str) -> list[str]:
    panel = InvoicePanel(window)
    panel.load(invoices(office)[number])
    texts = [one.text() for one in panel.findChildren(QLabel)]
    dispose(panel)
    return texts


def test_the_invoice_panel_names_the_ladder(furnished: Office, window: Window) -> None:
    assert "Ladder: Standard, as in Settings." in _said(window, furnished, "A-1")


def test_the_invoice_panel_says_what_comes_if_nothing_is_paid(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    """What can go today, or is waited for with its day, is said above and not once more."""
    today = _said(window, furnished, "A-1")
    assert "If nothing is paid: firm reminder Tue 1 Dec, final reminder Tue 15 Dec." in today
    not_due = _said(window, furnished, "C-1")
    (coming,) = (one for one in not_due if one.startswith("If nothing is paid"))
    assert coming.startswith("If nothing is paid: courtesy note ")
    pick(ladder, key(furnished, "strict"))
    (coming,) = (one for one in _said(window, furnished, "A-1") if one.startswith("If nothing"))
    assert coming.count("final reminder again") == 2
