"""Pictures of the window on the demo book: one a page, light and dark, and the dialogs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from dunning_desktop.ui.app import make_app, settings_in
from dunning_desktop.ui.desk import Desk, OpenOffice
from dunning_desktop.ui.dialogs.acceptance import AcceptanceDialog
from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plan import PlanDialog, ask_for_plan
from dunning_desktop.ui.dialogs.rate import RateDialog
from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.automation import Rehearsal, rehearsal
from dunning_desktop.usecases.owed import client_statement

SIZE = QSize(1280, 800)
THEMES = ("light", "dark")
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


def main(folder: Path, open_demo: OpenOffice) -> int:
    """Write every picture into the folder; ``open_demo`` makes the demo book afresh."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_app(["screenshots"])
    app.setCursorFlashTime(0)
    theme = Theme(app, override=THEMES[0])
    for name in THEMES:
        theme.choose(name)
        for shot, widget in _shown(open_demo):
            path = folder / f"{shot.name}-{name}.png"
            if not widget.grab().save(str(path)):
                return 1
    return 0


def _shown(open_demo: OpenOffice) -> Iterator[tuple[Shot, QWidget]]:
    """Each shot in turn, with the widget it shows."""
    desk = Desk(InlineLane(), InlineLane())
    with tempfile.TemporaryDirectory() as settings:
        surroundings = Surroundings(open_office=open_demo, settings_folder=Path(settings))
        window = build_window(desk, settings_in(Path(settings)), surroundings)
        window.resize(SIZE)
        window.show()
        settle()
        for shot in shots(window):
            dialog = shot.prepare(window)
            settle()
            yield shot, dialog or window
            if dialog is not None:
                dialog.reject()
        dispose(window)
        desk.close()


def shots(window: Window) -> list[Shot]:
    """Every page, a selected row where there is one, the review, and the dialogs."""
    pages = [Shot(name, _page(name)) for name in window.pages]
    lists = [one for one in window.pages.values() if isinstance(one, ListPage)]
    details = [Shot(f"{page.name}-details", _row(page.name)) for page in lists]
    return [*pages, *details, *VIEWS, *DIALOGS]


VIEWS = (
    Shot("settings-terms", lambda window: window.show_settings("terms")),
    Shot("settings-mail", lambda window: window.show_settings("mail")),
    Shot("settings-reminders", lambda window: window.show_settings("reminders")),
    Shot("settings-automation", lambda window: window.show_settings("automation")),
    Shot("settings-rates", lambda window: window.show_settings("rates")),
    Shot("review", lambda window: _review(window, tab=0)),
    Shot("review-email", lambda window: _review(window, tab=1)),
    Shot("review-words", lambda window: _review(window, tab=2)),
    Shot("import", lambda window: _import(window)),  # noqa: PLW0108 - it stands below
)
DIALOGS = (
    Shot("dialog-client", lambda window: ClientDialog.change(window, 1)),
    Shot("dialog-invoice", lambda window: _opened(InvoiceDialog.new(window, client_id=1))),
    Shot("dialog-payment", lambda window: _opened(PaymentDialog(window, client_id=1))),
    Shot("dialog-hold", lambda window: _opened(LeaveAloneDialog(window, 1, "Aldgate Joinery Ltd"))),
    Shot("dialog-rehearsal", lambda window: _rehearsal(window)),  # noqa: PLW0108 - as above
    Shot("dialog-accepted", lambda window: _opened(AcceptanceDialog(window, 1, "Aldgate Joinery"))),
    Shot("dialog-plan", lambda window: _plan(window)),  # noqa: PLW0108 - it stands below
    Shot("dialog-rate", lambda window: _opened(RateDialog(window))),
    Shot("dialog-ladder", lambda window: _ladder(window)),  # noqa: PLW0108 - it stands below
    Shot("dialog-calculator", lambda window: _opened(CalculatorDialog(window))),
    Shot("dialog-working", lambda window: _working(window)),  # noqa: PLW0108 - it stands below
)


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
    dialog = WorkingDialog(window, lambda office: client_statement(office, 1), title="Working")
    return _opened(dialog)


def _plan(window: Window) -> QDialog | None:
    """Instalments for the first client in the book."""
    ask_for_plan(window, 1)
    return window.findChild(PlanDialog)


def _opened(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


def settle() -> None:
    """Let what is under way arrive on the screen."""
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()


def dispose(widget: QWidget) -> None:
    """Close a window and let it be deleted now."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
