"""The letter before action: what the debt rests on, what follows, and the letter itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.claim_letter import Agreement, Following
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.dialogs.confirming import print_confirmation
from dunning_desktop.ui.dialogs.paper_preview import PaperPreview
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.room import fit_on_screen
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.case_letters import (
    CaseLetter,
    IssuedLetter,
    case_letter,
    issue_letter,
    undo_letter,
)
from dunning_desktop.usecases.case_views import CaseView

WIDTH, HEIGHT = 1000, 760
FORM_WIDTH = 360


class CaseLetterDialog(QDialog):
    """The letter threatens no more than what is ticked; it is drawn anew with every change."""

    def __init__(self, shell: Shell, view: CaseView) -> None:
        super().__init__(shell.as_parent())
        self._shell, self._view = shell, view
        self._letter: CaseLetter | None = None
        self.setWindowTitle(
            self.tr("Letter before action to {client}").format(client=view.client.name)
        )
        self.rests: Choice[bool | None] = Choice(
            [
                (None, self.tr("Not said in the letter")),
                (True, self.tr("A written agreement or order")),
                (False, self.tr("Spoken words")),
            ],
            name=self.tr("What the debt rests on"),
        )
        self.written_on = DayEdit(self._first_day())
        self.words = QLineEdit()
        self.following = {one: QCheckBox(text.following(one)) for one in Following}
        self.preview = PaperPreview(shell.desk)
        self.preview.let_mail(by_mail=False)
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.go = button(self.tr("Make it and print…"), self._go, look="primary")
        self.go.setDefault(True)
        self.by_email = QCheckBox()
        self._build()
        self._follow()

    def _first_day(self) -> date:
        return min(one.item.issued for one in self._view.items)

    def _build(self) -> None:
        heading = label(self.windowTitle(), wrap=True)
        as_title(heading)
        both = QHBoxLayout()
        both.setSpacing(LARGE)
        both.addWidget(self._form())
        both.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch()
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(self.trouble)
        layout.addLayout(both, 1)
        layout.addLayout(row)

    def _form(self) -> QWidget:
        form = Form(name_width=110)
        form.setFixedWidth(FORM_WIDTH)
        form.wide(label(text.rule(self._view.row.case.rule), "quiet", wrap=True))
        form.section(self.tr("What the debt rests on"))
        form.row(self.tr("Agreed"), self.rests)
        form.row(self.tr("On"), self.written_on)
        form.row(self.tr("In words"), self.words)
        form.section(self.tr("If nothing comes you mean to"))
        for box in self.following.values():
            form.wide(box)
            box.toggled.connect(lambda _on: self._follow())
        form.wide(
            label(self.tr("Tick only what you really mean to do."), "quiet", wrap=True)
        )
        email = next((one.email for one in self._view.client.contacts if one.email), "")
        words = self.tr("Send it to {email} as well").format(email=email)
        self.by_email.setText(words)
        self.by_email.setVisible(bool(email) and not self._view.row.case.rule.by_post)
        form.wide(self.by_email)
        self.rests.currentIndexChanged.connect(lambda _at: self._follow())
        self.written_on.dateChanged.connect(lambda _day: self._follow())
        self.words.editingFinished.connect(self._follow)
        WheelGuard(self.rests, self.written_on, parent=self)
        holder = QWidget()
        holder.setFixedWidth(FORM_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        column.addStretch()
        return holder

    def open(self) -> None:
        fit_on_screen(self, width=WIDTH, height=HEIGHT)
        follow_layout(self)
        super().open()

    def agreement(self) -> Agreement:
        """What the debt rests on, as it was typed."""
        rests = self.rests.value()
        if rests is None:
            return Agreement()
        return Agreement(self.written_on.day() if rests else None, self.words.text().strip())

    def ticked(self) -> Sequence[Following]:
        """What the owner means to do."""
        return [one for one, box in self.following.items() if box.isChecked()]

    def _follow(self) -> None:
        written = bool(self.rests.value())
        self.written_on.setEnabled(written)
        self.words.setEnabled(self.rests.value() is not None)
        self.words.setPlaceholderText(
            self.tr("Your order 4711")
            if written
            else self.tr("Who agreed what, when and where")
        )
        self._shell.desk.ask(
            case_letter,
            self._view.row.case.id,
            agreement=self.agreement(),
            following=self.ticked(),
            then=self._take,
            failed=self.explain,
            owner=self,
            latest="case-letter",
        )

    def _take(self, letter: CaseLetter) -> None:
        self._letter = letter
        self.trouble.hide()
        self.go.setEnabled(True)
        self.preview.show_paper(letter.paper)

    def explain(self, error: DunningError) -> None:
        """Say why there is no such letter now."""
        self._letter = None
        self.go.setEnabled(False)
        self.trouble.setText(sentence(error))
        self.trouble.show()

    def _go(self) -> None:
        if self._letter is None:
            return
        # Pressed twice, it would be made twice.
        self.go.setEnabled(False)
        self._shell.desk.do(
            issue_letter,
            self._letter,
            self.preview.words(),
            by_email=self.by_email.isChecked(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, issued: IssuedLetter) -> None:
        shell = self._shell
        words = self.tr("The letter to {client} is made. Its time begins when it is posted.")
        shell.toast(
            words.format(client=self._view.client.name),
            undo=partial(shell.desk.do, undo_letter, issued, owner=shell.as_parent()),
        )
        self.accept()
        print_confirmation(shell, issued.paper)
