"""Thanks and a statement of account: from the client's panel, looked at, sent or printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.plain_paper import PlainPaperDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.panels.client import ClientPanel
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.rows import LetterState
from tests.letters.reading import text
from tests.ui.accessible import doubled_shortcuts, nameless
from tests.ui.books import TODAY, add_client, clients
from tests.ui.conftest import dispose
from tests.ui.printing import Printed, print_dialog, with_printers

THANK = "Thank them for paying…"
STATEMENT = "Send a statement of account…"
NOBODY = "No payment of theirs settled an invoice yet."


@pytest.fixture
def printed() -> Printed:
    return Printed()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, printed: Printed) -> Surroundings:
    return with_printers(office, tmp_path, printed)


@pytest.fixture
def dialog(furnished: Office, window: Window) -> PlainPaperDialog:
    """Brindle & Sons paid B-1, £780.00."""
    pay(furnished, "Brindle & Sons", 78_000)
    return shown(window, furnished, "Brindle & Sons")


def pay(office: Office, client: str, pence: int) -> None:
    record_payment(office, Payment(clients(office)[client], TODAY, Money(pence, "GBP")))


def ask(window: Window, office: Office, client: str, words: str) -> list[PlainPaperDialog]:
    """Choose it among what the panel of a client offers; what opened."""
    window.show_client(clients(office)[client])
    panel = window.findChild(ClientPanel)
    assert isinstance(panel, ClientPanel)
    offered = panel.more.menu().actions()
    next(one for one in offered if one.text() == words).trigger()
    return window.findChildren(PlainPaperDialog)


def shown(window: Window, office: Office, client: str, words: str = THANK) -> PlainPaperDialog:
    (dialog,) = ask(window, office, client, words)
    assert dialog.isVisible()
    return dialog


def test_the_thanks_are_looked_at_first(furnished: Office, dialog: PlainPaperDialog) -> None:
    assert dialog.windowTitle() == "Thank Brindle & Sons"
    assert (dialog.go.text(), dialog.channel.currentText()) == (
        "Send", "By e-mail to accounts@client.example",
    )  # fmt: skip
    assert len(dialog.preview.sheets.images) == 1
    dialog.preview.setCurrentWidget(dialog.preview.mail)
    assert "£780.00" in dialog.preview.mail.body.toPlainText()
    assert dialog.preview.mail.attachment.text() == "Thank-you-2026-11-20.pdf"
    dialog.reject()
    assert outbox(furnished).messages == ()


def test_by_e_mail_they_wait_in_the_outbox_and_are_taken_back(
    furnished: Office, dialog: PlainPaperDialog, window: Window
) -> None:
    dialog.preview.wording.subject.setText("Thank you, Priya")
    dialog.go.click()
    assert not dialog.isVisible()
    assert window._toast.text == "Your thanks to Brindle & Sons are on their way."
    (message,) = outbox(furnished).messages
    assert (message.client, message.subject, message.state) == (
        "Brindle & Sons", "Thank you, Priya", MessageState.QUEUED,
    )  # fmt: skip
    assert window.findChildren(PrintDialog) == []
    window.undo()
    assert [one.state for one in outbox(furnished).messages] == [MessageState.CANCELLED]


def test_as_a_letter_they_are_printed(
    furnished: Office, dialog: PlainPaperDialog, window: Window, printed: Printed
) -> None:
    dialog.channel.choose(Channel.LETTER)
    assert dialog.go.text() == "Keep and print…"
    assert not dialog.preview.isTabVisible(dialog.preview.indexOf(dialog.preview.mail))
    dialog.go.click()
    printing = print_dialog(window)
    assert printing.windowTitle() == "Print 1 letter"
    printing._save.click()
    assert "Thank you for your payment of invoice B-1" in text(printed.pdf)
    assert "It was good of you to see to it." in text(printed.pdf)
    (box,) = window.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == "Yes, all printed").click()
    (letter,) = outbox(furnished).letters
    assert (letter.client, letter.state) == ("Brindle & Sons", LetterState.PRINTED)
    assert outbox(furnished).messages == ()


def test_a_letter_that_was_not_printed_is_taken_back(
    furnished: Office, dialog: PlainPaperDialog, window: Window, printed: Printed
) -> None:
    dialog.channel.choose(Channel.LETTER)
    dialog.go.click()
    print_dialog(window).reject()
    assert [one.state for one in outbox(furnished).letters] == [LetterState.MADE]
    window.undo()
    assert outbox(furnished).letters == ()
    assert printed.jobs == []


def test_who_has_no_e_mail_address_gets_a_letter(furnished: Office, window: Window) -> None:
    add_client(furnished, "Paper Only", email="", due=[("P-1", 9, 10_000)])
    pay(furnished, "Paper Only", 10_000)
    dialog = shown(window, furnished, "Paper Only")
    assert [dialog.channel.itemText(at) for at in range(dialog.channel.count())] == [
        "As a letter to print"
    ]
    assert dialog.go.text() == "Keep and print…"
    dispose(dialog)


@pytest.mark.parametrize("pence", [0, 40_000])
def test_without_a_settled_invoice_it_says_so(
    furnished: Office, window: Window, pence: int
) -> None:
    if pence:
        pay(furnished, "Brindle & Sons", pence)
    assert ask(window, furnished, "Brindle & Sons", THANK) == []
    assert window._toast.text == NOBODY


def test_a_statement_of_account_goes_out_in_the_same_way(furnished: Office, window: Window) -> None:
    dialog = shown(window, furnished, "Aldgate Joinery", STATEMENT)
    assert dialog.windowTitle() == "Statement of account for Aldgate Joinery"
    dialog.preview.setCurrentWidget(dialog.preview.mail)
    assert "£1,650.50" in dialog.preview.mail.body.toPlainText()
    assert dialog.preview.mail.attachment.text() == "Statement-of-account-2026-11-20.pdf"
    dialog.go.click()
    assert window._toast.text == "The statement for Aldgate Joinery is on its way."
    assert [one.client for one in outbox(furnished).messages] == ["Aldgate Joinery"]
    window.undo()
    assert [one.state for one in outbox(furnished).messages] == [MessageState.CANCELLED]


def test_who_owes_nothing_gets_no_statement(furnished: Office, window: Window) -> None:
    pay(furnished, "Brindle & Sons", 78_000)
    assert ask(window, furnished, "Brindle & Sons", STATEMENT) == []
    assert window._toast.text == "Nothing of theirs is open."


def test_everything_has_a_name(dialog: PlainPaperDialog) -> None:
    for at in range(dialog.preview.count()):
        dialog.preview.setCurrentIndex(at)
        assert nameless(dialog) == []
    assert doubled_shortcuts(dialog) == []
    dispose(dialog)
