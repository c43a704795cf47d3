"""The Settings page: the business, its terms, the mail account, reminders, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON, WIDE
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.pages.settings_automation import AutomationPart
from dunning_desktop.ui.pages.settings_book import BookPart
from dunning_desktop.ui.pages.settings_ladder import Ladder
from dunning_desktop.ui.pages.settings_letters import LETTERS_WIDTH, LettersSection
from dunning_desktop.ui.pages.settings_old_debts import OldDebtsPart
from dunning_desktop.ui.pages.settings_rates import RatesPart
from dunning_desktop.ui.pages.settings_sections import (
    FORM_WIDTH,
    BusinessSection,
    MailSection,
    Section,
    scrolled,
    together,
)
from dunning_desktop.ui.pages.settings_terms import TermsSection
from dunning_desktop.ui.pages.settings_texts import LetterTexts
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Touched

SECTIONS_WIDTH = 190
SECTION_HEIGHT = 40


class SettingsPage(Page):
    """Save is explicit; what is not saved stays on the page until it is saved or discarded."""

    name: ClassVar[str] = "settings"
    icon_name: ClassVar[str] = "settings"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            *(Touched.BUSINESS, Touched.ACCOUNTS, Touched.INVOICES, Touched.RATES, Touched.RUNS),
            *(Touched.CLIENTS, Touched.AGREEMENTS),
        }
    )

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Settings"))
        self._make_actions()
        self.business = BusinessSection(shell)
        self.terms = TermsSection(shell, surroundings)
        self.letters = LettersSection(shell, surroundings)
        self.texts = LetterTexts(shell)
        self.mail = MailSection(shell, surroundings)
        self.ladder = Ladder(shell)
        self.old_debts = OldDebtsPart(shell)
        self.automation = AutomationPart(shell, surroundings)
        self.rates = RatesPart(shell)
        self.book = BookPart(shell, surroundings)
        self._keys: list[str] = []
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self.list.setAccessibleName(self.tr("Sections"))
        self.list.setFixedWidth(SECTIONS_WIDTH)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setIconSize(QSize(ICON, ICON))
        self.stack = QStackedWidget()
        self._add("business", "building-2", self.tr("Business"), self.business)
        self._add("terms", "scale", self.tr("Terms"), self.terms)
        self._add("letters", "file-text", self.tr("Letters"), self.letters, width=LETTERS_WIDTH)
        self._add("texts", "pencil", self.tr("Letter texts"), self.texts)
        self._add("mail", "mail", self.tr("E-mail"), self.mail)
        self._add("reminders", "bell", self.tr("Reminders"), together(self.ladder, self.old_debts))
        self._add("automation", "refresh-cw", self.tr("Sending by itself"), self.automation)
        self._add("rates", "landmark", self.tr("Rates"), self.rates)
        self._add("book", "book-open", self.tr("Book and imports"), self.book)
        self.list.currentRowChanged.connect(self._on_section)
        self.ladder.new.triggered.connect(lambda _checked=False: self.show_section("reminders"))
        self.rates.add.triggered.connect(lambda _checked=False: self.show_section("rates"))
        across = QHBoxLayout()
        across.setSpacing(WIDE)
        across.addWidget(self.list)
        across.addWidget(self.stack, 1)
        self.body.addLayout(across, 1)
        for one in self.sections:
            one.dirty_changed.connect(self._follow)
        self.desk.opened.connect(self._on_opened)
        self.list.setCurrentRow(0)
        self._follow()

    def _make_actions(self) -> None:
        self._unsaved = label(self.tr("Not saved yet"), "warning")
        self._header.addWidget(self._unsaved)
        self._discard = action(self, self.tr("Discard changes"), self.discard)
        self._save = action(self, self.tr("Save"), self.save, icon_name="check", shortcut="Ctrl+S")
        self.add_button(self._discard)
        self.add_button(self._save, primary=True)

    def actions_of_page(self) -> Sequence[QAction]:
        return (self._save, self._discard, self.ladder.new, self.rates.add)

    def _add(
        self, key: str, icon_name: str, title: str, shown: QWidget, *, width: int = FORM_WIDTH
    ) -> None:
        self._keys.append(key)
        item = QListWidgetItem(icon(icon_name), title)
        item.setSizeHint(QSize(0, SECTION_HEIGHT))
        self.list.addItem(item)
        self.stack.addWidget(scrolled(shown, title, width=width))

    @property
    def sections(self) -> tuple[Section, ...]:
        """Those that can be changed."""
        return (self.business, self.terms, self.letters, self.mail, self.automation.limits)

    def first_focus(self) -> QWidget | None:
        return self.list

    def show_section(self, key: str) -> None:
        """Open a section."""
        self.list.setCurrentRow(self._keys.index(key))

    @property
    def section(self) -> str:
        """The section that is open."""
        return self._keys[self.list.currentRow()]

    def _on_section(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self._follow()

    # Loading and saving

    def _on_opened(self) -> None:
        """Another book: what was typed for the one before has no place in it."""
        for one in self.sections:
            one.set_dirty(dirty=False)

    def reload(self) -> None:
        for one in self.sections:
            one.reload()
        self.texts.reload()
        self.ladder.reload()
        self.old_debts.reload()
        self.rates.reload()
        self.book.reload()

    @property
    def dirty(self) -> tuple[Section, ...]:
        """The sections with changes that are not saved."""
        return tuple(one for one in self.sections if one.dirty)

    def _follow(self) -> None:
        dirty = bool(self.dirty)
        self._unsaved.setVisible(dirty)
        self._save.setEnabled(dirty)
        self._discard.setVisible(dirty)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save every section that was changed; one that cannot be taken is shown."""
        waiting = list(self.dirty)
        if not waiting:
            if then is not None:
                then()
            return
        first = waiting[0]
        if not first.check():
            self.show_section(self._key_of(first))
            return
        first.save(lambda: self.save(then))

    def _key_of(self, section: Section) -> str:
        known: dict[Section, str] = {
            self.business: "business",
            self.terms: "terms",
            self.letters: "letters",
            self.mail: "mail",
        }
        return known.get(section, "automation")

    def discard(self) -> None:
        """Show again what the book has."""
        for one in self.sections:
            one.set_dirty(dirty=False)
            one.reload()
