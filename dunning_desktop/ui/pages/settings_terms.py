"""The section about terms: what they are, where they do not fit, and what your paper says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from dunning_desktop.domain.client import Business
from dunning_desktop.ui.dialogs.terms import MoreShown
from dunning_desktop.ui.pages.settings_money import BusinessTerms
from dunning_desktop.ui.pages.settings_sections import Section
from dunning_desktop.ui.pages.settings_terms_texts import TextsPart
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.findings import Findings
from dunning_desktop.usecases.settings import business, save_terms
from dunning_desktop.usecases.terms import TermsPaper, Wanted, terms_paper

# Long enough for a second figure to be typed.
DEBOUNCE_MS = 120


class TermsSection(Section):
    """The texts follow what is typed, before it is saved."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self._known = Business()
        self.terms = BusinessTerms(shell.desk, more=MoreShown.ALWAYS)
        self.findings = Findings()
        self.texts = TextsPart(shell, surroundings)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DEBOUNCE_MS)
        self._soon.timeout.connect(self.write_out)
        self.terms.changed.connect(self._on_changed)
        self.texts.wanted.connect(self.write_out)
        for one in (self.terms, self.findings, self.texts):
            self.column.addWidget(one)
        self.column.addStretch()

    def reload(self) -> None:
        self.shell.desk.ask(business, then=self._show, owner=self, latest="business")

    def _show(self, found: Business) -> None:
        if not self.dirty:
            self.terms.show_business(found)
        self._known = found
        self.texts.suggest(found.language)
        self.write_out()

    def _on_changed(self) -> None:
        self.set_dirty(dirty=True)
        self._soon.start()

    def write_out(self) -> None:
        """Put the terms as typed into words; while they make none, the last ones stay."""
        typed = self.terms.typed()
        if typed is None:
            return
        wanted = Wanted(
            terms=typed, audience=self.texts.audience(), language=self.texts.language()
        )
        self.shell.desk.ask(
            terms_paper, wanted, then=self._show_paper, owner=self, latest="paper"
        )

    def _show_paper(self, paper: TermsPaper) -> None:
        self.findings.show_findings(paper.findings)
        self.texts.show_paper(paper)

    def check(self) -> bool:
        self.terms.form.all_right()
        return self.terms.check()

    def save(self, then: Callable[[], object]) -> None:
        self.shell.desk.do(
            save_terms,
            self.terms.typed() or self._known.terms,
            owner=self,
            then=lambda _none: self.saved(self.tr("Your terms are saved."), then),
            failed=self.explain,
        )
