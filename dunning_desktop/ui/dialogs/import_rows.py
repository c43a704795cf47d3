"""The third step of the import: every row with its verdict, the sums, and what new clients are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import totals
from dunning_desktop.ui.dialogs.import_reading import Drafted, Judged
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.look.theme import colours_now
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import importing, words
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.drafts import Verdict

LOOKS = {
    Verdict.TAKE: ("circle-check", "good"),
    Verdict.MERGED: ("circle-check", "good"),
    Verdict.SKIP: ("circle-slash", "quiet"),
    Verdict.BAD: ("circle-x", "trouble"),
}
FILTERS = (None, frozenset({Verdict.TAKE, Verdict.MERGED}), frozenset({Verdict.SKIP}),
           frozenset({Verdict.BAD}))  # fmt: skip


class RowsModel(WholeModel[Judged]):
    """Ready strings; a file of 100,000 rows is filtered in one pass."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(titles)
        self._every: Sequence[Judged] = ()

    def show_every(self, rows: Sequence[Judged]) -> None:
        """Show these rows, all of them."""
        self._every = rows
        self.keep(None)

    def keep(self, kinds: frozenset[Verdict] | None) -> None:
        """Show only rows with these verdicts; None shows all."""
        self.show([one for one in self._every if kinds is None or one.kind in kinds])

    def cell(self, row: Judged, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(row.row), row.verdict, row.what, row.why)[column]
        if column == 1 and role == Qt.ItemDataRole.DecorationRole:
            return QIcon(icon(*LOOKS[row.kind]))
        if column == 1 and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(getattr(colours_now(), LOOKS[row.kind][1]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.why or None
        return None


class RowsStep(QWidget):
    """``debtor_type`` is what most new clients are; None is said later, client by client."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = label(wrap=True)
        self.control: QLabel = label(wrap=True)
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("Which rows"))
        self.filter.currentIndexChanged.connect(self._on_filter)
        self.model = RowsModel(
            [self.tr("Row"), self.tr("What happens"), self.tr("Invoice"), self.tr("Why")]
        )
        self.table = self._make_table()
        self._debtor: Choice[DebtorType | None] = Choice(
            [
                (DebtorType.COMPANY, self.tr("Limited companies")),
                (DebtorType.SOLE_TRADER, self.tr("Sole traders")),
                (DebtorType.PARTNERSHIP, self.tr("Partnerships")),
                (DebtorType.CONSUMER, self.tr("Private persons")),
                (DebtorType.PUBLIC_AUTHORITY, self.tr("Public bodies")),
                (None, self.tr("I'll say later")),
            ],
            name=self.tr("Most of the new clients are"),
        )
        self._debtor.setCurrentIndex(self._debtor.count() - 1)
        self._debtor.currentIndexChanged.connect(lambda _at: self._explain())
        self.explained = label(look="quiet", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addLayout(self._head())
        layout.addWidget(self.table, 1)
        layout.addLayout(self._foot())
        self._explain()

    def _head(self) -> QHBoxLayout:
        said = QVBoxLayout()
        said.addWidget(self.counts)
        said.addWidget(self.control)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addLayout(said, 1)
        row.addWidget(self.filter)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(label(self.tr("Most of the new clients are")))
        row.addWidget(self._debtor)
        row.addWidget(self.explained, 1)
        return row

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Rows of the file"))
        set_up_rows(table)
        columns = table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate((64, 190, 360)):
            table.setColumnWidth(at, width)
        columns.setStretchLastSection(True)
        return table

    def show_draft(self, drafted: Drafted) -> None:
        """Show what would come in."""
        self.model.show_every(drafted.rows)
        taken = drafted.count(Verdict.TAKE) + drafted.count(Verdict.MERGED)
        skipped, bad = drafted.count(Verdict.SKIP), drafted.count(Verdict.BAD)
        open_sums = sums(totals(one.open for one in drafted.draft.drafts))
        said = self.tr("{invoices} with {sum} still open.")
        self.counts.setText(
            said.format(invoices=importing.invoices(drafted.open_invoices), sum=open_sums)
        )
        self._show_control(drafted)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItems(
            [
                self.tr("All rows ({n})").format(n=f"{len(drafted.rows):,}"),
                self.tr("Coming in ({n})").format(n=f"{taken:,}"),
                self.tr("Left out ({n})").format(n=f"{skipped:,}"),
                self.tr("Cannot be read ({n})").format(n=f"{bad:,}"),
            ]
        )
        self.filter.blockSignals(False)
        if bad:
            # What needs a look comes first.
            self.filter.setCurrentIndex(3)

    def _show_control(self, drafted: Drafted) -> None:
        lines = []
        right = True
        for stated, ours in drafted.draft.control:
            right = right and stated == ours
            words_ = (
                self.tr("The file's own total agrees: {stated}.")
                if stated == ours
                else self.tr("The file's own total is {stated}, its rows add up to {ours}.")
            )
            lines.append(words_.format(stated=money(stated), ours=money(ours)))
        self.control.setText(" ".join(lines))
        self.control.setVisible(bool(lines))
        self.control.setProperty("look", "good" if right else "warning")
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)

    def _on_filter(self, place: int) -> None:
        if place >= 0:
            self.model.keep(FILTERS[place])

    @property
    def debtor_type(self) -> DebtorType | None:
        """What most of the new clients are."""
        return self._debtor.value()

    def choose_debtor(self, kind: DebtorType | None) -> None:
        """Say what most of the new clients are."""
        self._debtor.choose(kind)

    def _explain(self) -> None:
        kind = self.debtor_type
        if kind is None:
            self.explained.setText(
                self.tr("Names with Ltd or Council say so themselves; the others wait for you.")
            )
        else:
            self.explained.setText(words.debtor_explained(kind))
