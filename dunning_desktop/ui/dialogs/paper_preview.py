"""A paper about an agreement before it goes out: the letter, the e-mail, and its words to edit."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from dunning_desktop.domain.letter import EmailBody, Words
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, TINY
from dunning_desktop.ui.review.mail_view import MailHead, MailView
from dunning_desktop.ui.review.sheets import Sheets, drawn
from dunning_desktop.ui.text.letters import no_glyphs
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.papers import Paper, paper_email, paper_pdf
from dunning_desktop.usecases.printable import cannot_print

PAUSE_MS = 250


class PaperWords(QWidget):
    """Subject, and the words before and after the tables; letter and e-mail share them."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.subject = QLineEdit()
        self.opening, self.closing = QPlainTextEdit(), QPlainTextEdit()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TINY, MEDIUM, TINY, TINY)
        layout.setSpacing(TINY)
        for words, field in (
            (self.tr("Subject"), self.subject),
            (self.tr("Before the tables"), self.opening),
            (self.tr("After them"), self.closing),
        ):
            name = label(words, "quiet")
            name.setBuddy(field)
            field.setAccessibleName(words)
            layout.addWidget(name)
            layout.addWidget(field, 0 if field is self.subject else 1)
            layout.addSpacing(SMALL)
        for box in (self.opening, self.closing):
            box.setTabChangesFocus(True)
            box.textChanged.connect(self.edited)
        self.subject.textChanged.connect(self.edited)

    def show_words(self, words: Words) -> None:
        """Show these; nothing is signalled."""
        blocked = self.blockSignals(True)
        self.subject.setText(words.subject)
        self.opening.setPlainText(words.opening)
        self.closing.setPlainText(words.closing)
        self.blockSignals(blocked)

    def words(self) -> Words:
        """What stands there now."""
        return Words(
            self.subject.text(), self.opening.toPlainText(), self.closing.toPlainText()
        )


class PaperPreview(QTabWidget):
    """Drawn in the desk lane, again a moment after the last key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._paper: Paper | None = None
        self._channel = Channel.LETTER
        self.setAccessibleName(self.tr("What goes out"))
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.sheets = Sheets(self.tr("The letter"))
        self.mail = MailView()
        self.wording = PaperWords()
        self.glyphs = label(look="warning", wrap=True)
        self.glyphs.hide()
        letter = QWidget()
        column = QVBoxLayout(letter)
        column.setContentsMargins(0, SMALL, 0, 0)
        column.addWidget(self.glyphs)
        column.addWidget(self.sheets, 1)
        self.letter = letter
        self.addTab(letter, self.tr("Letter"))
        self.addTab(self.mail, self.tr("E-mail"))
        self.addTab(self.wording, self.tr("Words"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self.sheets.resized.connect(self._draw_letter)
        self.wording.edited.connect(self._pause.start)
        self.currentChanged.connect(lambda _at: self.draw())

    def show_paper(self, paper: Paper) -> None:
        """Show a paper with its built-in words."""
        self._paper = paper
        self.wording.show_words(paper.words)
        self.draw()

    def let_mail(self, *, by_mail: bool) -> None:
        """Whether it goes by e-mail."""
        self.setTabVisible(self.indexOf(self.mail), by_mail)
        self._channel = Channel.EMAIL if by_mail else Channel.LETTER
        self.draw()

    def words(self) -> Words:
        """The words as they stand now."""
        return self.wording.words()

    def draw(self) -> None:
        """Draw what is looked at."""
        if self.currentWidget() is self.mail:
            self._draw_mail()
        elif self.currentWidget() is self.letter:
            self._draw_letter()

    def _draw_letter(self) -> None:
        if self._paper is not None:
            facts, words, width = self._paper.facts, self.words(), self.sheets.wanted_width
            channel = self._channel

            def pages(office: Office) -> tuple[QImage, ...]:
                return drawn(paper_pdf(office, facts, words, channel=channel), width)

            self._desk.ask(
                pages, then=self.sheets.show_images, owner=self, latest="paper-letter"
            )
            self._desk.ask(
                cannot_print, facts, words, then=self._on_glyphs, owner=self, latest="glyphs"
            )

    def _on_glyphs(self, missing: str) -> None:
        self.glyphs.setText(no_glyphs(missing) if missing else "")
        self.glyphs.setVisible(bool(missing))

    def _draw_mail(self) -> None:
        if self._paper is not None:
            self._desk.ask(
                paper_email,
                self._paper.facts,
                self.words(),
                then=self._show_mail,
                owner=self,
                latest="paper-mail",
            )

    def _show_mail(self, body: EmailBody) -> None:
        if self._paper is None:
            return
        contact = self._paper.facts.contact
        said = f"{contact.name} <{contact.email}>" if contact else ""
        head = MailHead(self._paper.sender, said, self.words().subject, self._paper.name)
        self.mail.show_mail(head, body)
