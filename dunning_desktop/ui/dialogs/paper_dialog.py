"""A paper before it goes out: looked at, worded, and sent by e-mail or as a letter."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.paper_preview import PaperPreview
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.room import fit_on_screen
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.papers import Paper

WIDTH, HEIGHT = 780, 760


class PaperDialog(QDialog):
    """Subclasses override ``offer``, ``said`` and ``send``, and hand ``failed=self.explain``.

    ``back`` is what the button says that leaves everything as it was.
    """

    def __init__(self, shell: Shell, paper: Paper, title: str, *, back: str = "") -> None:
        super().__init__(shell.as_parent())
        self._shell, self._paper = shell, paper
        self.setWindowTitle(title)
        self.preview = PaperPreview(shell.desk)
        self.channel: Choice[Channel | None] = Choice([], name=self.tr("How it goes out"))
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.go = button("", self._go, look="primary")
        self.go.setDefault(True)
        self.offer()
        self.channel.setCurrentIndex(0)
        self.channel.currentIndexChanged.connect(lambda _at: self._follow())
        self._build(back or self.tr("Cancel"))
        self.preview.show_paper(paper)
        self._follow()

    def offer(self) -> None:
        """The ways it can go out: by e-mail where there is an address; a letter always."""
        if self._paper.can_email and self._paper.facts.contact is not None:
            words = self.tr("By e-mail to {address}")
            address = self._paper.facts.contact.email
            self.channel.add(Channel.EMAIL, words.format(address=address))
        self.channel.add(Channel.LETTER, self.tr("As a letter to print"))

    def said(self, way: Channel | None) -> str:
        """What the main button says for a way."""
        return self.tr("Send") if way is Channel.EMAIL else self.tr("Keep and print…")

    def send(self, way: Channel | None) -> None:
        """Let it go out that way, with ``self.preview.words()``."""

    def _build(self, back: str) -> None:
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
        row.addWidget(button(back, self.reject))
        row.addWidget(self.go)
        layout.addLayout(row)

    def open(self) -> None:
        fit_on_screen(self, width=WIDTH, height=HEIGHT)
        follow_layout(self)
        super().open()

    def _follow(self) -> None:
        way = self.channel.value()
        self.preview.let_mail(by_mail=way is Channel.EMAIL)
        words = self.said(way)
        self.go.setText(words)
        self.go.setAccessibleName(words.replace("…", ""))

    def _go(self) -> None:
        self.trouble.hide()
        # Pressed twice, it would go out twice.
        self.go.setEnabled(False)
        self.send(self.channel.value())

    def explain(self, error: DunningError) -> None:
        """Say why it did not go out."""
        self.go.setEnabled(True)
        self.trouble.setText(sentence(error))
        self.trouble.show()
