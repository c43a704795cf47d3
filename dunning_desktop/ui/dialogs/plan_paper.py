"""The agreement of a plan before it is offered: looked at, worded, sent, printed or only kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.paper_preview import PaperPreview
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.papers import Paper
from dunning_desktop.usecases.plans import Offered, Sending, offer_plan, undo_offer

WIDTH, HEIGHT = 780, 760
LEAST_HEIGHT = 440
AROUND = 80


class PlanPaperDialog(QDialog):
    """``done`` comes once the plan is kept; Back leaves all that was chosen as it was."""

    done_with = Signal()

    def __init__(self, shell: Shell, plan: Plan, paper: Paper) -> None:
        super().__init__(shell.as_parent())
        self._shell, self._plan, self._paper = shell, plan, paper
        title = self.tr("Instalment agreement for {client}")
        self.setWindowTitle(title.format(client=paper.facts.client.name))
        self.preview = PaperPreview(shell.desk)
        self.channel: Choice[Channel | None] = Choice([], name=self.tr("How it goes out"))
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.go = button("", self._go, look="primary")
        self.go.setDefault(True)
        self._offer_ways()
        self._build()
        self.preview.show_paper(paper)
        self._follow()

    def _offer_ways(self) -> None:
        """By e-mail where there is an address; a letter always; or nothing at all."""
        if self._paper.can_email and self._paper.facts.contact is not None:
            words = self.tr("By e-mail to {address}")
            address = self._paper.facts.contact.email
            self.channel.add(Channel.EMAIL, words.format(address=address))
        self.channel.add(Channel.LETTER, self.tr("As a letter to print"))
        self.channel.add(None, self.tr("Not at all: only keep the plan"))
        self.channel.setCurrentIndex(0)
        self.channel.currentIndexChanged.connect(lambda _at: self._follow())

    def _build(self) -> None:
        heading = label(self.windowTitle(), wrap=True)
        as_title(heading)
        ways = QHBoxLayout()
        ways.setSpacing(SMALL)
        name = label(self.tr("It goes out"), "quiet")
        name.setBuddy(self.channel)
        ways.addWidget(name)
        ways.addWidget(self.channel, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(self.trouble)
        layout.addLayout(ways)
        layout.addWidget(self.preview, 1)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch()
        row.addWidget(button(self.tr("Back"), self.reject))
        row.addWidget(self.go)
        layout.addLayout(row)

    def open(self) -> None:
        room = self.screen().availableGeometry()
        height = max(min(HEIGHT, room.height() - AROUND), LEAST_HEIGHT)
        self.resize(min(WIDTH, room.width() - AROUND), height)
        follow_layout(self)
        super().open()

    def _follow(self) -> None:
        way = self.channel.value()
        self.preview.let_mail(by_mail=way is Channel.EMAIL)
        agreed = self._plan.accepted_on is not None
        if way is Channel.EMAIL:
            words = self.tr("Send the agreement") if agreed else self.tr("Send the offer")
        elif way is Channel.LETTER:
            words = self.tr("Keep and print…")
        else:
            words = self.tr("Keep the plan")
        self.go.setText(words)
        self.go.setAccessibleName(words.replace("…", ""))

    def _go(self) -> None:
        way = self.channel.value()
        sending = None
        if way is not None:
            sending = Sending(self._paper.facts, self.preview.words(), way)
        self.trouble.hide()
        # Pressed twice, it would be offered twice.
        self.go.setEnabled(False)
        self._shell.desk.do(
            offer_plan, self._plan, sending, owner=self, then=self._done, failed=self.explain
        )

    def explain(self, error: DunningError) -> None:
        """Say why it was not kept."""
        self.go.setEnabled(True)
        self.trouble.setText(sentence(error))
        self.trouble.show()

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
