"""Cases from the owner's chair: opened, taken further, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from dunning_desktop.domain.cases import CaseState, CaseStep, StepKind
from dunning_desktop.domain.claim_letter import Following
from dunning_desktop.domain.client import Contact, DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner, PartnerKind
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.pre_action import Enclosure
from dunning_desktop.ui.dialogs.case_letter import CaseLetterDialog
from dunning_desktop.ui.dialogs.case_open import OpenCaseDialog
from dunning_desktop.ui.dialogs.case_paper import CasePaperDialog, OfficialFormDialog
from dunning_desktop.ui.dialogs.case_step import CaseStepDialog
from dunning_desktop.ui.dialogs.partner import PartnerDialog
from dunning_desktop.ui.pages.cases import CasesPage
from dunning_desktop.ui.panels.case import CasePanel
from dunning_desktop.ui.panels.client import ClientPanel
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_papers import add_form, official_forms
from dunning_desktop.usecases.case_views import CaseRow, case_rows
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.partners import partners, save_partner
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import STREET
from tests.ui.accessible import nameless
from tests.ui.books import HandClock, clients
from tests.ui.conftest import dispose
from tests.ui.test_charges import _details


def _page(window: Window) -> CasesPage:
    window.go_to("cases")
    page = window.pages["cases"]
    assert isinstance(page, CasesPage)
    return page


def _panel(window: Window) -> CasePanel:
    page = _page(window)
    page.listing.table.selectRow(0)
    assert isinstance(page._panel, CasePanel)
    return page._panel


def _words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def _press(widget: QWidget, words: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == words).click()


def _row(office: Office) -> CaseRow:
    [row] = case_rows(office)
    return row


def _opened(office: Office, name: str = "Aldgate Joinery") -> None:
    open_case(office, clients(office)[name])


def _dialog(window: Window) -> CaseStepDialog:
    return window.findChildren(CaseStepDialog)[-1]


def test_a_client_is_taken_further_from_its_panel_and_back(
    furnished: Office, window: Window
) -> None:
    panel = _details(window, "clients", "Aldgate Joinery")
    assert isinstance(panel, ClientPanel)
    panel._further.trigger()
    [dialog] = window.findChildren(OpenCaseDialog)
    assert dialog._client.text() == "Aldgate Joinery"
    assert len(dialog.chosen()) == 2
    assert "gives 14 days" in _words(dialog)
    next(iter(dialog.items.values())).setChecked(False)
    dialog._save.click()
    assert _row(furnished).numbers == ("A-2",)
    window.menus.undo.trigger()
    assert case_rows(furnished) == ()


def test_without_an_invoice_there_is_no_case(furnished: Office, window: Window) -> None:
    dialog = OpenCaseDialog(window, clients(furnished)["Cassidy Dental"])
    dialog.open()
    assert "Nothing of this client is overdue" in _words(dialog)
    assert not dialog._save.isEnabled()
    dispose(dialog)
    dialog = OpenCaseDialog(window, clients(furnished)["Aldgate Joinery"])
    dialog.open()
    for box in dialog.items.values():
        box.setChecked(False)
    assert not dialog._save.isEnabled()
    dispose(dialog)


def test_the_panel_says_what_is_missing_and_offers_what_comes_next(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    panel = _panel(window)
    said = _words(panel)
    assert "Being prepared" in said
    assert "No proof of delivery: A-1, A-2" in said
    assert "In time for a court until 11 Oct 2032" in said
    visible = {kind for kind, shown in panel.steps.items() if shown.isVisible()}
    assert visible == _row(furnished).stands.allowed
    assert not nameless(panel)


def test_a_letter_that_lies_there_is_posted_with_one_press(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    _panel(window).take(StepKind.LETTER)
    dialog = _dialog(window)
    dialog._posted.setChecked(False)
    dialog._save.click()
    assert _row(furnished).stands.state is CaseState.LETTER_MADE
    _press(_panel(window), "It was posted today")
    stands = _row(furnished).stands
    assert stands.until == window.desk.today() + timedelta(days=14)
    assert "Waiting until 4 Dec 2026" in _words(_panel(window))


def test_who_does_not_wait_says_why(furnished: Office, window: Window) -> None:
    _opened(furnished)
    panel = _panel(window)
    panel.take(StepKind.LETTER)
    _dialog(window)._save.click()
    panel.take(StepKind.NOT_WAITING)
    dialog = _dialog(window)
    dialog._save.click()
    assert dialog.form.complaint(dialog._reason) == "Say why: somebody will ask."
    QTest.keyClicks(dialog._reason, "They are closing")
    dialog._save.click()
    assert _row(furnished).stands.state is CaseState.READY
    assert "You did not wait: They are closing" in _words(_panel(window))
    window.menus.undo.trigger()
    assert _row(furnished).stands.state is CaseState.WAITING


def test_what_the_case_does_not_allow_is_said_and_the_dialog_stays(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    dialog = CaseStepDialog(window, _row(furnished), StepKind.TO_COURT)
    dialog.open()
    dialog._save.click()
    assert dialog.isVisible()
    assert "does not allow that now" in _words(dialog)
    dispose(dialog)


def test_written_off_it_is_over_and_the_page_shows_it_last(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    _opened(furnished, "Brindle & Sons")
    page = _page(window)
    assert page.listing.model.rowCount() == 2
    panel = _panel(window)
    panel.take(StepKind.WRITTEN_OFF)
    dialog = _dialog(window)
    QTest.keyClicks(dialog._reason, "Dissolved")
    dialog._save.click()
    rows = [page.listing.model.row(at) for at in range(2)]
    assert [one.stands.state for one in rows] == [CaseState.PREPARING, CaseState.WRITTEN_OFF]
    assert propose(furnished).chases == ()
    page.listing.search.setText("A-2")
    page.listing._search_now()
    assert page.listing.model.rowCount() == 1


def test_a_private_person_s_letter_wants_its_forms(furnished: Office, window: Window) -> None:
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    save_client(furnished, replace(client, debtor_type=DebtorType.CONSUMER))
    _opened(furnished)
    said = _words(_panel(window))
    assert "gets 30 days, by post, with the official forms" in said
    assert "Information Sheet, Reply Form, Standard Financial Statement" in said


def test_time_that_has_run_stands_in_the_list(furnished: Office, window: Window) -> None:
    _opened(furnished)
    panel = _panel(window)
    panel.take(StepKind.LETTER)
    _dialog(window)._save.click()
    clock = furnished.clock
    assert isinstance(clock, HandClock)
    clock.turn(days=20)
    page = _page(window)
    page.mark_stale()
    assert text.state(page.listing.model.row(0).stands) == "Decide"


def test_a_case_that_is_paid_asks_to_be_closed(furnished: Office, window: Window) -> None:
    _opened(furnished)
    client_id = clients(furnished)["Aldgate Joinery"]
    paid = Payment(client_id, window.desk.today(), Money(165_050, "GBP"))
    record_payment(furnished, paid)
    page = _page(window)
    page.mark_stale()
    assert text.state_of(page.listing.model.row(0)) == "Paid: close it"
    panel = _panel(window)
    assert "Every invoice of it is paid" in _words(panel)
    _press(panel, "It is paid…")
    _dialog(window)._save.click()
    assert _row(furnished).stands.state is CaseState.PAID


def test_an_empty_page_says_what_it_is_for(furnished: Office, window: Window) -> None:
    page = _page(window)
    assert "take the debt further" in _words(page.listing._empty)
    page._new.trigger()
    [dialog] = window.findChildren(OpenCaseDialog)
    dialog._save.setEnabled(True)
    dialog._save.click()
    assert dialog.form.complaint(dialog._client) == "Choose a client from the list."
    dispose(dialog)


def test_what_is_missing_is_added_from_the_list(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    _opened(furnished)
    page = _page(window)
    page.listing.table.selectRow(0)
    panel = _panel(window)
    _press(panel, "Add it…")
    dialog = window.findChildren(CasePaperDialog)[-1]
    assert dialog.kind.value() is DocumentKind.CONTRACT
    assert not dialog.invoice.isEnabled()
    dialog._save.click()
    assert dialog.form.complaint(dialog.file) == "Choose the file."
    paper = tmp_path / "order.pdf"
    paper.write_bytes(b"%PDF-1.7")
    dialog.file.take(paper)
    dialog._save.click()
    assert "The contract or the order is not in the book" not in _words(_panel(window))
    window.menus.undo.trigger()
    assert "The contract or the order is not in the book" in _words(_panel(window))


def test_an_official_form_has_to_be_a_pdf(
    furnished: Office, window: Window, tmp_path: Path
) -> None:
    dialog = OfficialFormDialog(window, (Enclosure.REPLY_FORM,))
    dialog.open()
    assert dialog.kind.value() is Enclosure.REPLY_FORM
    for name, content, said in (("a.docx", b"PK", "no PDF"), ("none.pdf", None, "")):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        dialog.file.take(path)
        dialog._save.click()
        assert dialog.isVisible()
        assert said in dialog.form.complaint(dialog.file) + _words(dialog)
    good = tmp_path / "form.pdf"
    good.write_bytes(b"%PDF-1.7")
    dialog.file.take(good)
    dialog._save.click()
    assert [one.name for one in official_forms(furnished)] == ["form.pdf"]


def _letter_dialog(window: Window) -> CaseLetterDialog:
    _press(_panel(window), "Write the letter before action…")
    return window.findChildren(CaseLetterDialog)[-1]


def test_the_letter_goes_by_email_as_well_where_the_law_allows_it(
    furnished: Office, window: Window
) -> None:
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    reached = replace(client, address=STREET, contacts=(Contact(email="ap@aldgate.example"),))
    save_client(furnished, reached)
    _opened(furnished)
    dialog = _letter_dialog(window)
    assert dialog.by_email.isVisibleTo(dialog)
    assert "ap@aldgate.example" in dialog.by_email.text()
    dialog.by_email.setChecked(True)
    dialog.go.click()
    assert [one.recipient for one in outbox(furnished).messages] == ["ap@aldgate.example"]
    window.menus.undo.trigger()
    known = client_card(furnished, reached.id).client
    save_client(furnished, replace(known, debtor_type=DebtorType.SOLE_TRADER))
    window.pages["cases"].reload()
    again = _letter_dialog(window)
    assert not again.by_email.isVisibleTo(again)


def test_the_letter_is_written_made_and_taken_back(furnished: Office, window: Window) -> None:
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    save_client(furnished, replace(client, address=STREET))
    _opened(furnished)
    dialog = _letter_dialog(window)
    assert "gives 14 days" in _words(dialog)
    assert "consider what formal steps" in dialog.preview.words().closing
    assert "agreement" not in dialog.preview.words().opening
    dialog.following[Following.COURT].setChecked(True)
    assert "start court proceedings" in dialog.preview.words().closing
    dialog.rests.choose(True)
    assert "a written agreement of" in dialog.preview.words().opening
    dialog.rests.choose(False)
    assert not dialog.written_on.isEnabled()
    dialog.go.click()
    assert _row(furnished).stands.state is CaseState.LETTER_MADE
    assert [one.state for one in outbox(furnished).letters] == [LetterState.MADE]
    window.menus.undo.trigger()
    assert _row(furnished).stands.state is CaseState.PREPARING
    for one in window.findChildren(QMessageBox):
        dispose(one)


def test_what_stops_the_letter_is_said_and_nothing_can_be_made(
    furnished: Office, window: Window
) -> None:
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    save_client(furnished, replace(client, address=STREET, debtor_type=DebtorType.SOLE_TRADER))
    _opened(furnished)
    dialog = _letter_dialog(window)
    assert "The letter cannot go out yet" in dialog.trouble.text()
    assert not dialog.go.isEnabled()
    dispose(dialog)
    for kind in Enclosure:
        add_form(furnished, kind, Evidence(f"{kind}.pdf", "application/pdf", b"%PDF-1.7"))
    dialog = _letter_dialog(window)
    assert "agreed what, when and where" in dialog.trouble.text()
    assert not dialog.go.isEnabled()
    dialog.rests.choose(True)
    assert dialog.go.isEnabled()
    dispose(dialog)


def _hand_over_dialog(window: Window) -> CaseStepDialog:
    _panel(window).take(StepKind.HANDED_OVER)
    return _dialog(window)


def test_handed_over_to_an_agency_that_is_added_meanwhile(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    _opened(furnished)
    dialog = _hand_over_dialog(window)
    assert dialog.partner.count() == 1
    _press(dialog, "New…")
    [adding] = window.findChildren(PartnerDialog)
    adding._save.click()
    assert adding.form.complaint(adding.name) == "Type their name."
    QTest.keyClicks(adding.name, "Swift")
    adding.commission.setValue(12.5)
    QTest.keyClicks(adding.fee, "25")
    assert not nameless(adding)
    adding._save.click()
    assert dialog.partner.currentText() == "Swift"
    dialog._save.click()
    [step] = _row(furnished).case.taken
    [swift] = partners(furnished)
    assert (step.partner_id, swift.commission, swift.fee) == (
        swift.id,
        Decimal("12.50"),
        Money.of("25", "GBP"),
    )
    assert "Their commission" in _words(_panel(window))
    path = tmp_path / "list"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    _press(_panel(window), "Save the list of invoices…")
    assert b"A-2" in path.with_suffix(".csv").read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    _press(_panel(window), "Save the list of invoices…")


def test_a_partner_is_changed_and_another_s_name_is_refused(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    save_partner(furnished, Partner("Adams Law"))
    save_partner(furnished, Partner("Swift", note="Answers on Tuesdays"))
    dialog = _hand_over_dialog(window)
    dialog.partner.setCurrentIndex(2)
    dialog._save.click()
    _press(_panel(window), "Change Swift…")
    changing = window.findChildren(PartnerDialog)[-1]
    changing.name.setText("adams law")
    changing._save.click()
    assert "of that name is in the book already" in changing.form.complaint(changing.name)
    changing.name.setText("Swift & Co")
    changing.kind.choose(PartnerKind.SOLICITOR)
    changing._save.click()
    found = partners(furnished)[1]
    assert (found.name, found.kind, found.note) == (
        "Swift & Co",
        PartnerKind.SOLICITOR,
        "Answers on Tuesdays",
    )
    assert "Swift & Co" in _words(_panel(window))


def test_what_stands_in_the_panel_is_never_wider_than_it(furnished: Office, window: Window) -> None:
    _opened(furnished)
    swift = save_partner(furnished, Partner("Swift")).value
    case = _row(furnished).case.id
    day = window.desk.today()
    take_step(furnished, case, CaseStep(StepKind.HANDED_OVER, day, partner_id=swift))
    client = clients(furnished)["Aldgate Joinery"]
    record_payment(furnished, Payment(client, day, Money.of("10", "GBP")))
    panel = _panel(window)
    said = _words(panel)
    assert "Perhaps later: something was paid" in said
    assert "they must not ask for it" in said
    inner = panel._scroll.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= panel._scroll.viewport().width()


def test_written_off_the_panel_says_when_vat_can_be_claimed_back(
    furnished: Office, window: Window
) -> None:
    _opened(furnished)
    save_business(furnished, replace(business(furnished), vat_number="GB123456789"))
    day = window.desk.today()
    step = CaseStep(StepKind.WRITTEN_OFF, day, reason="Dissolved")
    take_step(furnished, _row(furnished).case.id, step)
    assert "VAT on it can be claimed back from 11 Apr 2027" in _words(_panel(window))
