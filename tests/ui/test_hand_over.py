"""The file of a case, its password, and the e-mails to whoever has it, from the owner's chair."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from dunning_desktop.domain.cases import CaseState, CaseStep, StepKind
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partner_notice import NoticeKind
from dunning_desktop.domain.partners import USUAL, Field, Partner
from dunning_desktop.domain.payment import Payment
from dunning_desktop.ui.dialogs.case_file import CaseFileDialog
from dunning_desktop.ui.dialogs.case_step import CaseStepDialog
from dunning_desktop.ui.dialogs.court import CourtDialog
from dunning_desktop.ui.dialogs.package_made import PackageMadeDialog
from dunning_desktop.ui.dialogs.partner import PartnerDialog
from dunning_desktop.ui.dialogs.partner_mail import PartnerMailDialog
from dunning_desktop.ui.dialogs.partners import PartnersDialog
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_papers import add_paper
from dunning_desktop.usecases.case_views import CaseView, case_view
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.partners import partners, save_partner
from dunning_desktop.usecases.payments import record_payment
from tests.helpers.exhibits import pdf
from tests.ui.accessible import nameless
from tests.ui.books import clients
from tests.ui.conftest import dispose
from tests.ui.test_cases import _panel, _press, _words


@pytest.fixture
def swift(furnished: Office) -> int:
    return save_partner(furnished, Partner("Swift", email="jo@swift.example")).value


@pytest.fixture
def case(furnished: Office, swift: int) -> CaseView:
    """Two invoices with a contract and a letter of the owner's own solicitor."""
    del swift
    client = clients(furnished)["Aldgate Joinery"]
    for kind, name in (
        (DocumentKind.CONTRACT, "Contract.pdf"),
        (DocumentKind.CORRESPONDENCE, "My solicitor.pdf"),
    ):
        paper = Evidence(name, "application/pdf", pdf(name))
        add_paper(furnished, client, kind, paper)
    key = open_case(furnished, client).value.case_id
    return case_view(furnished, key)


@pytest.fixture
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the next save dialogs answer."""
    answers: list[str] = []

    def ask(*_args: object) -> tuple[str, str]:
        return (str(tmp_path / answers.pop(0)) if answers else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return answers


def _made(window: Window) -> PackageMadeDialog:
    return next(one for one in window.findChildren(PackageMadeDialog) if one.isVisible())


def test_the_file_is_saved_with_what_is_ticked(
    window: Window, case: CaseView, saves: list[str], tmp_path: Path
) -> None:
    dialog = CaseFileDialog(window, case)
    dialog.open()
    assert not nameless(dialog)
    shown = [dialog.exhibits.item(at).text() for at in range(dialog.exhibits.count())]
    assert [one.split("  ·  ")[:2] for one in shown] == [
        ["Contract", "Contract.pdf"],
        ["Letter or e-mail", "My solicitor.pdf"],
    ]
    dialog.exhibits.item(1).setCheckState(Qt.CheckState.Unchecked)
    # Nothing is chosen in the save dialog: it stays open, and nothing is lost.
    dialog._save.click()
    assert dialog.isVisible()
    saves.append("Aldgate")
    dialog._save.click()
    content = (tmp_path / "Aldgate.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert not dialog.isVisible()
    assert not (tmp_path / "Aldgate.zip").exists()


def test_sealed_for_a_partner_the_password_is_shown_once(
    furnished: Office, window: Window, case: CaseView, swift: int, saves: list[str], tmp_path: Path
) -> None:
    dialog = CaseFileDialog(window, case)
    dialog.open()
    dialog.whom.choose(swift)
    assert "An encrypted ZIP" in _words(dialog)
    saves.append("Aldgate.zip")
    dialog._save.click()
    made = _made(window)
    assert not nameless(made)
    made.copy()
    assert QGuiApplication.clipboard().text() == made.password.text()
    with pyzipper.AESZipFile(io.BytesIO((tmp_path / "Aldgate.zip").read_bytes())) as archive:
        archive.setpassword(made.password.text().encode())
        assert archive.read("Evidence file.pdf").startswith(b"%PDF-")
    made.mail.click()
    mail = next(one for one in window.findChildren(PartnerMailDialog) if one.isVisible())
    assert not nameless(mail)
    assert (mail.to.text(), made.password.text() in mail.words.toPlainText()) == (
        "jo@swift.example", False,
    )  # fmt: skip
    mail._save.click()
    assert [one.recipient for one in outbox(furnished).messages] == ["jo@swift.example"]
    made.hand.click()
    step = next(one for one in window.findChildren(CaseStepDialog) if one.isVisible())
    assert step.partner.value() == swift
    step._save.click()
    assert case_view(furnished, case.row.case.id).row.stands.state is CaseState.HANDED_OVER
    assert not made.hand.isVisible()
    window.menus.undo.trigger()
    dispose(made)


def test_a_folder_that_cannot_be_written_loses_nothing(
    window: Window, case: CaseView, saves: list[str]
) -> None:
    dialog = CaseFileDialog(window, case)
    dialog.open()
    saves.append("no/where.pdf")
    dialog._save.click()
    assert "could not be written" in dialog.trouble
    assert (dialog.isVisible(), dialog.bar.isVisible()) == (True, False)
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_stopped_it_stays_open_and_nothing_is_written(
    window: Window,
    case: CaseView,
    saves: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = CaseFileDialog(window, case)
    dialog.open()
    saves.append("file.pdf")
    go_on = JobProgress.__call__

    def stop(job: JobProgress, done: int, total: int) -> bool:
        dialog.reject()
        return go_on(job, done, total)

    monkeypatch.setattr(JobProgress, "__call__", stop)
    dialog._save.click()
    assert dialog.trouble == "Stopped. Nothing was written."
    assert dialog.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []
    dialog.reject()
    assert not dialog.isVisible()


def test_what_came_directly_is_told_from_the_panel(
    furnished: Office, window: Window, case: CaseView, swift: int
) -> None:
    key, day = case.row.case.id, window.desk.today()
    take_step(furnished, key, CaseStep(StepKind.HANDED_OVER, day, partner_id=swift))
    client = clients(furnished)["Aldgate Joinery"]
    record_payment(furnished, Payment(client, day, Money.of("200", "GBP")))
    page = window.pages["today"]
    assert isinstance(page, TodayPage)
    window.go_to("today")
    page.reload()
    assert "1 debt you handed over was paid to you: £200.00" in _words(page)
    panel = _panel(window)
    assert "They do not know yet of £200.00" in _words(panel)
    _press(panel, "They know of it")
    assert "They do not know yet" not in _words(_panel(window))
    window.menus.undo.trigger()
    panel = _panel(window)
    _press(panel, "Tell them by e-mail…")
    mail = next(one for one in window.findChildren(PartnerMailDialog) if one.isVisible())
    assert "£200.00" in mail.words.toPlainText()
    mail._save.click()
    assert case_view(furnished, key).untold is None


def test_without_an_address_the_email_says_what_is_missing(
    furnished: Office, window: Window, case: CaseView
) -> None:
    bare = save_partner(furnished, Partner("Bare")).value
    key = case.row.case.id
    mail = PartnerMailDialog(window, key, NoticeKind.HAND_OVER, partner_id=bare)
    mail.open()
    missing = "Their e-mail address is not in the address book."
    assert mail.form.complaint(mail.to) == missing
    mail._save.click()
    assert mail.isVisible()
    assert outbox(furnished).messages == ()
    dispose(mail)
    # Nothing came yet: there is nothing to tell.
    lone = PartnerMailDialog(window, key, NoticeKind.PAID)
    lone.open()
    assert lone.trouble
    assert not lone._save.isEnabled()
    dispose(lone)


def test_the_address_book_shows_what_came_and_can_be_kept(
    furnished: Office, window: Window, case: CaseView, swift: int
) -> None:
    day = window.desk.today()
    step = CaseStep(StepKind.HANDED_OVER, day, partner_id=swift)
    take_step(furnished, case.row.case.id, step)
    dialog = PartnersDialog(window)
    dialog.open()
    assert not nameless(dialog)
    cells = [dialog.table.item(0, at) for at in range(dialog.table.columnCount())]
    said = [one.text() for one in cells if one is not None]
    assert said == [
        "Swift", "A collection agency", "1", "£1,650.50", "£0.00 (0 %)", "£0.00", "£0.00", "£0.00",
    ]  # fmt: skip
    dialog.change.click()
    known = next(one for one in window.findChildren(PartnerDialog) if one.isVisible())
    known.name.setText("Swift & Co")
    known._save.click()
    assert dialog.chosen is not None
    assert dialog.chosen.name == "Swift & Co"
    dialog.archive.click()
    assert partners(furnished) == ()
    assert dialog.table.rowCount() == 0
    dialog.archived.setChecked(True)
    assert dialog.archive.text() == "Bring back"
    dialog.archive.click()
    assert [one.name for one in partners(furnished)] == ["Swift & Co"]
    dispose(dialog)


def test_a_partner_has_columns_of_its_own(furnished: Office, window: Window, swift: int) -> None:
    (known,) = partners(furnished)
    dialog = PartnerDialog(window, known)
    dialog.open()
    assert not nameless(dialog)
    edit = dialog.columns
    assert "InvoiceNumber, DebtorName" in _words(edit)
    edit.begin.click()
    assert edit.columns() == USUAL
    for _ in range(len(USUAL) - 1):
        _press(edit, "Remove")
    edit.more.click()
    # An empty heading and one that is there twice are refused, and nothing typed is lost.
    dialog._save.click()
    assert dialog.trouble == "Every column needs a heading."
    heading, choice = edit._rows[1]
    heading.setText("currencycode")
    dialog._save.click()
    assert dialog.trouble == "Two columns have the same heading."
    heading.setText("How much")
    choice.choose(Field.TOTAL)
    dialog._save.click()
    (saved,) = partners(furnished)
    assert (saved.id, saved.columns) == (
        swift,
        (("CurrencyCode", Field.CURRENCY), ("How much", Field.TOTAL)),
    )


def test_a_claim_in_court_is_shown_copied_and_saved(
    furnished: Office, window: Window, case: CaseView, saves: list[str], tmp_path: Path
) -> None:
    key = case.row.case.id
    step = CaseStep(StepKind.NOT_WAITING, window.desk.today(), reason="They move")
    take_step(furnished, key, step)
    panel = _panel(window)
    assert "In court on your own: fee £115.00" in _words(panel)
    assert "They had nothing from you yet." in _words(panel)
    _press(panel, "A claim in court…")
    dialog = next(one for one in window.findChildren(CourtDialog) if one.isVisible())
    assert not nameless(dialog)
    assert "£1,891.68" in _words(dialog)
    assert "A statutory demand could be served" in _words(dialog)
    assert "15 of 24 lines" in dialog.count.text()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == dialog.words.toPlainText()
    assert all(len(one) <= 45 for one in dialog.words.toPlainText().splitlines())
    saves.append("claim")
    dialog.sheet.click()
    assert (tmp_path / "claim.pdf").read_bytes().startswith(b"%PDF-")
    saves.append("no/claim.pdf")
    dialog.sheet.click()
    assert "could not be written" in dialog.trouble.text()
    dispose(dialog)


def test_elsewhere_there_is_no_such_claim(furnished: Office, window: Window) -> None:
    client = clients(furnished)["Aldgate Joinery"]
    known = client_card(furnished, client).client
    save_client(furnished, replace(known, jurisdiction="GB-SCT"))
    key = open_case(furnished, client).value.case_id
    step = CaseStep(StepKind.NOT_WAITING, window.desk.today(), reason="They move")
    take_step(furnished, key, step)
    panel = _panel(window)
    buttons = [one.text() for one in panel.findChildren(QPushButton)]
    assert "A claim in court…" not in buttons
    dialog = CourtDialog(window, case_view(furnished, key))
    dialog.open()
    assert "England and Wales" in dialog.trouble.text()
    assert not dialog.sheet.isEnabled()
    dispose(dialog)


def test_an_empty_address_book_says_so(window: Window, furnished: Office) -> None:
    del furnished
    dialog: QDialog = PartnersDialog(window)
    dialog.open()
    assert "None yet." in _words(dialog)
    dispose(dialog)
