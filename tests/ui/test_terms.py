"""Terms on screen: the section in Settings, a client's details and dialog, invoices in parts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.acceptance import AcceptedHow
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.terms import Consequence, DueBasis, LateBasis, RatePer, Stage, Terms
from dunning_desktop.domain.terms_check import Finding, Gap
from dunning_desktop.domain.terms_paper import Audience
from dunning_desktop.ui.dialogs.acceptance import AcceptanceDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.terms import MoreShown, TermsEdit
from dunning_desktop.ui.evidence import LARGEST
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_terms import TermsSection
from dunning_desktop.ui.panels.client import ClientPanel
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.text.terms import what_is_wrong, what_to_do
from dunning_desktop.ui.text.words import nth, terms
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.acceptance import accepted_by
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.settings import business, save_terms
from tests.letters.reading import text as text_of
from tests.ui.accessible import nameless
from tests.ui.books import TODAY, clients, invoices
from tests.ui.conftest import dispose

PARTS = (Stage(Decimal(30), 7), Stage(Decimal(30), 30), Stage(Decimal(40), 60))
FULL = Terms(
    net_days=0,
    due_basis=DueBasis.DAY_OF_MONTH,
    due_day=20,
    late_basis=LateBasis.CONTRACT,
    contract_rate=Decimal("1.5"),
    contract_per=RatePer.MONTH,
    stages=PARTS,
    discount_percent=Decimal("2.5"),
    discount_days=10,
    consequences=frozenset({Consequence.COURT, Consequence.TITLE_KEPT}),
    reminder_fee=1200,
)


@pytest.fixture
def section(furnished: Office, window: Window) -> TermsSection:
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("terms")
    return page.terms


def gaps(section: TermsSection) -> list[Gap]:
    return [one.gap for one in section.findings.shown]


def save(window: Window) -> None:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page._save.trigger()


def panel_of(window: Window, client_id: int) -> ClientPanel:
    window.show_client(client_id)
    found = window.findChild(ClientPanel)
    assert isinstance(found, ClientPanel)
    return found


def said(panel: DetailsPanel) -> str:
    return "\n".join(one.text() for one in panel.findChildren(QLabel))


def press(panel: DetailsPanel, text: str) -> QPushButton:
    sheet = panel._scroll.widget()
    assert sheet is not None
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == text)


@pytest.mark.parametrize("more", [MoreShown.ALWAYS, MoreShown.FOLDED, MoreShown.NEVER])
def test_terms_come_back_as_they_were_shown(qtbot: QtBot, more: MoreShown) -> None:
    edit = TermsEdit(inherit=False, more=more)
    qtbot.addWidget(edit)
    for one in (Terms(), FULL, Terms(net_days=7, due_basis=DueBasis.END_OF_MONTH)):
        edit.show_terms(one, business=one)
        assert edit.terms() == one
        assert edit.trouble is None


def test_a_day_of_the_month_means_the_next_month_unless_days_are_named(qtbot: QtBot) -> None:
    edit = TermsEdit(inherit=False)
    qtbot.addWidget(edit)
    edit._basis.choose(DueBasis.DAY_OF_MONTH)
    edit._basis.activated.emit(edit._basis.currentIndex())
    found = edit.terms()
    assert found is not None
    assert (found.net_days, found.due_day) == (0, 20)
    assert edit._spoken.text() == "By the 20th of the next month."


def test_the_last_part_is_what_is_left_and_too_much_is_complained_of(qtbot: QtBot) -> None:
    edit = TermsEdit(inherit=False, more=MoreShown.ALWAYS)
    qtbot.addWidget(edit)
    edit.more.in_parts.setChecked(True)
    stages = edit.more.stages
    stages._parts[0].percent.setValue(33.33)
    stages.more.click()
    assert [str(one.percent) for one in stages.stages()] == ["33.33", "33.34", "33.33"]
    assert [one.net_days for one in stages.stages()] == [0, 30, 60]
    stages._parts[0].percent.setValue(80)
    assert edit.trouble is not None
    stages._remover(0)()
    assert len(stages.stages()) == 2
    assert edit.trouble is None


def test_a_fee_that_is_no_amount_is_complained_of_before_it_is_saved(
    section: TermsSection, window: Window, furnished: Office
) -> None:
    section.terms.terms.more.has_fee.setChecked(True)
    section.terms.terms.more.fee.setText("twelve")
    save(window)
    assert "Type the fee" in section.terms.form.complaint(section.terms.terms)
    assert business(furnished).terms.reminder_fee is None
    section.terms.terms.more.fee.setText("12")
    save(window)
    assert business(furnished).terms.reminder_fee == 1200
    assert not section.dirty


def test_texts_and_findings_follow_the_typing(section: TermsSection) -> None:
    assert "within 30 days of the invoice date" in section.texts.clause.box.toPlainText()
    assert gaps(section) == []
    section.terms.terms._days.setValue(90)
    section.write_out()
    assert "within 90 days" in section.texts.clause.box.toPlainText()
    assert "within 90 days" in section.texts.footer.box.toPlainText()
    assert "within 90 days" in section.texts.policy.box.toPlainText()
    assert gaps(section) == [Gap.LONG_TERMS]


def test_the_texts_change_language_and_readers(section: TermsSection) -> None:
    section.texts._language.choose("de")
    section.texts._language.activated.emit(1)
    assert section.texts.clause.box.toPlainText().startswith("Zahlungsbedingungen")
    section.texts._audience.choose(Audience.CONSUMERS)
    section.texts._audience.activated.emit(2)
    assert "Late Payment" not in section.texts.clause.box.toPlainText()
    section.reload()
    assert section.texts.language() == "de"


def test_a_text_is_copied(section: TermsSection, window: Window) -> None:
    section.texts.footer.copy.click()
    assert QGuiApplication.clipboard().text() == section.texts.footer.box.toPlainText()
    assert window._toast.text == "Copied: Foot of your invoices."


def test_the_policy_is_saved_where_the_owner_says(
    section: TermsSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "terms"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    section.texts.save.click()
    assert "How we handle payment" in text_of((tmp_path / "terms.pdf").read_bytes())


def test_terms_and_business_are_both_kept_when_both_were_changed(
    section: TermsSection, window: Window, furnished: Office
) -> None:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.business.identity.phone.setText("01632 960000")
    section.terms.terms._days.setValue(21)
    save(window)
    now = business(furnished)
    assert (now.phone, now.terms.net_days) == ("01632 960000", 21)


def test_everything_in_the_section_has_a_name(section: TermsSection, window: Window) -> None:
    section.terms.terms.show_terms(FULL, business=FULL)
    assert nameless(window) == []


def test_a_client_gets_terms_of_its_own_in_parts(furnished: Office, window: Window) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = ClientDialog.change(window, client_id)
    dialog._terms._mode.choose(True)
    dialog._terms.more.in_parts.setChecked(True)
    dialog._terms.more.boxes[Consequence.COURT].setChecked(True)
    dialog._terms.more.stages._parts[0].percent.setValue(100)
    dialog._save.click()
    assert "nothing is left" in dialog.form.complaint(dialog._terms)
    dialog._terms.more.stages._parts[0].percent.setValue(40)
    dialog._save.click()
    found = client_card(furnished, client_id).client.terms
    assert found is not None
    assert [one.percent for one in found.stages] == [40, 60]
    assert found.consequences == {Consequence.COURT}


def test_an_acceptance_is_recorded_with_its_file_shown_and_taken_back(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    panel = panel_of(window, client_id)
    assert "No acceptance is on file." in said(panel)
    path = tmp_path / "signed.pdf"
    path.write_bytes(b"%PDF signed")
    dialog = AcceptanceDialog(window, client_id, "Brindle & Sons")
    dialog.open()
    dialog.accepted_on.set_day(date(2026, 3, 2))
    dialog.how.choose(AcceptedHow.EMAIL)
    dialog.take_file(path)
    dialog._save.click()
    (one,) = accepted_by(furnished, client_id)
    assert one.document is not None
    assert (one.document.name, one.document.media_type) == ("signed.pdf", "application/pdf")
    assert "Accepted 2 Mar 2026, by e-mail." in said(panel)
    assert "Terms accepted: by e-mail" in said(panel)
    press(panel, "Take back").click()
    assert "No acceptance is on file." in said(panel)
    window._toast.undo()
    assert len(accepted_by(furnished, client_id)) == 1


def test_a_recorded_acceptance_can_be_undone_at_once(furnished: Office, window: Window) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = AcceptanceDialog(window, client_id, "Brindle & Sons")
    dialog.open()
    dialog._save.click()
    assert len(accepted_by(furnished, client_id)) == 1
    window._toast.undo()
    assert accepted_by(furnished, client_id) == ()


def test_a_file_that_cannot_be_read_and_a_day_to_come_lose_nothing(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = AcceptanceDialog(window, client_id, "Brindle & Sons")
    dialog.open()
    dialog.note.setText("Rosa")
    dialog.take_file(tmp_path / "gone.pdf")
    dialog._save.click()
    assert "gone.pdf" in dialog.trouble
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    dialog.take_file(large)
    dialog._save.click()
    assert "too large" in dialog.trouble
    dialog.take_file(tmp_path)
    dialog._save.click()
    assert "folder" in dialog.trouble
    dialog.file.path = None
    dialog.accepted_on.set_day(date(2030, 1, 1))
    dialog._save.click()
    assert dialog.form.complaint(dialog.accepted_on) == "Choose today or an earlier day."
    assert dialog.note.text() == "Rosa"
    assert accepted_by(furnished, client_id) == ()
    dispose(dialog)


def test_the_panel_says_what_does_not_fit_and_saves_the_policy_for_this_client(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_terms(furnished, Terms(reminder_fee=1200))
    panel = panel_of(window, clients(furnished)["Brindle & Sons"])
    assert "The reminder fee of £12.00 is owed only where it was agreed." in said(panel)
    assert "30 days, as in Settings." in said(panel)
    path = tmp_path / "for-brindle.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(panel, "Credit policy…").click()
    assert "For Brindle & Sons" in text_of(path.read_bytes())


def test_an_invoice_typed_in_is_due_in_the_parts_of_the_terms(
    furnished: Office, window: Window
) -> None:
    save_terms(furnished, Terms(stages=PARTS))
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._number.setText("B-9")
    QTest.keyClicks(dialog._total, "1000.01")
    assert "£400.01 by" in dialog.form.complaint(dialog._due)
    dialog._save.click()
    items = invoice_card(furnished, invoices(furnished)["B-9"]).invoice.items
    assert [one.amount.minor for one in items] == [30_000, 30_000, 40_001]
    assert [(one.due - TODAY).days for one in items] == [7, 30, 60]


def test_a_due_day_set_by_hand_makes_one_part(furnished: Office, window: Window) -> None:
    save_terms(furnished, Terms(stages=PARTS))
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._number.setText("B-9")
    QTest.keyClicks(dialog._total, "1000.01")
    dialog._due.setDate(dialog._due.date().addDays(3))
    dialog._save.click()
    (item,) = invoice_card(furnished, invoices(furnished)["B-9"]).invoice.items
    assert item.amount == Money(100_001, "GBP")


def test_the_details_of_an_invoice_show_each_part_and_what_is_paid_of_it(
    furnished: Office, window: Window
) -> None:
    save_terms(furnished, Terms(stages=PARTS))
    client_id = clients(furnished)["Cassidy Dental"]
    dialog = InvoiceDialog.new(window, client_id=client_id)
    dialog.open()
    dialog._number.setText("C-9")
    QTest.keyClicks(dialog._total, "1000")
    dialog._issued.set_day(date(2026, 10, 10))
    dialog._save.click()
    record_payment(furnished, Payment(client_id, TODAY, Money(30_000, "GBP")))
    window.show_invoice(invoices(furnished)["C-9"])
    panel = window.findChild(InvoicePanel)
    assert isinstance(panel, InvoicePanel)
    shown = said(panel)
    assert "£300.00 due 17 Oct 2026" in shown
    assert "paid" in shown.splitlines()
    assert "11 days late" in shown


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Terms(net_days=0, due_basis=DueBasis.DAY_OF_MONTH, due_day=1), "by the 1st of the next"),
        (
            Terms(net_days=30, due_basis=DueBasis.DAY_OF_MONTH, due_day=22),
            "30 days, then by the 22nd of the next month",
        ),
        (Terms(stages=PARTS), "in 3 parts, the last after 60 days"),
        (
            Terms(discount_percent=Decimal("2.5"), discount_days=1),
            "30 days, 2.5 % off within 1 day",
        ),
    ],
)
def test_terms_in_a_few_words(kind: Terms, words: str) -> None:
    assert terms(kind).replace("\xa0", " ").startswith(words)


def test_numbers_in_a_row() -> None:
    assert [nth(one) for one in (1, 2, 3, 4, 11, 12, 13, 21, 31)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "31st"]
    )


def test_every_gap_has_a_sentence_and_something_to_do() -> None:
    numbers = dict.fromkeys(("days", "most", "window", "day", "missing", "clients"), 40)
    rates = {key: Decimal("20.5") for key in ("yearly", "statutory", "cap")}
    for gap in Gap:
        data = {**numbers, **rates, "fee": Money(1200, "GBP")}
        for said_ in (what_is_wrong(Finding(gap, data)), what_to_do(Finding(gap, data))):
            assert said_.endswith(".")
            assert "{" not in said_
    alone = Finding(Gap.FEE_NOT_AGREED, {"fee": Money(1, "GBP"), "missing": 1, "clients": 1})
    assert what_is_wrong(alone).endswith("No acceptance is on file.")
