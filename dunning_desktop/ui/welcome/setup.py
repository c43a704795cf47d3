"""The set-up in four steps, each of which can be skipped: business, terms, mail, invoices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.pages.settings_identity import Identity
from dunning_desktop.ui.pages.settings_mail import AccountForm, known_account
from dunning_desktop.ui.pages.settings_money import Bank, BusinessTerms
from dunning_desktop.ui.pages.settings_part import BusinessPart
from dunning_desktop.ui.pages.settings_sections import scrolled
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.welcome.invoices import InvoicesStep
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.settings import business, save_business


class SetupDialog(QDialog):
    """Each step saves for itself, so that a step skipped later loses nothing of an earlier one."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Set up your business"))
        self.shell = shell
        self._known = Business()
        self.identity = Identity(shell.desk)
        self.bank = Bank()
        self.terms = BusinessTerms(shell.desk)
        self.account = AccountForm(shell.desk, surroundings, short=True)
        self.invoices = InvoicesStep(shell, self.accept)
        self.stack = QStackedWidget()
        self._build()
        shell.desk.ask(business, then=self._show, owner=self)
        shell.desk.ask(known_account, then=self.account.show_known, owner=self)
        parent = shell.as_parent()
        self.resize(min(760, parent.width() - 80), min(720, parent.height() - 60))
        self._go(0)

    def _build(self) -> None:
        self.place = label(look="quiet")
        self.heading = label(wrap=True)
        as_title(self.heading)
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        who = _column(self.identity, self.bank)
        for step, title in zip(
            (who, self.terms, self._mail_step(), self.invoices), self.titles(), strict=True
        ):
            self.stack.addWidget(scrolled(step, title))
        self.back = button(self.tr("Back"), lambda: self._go(self.stack.currentIndex() - 1))
        self.skip = button(self.tr("Skip"), lambda: self._go(self.stack.currentIndex() + 1))
        self.next = button(self.tr("Save and go on"), self.save, look="primary")
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.skip)
        row.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        for one in (self.place, self.heading, self.trouble):
            layout.addWidget(one)
        layout.addWidget(self.stack, 1)
        layout.addLayout(row)

    def titles(self) -> tuple[str, str, str, str]:
        """What each step is about."""
        return (
            self.tr("Your business, as it stands on letters"),
            self.tr("Your terms, and what late payment costs"),
            self.tr("The e-mail account your reminders come from"),
            self.tr("Your open invoices"),
        )

    def _mail_step(self) -> QWidget:
        more = self.tr("More settings later, in Settings: signature, limits, reading the answers.")
        return _column(self.account, label(more, "quiet", wrap=True))

    def done(self, result: int) -> None:
        self.account.stop()
        super().done(result)

    def _show(self, found: Business) -> None:
        self._known = found
        for part in (self.identity, self.bank, self.terms):
            part.show_business(found)

    def _go(self, place: int) -> None:
        if place >= self.stack.count():
            self.accept()
            return
        self.stack.setCurrentIndex(place)
        self.trouble.hide()
        words = self.tr("Step {n} of {count}")
        self.place.setText(words.format(n=place + 1, count=self.stack.count()))
        self.heading.setText(self.titles()[place])
        last = place == self.stack.count() - 1
        self.back.setVisible(place > 0)
        self.skip.setVisible(not last)
        self.next.setText(self.tr("Done") if last else self.tr("Save and go on"))
        self.next.setAccessibleName(self.next.text())

    def save(self) -> None:
        """Save this step, then go on; what cannot be taken is said beside its field."""
        parts: dict[int, tuple[BusinessPart, ...]] = {
            0: (self.identity, self.bank),
            1: (self.terms,),
        }
        place = self.stack.currentIndex()
        if place in parts:
            self._save_business(parts[place])
        elif place == self.stack.count() - 1:
            self.accept()
        elif self.account.check():
            self.shell.desk.do(
                save_account,
                self.account.account(),
                self.account.password,
                owner=self,
                then=lambda _saved: self._go(place + 1),
                failed=self._explain,
            )

    def _save_business(self, parts: tuple[BusinessPart, ...]) -> None:
        changed = self._known
        for part in parts:
            part.form.all_right()
            if not part.check():
                return
            changed = part.put(changed)
        self.shell.desk.do(
            save_business,
            changed,
            owner=self,
            then=lambda _none: self._on_saved(changed),
            failed=self._explain,
        )

    def _on_saved(self, saved: Business) -> None:
        self._known = saved
        self._go(self.stack.currentIndex() + 1)

    def _explain(self, error: DunningError) -> None:
        self.trouble.setText(sentence(error))
        self.trouble.show()


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(LARGE)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return made
