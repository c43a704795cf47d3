"""Agencies and solicitors: who is in the address book, and what came of what they had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from dunning_desktop.domain.partners import Partner
from dunning_desktop.ui.dialogs.partner import PartnerDialog
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.outcomes import PartnerOutcome, PartnerRow, partner_rows
from dunning_desktop.usecases.partners import save_partner

WIDTH, HEIGHT = 1000, 460
_FIGURES = 2
"""From that column on it is figures."""


class PartnersDialog(QDialog):
    """A row for each partner and currency; what the buttons do is about the chosen one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self._rows: list[PartnerRow] = []
        self.setWindowTitle(self.tr("Agencies and solicitors"))
        self.table = QTableWidget(0, 8)
        self.archived = QCheckBox(self.tr("Show archived ones"))
        self.change = button(self.tr("Change…"), self._change)
        self.archive = button(self.tr("Archive"), self._archive)
        self._none = label(
            self.tr("None yet. Add whom you would hand a debt to."), "quiet", wrap=True
        )
        self._build()
        self.reload()

    def _build(self) -> None:
        heading = label(self.windowTitle())
        as_title(heading)
        self._set_up_table()
        self.archived.toggled.connect(lambda _on: self.reload())
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(button(self.tr("New…"), self._new, icon_name="plus"))
        row.addWidget(self.change)
        row.addWidget(self.archive)
        row.addWidget(self.archived)
        row.addStretch()
        row.addWidget(button(self.tr("Close"), self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.resize(WIDTH, HEIGHT)

    def _set_up_table(self) -> None:
        self.table.setAccessibleName(self.windowTitle())
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Name"), self.tr("What they are"), self.tr("Cases"), self.tr("Handed over"),
                self.tr("Came in"), self.tr("Commission"), self.tr("Fees"), self.tr("Left for you"),
            ]
        )  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._follow)
        self.table.itemDoubleClicked.connect(lambda _item: self._change())

    def open(self) -> None:
        follow_layout(self)
        super().open()

    def reload(self) -> None:
        """Ask for them again."""
        self._shell.desk.ask(
            partner_rows,
            archived=self.archived.isChecked(),
            then=self._show,
            owner=self,
            latest="partners",
        )

    def _show(self, found: Sequence[PartnerRow]) -> None:
        chosen = self.chosen
        self._rows = list(found)
        self.table.setRowCount(len(found))
        for at, row in enumerate(found):
            for column, words in enumerate(self._cells(row)):
                item = QTableWidgetItem(words)
                if column >= _FIGURES:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(at, column, item)
        ids = [row.partner.id for row in found]
        if found:
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        self._follow()

    def _cells(self, row: PartnerRow) -> list[str]:
        partner, came = row.partner, row.outcome
        name = self.tr("{name} (archived)") if partner.archived else "{name}"
        known = [name.format(name=partner.name), text.partner_kind(partner.kind)]
        return [*known, *(self._figures(came) if came else ["–"] * 6)]

    def _figures(self, came: PartnerOutcome) -> list[str]:
        in_percent = self.tr("{sum} ({percent} %)")
        return [
            str(came.cases),
            money(came.handed),
            in_percent.format(sum=money(came.came), percent=came.percent),
            money(came.commission),
            money(came.fees),
            money(came.net),
        ]

    @property
    def chosen(self) -> Partner | None:
        """The partner of the selected row."""
        at = self.table.currentRow()
        return self._rows[at].partner if 0 <= at < len(self._rows) else None

    def _follow(self) -> None:
        chosen = self.chosen
        self.change.setEnabled(chosen is not None)
        self.archive.setEnabled(chosen is not None)
        back = chosen is not None and chosen.archived
        self.archive.setText(self.tr("Bring back") if back else self.tr("Archive"))

    def _new(self) -> None:
        self._ask(None)

    def _change(self) -> None:
        if self.chosen is not None:
            self._ask(self.chosen)

    def _ask(self, known: Partner | None) -> None:
        dialog = PartnerDialog(self._shell, known)
        dialog.saved.connect(lambda _key: self.reload())
        dialog.open()

    def _archive(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        changed = replace(chosen, archived=not chosen.archived)
        self._shell.desk.do(
            save_partner, changed, owner=self, then=lambda _key: self.reload()
        )
