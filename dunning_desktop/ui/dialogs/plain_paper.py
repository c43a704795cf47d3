"""Thanks for a payment, and a statement of account: looked at before they go out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt

from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.confirming import print_confirmation
from dunning_desktop.ui.dialogs.paper_dialog import PaperDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.usecases.paper_issue import IssuedPaper, issue_paper, undo_paper
from dunning_desktop.usecases.papers import Paper, statement_paper
from dunning_desktop.usecases.thanks import thanks_paper

translate = QCoreApplication.translate


class PlainPaperDialog(PaperDialog):
    """A paper that agrees nothing; ``words`` say that it is on its way, with ``{client}``."""

    def __init__(self, shell: Shell, paper: Paper, *, title: str, words: str) -> None:
        self._words = words
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
        words = self._words
        undo = partial(shell.desk.do, undo_paper, issued, owner=shell.as_parent())
        shell.toast(words.format(client=self._paper.facts.client.name), undo=undo)
        self.accept()
        print_confirmation(shell, issued)


def ask_for_thanks(shell: Shell, client_id: int) -> None:
    """Show the thanks for the latest payment that settled an invoice; say where there is none."""

    def show(paper: Paper | None) -> None:
        if paper is None:
            words = translate("PlainPaperDialog", "No payment of theirs settled an invoice yet.")
            shell.toast(words)
            return
        title = translate("PlainPaperDialog", "Thank {client}")
        words = translate("PlainPaperDialog", "Your thanks to {client} are on their way.")
        PlainPaperDialog(shell, paper, title=title, words=words).open()

    shell.desk.ask(thanks_paper, client_id, then=show, owner=shell.as_parent())


def ask_for_statement(shell: Shell, client_id: int) -> None:
    """Show the statement of account; say where nothing is open."""

    def show(paper: Paper | None) -> None:
        if paper is None:
            shell.toast(translate("PlainPaperDialog", "Nothing of theirs is open."))
            return
        title = translate("PlainPaperDialog", "Statement of account for {client}")
        words = translate("PlainPaperDialog", "The statement for {client} is on its way.")
        PlainPaperDialog(shell, paper, title=title, words=words).open()

    shell.desk.ask(statement_paper, client_id, then=show, owner=shell.as_parent())
