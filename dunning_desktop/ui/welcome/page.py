"""What an empty book shows: three ways to begin, and the short set-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.welcome.setup import SetupDialog
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.usecases.clients import client_page
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.rows import ClientRow, ListQuery
from dunning_desktop.usecases.rows import Page as Rows
from dunning_desktop.usecases.waiting import is_empty

WIDTH = 820
TEXT_WIDTH = 560


class WelcomePage(Page):
    """Not in the rail; it goes as soon as something is in the book."""

    name: ClassVar[str] = "welcome"
    icon_name: ClassVar[str] = "house"
    watches: ClassVar[frozenset[Touched]] = frozenset({Touched.CLIENTS, Touched.INVOICES})

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Welcome"))
        self._heading.hide()
        self._surroundings = surroundings
        self.cards: list[QFrame] = []
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(IconLabel("hand-coins", "accent", size=44))
        heading = label(self.tr("Get your invoices paid"), wrap=True)
        heading.setFont(scaled(1.9, bold=True))
        column.addWidget(heading)
        words = label(
            self.tr("Bring in what is open. The program then says who is late and what to send "
                    "today, and shows you every letter before it goes. Five minutes a week."),
            "quiet",
            wrap=True,
        )
        words.setMaximumWidth(TEXT_WIDTH)
        column.addWidget(words)
        column.addSpacing(LARGE)
        column.addLayout(self._ways())
        column.addSpacing(LARGE)
        column.addLayout(self._set_up_line())
        around = QGridLayout()
        around.setRowStretch(0, 2)
        around.setRowStretch(2, 3)
        around.setColumnStretch(0, 1)
        around.setColumnStretch(1, 20)
        around.setColumnStretch(2, 1)
        around.addWidget(inner, 1, 1, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(around, 1)

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        row.addWidget(
            self._card(
                "file-up",
                self.tr("Import your invoices"),
                self.tr("A CSV or Excel file from your accounting program."),
                self.tr("Choose a file…"),
                self.shell.import_file,
                main=True,
            )
        )
        row.addWidget(
            self._card(
                "pencil",
                self.tr("Add one by hand"),
                self.tr("Type in a client and what they owe you."),
                self.tr("Add a client…"),
                self.add_by_hand,
            )
        )
        if self._surroundings.open_demo is not None:
            row.addWidget(
                self._card(
                    "book-open",
                    self.tr("Look round first"),
                    self.tr("A made-up studio's book. Nothing in it is sent to anyone."),
                    self.tr("Open the demo book"),
                    self.shell.open_demo,
                )
            )
        return row

    def _card(
        self,
        icon_name: str,
        title: str,
        text: str,
        press: str,
        run: Callable[[], object],
        *,
        main: bool = False,
    ) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(SMALL)
        column.addWidget(IconLabel(icon_name, "accent", size=28))
        column.addSpacing(SMALL)
        heading = label(title, wrap=True)
        as_heading(heading)
        column.addWidget(heading)
        column.addWidget(label(text, "quiet", wrap=True))
        column.addStretch()
        column.addSpacing(MEDIUM)
        column.addWidget(button(press, run, look="primary" if main else ""))
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.cards.append(card)
        return card

    def _set_up_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(
            label(self.tr("Your name and bank details belong on every letter:"), "quiet")
        )
        self.set_up = button(self.tr("Set up your business"), self.open_setup, look="link")
        row.addWidget(self.set_up)
        row.addStretch()
        return row

    def reload(self) -> None:
        self.desk.ask(is_empty, then=self._on_empty, owner=self, latest="empty")

    def _on_empty(self, empty: bool) -> None:
        if not empty:
            self.shell.go_back()

    def add_by_hand(self) -> None:
        """A client, then its first invoice."""
        dialog = ClientDialog.new(self.shell)
        dialog.accepted.connect(self._add_invoice)
        dialog.open()

    def _add_invoice(self) -> None:
        newest = ListQuery(limit=1)
        self.desk.ask(client_page, newest, then=self._open_invoice, owner=self)

    def _open_invoice(self, page: Rows[ClientRow]) -> None:
        if page.rows:
            InvoiceDialog.new(self.shell, client_id=page.rows[0].id).open()

    def open_setup(self) -> SetupDialog:
        """The four short steps."""
        dialog = SetupDialog(self.shell, self._surroundings)
        dialog.open()
        return dialog
