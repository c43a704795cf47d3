"""How letters were posted: on which day, by which post, under which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.posting import LONGEST_NUMBER, PostClass, Posting
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.outbox import post_class
from dunning_desktop.ui.text.review import letters
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.outbox import mark_posted, unmark_posted
from dunning_desktop.usecases.rows import LetterRow


class PostedDialog(FormDialog):
    """The same day and post for all; a number for each, where the post gives one."""

    def __init__(self, shell: Shell, rows: Sequence[LetterRow]) -> None:
        super().__init__(shell, width=560)
        self._rows = tuple(rows)
        self.name_it(
            self.tr("{what} to mark as posted").format(what=letters(len(rows))),
            self.tr("Mark as posted"),
        )
        said = self.tr(
            "It stands in the file of a case, as evidence. Keep the receipt of the post office."
        )
        self.form.wide(label(said, "quiet", wrap=True))
        self.day = DayEdit(shell.desk.today())
        self.form.row(self.tr("On"), self.day)
        choices = [(one, post_class(one)) for one in PostClass]
        self.how: Choice[PostClass | None] = Choice([(None, self.tr("Not said")), *choices])
        self.form.row(self.tr("By"), self.how)
        self.form.section(self.tr("Numbers to follow them by"))
        self.numbers: dict[int, QLineEdit] = {}
        for one in self._rows:
            typed = QLineEdit()
            typed.setMaxLength(LONGEST_NUMBER)
            named = self.tr("Number of the letter to {client}").format(client=one.client)
            typed.setAccessibleName(named)
            self.numbers[one.id] = typed
            # A name is no place for a shortcut.
            self.form.row(one.client.replace("&", "&&"), typed)
        WheelGuard(self.day, self.how, parent=self)

    def fields(self) -> Mapping[str, QWidget]:
        return {"day": self.day}

    def save(self) -> None:
        numbers = {key: one.text().strip() for key, one in self.numbers.items()}
        tracking = {key: number for key, number in numbers.items() if number}
        self.shell.desk.do(
            mark_posted,
            tuple(one.id for one in self._rows),
            Posting(self.day.day(), self.how.value(), tracking),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, fresh: tuple[int, ...]) -> None:
        said = self.tr("{what} posted.").format(what=letters(len(self._rows)))
        say_posted(self.shell, said, fresh)
        self.accept()


def say_posted(shell: Shell, said: str, fresh: tuple[int, ...]) -> None:
    """Say that letters were marked; it can be taken back."""
    back = partial(shell.desk.do, unmark_posted, fresh, owner=shell.as_parent())
    shell.toast(said, undo=back if fresh else None)
