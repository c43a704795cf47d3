"""A letter text in the owner's own words: fields as chips, and beside it the letter they make."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_markup import Mark, Piece
from dunning_desktop.domain.letter_texts import OwnText, conditions_of, names_of
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY, WIDE
from dunning_desktop.ui.review.sheets import Sheets, drawn
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import letters as say
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.languages import language_name
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.chips import ChipEdit
from dunning_desktop.ui.widgets.client_picker import ClientPicker
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.letter_samples import Sample, sample_text
from dunning_desktop.usecases.letter_texts import TextInUse, built_in_text, reset_text, save_text
from dunning_desktop.usecases.office import Office

PAUSE_MS = 300
WIDTH, HEIGHT = 1180, 780
SUBJECT_HEIGHT = 36

Shown = tuple[Sample, tuple[QImage, ...]]


class LetterTextDialog(QDialog):
    """What cannot be used is said under the text; what was typed stays until it is discarded."""

    def __init__(self, shell: Shell, known: TextInUse) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self._known = known
        title = self.tr("{text}, {language}").format(
            text=say.letter_text(known.text), language=language_name(known.language)
        )
        self.setWindowTitle(title)
        self._heading = label(title)
        as_title(self._heading)
        self.subject = ChipEdit(self.tr("Subject"), _named, lines=False)
        self.subject.setFixedHeight(SUBJECT_HEIGHT)
        self.opening = ChipEdit(self.tr("Before the table"), _named)
        self.closing = ChipEdit(self.tr("After the table"), _named)
        self.trouble = label(look="trouble", wrap=True)
        self.sheets = Sheets(self.tr("The letter"))
        self.client = ClientPicker(
            shell.desk, name=self.tr("A client to show the letter with")
        )
        self.client.setPlaceholderText(self.tr("An invented client; type the name of one of yours"))
        self._last: ChipEdit = self.opening
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.draw)
        self._build()
        self.show_words(known.words)
        self.resize(WIDTH, HEIGHT)

    # The parts

    def _build(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self._editor())
        both.addWidget(self._preview())
        both.setSizes([WIDTH // 2, WIDTH // 2])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._heading)
        layout.addWidget(both, 1)
        layout.addLayout(self._buttons())
        for one in (self.subject, self.opening, self.closing):
            one.textChanged.connect(self._pause.start)
            for sign in (one.entered, one.cursorPositionChanged):
                sign.connect(partial(self._remember, one))
        self.sheets.resized.connect(self.draw)
        self.client.chosen.connect(lambda _client: self.draw())
        self.client.textEdited.connect(lambda _text: self._pause.start())

    def _editor(self) -> QWidget:
        self.fields = QPushButton(self.tr("Insert a field"))
        self.fields.setMenu(self._menu_of_fields())
        self.conditions = QPushButton(self.tr("Only if…"))
        self.conditions.setMenu(self._menu_of_conditions())
        self.conditions.setToolTip(
            self.tr("Lets the paragraph, or the words you chose, depend on a condition")
        )
        for one in (self.fields, self.conditions):
            one.setAutoDefault(False)
        tools = QHBoxLayout()
        tools.setSpacing(SMALL)
        tools.addWidget(self.fields)
        tools.addWidget(self.conditions)
        tools.addStretch()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, MEDIUM, 0)
        column.setSpacing(TINY)
        column.addLayout(tools)
        column.addSpacing(SMALL)
        for words, box, stretch in (
            (self.tr("Subject"), self.subject, 0),
            (self.tr("Before the table"), self.opening, 3),
            (self.tr("After the table"), self.closing, 2),
        ):
            name = label(words, "quiet")
            name.setBuddy(box)
            column.addWidget(name)
            column.addWidget(box, stretch)
            column.addSpacing(SMALL)
        hint = self.tr("An empty line begins a paragraph. **Two stars** around words make them "
                       "bold; lines that begin with “- ” are a list.")  # fmt: skip
        column.addWidget(label(hint, "quiet", wrap=True))
        column.addWidget(self.trouble)
        self.trouble.hide()
        return side

    def _preview(self) -> QWidget:
        name = label(self.tr("Shown to"), "quiet")
        name.setBuddy(self.client)
        across = QHBoxLayout()
        across.setSpacing(SMALL)
        across.addWidget(name)
        across.addWidget(self.client, 1)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(MEDIUM, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(across)
        column.addWidget(self.sheets, 1)
        return side

    def _buttons(self) -> QHBoxLayout:
        self.reset = button(self.tr("Built-in words"), self._on_reset, icon_name="rotate-ccw")
        self.reset.setToolTip(self.tr("Shows the built-in text again; save to keep it"))
        self.save_button = button(self.tr("Save"), self._on_save, look="primary")
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.reset)
        row.addStretch()
        row.addWidget(button(self.tr("Cancel"), self.reject))
        row.addWidget(self.save_button)
        return row

    def _menu_of_fields(self) -> QMenu:
        menu = QMenu(self)
        for name in sorted(names_of(self._known.text), key=_sorted):
            chosen = menu.addAction(say.field_name(name)).triggered
            chosen.connect(partial(self._insert, Piece(Mark.NAME, name)))
        return menu

    def _menu_of_conditions(self) -> QMenu:
        menu = QMenu(self)
        for negated in (False, True):
            if negated:
                menu.addSeparator()
            for name in conditions_of(self._known.text):
                words = say.condition(name, negated=negated)
                chosen = menu.addAction(words[:1].upper() + words[1:]).triggered
                mark = Mark.UNLESS if negated else Mark.IF
                chosen.connect(partial(self._insert, Piece(mark, name)))
        return menu

    def _insert(self, piece: Piece, *_checked: object) -> None:
        if piece.mark is Mark.NAME:
            self._last.insert_name(piece.text)
        else:
            self._last.insert_condition(piece.text, negated=piece.mark is Mark.UNLESS)

    def _remember(self, box: ChipEdit) -> None:
        self._last = box

    # The words

    def show_words(self, words: Words) -> None:
        """Show these in the place of what was typed."""
        self.subject.show_source(words.subject)
        self.opening.show_source(words.opening)
        self.closing.show_source(words.closing)
        self._last = self.opening
        self.draw()

    @property
    def typed(self) -> OwnText:
        """The text as it stands now."""
        words = Words(
            self.subject.source.strip(), self.opening.source.strip(), self.closing.source.strip()
        )
        return OwnText(self._known.text, self._known.language, words)

    @property
    def changed(self) -> bool:
        """Whether something is typed that is not kept."""
        return self.typed.words != self._known.words

    def draw(self) -> None:
        """Draw the letter; while a text cannot be used, the last one stays and it is said why."""
        typed, width = self.typed, self.sheets.wanted_width
        chosen = self.client.client_id

        def made(office: Office) -> Shown:
            sample = sample_text(office, typed, chosen)
            return sample, drawn(sample.pdf, width)

        self._shell.desk.ask(
            made, then=self._show, failed=self._explain, owner=self, latest="sample"
        )

    def _show(self, shown: Shown) -> None:
        self.trouble.hide()
        self.save_button.setEnabled(True)
        self.sheets.show_images(shown[1])

    def _explain(self, error: DunningError) -> None:
        self.trouble.setText(sentence(error))
        self.trouble.show()
        self.save_button.setEnabled(False)

    # Keeping it

    def _on_reset(self) -> None:
        self._shell.desk.ask(
            built_in_text,
            self._known.text,
            self._known.language,
            then=self.show_words,
            owner=self,
        )

    def _on_save(self) -> None:
        before = self._known
        self._shell.desk.do(
            save_text, self.typed, owner=self, then=lambda _saved: self._done(before),
            failed=self._explain,
        )  # fmt: skip

    def _done(self, before: TextInUse) -> None:
        words = self.tr("The text is saved.")
        self._shell.toast(words, undo=lambda: self._put_back(before))
        self.accept()

    def _put_back(self, before: TextInUse) -> None:
        shell = self._shell
        if before.own:
            own = OwnText(before.text, before.language, before.words)
            shell.desk.do(save_text, own, owner=shell.as_parent())
        else:
            shell.desk.do(reset_text, before.text, before.language, owner=shell.as_parent())

    def reject(self) -> None:
        """Ask before what was typed is lost."""
        if not self.changed:
            super().reject()
            return
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.windowTitle())
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Your words are not saved."))
        drop = box.addButton(self.tr("Discard them"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Go on writing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        # By name: what super() finds from here on would ask again.
        drop.clicked.connect(lambda: QDialog.reject(self))
        box.open()


def _named(piece: Piece) -> str:
    if piece.mark is Mark.NAME:
        return say.field_name(piece.text)
    return say.condition(piece.text, negated=piece.mark is Mark.UNLESS)


def _sorted(name: str) -> str:
    return say.field_name(name).casefold()
