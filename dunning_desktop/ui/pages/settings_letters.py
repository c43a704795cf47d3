"""The section about letters: envelope, style with its picture, and how to pay by scanning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letterhead import (
    MOST_SHIFT,
    Envelope,
    Letterhead,
    PaperStyle,
    usual_envelope,
)
from dunning_desktop.domain.particulars import missing_particulars
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.pages.settings_sections import Section
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.review.sheets import Sheets, drawn
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text import letters as say
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.colour_field import ColourField
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.letter_samples import sample_letter
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, save_letterhead

DEBOUNCE_MS = 150
LETTERS_WIDTH = 1100
PICTURE = 340
"""How wide it is beside the form; below it, it is as wide as there is room."""
NARROWEST, WIDEST = 300, 640
AROUND = MEDIUM + 2
"""What the column leaves free at its sides."""
_SHORT = 18
"""Characters of a choice that are always seen."""
TALLEST = 1.42
"""A sheet of A4 is so many times as high as it is wide."""


class LettersSection(Section):
    """The picture follows what is chosen, before it is saved."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self._known = Letterhead()
        self._filling = False
        self._paper = Paper(shell, surroundings)
        self.form = Form()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DEBOUNCE_MS)
        self._soon.timeout.connect(self.draw)
        self._add_look()
        self._add_envelope()
        self._add_paying()
        self.missing = label(look="warning", wrap=True)
        self.missing.hide()
        self.sheets = Sheets(self.tr("A letter on this paper"))
        self.sheets.resized.connect(self.draw)
        side = QVBoxLayout()
        side.setSpacing(LARGE)
        side.addWidget(self.form)
        side.addWidget(self.missing)
        side.addStretch()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(WIDE)
        self._pair.addLayout(side, 1)
        self._pair.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._pair)
        self.column.addStretch()
        for choice in (self.style_, self.envelope):
            # As narrow as the form; the list that opens is as wide as its longest line.
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            choice.setSizeAdjustPolicy(policy)
            choice.setMinimumContentsLength(_SHORT)
        self._arrange()
        WheelGuard(self.style_, self.envelope, self.right, self.down, parent=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._room().installEventFilter(self)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The section itself never gets narrower than what stands in it.
        if event.type() == QEvent.Type.Resize and watched is self._room():
            self._arrange()
        return super().eventFilter(watched, event)

    def _room(self) -> QWidget:
        """What the section is seen through."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around.viewport() if around is not None else self

    def _arrange(self) -> None:
        """The picture beside the form where there is room, else below it; whole pages of it."""
        width = self._room().width() - AROUND
        beside = width >= self.form.minimumSizeHint().width() + WIDE + PICTURE
        across = QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(across if beside else QBoxLayout.Direction.TopToBottom)
        wanted = PICTURE if beside else min(max(width, NARROWEST), WIDEST)
        self.sheets.setFixedWidth(wanted)
        self.sheets.setFixedHeight(round(self.sheets.page_width * TALLEST) + 2 * MEDIUM)

    def _add_look(self) -> None:
        self.form.section(self.tr("How your letters look"))
        self.style_ = Choice((one, say.style(one)) for one in PaperStyle)
        self.style_.currentIndexChanged.connect(lambda _at: self._touch())
        self.form.row(self.tr("Style"), self.style_)
        self.accent = ColourField(self.tr("As the style has it"), name=self.tr("Colour"))
        self.accent.changed.connect(self._touch)
        self.form.row(self.tr("Colour"), self.accent)
        words = self.tr("Of your name, headings and the amount. A bright one is printed darker.")
        self.form.hint(self.accent, words)

    def _add_envelope(self) -> None:
        self.form.section(self.tr("The envelope"))
        self.envelope: Choice[Envelope | None] = Choice([(None, self.tr("Usual in your country"))])
        for one in Envelope:
            self.envelope.add(one, say.envelope(one))
        self.envelope.currentIndexChanged.connect(lambda _at: self._touch())
        self.form.row(self.tr("Window envelope"), self.envelope)
        self.right, self.down = _millimetres(), _millimetres()
        self.right.setAccessibleName(self.tr("Move the address to the right, in millimetres"))
        self.down.setAccessibleName(self.tr("Move the address down, in millimetres"))
        for field in (self.right, self.down):
            field.valueChanged.connect(lambda _value: self._touch())
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        across.addWidget(self.right)
        across.addWidget(label(self.tr("right"), "quiet"))
        across.addWidget(self.down)
        across.addWidget(label(self.tr("down"), "quiet"))
        across.addStretch()
        self.form.row(self.tr("Move the address"), row)
        self.print = button(self.tr("Print a test page…"), self._print, icon_name="printer")
        self.save_page = button(self.tr("Save it as PDF…"), self._save_page, icon_name="file-down")
        pair = QWidget()
        both = QVBoxLayout(pair)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(SMALL)
        both.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeft)
        both.addWidget(self.save_page, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.row(self.tr("Try it"), pair)
        words = self.tr("Fold the page into the envelope: it says what must show in the window.")
        self.form.hint(pair, words)

    def _add_paying(self) -> None:
        self.form.section(self.tr("How to pay"))
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://")
        self.link.textChanged.connect(lambda _text: self._touch())
        self.form.row(self.tr("Payment page"), self.link)
        self._hint_link()
        self.codes = QCheckBox(self.tr("Print a code to scan"))
        self.codes.toggled.connect(lambda _on: self._touch())
        self.form.row("", self.codes)
        words = self.tr(
            "In euro it fills in the transfer in a banking app; otherwise it opens the page."
        )
        self.form.hint(self.codes, words)

    def _hint_link(self) -> None:
        words = self.tr("If your clients can pay online. Leave it empty otherwise.")
        self.form.hint(self.link, words)

    # Loading and saving

    def reload(self) -> None:
        self.shell.desk.ask(business, then=self._show, owner=self, latest="business")

    def _show(self, found: Business) -> None:
        usual = say.envelope(usual_envelope(found.address.country))
        self.envelope.setItemText(0, self.tr("As usual: {envelope}").format(envelope=usual))
        lacking = missing_particulars(found)
        self.missing.setText(say.lacking(lacking) if lacking else "")
        self.missing.setVisible(bool(lacking))
        if not self.dirty:
            self._known = found.letterhead
            self._fill(found.letterhead)
        self.draw()

    def _fill(self, known: Letterhead) -> None:
        self._filling = True
        self.form.all_right()
        self._hint_link()
        self.style_.choose(known.style)
        self.accent.show_colour(known.accent)
        self.envelope.choose(known.envelope)
        self.right.setValue(known.shift_x / 10)
        self.down.setValue(known.shift_y / 10)
        self.link.setText(known.pay_link)
        self.codes.setChecked(known.codes)
        self._filling = False

    def _touch(self) -> None:
        if not self._filling:
            self.set_dirty(dirty=True)
            self._soon.start()

    def typed(self) -> Letterhead:
        """What is chosen now. Raises ``LetterheadError``."""
        return replace(
            self._known,
            style=self.style_.value() or self._known.style,
            accent=self.accent.colour,
            envelope=self.envelope.value(),
            shift_x=round(self.right.value() * 10),
            shift_y=round(self.down.value() * 10),
            pay_link=self.link.text().strip(),
            codes=self.codes.isChecked(),
        )

    def _taken(self) -> Letterhead | None:
        """The same; None, and a sentence under the field, where it cannot be printed."""
        self.form.all_right()
        self._hint_link()
        try:
            return self.typed()
        except DunningError as error:
            field = {"pay_link": self.link, "accent": self.accent}.get(str(error.data["field"]))
            self.form.wrong(field or self.link, sentence(error))
            return None

    def check(self) -> bool:
        return self._taken() is not None

    def save(self, then: Callable[[], object]) -> None:
        self.shell.desk.do(
            save_letterhead,
            self.typed(),
            owner=self,
            then=lambda _none: self.saved(self.tr("Your letters are saved."), then),
            failed=self.explain,
        )

    # The picture

    def draw(self) -> None:
        """Draw a letter as it would look; while the address of a page is typed, as it looked."""
        try:
            wanted = self.typed()
        except DunningError:
            return
        width = self.sheets.wanted_width

        def pages(office: Office) -> tuple[QImage, ...]:
            return drawn(sample_letter(office, wanted), width)

        self.shell.desk.ask(pages, then=self.sheets.show_images, owner=self, latest="letterhead")

    def _print(self) -> None:
        wanted = self._taken()
        if wanted is not None:
            self._paper.print_calibration(wanted)

    def _save_page(self) -> None:
        wanted = self._taken()
        if wanted is not None:
            self._paper.save_calibration(wanted)


def _millimetres() -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(-MOST_SHIFT / 10, MOST_SHIFT / 10)
    made.setDecimals(1)
    made.setSingleStep(0.5)
    made.setSuffix(" mm")
    return made
