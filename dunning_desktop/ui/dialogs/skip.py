"""Passing over the next reminder of an invoice, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.skips import passed_over, reasons, then_comes, what
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.skips import SkipView, skip_level, skip_view, take_back_skip

LONGEST_REASON = 200


def ask_to_skip(shell: Shell, item_id: int) -> None:
    """Look at what would be passed over, and ask for the reason."""
    shell.desk.ask(
        skip_view,
        item_id,
        then=lambda view: SkipDialog(shell, item_id, view).open(),
        owner=shell.as_parent(),
        latest="skip",
    )


class SkipDialog(FormDialog):
    """Which reminder, what comes then, and why."""

    def __init__(self, shell: Shell, item_id: int, view: SkipView) -> None:
        super().__init__(shell, width=500)
        self._item_id, self._view = item_id, view
        self.name_it(
            self.tr("Pass over a reminder of {number}").format(number=view.number),
            self.tr("Pass over"),
        )
        self.form.wide(label(what(view), wrap=True))
        self.form.wide(label(then_comes(view), "quiet", wrap=True))
        self._reason = QComboBox()
        line = QLineEdit()
        line.setMaxLength(LONGEST_REASON)
        line.setPlaceholderText(self.tr("Choose a reason, or type one"))
        self._reason.setEditable(True)
        self._reason.setLineEdit(line)
        self._reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._reason.addItems(reasons())
        self._reason.setCurrentIndex(-1)
        # The longest reason would be wider than the dialog.
        self._reason.setMinimumContentsLength(20)
        self._reason.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.form.row(self.tr("Why"), self._reason)

    def check(self) -> bool:
        if not self._reason.currentText().strip():
            self.form.wrong(self._reason, self.tr("Say why: it is kept with the invoice."))
        return super().check()

    def fields(self) -> Mapping[str, QWidget]:
        return {"reason": self._reason}

    def save(self) -> None:
        self.shell.desk.do(
            skip_level,
            self._item_id,
            reason=self._reason.currentText().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, skip_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            passed_over(self._view),
            undo=lambda: desk.do(take_back_skip, skip_id, owner=parent),
        )
        self.accept()
