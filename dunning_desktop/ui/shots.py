"""What is pictured on the demo book: every page, a selected row, the review, and the dialogs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog

from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.ui import shots_mail
from dunning_desktop.ui.dialogs.acceptance import AcceptanceDialog
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.close_dispute import ask_to_close
from dunning_desktop.ui.dialogs.dispute import ask_for_dispute
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.dialogs.late_terms import ask_for_late_terms
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.more_time import ask_for_time
from dunning_desktop.ui.dialogs.offer import ask_for_offer
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plain_paper import ask_for_statement
from dunning_desktop.ui.dialogs.plan import ask_for_plan
from dunning_desktop.ui.dialogs.plan_view import PlanViewDialog
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.dialogs.rate import RateDialog
from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.automation import Rehearsal, rehearsal
from dunning_desktop.usecases.owed import client_statement

ALDGATE = "Aldgate Joinery Ltd"
# Of the demo book: the first client, its first invoice, the open dispute and the plan that runs.
CLIENT = INVOICE = ITEM = DISPUTE = PLAN = 1
SAMPLE = """\
ContactName,EmailAddress,InvoiceNumber,InvoiceDate,DueDate,Total,InvoiceAmountPaid,InvoiceAmountDue,\
Currency,Type,Status
Aldgate Joinery Ltd,accounts@aldgatejoinery.example,INV-201,03/10/2026,02/11/2026,1200.00,0.00,\
1200.00,GBP,Sales invoice,Awaiting Payment
Mill Lane Nursery,office@milllane.example,INV-202,14/10/2026,13/11/2026,340.00,100.00,240.00,GBP,\
Sales invoice,Awaiting Payment
Moorside Vets Ltd,,INV-203,21/10/2026,20/11/2026,815.50,0.00,815.50,GBP,Sales invoice,\
Awaiting Payment
"""
# Previews are drawn a moment after the last change.
SETTLE_MS = 400


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture's name, and what has to be shown for it: None stands for the window."""

    name: str
    prepare: Callable[[Window], QDialog | None]


def shots(window: Window) -> list[Shot]:
    """Everything there is to picture."""
    pages = [Shot(name, _page(name)) for name in window.pages]
    lists = [one for one in window.pages.values() if isinstance(one, ListPage)]
    details = [Shot(f"{page.name}-details", _row(page.name)) for page in lists]
    return [*pages, *details, *_views(), *_dialogs(), *_agreements(), *_letters(), *_mail()]


def _views() -> list[Shot]:
    def settings(name: str) -> Shot:
        return Shot(f"settings-{name}", lambda window: window.show_settings(name))

    def review(name: str, tab: int) -> Shot:
        return Shot(name, lambda window: _review(window, tab=tab))

    sections = ("terms", "letters", "texts", "mail", "reminders", "automation", "rates")
    reviews = (review("review", 0), review("review-email", 1), review("review-words", 2))
    return [*map(settings, sections), *reviews, Shot("import", _import)]


def _dialogs() -> list[Shot]:
    """Those of a client's and an invoice's own data, of reminders, interest and rates."""
    return [
        Shot("dialog-client", lambda window: ClientDialog.change(window, CLIENT)),
        Shot("dialog-invoice", lambda one: opened(InvoiceDialog.new(one, client_id=CLIENT))),
        Shot("dialog-payment", lambda one: opened(PaymentDialog(one, client_id=CLIENT))),
        Shot("dialog-rehearsal", _rehearsal),
        Shot("dialog-rate", lambda window: opened(RateDialog(window))),
        Shot("dialog-ladder", _ladder),
        Shot("dialog-calculator", lambda window: opened(CalculatorDialog(window))),
        Shot("dialog-working", _working),
        Shot("dialog-late", _asked(lambda window: ask_for_late_terms(window, INVOICE))),
    ]


def _agreements() -> list[Shot]:
    """Those of what is agreed with a client, or disputed."""
    return [
        Shot("dialog-hold", lambda one: opened(LeaveAloneDialog(one, CLIENT, ALDGATE))),
        Shot("dialog-accepted", lambda one: opened(AcceptanceDialog(one, CLIENT, ALDGATE))),
        Shot("dialog-promise", _asked(lambda window: ask_for_promise(window, CLIENT))),
        Shot("dialog-time", _asked(lambda window: ask_for_time(window, ITEM))),
        Shot("dialog-plan", _asked(lambda window: ask_for_plan(window, CLIENT))),
        Shot("dialog-plan-runs", lambda window: opened(PlanViewDialog(window, PLAN))),
        Shot("dialog-dispute", _asked(lambda window: ask_for_dispute(window, ITEM))),
        Shot("dialog-dispute-close", _asked(lambda window: ask_to_close(window, DISPUTE))),
        Shot("dialog-offer", _asked(lambda window: ask_for_offer(window, CLIENT))),
    ]


def _letters() -> list[Shot]:
    """What letters say, and the papers that agree nothing."""
    return [
        Shot("dialog-text", _asked(_text)),
        Shot("dialog-statement", _asked(lambda window: ask_for_statement(window, CLIENT))),
    ]


def _mail() -> list[Shot]:
    """Last, since they put answers into the book."""
    return [
        Shot("dialog-account", shots_mail.account_for_mail_program),
        Shot("today-answers", shots_mail.answers_on_today),
        Shot("dialog-answers", shots_mail.answers_to_read),
        Shot("settings-mail-answers", shots_mail.answers_switched_on),
    ]


def _text(window: Window) -> None:
    page = window.pages["settings"]
    if isinstance(page, SettingsPage):
        page.texts.open_text(LetterText.FIRM)


def _page(name: str) -> Callable[[Window], None]:
    return lambda window: window.go_to(name)


def _row(name: str) -> Callable[[Window], None]:
    def select(window: Window) -> None:
        window.go_to(name)
        page = window.pages[name]
        if isinstance(page, ListPage) and page.listing.model.rowCount() > 1:
            page.listing.table.selectRow(1)

    return select


def _review(window: Window, *, tab: int) -> None:
    window.go_to("overdue")
    page = views_of(window).open_review()
    settle()
    page.preview.tabs.setCurrentIndex(tab)


def _import(window: Window) -> QDialog:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "SalesInvoices.csv"
        path.write_text(SAMPLE, encoding="utf-8")
        dialog = views_of(window).open_import(path)
        settle()
    return dialog


def _ladder(window: Window) -> QDialog:
    """The editor of the first ladder, its second step unfolded."""
    dialog = LadderDialog(window, 1)
    dialog.open()
    dialog.levels.cards[1].show_fields(shown=True)
    return dialog


def _rehearsal(window: Window) -> QDialog:
    """What a run would do in this book; the lanes work inline."""
    found: list[Rehearsal] = []
    window.desk.ask(rehearsal, then=found.append, owner=window)
    return RunDialog.rehearse(window, found[0])


def _working(window: Window) -> QDialog:
    """The working of the first client in the book."""
    dialog = WorkingDialog(window, lambda office: client_statement(office, CLIENT), title="Working")
    return opened(dialog)


def _asked(ask: Callable[[Window], object]) -> Callable[[Window], QDialog | None]:
    """The dialog that opens once the book has answered; the lanes work inline."""

    def prepare(window: Window) -> QDialog | None:
        known = set(window.findChildren(QDialog))
        ask(window)
        return next((one for one in window.findChildren(QDialog) if one not in known), None)

    return prepare


def opened(dialog: QDialog) -> QDialog:
    """The dialog, opened."""
    dialog.open()
    return dialog


def settle() -> None:
    """Let what is under way arrive on the screen."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
