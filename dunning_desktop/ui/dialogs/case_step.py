"""A step in a case: on which day, and why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.partners import Partner
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.partner import PartnerDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.case_views import CaseRow
from dunning_desktop.usecases.cases import take_step, take_step_back
from dunning_desktop.usecases.partners import partners

WORDS_HEIGHT = 72
NEED_A_REASON = frozenset({StepKind.NOT_WAITING, StepKind.WRITTEN_OFF})


class CaseStepDialog(FormDialog):
    """What it leads to is said above; a reason is asked for where the law or the tax wants one."""

    def __init__(
        self, shell: Shell, row: CaseRow, kind: StepKind, *, partner_id: int | None = None
    ) -> None:
        super().__init__(shell, width=520)
        self._partner_id = partner_id
        self._row = row
        self._kind = kind
        title = text.press(kind).rstrip("…")
        self.name_it(f"{row.client}: {title}", self.tr("Keep it"))
        self._day = DayEdit(shell.desk.today())
        self._posted = QCheckBox(self.tr("It was posted on that day"))
        self._reason = QLineEdit()
        self.partner: Choice[int | None] = Choice([(None, self.tr("Not from the address book"))])
        self._note = QPlainTextEdit()
        self._build()

    def _build(self) -> None:
        said = self._about()
        if said:
            self.form.wide(label(said, "quiet", wrap=True))
        self.form.row(self.tr("On"), self._day)
        if self._kind is StepKind.LETTER:
            self._posted.setChecked(True)
            self.form.row(self.tr("Post"), self._posted)
        if self._kind in NEED_A_REASON:
            self.form.row(self.tr("Why"), self._reason)
        if self._kind is StepKind.HANDED_OVER:
            new = button(self.tr("New…"), self._add_partner)
            new.setAccessibleName(self.tr("Add an agency or a solicitor"))
            self.form.row(self.tr("To"), self.partner, beside=new)
            self._load_partners(self._partner_id)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(WORDS_HEIGHT)
        self._note.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("Note"), self._note)
        WheelGuard(self._day, parent=self)

    def _load_partners(self, chosen: int | None = None) -> None:
        """Offer those of the address book, the one just added chosen."""

        def offer(found: tuple[Partner, ...]) -> None:
            known = [(one.id, one.name) for one in found]
            choices = [(None, self.tr("Not from the address book")), *known]
            self.partner.offer(choices, chosen=chosen)

        self.shell.desk.ask(partners, then=offer, owner=self, latest="partners")

    def _add_partner(self) -> None:
        dialog = PartnerDialog(self.shell)
        dialog.saved.connect(self._load_partners)
        dialog.open()

    def _about(self) -> str:
        rule = self._row.case.rule
        words = {
            StepKind.LETTER: text.rule(rule),
            StepKind.ANSWERED: self.tr("They get {answer} days from that day."),
            StepKind.ASKED_FOR_PAPERS: self.tr("Their time stands still until the papers left."),
            StepKind.PAPERS_SENT: self.tr("They get {papers} days from that day."),
            StepKind.TALKS_FAILED: self.tr("Give them {notice} days before you go on."),
            StepKind.NOT_WAITING: self.tr(
                "A court may ask why you did not wait. Your reason is kept and stands in the file."
            ),
            StepKind.HANDED_OVER: self.tr(
                "What waits in the outbox for them is taken back, and nothing more is sent."
            ),
            StepKind.TO_COURT: self.tr(
                "What waits in the outbox for them is taken back, and nothing more is sent."
            ),
            StepKind.WRITTEN_OFF: self.tr(
                "It is not chased any more. VAT bad-debt relief may be open: ask your accountant."
            ),
            StepKind.SETTLED: self.tr("What is still open of it is not chased any more."),
            StepKind.RECALLED: self.tr("The case ends, and its invoices are chased again."),
        }.get(self._kind, "")
        return words.format(
            answer=rule.answer_days, papers=rule.papers_days, notice=rule.notice_days
        )

    def fields(self) -> Mapping[str, QWidget]:
        return {"day": self._day, "reason": self._reason}

    def check(self) -> bool:
        if self._kind in NEED_A_REASON and not self._reason.text().strip():
            self.form.wrong(self._reason, self.tr("Say why: somebody will ask."))
        return super().check()

    def step(self) -> CaseStep:
        """What was typed. Raises ``DunningError`` for what is no step."""
        posted = self._kind is StepKind.LETTER and self._posted.isChecked()
        return CaseStep(
            self._kind,
            self._day.day(),
            reason=self._reason.text().strip(),
            note=self._note.toPlainText().strip(),
            posted_on=self._day.day() if posted else None,
            partner_id=self.partner.value(),
        )

    def save(self) -> None:
        try:
            step = self.step()
        except DunningError as error:
            self.explain(error)
            return
        self.shell.desk.do(
            take_step,
            self._row.case.id,
            step,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, step_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        words = self.tr("{client}: {step}.").format(
            client=self._row.client, step=text.case_step(self._kind)
        )
        self.shell.toast(words, undo=partial(desk.do, take_step_back, step_id, owner=parent))
        self.accept()
