"""The contacts of a client, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Contact, ContactRole
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text import words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label, wear

# Only what is surely a slip: the mail server knows the rest.
LIKE_AN_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(slots=True)
class _Line:
    known: Contact
    box: QWidget
    name: QLineEdit
    role: Choice[ContactRole]
    email: QLineEdit
    phone: QLineEdit

    def email_is_right(self) -> bool:
        typed = self.email.text().strip()
        return not typed or LIKE_AN_ADDRESS.fullmatch(typed) is not None

    def contact(self) -> Contact:
        email = self.email.text().strip()
        return replace(
            self.known,
            name=self.name.text().strip(),
            role=self.role.value() or ContactRole.ACCOUNTS,
            email=email,
            phone=self.phone.text().strip(),
            # Another address has not been refused by anybody yet.
            refused=self.known.refused if email == self.known.email else "",
        )


class ContactsEdit(QWidget):
    """Lines of name, role, e-mail and phone; empty lines do not count."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._note = label(look="trouble", wrap=True)
        self._note.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)
        self._layout.addWidget(self._note)
        row = QHBoxLayout()
        row.addWidget(
            button(self.tr("Add a contact"), self._add_empty, look="link", icon_name="plus")
        )
        row.addStretch()
        self._layout.addLayout(row)
        self.show_contacts(())

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show these, or one empty line."""
        for line in list(self._lines):
            self._remove(line)
        for contact in contacts or (Contact(),):
            self._add(contact)

    def contacts(self) -> tuple[Contact, ...]:
        """What was typed, without empty lines."""
        every = [line.contact() for line in self._lines]
        return tuple(one for one in every if one.name or one.email or one.phone)

    def check(self) -> bool:
        """Complain about an address that cannot be one."""
        wrong = [line for line in self._lines if not line.email_is_right()]
        for line in self._lines:
            line.email.setProperty("wrong", line in wrong)
            wear(line.email, "")
        self._note.setVisible(bool(wrong))
        if wrong:
            words_ = self.tr("“{text}” is not an e-mail address. Type it like name@example.com.")
            self._note.setText(words_.format(text=wrong[0].email.text().strip()))
            wrong[0].email.setFocus()
        return not wrong

    @property
    def complaint(self) -> str:
        """What is said over the lines."""
        return "" if self._note.isHidden() else self._note.text()

    def _add_empty(self) -> None:
        self._add(Contact())
        self._lines[-1].name.setFocus()

    def _add(self, contact: Contact) -> None:
        number = len(self._lines) + 1
        line = _Line(
            known=contact,
            box=QWidget(),
            name=_field(contact.name, self.tr("Name"), number),
            role=Choice(
                ((kind, words.role(kind)) for kind in ContactRole),
                name=self.tr("Role of contact {number}").format(number=number),
            ),
            email=_field(contact.email, self.tr("E-mail"), number),
            phone=_field(contact.phone, self.tr("Phone"), number),
        )
        line.role.choose(contact.role)
        across = QHBoxLayout(line.box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        for widget, share in ((line.name, 4), (line.role, 3), (line.email, 6), (line.phone, 4)):
            across.addWidget(widget, share)
        across.addWidget(self._remover(line, number))
        if contact.refused:
            line.email.setToolTip(self.tr("Refused: {reply}").format(reply=contact.refused))
            line.email.setProperty("wrong", True)
        self._lines.append(line)
        self._layout.insertWidget(self._layout.count() - 2, line.box)

    def _remover(self, line: _Line, number: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon("x", "quiet"))
        made.setAutoRaise(True)
        made.setAccessibleName(self.tr("Remove contact {number}").format(number=number))
        made.setToolTip(self.tr("Remove this contact"))
        made.clicked.connect(lambda: self._remove(line))
        return made

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        line.box.hide()
        line.box.deleteLater()


def _field(text: str, prompt: str, number: int) -> QLineEdit:
    made = QLineEdit(text)
    # A long address is known by its beginning.
    made.setCursorPosition(0)
    made.setPlaceholderText(prompt)
    made.setAccessibleName(f"{prompt} {number}")
    return made
