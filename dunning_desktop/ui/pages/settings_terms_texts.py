"""For the owner's paper: clause, foot of an invoice and credit policy, to copy, save and print."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.terms_paper import Audience, TermsFacts
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.languages import LANGUAGES
from dunning_desktop.ui.text.terms import audience
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.terms import TermsPaper

TALL, LOW = 220, 84


class TextsPart(QWidget):
    """``wanted``: another language or other readers were chosen."""

    wanted = Signal()

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__()
        self._shell = shell
        self._paper = Paper(shell, surroundings)
        self._facts: TermsFacts | None = None
        self._language_is_own = False
        self._language = Choice(LANGUAGES, name=self.tr("Language of the texts"))
        self._audience: Choice[Audience | None] = Choice(
            [(None, self.tr("For the clients in your book"))], name=self.tr("Who they are for")
        )
        for one in Audience:
            self._audience.add(one, self.tr("For {whom}").format(whom=_within(audience(one))))
        self._language.activated.connect(lambda _at: self._on_language())
        self._audience.activated.connect(lambda _at: self.wanted.emit())
        WheelGuard(self._language, self._audience, parent=self)
        self.clause = TextBox(shell, self.tr("Clause for your terms and conditions"), TALL)
        self.footer = TextBox(shell, self.tr("Foot of your invoices"), LOW)
        self.policy = TextBox(shell, self.tr("Credit policy for new clients"), TALL)
        self.save = button(self.tr("Save as PDF…"), self._on_save, icon_name="file-down")
        self.print = button(self.tr("Print…"), self._on_print, icon_name="printer")
        self.policy.add_buttons(self.save, self.print)
        self._build()

    def _build(self) -> None:
        heading = label(self.tr("For your paper"))
        as_heading(heading)
        about = self.tr(
            "Written from these terms and your reminders. Put the clause into your terms and "
            "conditions and the two lines on your invoices; hand the policy to new clients and "
            "let them sign it."
        )
        across = QHBoxLayout()
        across.setSpacing(SMALL)
        across.addWidget(self._language)
        across.addWidget(self._audience)
        across.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addWidget(label(about, "quiet", wrap=True))
        column.addLayout(across)
        for box in (self.clause, self.footer, self.policy):
            column.addWidget(box)

    def language(self) -> str:
        """The language that was chosen."""
        return self._language.value() or LANGUAGES[0][0]

    def audience(self) -> Audience | None:
        """Who the texts are for; None: whoever is in the book."""
        return self._audience.value()

    def suggest(self, language: str) -> None:
        """Begin with the business's language, until another one is chosen."""
        codes = [code for code, _ in LANGUAGES]
        known = [language] if language in codes else [
            one for one in codes if one[:2] == language[:2]
        ]
        if known and not self._language_is_own:
            self._language.choose(known[0])

    def _on_language(self) -> None:
        self._language_is_own = True
        self.wanted.emit()

    def show_paper(self, paper: TermsPaper) -> None:
        """Show what the texts say now."""
        self._facts = paper.facts
        self.clause.show_text(paper.texts.clause)
        self.footer.show_text(paper.texts.footer)
        self.policy.show_text(paper.texts.policy)

    def _on_save(self) -> None:
        if self._facts is not None:
            self._paper.save_policy(self._facts)

    def _on_print(self) -> None:
        if self._facts is not None:
            self._paper.print_policy(self._facts)


class TextBox(QWidget):
    """A text to read and to copy, under its name."""

    def __init__(self, shell: Shell, name: str, height: int) -> None:
        super().__init__()
        self._shell = shell
        self._name = name
        self.box = QPlainTextEdit()
        self.box.setReadOnly(True)
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(name)
        self.box.setFixedHeight(height)
        title = label(name, "quiet")
        title.setBuddy(self.box)
        self.copy = button(self.tr("Copy"), self._on_copy, icon_name="copy")
        self.copy.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        self._row = QHBoxLayout()
        self._row.setSpacing(SMALL)
        self._row.addWidget(self.copy)
        self._row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SMALL, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(title)
        column.addWidget(self.box)
        column.addLayout(self._row)

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put more beside Copy."""
        for at, one in enumerate(buttons, start=1):
            self._row.insertWidget(at, one)

    def show_text(self, text: str) -> None:
        """Show another text; where one reads stays in sight."""
        if text != self.box.toPlainText():
            bar = self.box.verticalScrollBar()
            place = bar.value()
            self.box.setPlainText(text)
            bar.setValue(place)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.box.toPlainText())
        self._shell.toast(self.tr("Copied: {name}.").format(name=self._name))


def _within(said: str) -> str:
    return said[:1].lower() + said[1:]
