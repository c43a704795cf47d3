"""A word of thanks for a payment, looked at before it goes out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt

from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.confirming import print_confirmation
from dunning_desktop.ui.dialogs.paper_dialog import PaperDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.usecases.paper_issue import IssuedPaper, issue_paper, undo_paper
from dunning_desktop.usecases.papers import Paper
from dunning_desktop.usecases.thanks import thanks_paper

translate = QCoreApplication.translate


class ThanksDialog(PaperDialog):
    """Nothing is asked for in it."""

    def __init__(self, shell: Shell, paper: Paper) -> None:
        title = translate("ThanksDialog", "Thank {client}")
        super().__init__(shell, paper, title.format(client=paper.facts.client.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def send(self, way: Channel | None) -> None:
        self._shell.desk.do(
            issue_paper,
            self._paper.facts,
            self.preview.words(),
            channel=way or Channel.LETTER,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, issued: IssuedPaper) -> None:
        shell = self._shell
        words = self.tr("Your thanks to {client} are on their way.")
        undo = partial(shell.desk.do, undo_paper, issued, owner=shell.as_parent())
        shell.toast(words.format(client=self._paper.facts.client.name), undo=undo)
        self.accept()
        print_confirmation(shell, issued)


def ask_for_thanks(shell: Shell, client_id: int) -> None:
    """Show the thanks for the latest payment that settled an invoice; say where there is none."""

    def show(paper: Paper | None) -> None:
        if paper is None:
            words = translate("ThanksDialog", "No payment of theirs has settled an invoice yet.")
            shell.toast(words)
            return
        ThanksDialog(shell, paper).open()

    shell.desk.ask(thanks_paper, client_id, then=show, owner=shell.as_parent())
