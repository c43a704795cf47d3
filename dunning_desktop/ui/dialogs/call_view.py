"""The left of the call card: whom to call, what to say, the figures, and what went before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Contact
from dunning_desktop.ui.look.fonts import as_heading, scaled, tabular
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import calls as text
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.agreements import STATE_LOOKS, promise_under, promised
from dunning_desktop.ui.text.call_script import how_to_pay, script
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.call_rows import CallCard

LATEST_CALLS = 8


class CallView(QWidget):
    """``said`` carries what is to be told: that the number was copied."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number = label(selectable=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)

    def show_card(self, card: CallCard) -> None:
        """Show a card in the place of the one before."""
        while item := self._layout.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._layout.addWidget(self._who(card))
        self._part(self.tr("What you can say"))
        self._layout.addWidget(_script(card))
        pay = how_to_pay(card)
        if pay:
            self._part(self.tr("Where to pay"))
            self._layout.addWidget(label(pay, wrap=True, selectable=True))
        self._part(self.tr("What it is about") if card.lines else self.tr("Nothing is open"))
        if card.lines:
            self._layout.addWidget(_figures(card))
        if card.sent:
            self._part(self.tr("Written before"))
            self._lines("send", text.sent_before(card.sent))
        if card.promises:
            self._part(self.tr("What they promised"))
            self._promises(card)
        if card.calls:
            self._part(self.tr("Calls before"))
            self._calls(card)
        self._layout.addStretch()

    def _part(self, title: str) -> None:
        heading = label(title)
        as_heading(heading)
        heading.setContentsMargins(0, SMALL, 0, 0)
        self._layout.addWidget(heading)

    def _lines(self, icon_name: str, lines: Sequence[str]) -> None:
        for line in lines:
            self._layout.addWidget(iconed(icon_name, label(line, wrap=True, selectable=True)))

    def _promises(self, card: CallCard) -> None:
        for stands in card.promises[:LATEST_CALLS]:
            name, colour = STATE_LOOKS[stands.state]
            said = label(promised(stands.promise, card.today), wrap=True, selectable=True)
            under = label(promise_under(stands), "quiet", wrap=True, selectable=True)
            self._layout.addWidget(iconed(name, said, colour=colour, under=under))

    def _calls(self, card: CallCard) -> None:
        for call in card.calls[:LATEST_CALLS]:
            said = label(text.earlier(call), wrap=True, selectable=True)
            under = label(call.note, "quiet", wrap=True, selectable=True) if call.note else None
            self._layout.addWidget(iconed(text.ICONS[call.outcome], said, under=under))

    # Whom to call

    def _who(self, card: CallCard) -> QWidget:
        box = QFrame()
        box.setProperty("look", "notice")
        column = QVBoxLayout(box)
        column.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(TINY)
        contact = card.contact
        if contact is None:
            said = self.tr("No telephone number is known. Add one to the client under Change.")
            column.addWidget(label(said, wrap=True))
            return box
        column.addWidget(label(_name(contact), wrap=True, selectable=True))
        column.addWidget(self._number(contact))
        column.addLayout(self._reaching(contact))
        for other in card.client.contacts:
            if other.phone.strip() and other != contact:
                also = self.tr("Also {name}: {number}")
                said = also.format(name=_name(other), number=other.phone)
                column.addWidget(label(said, "quiet", wrap=True, selectable=True))
        return box

    def _number(self, contact: Contact) -> QLabel:
        self.number = label(contact.phone, wrap=True, selectable=True)
        self.number.setFont(scaled(1.7, bold=True))
        self.number.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        spoken = self.tr("Telephone number {number}")
        self.number.setAccessibleName(spoken.format(number=contact.phone))
        return self.number

    def _reaching(self, contact: Contact) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self.dial = button(self.tr("Dial"), lambda: self._dial(contact.phone), icon_name="phone")
        self.dial.setToolTip(self.tr("Hand the number to the telephone program of this computer"))
        self.copy = button(self.tr("Copy"), lambda: self._copy(contact.phone), icon_name="copy")
        self.copy.setAccessibleName(self.tr("Copy the number"))
        row.addWidget(self.dial)
        row.addWidget(self.copy)
        row.addStretch()
        return row

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.said.emit(self.tr("The number is copied."))

    def _dial(self, number: str) -> None:
        if not QDesktopServices.openUrl(dialling(number)):
            QGuiApplication.clipboard().setText(number)
            self.said.emit(self.tr("No telephone program answered: the number is copied."))


def dialling(number: str) -> QUrl:
    """``tel:+442079460958``: what dials a number, without what only people write in it."""
    bare = number.replace("(0)", "") if number.strip().startswith("+") else number
    kept = "".join(one for one in bare if one.isdigit() or one in "+*#")
    return QUrl(f"tel:{kept}")


def _name(contact: Contact) -> str:
    return ", ".join(one for one in (contact.name, words.role(contact.role)) if one)


def _script(card: CallCard) -> QWidget:
    box = QFrame()
    box.setProperty("look", "card")
    column = QVBoxLayout(box)
    column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
    column.setSpacing(SMALL)
    for said in script(card):
        column.addWidget(label(said, wrap=True, selectable=True))
    return box


def _figures(card: CallCard) -> QWidget:
    """A line for each invoice, with what is claimed on top and the sum where there are several."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(LARGE)
    grid.setVerticalSpacing(TINY)
    grid.setColumnStretch(0, 1)
    pairs: list[tuple[str, str]] = []
    for line in card.lines:
        pairs.append((text.line_name(line, card.today), money(line.open)))
        if line.claimed.minor:
            pairs.append((text.on_top(line), money(line.claimed)))
    pairs += [(text.on_account(), money(-one)) for one in card.credit if one.minor]
    for at, (name, value) in enumerate(pairs):
        grid.addWidget(label(name, "quiet", wrap=True), at, 0)
        grid.addWidget(_figure(value), at, 1)
    if len(pairs) > 1:
        both = label(text.in_all()), _figure(sums(card.total))
        for column, shown in enumerate(both):
            as_heading(shown)
            grid.addWidget(shown, len(pairs), column)
    return box


def _figure(value: str) -> QLabel:
    made = label(value, selectable=True)
    made.setFont(tabular())
    made.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
    return made
