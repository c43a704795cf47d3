"""The tick that tells a client of what was agreed: by e-mail, or in a letter to print."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.usecases.paper_issue import IssuedPaper


class ConfirmTick(QCheckBox):
    """Ticked where an e-mail goes by itself; a letter is work, so the owner asks for one.

    ``way`` is how it reaches the client, None where it cannot.
    """

    def __init__(self, way: Channel | None) -> None:
        super().__init__()
        self._way = way
        by_mail = way is Channel.EMAIL
        self.setText(
            self.tr("Make a letter that confirms it")
            if way is Channel.LETTER
            else self.tr("Send them a confirmation by e-mail")
        )
        self.setChecked(by_mail)
        self.setEnabled(way is not None)

    def explain_in(self, form: Form) -> None:
        """Say under the tick, which is a row of the form, why it is no e-mail."""
        if self._way is Channel.LETTER:
            said = self.tr("There is no e-mail address to write to, or none to write from.")
        elif self._way is None:
            said = self.tr("There is neither an e-mail address nor a postal address to write to.")
        else:
            said = ""
        form.hint(self, said)


def print_confirmation(shell: Shell, paper: IssuedPaper | None) -> None:
    """Offer to print the letter that confirms it, where there is one."""
    if paper is not None and paper.letter_id is not None:
        views_of(shell.as_parent()).paper.print_letters([paper.letter_id])
