"""Two of the sections that are saved: the business, and the mail accounts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM
from dunning_desktop.ui.pages.settings_identity import Identity, Legal
from dunning_desktop.ui.pages.settings_mail_list import (
    AccountsPart,
    KnownAccounts,
    known_accounts,
)
from dunning_desktop.ui.pages.settings_money import Bank
from dunning_desktop.ui.pages.settings_part import BusinessPart
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.accounts import saved
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.settings import business, save_particulars

FORM_WIDTH = 640


class Section(QWidget):
    """A form with its own Save. Loading again leaves what was changed and not saved."""

    dirty_changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.dirty = False
        self._trouble = label(look="alarm", wrap=True)
        self._trouble.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(LARGE)
        self.column.addWidget(self._trouble)

    def set_dirty(self, *, dirty: bool) -> None:
        """Whether there is something to save."""
        if dirty != self.dirty:
            self.dirty = dirty
            self.dirty_changed.emit()

    def reload(self) -> None:
        """Ask for what is saved."""

    def check(self) -> bool:
        """Complain beside every field that cannot be taken; whether none was found."""
        return True

    def save(self, then: Callable[[], object]) -> None:
        """Save, then go on; an error is shown over the form and loses nothing."""

    def explain(self, error: DunningError) -> None:
        """Say what the book objected to."""
        self._trouble.setText(sentence(error))
        self._trouble.show()

    def saved(self, words: str, then: Callable[[], object]) -> None:
        """It is in the book now."""
        self._trouble.hide()
        self.set_dirty(dirty=False)
        self.reload()
        self.shell.toast(words)
        then()


class BusinessSection(Section):
    """Identity, company letters, bank."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._known = Business()
        self.identity = Identity(shell.desk)
        self.legal = Legal()
        self.bank = Bank()
        self.parts: tuple[BusinessPart, ...] = (self.identity, self.bank, self.legal)
        for part in self.parts:
            self.column.addWidget(part)
            part.changed.connect(lambda: self.set_dirty(dirty=True))
        self.column.addStretch()

    def reload(self) -> None:
        self.shell.desk.ask(business, then=self._show, owner=self, latest="business")

    def _show(self, found: Business) -> None:
        if not self.dirty:
            self._known = found
            for part in self.parts:
                part.show_business(found)

    def check(self) -> bool:
        for part in self.parts:
            part.form.all_right()
        # Every part says what is wrong with it, not only the first.
        return not [part for part in self.parts if not part.check()]

    def typed(self) -> Business:
        """The business with everything that was typed."""
        result = self._known
        for part in self.parts:
            result = part.put(result)
        return result

    def save(self, then: Callable[[], object]) -> None:
        self.shell.desk.do(
            save_particulars,
            self.typed(),
            owner=self,
            then=lambda _none: self.saved(self.tr("Your business is saved."), then),
            failed=self.explain,
        )


class MailSection(Section):
    """The accounts that mail is sent from; the only one is changed here, several in dialogs."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self.accounts = AccountsPart(shell, surroundings)
        self.form = self.accounts.form
        self.form.changed.connect(lambda: self.set_dirty(dirty=True))
        self.accounts.gone.connect(self._on_gone)
        shell.desk.opened.connect(self.form.stop)
        self.column.addWidget(self.accounts)
        self.column.addStretch()

    def reload(self) -> None:
        self.shell.desk.ask(known_accounts, then=self._show, owner=self, latest="accounts")

    def _show(self, known: KnownAccounts) -> None:
        self.accounts.show_known(known, dirty=self.dirty)

    def _on_gone(self) -> None:
        """What was typed for an account that is removed has no place any more."""
        self.set_dirty(dirty=False)
        self.reload()

    def check(self) -> bool:
        return self.form.check()

    def save(self, then: Callable[[], object]) -> None:
        self.shell.desk.do(
            save_account,
            self.form.account(),
            self.form.password,
            owner=self,
            then=lambda kept: self.saved(saved(kept), then),
            failed=self.explain,
        )


def together(*parts: QWidget) -> QWidget:
    """Parts under each other as one section."""
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(LARGE)
    for one in parts:
        column.addWidget(one)
    return sheet


def scrolled(shown: QWidget, name: str, *, width: int = FORM_WIDTH) -> QScrollArea:
    """A section in a column of a readable width, with a scroll bar where it needs one."""
    sheet = QWidget()
    sheet.setProperty("look", "sheet")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(2, 0, MEDIUM, LARGE)
    shown.setMaximumWidth(width)
    # A row knows how wide a section will really be; a column would measure its lines too long.
    across = QHBoxLayout()
    across.addWidget(shown, 1)
    across.addStretch()
    column.addLayout(across)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(sheet)
    return area
