"""The Cases page: debts on their way to an agency, a solicitor or a court."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from dunning_desktop.domain.cases import CaseState
from dunning_desktop.ui.dialogs.case_open import OpenCaseDialog
from dunning_desktop.ui.dialogs.partners import PartnersDialog
from dunning_desktop.ui.pages.list_page import ListPage
from dunning_desktop.ui.panels.case import CasePanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.listing import Listing, Source
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.usecases.case_views import CaseRow, case_rows
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.rows import ListQuery, Page, Totals

translate = QCoreApplication.translate
START = ListQuery(sort="state")


class CasesPage(ListPage[CaseRow]):
    """Open one; its panel has the steps that it allows."""

    name: ClassVar[str] = "cases"
    icon_name: ClassVar[str] = "briefcase"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            Touched.CASES, Touched.INVOICES, Touched.PAYMENTS, Touched.CLIENTS,
            Touched.LETTERS, Touched.CHARGES, Touched.AGREEMENTS,
        }
    )  # fmt: skip

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Cases"))
        self._new = action(
            self, self.tr("Take a debt further…"), self.new, icon_name="plus", shortcut="Ctrl+N"
        )
        self._partners = action(
            self, self.tr("Agencies and solicitors…"), self.partners, icon_name="users"
        )
        self._export = action(
            self, self.tr("Export the list…"), self.export, icon_name="download",
            shortcut="Ctrl+Shift+E",
        )  # fmt: skip
        listing = Listing(
            self.desk,
            _columns(),
            Source(case_page, case_totals, lambda row: row.case.id, _say_totals),
            name=self.title,
            start=START,
            settings=shell.settings,
            empty=EmptyState(
                "briefcase",
                self.tr("No cases"),
                self.tr("When no reminder has helped, take the debt further from here."),
                actions=(self._new,),
            ),
        )
        self._put(listing, CasePanel(shell))
        self.add_button(self._partners)
        self.add_button(self._new, primary=True)

    def actions_of_page(self) -> Sequence[QAction]:
        return (self._new, self._partners, self._export)

    def menu_groups(self) -> Sequence[Sequence[QAction]]:
        return ((self._open_client, self._copy), (self._new, self._partners, self._export))

    def new(self) -> None:
        """Open a case."""
        OpenCaseDialog(self.shell).open()

    def partners(self) -> None:
        """The address book, and what came of what they had."""
        PartnersDialog(self.shell).open()


def _columns() -> tuple[Column[CaseRow], ...]:
    return (
        Column(
            "client", translate("CasesPage", "Client"), lambda row: row.client, width=220,
            strong=True, least=130,
        ),
        Column(
            "state",
            translate("CasesPage", "State"),
            text.state_of,
            look=lambda row: Look(*text.STATE_LOOKS[row.stands.state]),
            width=200,
        ),
        Column(
            "open",
            translate("CasesPage", "Open"),
            lambda row: money(row.open),
            lambda row: row.open.amount,
            width=120,
            numeric=True,
        ),
        Column(
            "numbers",
            translate("CasesPage", "Invoices"),
            lambda row: ", ".join(row.numbers),
            tip=lambda row: ", ".join(row.numbers),
            width=160,
            sortable=False,
            stretch=True,
        ),
        Column(
            "limit",
            translate("CasesPage", "In time until"),
            lambda row: day(row.limitation.last_day) if row.limitation else "–",
            lambda row: row.limitation.last_day if row.limitation else None,
            width=120,
            shy=1,
        ),
        Column(
            "opened",
            translate("CasesPage", "Opened"),
            lambda row: day(row.case.opened_on),
            lambda row: row.case.opened_on,
            width=120,
            shy=2,
        ),
    )  # fmt: skip


_SORTS: dict[str, Callable[[CaseRow], object]] = {
    "client": lambda row: row.client.casefold(),
    "state": lambda row: list(CaseState).index(row.stands.state),
    "open": lambda row: (row.open.currency, row.open.minor),
    "limit": lambda row: row.limitation.last_day if row.limitation else date.max,
    "opened": lambda row: row.case.opened_on,
}


def case_page(office: Office, query: ListQuery) -> Page[CaseRow]:
    """The cases, searched and sorted."""
    wanted = query.search.casefold()
    found = [
        row
        for row in case_rows(office)
        if wanted in "\n".join([row.client, *row.numbers]).casefold()
    ]
    if query.sort in _SORTS:
        found.sort(key=_SORTS[query.sort], reverse=query.descending)  # type: ignore[arg-type]
    return Page(tuple(found))


def case_totals(office: Office, query: ListQuery) -> Totals:
    """How many they are."""
    return Totals(count=len(case_page(office, query).rows))


def _say_totals(totals: Totals) -> str:
    if totals.count == 1:
        return translate("CasesPage", "1 case")
    return translate("CasesPage", "{count} cases").format(count=totals.count)
