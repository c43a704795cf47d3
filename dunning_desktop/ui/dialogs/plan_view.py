"""A plan as it stands: every payment with its state, its papers, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.plans import LIVE, InstalmentRow, PlanState
from dunning_desktop.ui.agreeing import open_paper
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plan import ask_for_plan
from dunning_desktop.ui.dialogs.plan_answer import AcceptPlanDialog, CancelPlanDialog
from dunning_desktop.ui.look.fonts import as_title, tabular
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import plans as words
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.plan_views import PlanRow, plan_row

WIDTH, HEIGHT = 680, 560
AROUND = 80
NUMBER, DUE, AMOUNT, PAID, STATE = range(5)
NAMED = 4
"""So many invoices are named, more are counted."""
FREE = frozenset({PlanState.DEFAULTED, PlanState.LAPSED, PlanState.CANCELLED})
"""Over what was in such a plan a new one can be agreed."""


class PaymentsModel(WholeModel[tuple[str, ...]]):
    """Ready strings."""

    def __init__(self) -> None:
        super().__init__(
            (
                self.tr("No."),
                self.tr("Due by"),
                self.tr("Amount"),
                self.tr("Paid"),
                self.tr("State"),
            ),
            figures=(AMOUNT, PAID),
        )

    def cell(self, row: tuple[str, ...], column: int, role: int) -> object:
        return row[column] if role == Qt.ItemDataRole.DisplayRole else None


class PaymentsTable(QTableView):
    """Each payment of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self.payments = PaymentsModel()
        self.setModel(self.payments)
        self.setAccessibleName(self.tr("Payments of the plan"))
        self.setFont(tabular())
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        columns = self.horizontalHeader()
        columns.setSectionsClickable(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setStretchLastSection(True)
        for column, width in ((NUMBER, 48), (DUE, 120), (AMOUNT, 110), (PAID, 110)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)


class PlanViewDialog(QDialog):
    """Shows the plan afresh with every change of the book."""

    def __init__(self, shell: Shell, plan_id: int) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._plan_id = shell, plan_id
        self._row: PlanRow | None = None
        self.setWindowTitle(self.tr("Instalments"))
        self.heading = label(wrap=True)
        as_title(self.heading)
        self.icon = IconLabel("calendar")
        self.state = label(wrap=True, selectable=True)
        self.means = label(look="quiet", wrap=True)
        self.terms = label(look="quiet", wrap=True, selectable=True)
        self.table = PaymentsTable()
        self._papers = QHBoxLayout()
        self.accept_it = button(self.tr("They accepted…"), self._accept, look="primary")
        self.pay = button(self.tr("Payment…"), self._pay)
        self.anew = button(self.tr("New plan…"), self._anew)
        self.cancel = button(self.tr("Cancel the plan…"), self._cancel)
        self._build()
        shell.desk.changed.connect(self._reload)
        self._reload()

    def _build(self) -> None:
        standing = QHBoxLayout()
        standing.setSpacing(SMALL)
        standing.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.state, 1)
        self._papers.setSpacing(SMALL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self.heading)
        layout.addLayout(standing)
        layout.addWidget(self.means)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.terms)
        layout.addLayout(self._papers)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.cancel)
        row.addWidget(self.anew)
        row.addStretch()
        row.addWidget(self.pay)
        row.addWidget(self.accept_it)
        row.addWidget(button(self.tr("Close"), self.reject))
        layout.addLayout(row)

    def open(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - AROUND), min(HEIGHT, room.height() - AROUND))
        follow_layout(self)
        super().open()
        self.table.setFocus()

    def _reload(self) -> None:
        self._shell.desk.ask(
            plan_row, self._plan_id, then=self._show, owner=self, latest="plan-row"
        )

    def _show(self, row: PlanRow) -> None:
        self._row = row
        plan, stands, today = row.plan, row.stands, self._shell.desk.today()
        title = self.tr("{client}: {what}")
        self.heading.setText(title.format(client=row.client.name, what=words.title(plan)))
        self.icon.show_icon(*words.STATE_LOOKS[stands.state])
        self.state.setText(f"{words.under(plan, stands, today)}.")
        self.means.setText(words.means(plan, stands))
        self.means.setVisible(bool(self.means.text()))
        parts = (self._about(row), words.agreed(plan), words.terms(plan), plan.note)
        self.terms.setText("\n".join(one for one in parts if one))
        self.table.payments.show([self._line(row, one) for one in stands.rows])
        self._show_papers(row)
        self._offer(row)

    def _about(self, row: PlanRow) -> str:
        numbers = [one.number for one in row.lines]
        if len(numbers) == 1:
            return self.tr("Invoice {number}").format(number=numbers[0])
        if len(numbers) <= NAMED:
            return self.tr("Invoices {numbers}").format(numbers=", ".join(numbers))
        more = self.tr("Invoices {numbers} and {n} more")
        return more.format(numbers=", ".join(numbers[:NAMED]), n=len(numbers) - NAMED)

    def _line(self, row: PlanRow, one: InstalmentRow) -> tuple[str, ...]:
        return (
            str(one.instalment.position),
            day(one.instalment.due),
            money(one.instalment.amount),
            money(one.paid) if one.paid.minor else "–",
            words.instalment(row.plan, one, self._shell.desk.today()),
        )

    def _show_papers(self, row: PlanRow) -> None:
        empty(self._papers)
        for document in row.documents[:3]:
            opening = button(
                self.tr("Open {name}").format(name=_short(document.name)),
                partial(open_paper, self._shell, document),
                look="link",
            )
            opening.setAccessibleName(self.tr("Open {name}").format(name=document.name))
            opening.setToolTip(document.name)
            self._papers.addWidget(opening)
        self._papers.addStretch()

    def _offer(self, row: PlanRow) -> None:
        """Only what makes sense as it stands."""
        state = row.stands.state
        agreed = row.plan.accepted_on is not None
        waiting = state in {PlanState.OFFERED, PlanState.LAPSED}
        self.accept_it.setVisible(waiting)
        self.accept_it.setDefault(waiting)
        self.cancel.setVisible(state in LIVE | {PlanState.DEFAULTED, PlanState.LAPSED})
        said = self.tr("Cancel the plan…") if agreed else self.tr("Withdraw the offer…")
        self.cancel.setText(said)
        self.cancel.setAccessibleName(said.replace("…", ""))
        self.anew.setVisible(state in FREE and bool(row.stands.open.minor))
        self.pay.setVisible(state in LIVE | {PlanState.DEFAULTED} and agreed)
        follow_layout(self)

    # What can be done

    def _accept(self) -> None:
        if self._row is not None:
            self._over(AcceptPlanDialog(self._shell, self._row))

    def _cancel(self) -> None:
        if self._row is not None:
            self._over(CancelPlanDialog(self._shell, self._row))

    def _pay(self) -> None:
        if self._row is not None:
            dialog = PaymentDialog(self._shell, client_id=self._row.plan.client_id)
            self._over(dialog)

    def _anew(self) -> None:
        if self._row is not None:
            ids = tuple(self._row.plan.item_ids)
            ask_for_plan(self._shell, self._row.plan.client_id, item_ids=ids)
            self.accept()

    def _over(self, dialog: QDialog) -> None:
        """Over this dialog, and not over the window behind it."""
        owner: QWidget = self
        dialog.setParent(owner, dialog.windowFlags())
        dialog.open()


def _short(name: str) -> str:
    """A name that leaves room for others beside it."""
    longest = 44
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
