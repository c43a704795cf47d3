"""The texts of letters, one line each: built in or your own words, by language."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.ui.dialogs.letter_text import LetterTextDialog
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import letters as say
from dunning_desktop.ui.text.languages import LANGUAGES, language_name
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.usecases.letter_texts import KnownTexts, known_texts, text_in_use


class LetterTexts(QWidget):
    """Choose a language, then edit a text of it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._own: frozenset[tuple[LetterText, str]] = frozenset()
        self.language = Choice(LANGUAGES, name=self.tr("Language of the texts"))
        self.language.activated.connect(lambda _at: self._follow())
        self._marks: dict[LetterText, QLabel] = {}
        self.edits: dict[LetterText, QPushButton] = {}
        heading = label(self.tr("What your letters and e-mails say"))
        as_heading(heading)
        about = self.tr(
            "One text serves the letter and the e-mail, in the language of the client. Change it "
            "as you would say it; amounts, dates and names are filled in."
        )
        across = QHBoxLayout()
        across.addWidget(self.language)
        across.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addWidget(label(about, "quiet", wrap=True))
        column.addLayout(across)
        for one in LetterText:
            column.addLayout(self._row(one))

    def _row(self, text: LetterText) -> QHBoxLayout:
        name, mark = label(say.letter_text(text)), label(look="quiet")
        edit = button(self.tr("Edit…"), lambda: self.open_text(text))
        edit.setAccessibleName(self.tr("Edit: {text}").format(text=say.letter_text(text)))
        self._marks[text], self.edits[text] = mark, edit
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(name, 1)
        row.addWidget(mark)
        row.addWidget(edit)
        return row

    def reload(self) -> None:
        """Ask which texts are the owner's own."""
        self._shell.desk.ask(known_texts, then=self._show, owner=self, latest="texts")

    def _show(self, known: KnownTexts) -> None:
        self._own = known.own
        self._follow()

    def _follow(self) -> None:
        language = self.language.value() or LANGUAGES[0][0]
        for text, mark in self._marks.items():
            own = (text, language) in self._own
            others = [one for kind, one in self._own if kind is text and one != language]
            if own:
                words = self.tr("your own words")
            elif others:
                named = ", ".join(sorted(language_name(one) for one in others))
                words = self.tr("your own words in {languages}").format(languages=named)
            else:
                words = self.tr("built in")
            mark.setText(words)
            wear(mark, "good" if own else "quiet")

    def open_text(self, text: LetterText) -> None:
        """Edit a text of the language that is chosen."""
        language = self.language.value() or LANGUAGES[0][0]
        self._shell.desk.ask(
            text_in_use,
            text,
            language,
            then=lambda found: LetterTextDialog(self._shell, found).open(),
            owner=self,
            latest="text",
        )
