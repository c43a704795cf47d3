"""A case's details: what comes next, what is owed, what it still needs, what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFileDialog, QWidget

from dunning_desktop.domain.cases import OVER, CaseState, StepKind
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partner_notice import NoticeKind
from dunning_desktop.domain.partners import Recovery
from dunning_desktop.domain.pre_action import LetterKind
from dunning_desktop.domain.readiness import Check, Checked, Verdict
from dunning_desktop.ui.dialogs.acceptance import AcceptanceDialog
from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.case_file import CaseFileDialog
from dunning_desktop.ui.dialogs.case_letter import CaseLetterDialog
from dunning_desktop.ui.dialogs.case_paper import CasePaperDialog, OfficialFormDialog
from dunning_desktop.ui.dialogs.case_step import CaseStepDialog
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.court import CourtDialog
from dunning_desktop.ui.dialogs.partner import PartnerDialog
from dunning_desktop.ui.dialogs.partner_mail import PartnerMailDialog
from dunning_desktop.ui.file_names import safe_name, with_ending
from dunning_desktop.ui.look.fonts import as_figure
from dunning_desktop.ui.panels.owed import across
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.paper_files import write_hand_over
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.text.court import prospect
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_views import CaseView, case_view
from dunning_desktop.usecases.cases import post_letter
from dunning_desktop.usecases.outcomes import Prospect, prospects
from dunning_desktop.usecases.recovery import mark_told, mark_untold

# What is likely to come next, by the state; everything else is behind the three dots.
_NEXT = {
    CaseState.PREPARING: (StepKind.HANDED_OVER,),
    CaseState.WAITING: (StepKind.ANSWERED, StepKind.ASKED_FOR_PAPERS),
    CaseState.READY: (StepKind.HANDED_OVER, StepKind.TO_COURT),
    CaseState.HANDED_OVER: (StepKind.PAID, StepKind.TO_COURT),
    CaseState.IN_COURT: (StepKind.PAID, StepKind.SETTLED),
}

# Where somebody else may want to know what it is about.
_WITH_A_LIST = frozenset({CaseState.READY, CaseState.HANDED_OVER, CaseState.IN_COURT})
_TO_COURT = frozenset({CaseState.READY, CaseState.HANDED_OVER, CaseState.IN_COURT})
_ENGLISH = frozenset({LetterKind.PROTOCOL, LetterKind.BUSINESS})
_PAPERS = {
    Check.CONTRACT: DocumentKind.CONTRACT,
    Check.INVOICES: DocumentKind.INVOICE,
    Check.DELIVERY: DocumentKind.DELIVERY,
}


class CasePanel(DetailsPanel):
    """Its buttons are the steps that the case allows now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.tr("Details of the case"))
        self._view: CaseView | None = None
        self.steps = {
            kind: action(self, text.press(kind), partial(self.take, kind), icon_name="briefcase")
            for kind in StepKind
        }
        self.keep_in_more(*self.steps.values())

    def load(self, key: int) -> None:
        self.shell.desk.ask(
            case_view, key, then=self._show, failed=self.gone, owner=self, latest="case"
        )

    def take(self, kind: StepKind) -> None:
        """Ask for what belongs to a step."""
        if self._view is not None:
            CaseStepDialog(self.shell, self._view.row, kind).open()

    def _show(self, view: CaseView) -> None:
        self._view = view
        row = view.row
        for kind, shown in self.steps.items():
            shown.setVisible(kind in row.stands.allowed)
        self.start(row.client, ", ".join(row.numbers))
        figure = label(money(view.owed), selectable=True)
        as_figure(figure)
        self.add(figure)
        name, colour = text.STATE_LOOKS[row.stands.state]
        self.add(iconed(name, label(text.state(row.stands), wrap=True), colour=colour))
        if row.is_paid_up:
            words = self.tr("Every invoice of it is paid: close the case.")
            close = button(self.tr("It is paid…"), partial(self.take, StepKind.PAID))
            self.notice("banknote", words, close)
        said = text.relief(view.relief) if view.relief else text.explained(row.stands)
        if said:
            self.text(said, "quiet")
        self._buttons(view)
        self._figures(view)
        if view.recovery is not None:
            self._recovery(view, view.recovery)
        if row.stands.state is CaseState.READY:
            self._ways(view)
        if row.stands.state not in OVER:
            self._checks(view)
        self._done(view)
        self.finish()

    def _buttons(self, view: CaseView) -> None:
        stands = view.row.stands
        made: list[QWidget] = []
        if StepKind.LETTER in stands.allowed:
            words = self.tr("Write the letter before action…")
            made.append(button(words, lambda: CaseLetterDialog(self.shell, view).open()))
        if stands.state is CaseState.LETTER_MADE and stands.last is not None:
            posted = partial(
                self.shell.desk.do,
                post_letter,
                stands.last.id,
                self.shell.desk.today(),
                owner=self,
            )
            made.append(button(self.tr("It was posted today"), posted))
        made += [
            button(text.press(kind), partial(self.take, kind))
            for kind in _NEXT.get(stands.state, ())
            if kind in stands.allowed
        ]
        if stands.is_open:
            words = self.tr("Make the file…")
            made.append(button(words, lambda: CaseFileDialog(self.shell, view).open()))
        if stands.state in _TO_COURT and view.row.case.rule.kind in _ENGLISH:
            words = self.tr("A claim in court…")
            made.append(button(words, lambda: CourtDialog(self.shell, view).open()))
        if stands.state in _WITH_A_LIST:
            made.append(
                button(self.tr("Save the list of invoices…"), partial(self._save_list, view))
            )
        for one in made:
            self.add(across(one))

    def _save_list(self, view: CaseView) -> None:
        """The open invoices as CSV, in the columns that whoever has the case wants."""
        name = self.tr("{client} invoices.csv").format(client=safe_name(view.row.client))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the list of invoices"), name, self.tr("CSV files (*.csv)")
        )
        if not chosen:
            return
        path = with_ending(chosen, ".csv")
        partner = view.recovery.partner.id if view.recovery is not None else None
        said = self.tr("{name} saved.").format(name=path.name)
        self.shell.desk.ask(
            write_hand_over,
            view.row.case.id,
            partner,
            path,
            then=lambda _path: self.shell.toast(said),
            owner=self,
        )

    def _figures(self, view: CaseView) -> None:
        row = view.row
        self.part(self.tr("What it is about"))
        currency = row.open.currency
        on_top = Money(view.owed.minor - row.open.minor, currency)
        self.facts(
            [
                (self.tr("Invoices"), money(row.open)),
                (self.tr("Interest and costs"), money(on_top)),
                (self.tr("Owed today"), money(view.owed)),
            ],
            strong_last=True,
        )
        self.facts(
            [
                (self.tr("Opened"), day(row.case.opened_on)),
                (self.tr("A court takes it until"), text.in_time(row.limitation)),
            ]
        )
        anew = text.begun_anew(row.limitation)
        if anew:
            self.text(anew, "quiet")

    def _know(self, case_id: int) -> None:
        """They were told in another way."""
        desk, parent = self.shell.desk, self.shell.as_parent()

        def done(before: int) -> None:
            self.shell.toast(
                self.tr("Kept: they know of it."),
                undo=partial(desk.do, mark_untold, case_id, before, owner=parent),
            )

        desk.do(mark_told, case_id, owner=self, then=done)

    def _recovery(self, view: CaseView, recovery: Recovery) -> None:
        self.part(recovery.partner.name)
        pairs = [
            (self.tr("Came in since"), money(recovery.came_in)),
            (self.tr("Their commission"), money(recovery.commission)),
        ]
        if recovery.partner.fee is not None:
            pairs.append((self.tr("Their fee"), money(recovery.partner.fee)))
        self.facts([*pairs, (self.tr("Left for you"), money(recovery.net))], strong_last=True)
        if view.untold is not None:
            said = self.tr("They do not know yet of {sum} that was paid: they must not ask for it.")
            self.text(said.format(sum=money(view.untold)))
            case_id, shell = view.row.case.id, self.shell
            tell = partial(PartnerMailDialog, shell, case_id, NoticeKind.PAID)
            self.add(across(button(self.tr("Tell them by e-mail…"), lambda: tell().open())))
            self.add(across(button(self.tr("They know of it"), partial(self._know, case_id))))
        if view.row.stands.state is CaseState.RECALLED:
            case_id = view.row.case.id
            stop = partial(PartnerMailDialog, self.shell, case_id, NoticeKind.RECALLED)
            self.add(across(button(self.tr("Tell them to stop…"), lambda: stop().open())))
        words = self.tr("Change {name}…").format(name=recovery.partner.name.replace("&", "&&"))
        partner = recovery.partner
        self.add(across(button(words, lambda: PartnerDialog(self.shell, partner).open())))

    def _ways(self, view: CaseView) -> None:
        """What each way to the money would cost, and what came of it before."""
        self.part(self.tr("What it would cost"))
        said = self.text("", "quiet")

        def show(found: Sequence[Prospect]) -> None:
            said.setText("\n\n".join(prospect(one) for one in found))

        # The words live no longer than what the panel shows: then nobody is answered.
        self.shell.desk.ask(prospects, view.row.case.id, then=show, owner=said)

    def _checks(self, view: CaseView) -> None:
        self.part(self.tr("Is it ready?"))
        self.text(text.rule(view.row.case.rule), "quiet")
        for one in view.checks:
            name, colour = text.VERDICT_LOOKS[one.verdict]
            line = label(text.checked(one), wrap=True)
            line.setAccessibleName(f"{text.checked(one)}: {text.verdict(one)}")
            self.add(iconed(name, line, colour=colour))
            mend = self._mending(view, one)
            if one.verdict is not Verdict.DONE and mend is not None:
                self.add(across(button(*mend)))

    def _mending(self, view: CaseView, one: Checked) -> tuple[str, Callable[[], object]] | None:
        """What the button says that adds what is missing, and what it does; None without one."""
        shell, client = self.shell, view.client
        kind = _PAPERS.get(one.check)
        if kind is not None:
            return self.tr("Add it…"), lambda: CasePaperDialog(shell, view, kind).open()
        change = self.tr("Change the client…"), partial(ClientDialog.change, shell, client.id)
        look = self.tr("Show the client"), partial(shell.show_client, client.id)
        known: dict[Check, tuple[str, Callable[[], object]]] = {
            Check.DEBTOR: change,
            Check.ADDRESS: change,
            Check.DISPUTE: look,
            Check.MONEY: look,
            Check.STATUS: look,
            Check.FORMS: (
                self.tr("Add a form…"),
                lambda: OfficialFormDialog(shell, view.missing_forms).open(),
            ),
            Check.TERMS: (
                self.tr("They accepted them…"),
                lambda: AcceptanceDialog(shell, client.id, client.name).open(),
            ),
            Check.CONTACTS: (
                self.tr("Record a call…"),
                lambda: CallDialog(shell, [client.id]).open(),
            ),
        }
        return known.get(one.check)

    def _done(self, view: CaseView) -> None:
        self.part(self.tr("What was done"))
        steps = view.row.case.taken
        if not steps:
            self.text(self.tr("Nothing yet."), "quiet")
        for one in reversed(steps):
            self.text(f"{day(one.day)}  ·  {text.step_line(one)}")
