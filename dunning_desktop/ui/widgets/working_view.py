"""A statement of interest on the screen: the total, and for each invoice how it comes about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.ui.look.fonts import as_figure, as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import claims
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.ui.widgets.labels import IconLabel, label, rule
from dunning_desktop.ui.widgets.working_lines import (
    Line,
    all_lines,
    due_line,
    name_of,
    no_interest,
    sum_lines,
)
from dunning_desktop.ui.widgets.working_table import WorkingTable

# The room a table leaves beside its words: its border and the padding of a cell.
IN_LINE = 14


class WorkingView(QWidget):
    """Built anew for each statement; ``tables`` are those that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "sheet")
        self.tables: list[WorkingTable] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._old = self._sheet = QWidget(self)
        self._parts = QVBoxLayout()

    def prompt(self, title: str, text: str) -> None:
        """Say what to do, in the place of a statement."""
        self._begin()
        self._parts.addWidget(EmptyState("scale", title, text), 1)
        self._end()

    def show_facts(self, facts: StatementFacts) -> None:
        """Show a statement of one invoice or more."""
        self._begin()
        self._head(facts)
        common = _common(facts.items)
        for owed in facts.items:
            self._item(owed, facts, common)
        if len(facts.items) > 1:
            self._in_all(facts)
        self._cautions(common)
        self._parts.addStretch()
        self._line_up()
        self._end()

    def _begin(self) -> None:
        self.tables = []
        self._old, self._sheet = self._sheet, QWidget(self)
        self._parts = QVBoxLayout(self._sheet)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(SMALL)

    def _end(self) -> None:
        """Show what was built in the place of what was there, in one go."""
        self._layout.removeWidget(self._old)
        self._old.hide()
        self._old.deleteLater()
        self._layout.addWidget(self._sheet)
        self._sheet.show()

    def _head(self, facts: StatementFacts) -> None:
        """The total, large, and beside it whether a rate in it is still to come."""
        # A fixed sum in another currency than the debt's own stands behind it.
        owed = sorted(facts.sums, key=lambda one: not one.principal.minor)
        nothing = money(owed[0].total)
        figure = label(sums((one.total for one in owed), none=nothing), selectable=True)
        as_figure(figure)
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(figure)
        if any(one.provisional for one in owed):
            row.addWidget(label(self.tr("provisional"), "warning"), 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        self._parts.addLayout(row)
        words = self.tr("owed on {day}").format(day=day(facts.today))
        growing = [one.daily for one in owed if one.daily]
        if growing:
            each = self.tr("{sum} more for each further day").format(sum=sums(growing))
            words = f"{words}  ·  {each}"
        self._parts.addWidget(label(words, "quiet", wrap=True))

    def _item(
        self, owed: OwedItem, facts: StatementFacts, common: frozenset[Caution]
    ) -> None:
        self._parts.addSpacing(LARGE)
        self._heading(name_of(owed), due_line(owed))
        found = owed.claim.assessment
        why = claims.why_that_day(found) if found else ""
        if why:
            self._parts.addWidget(label(why, "quiet", wrap=True))
        if owed.claim.interest is not None:
            name = self.tr("Working of the interest: {what}").format(what=name_of(owed))
            table = WorkingTable(owed.claim.interest.segments, name=name)
            self.tables.append(table)
            self._parts.addWidget(table)
        else:
            self._parts.addWidget(label(no_interest(owed), wrap=True))
        self._parts.addLayout(_grid(sum_lines(owed, facts)))
        self._source(owed)
        own = found.cautions if found else ()
        self._cautions([one for one in own if one not in common])

    def _heading(self, name: str, beside: str) -> None:
        title = label(name)
        as_heading(title)
        row = QHBoxLayout()
        row.setSpacing(LARGE)
        row.addWidget(title)
        row.addStretch()
        row.addWidget(label(beside, "quiet"))
        self._parts.addLayout(row)

    def _source(self, owed: OwedItem) -> None:
        """Where the rate comes from, and the law it stands in."""
        found = owed.claim.assessment
        law = claims.law(found) if found and owed.claim.interest else ""
        for words in (claims.basis(owed.claim), law):
            if words:
                self._parts.addWidget(label(words, "quiet", wrap=True, selectable=True))

    def _in_all(self, facts: StatementFacts) -> None:
        self._parts.addSpacing(SMALL)
        self._parts.addWidget(rule())
        self._heading(self.tr("In all"), "")
        for owed in facts.sums:
            self._parts.addLayout(_grid(all_lines(owed, facts)))

    def _cautions(self, found: Iterable[Caution]) -> None:
        words = [claims.caution(one) for one in Caution if one in frozenset(found)]
        if words:
            self._parts.addSpacing(TINY)
            self._parts.addWidget(_notice(self.tr("Before you rely on it"), words))

    def _line_up(self) -> None:
        """Columns of all tables stand under each other."""
        wanted = [table.wanted() for table in self.tables]
        widths = [max(column) for column in zip(*wanted, strict=True)]
        for table in self.tables:
            table.set_least(widths)


def _notice(title: str, paragraphs: Sequence[str]) -> QFrame:
    """Calm words on a ground of their own, a paragraph for each."""
    box = QFrame()
    box.setProperty("look", "notice")
    heading = label(title)
    as_heading(heading)
    words = QVBoxLayout()
    words.setSpacing(TINY + 2)
    words.addWidget(heading)
    for one in paragraphs:
        words.addWidget(label(one, wrap=True, selectable=True))
    row = QHBoxLayout(box)
    row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
    row.setSpacing(MEDIUM)
    row.addWidget(IconLabel("info", "accent"), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return box


def _common(items: Sequence[OwedItem]) -> frozenset[Caution]:
    """What is to be known of every invoice alike, to be said once."""
    found = [
        frozenset(one.claim.assessment.cautions if one.claim.assessment else ()) for one in items
    ]
    return frozenset.intersection(*found) if found else frozenset()


def _grid(lines: Iterable[Line]) -> QGridLayout:
    """Names and amounts at the right, in line with the figures of the table over them."""
    grid = QGridLayout()
    grid.setContentsMargins(0, TINY, IN_LINE, TINY)
    grid.setHorizontalSpacing(LARGE * 2)
    grid.setVerticalSpacing(TINY + 1)
    grid.setColumnStretch(0, 1)
    for row, line in enumerate(lines):
        name, amount = label(line.name), label(line.amount, selectable=True)
        for column, shown in enumerate((name, amount), 1):
            _dress(shown, line)
            grid.addWidget(shown, row, column)
        amount.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return grid


def _dress(shown: QLabel, line: Line) -> None:
    if line.strong:
        as_heading(shown)
    if line.quiet:
        shown.setProperty("look", "quiet")
