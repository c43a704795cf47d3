"""The agreement of a plan before it is offered: looked at, worded, sent, printed or only kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.paper_dialog import PaperDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.views import views_of
from dunning_desktop.usecases.papers import Paper
from dunning_desktop.usecases.plans import Offered, Sending, offer_plan, undo_offer


class PlanPaperDialog(PaperDialog):
    """``done_with`` comes once the plan is kept; Back leaves all that was chosen as it was."""

    done_with = Signal()

    def __init__(self, shell: Shell, plan: Plan, paper: Paper) -> None:
        self._plan = plan
        client = paper.facts.client.name
        # The base asks for the words of the plan's own buttons while it is built.
        super().__init__(shell, paper, _title().format(client=client), back=_back())

    def offer(self) -> None:
        super().offer()
        self.channel.add(None, self.tr("Not at all: only keep the plan"))

    def said(self, way: Channel | None) -> str:
        if way is Channel.EMAIL:
            agreed = self._plan.accepted_on is not None
            return self.tr("Send the agreement") if agreed else self.tr("Send the offer")
        return super().said(way) if way is Channel.LETTER else self.tr("Keep the plan")

    def send(self, way: Channel | None) -> None:
        sending = None
        if way is not None:
            sending = Sending(self._paper.facts, self.preview.words(), way)
        self._shell.desk.do(
            offer_plan, self._plan, sending, owner=self, then=self._done, failed=self.explain
        )

    def _done(self, offered: Offered) -> None:
        shell, client = self._shell, self._paper.facts.client.name
        if self._plan.accepted_on is not None:
            words = self.tr("Instalments agreed with {client}.")
        else:
            words = self.tr("Instalments offered to {client}.")
        undo = partial(shell.desk.do, undo_offer, offered, owner=shell.as_parent())
        shell.toast(words.format(client=client), undo=undo)
        self.accept()
        self.done_with.emit()
        if offered.paper is not None and offered.paper.letter_id is not None:
            views_of(shell.as_parent()).paper.print_letters([offered.paper.letter_id])


def _title() -> str:
    return QCoreApplication.translate("PlanPaperDialog", "Instalment agreement for {client}")


def _back() -> str:
    return QCoreApplication.translate("PlanPaperDialog", "Back")
