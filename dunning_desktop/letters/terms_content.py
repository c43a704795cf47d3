"""The facts of a paper about terms, with the texts of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dunning_desktop.domain.terms_paper import TermsFacts
from dunning_desktop.letters.figures import Figures
from dunning_desktop.letters.terms_words import (
    figures_of,
    terms_labels,
    terms_language,
    terms_texts_for,
    terms_vocabulary,
)
from dunning_desktop.letters.texts import Texts

_CLAUSE = "clause.txt"
_BLANKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True)
class TermsContent:
    """The facts, and the texts of their language."""

    facts: TermsFacts

    @cached_property
    def language(self) -> str:
        """The language of the texts."""
        return terms_language(self.facts.language)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """Headings and captions."""
        return terms_labels(self.language)

    @cached_property
    def figures(self) -> Figures:
        """How amounts and rates are written."""
        return figures_of(self.facts)

    @cached_property
    def _texts(self) -> Texts:
        return terms_texts_for(self.language)

    @cached_property
    def _values(self) -> Mapping[str, object]:
        return terms_vocabulary(self.facts)

    def say(self, file: str, name: str, **more: object) -> str:
        """A block on one line; empty where it has nothing to say."""
        # Not split(): it takes a number from its unit, which a no-break space keeps together.
        return _BLANKS.sub(" ", self._texts.block(file, name, {**self._values, **more})).strip(" ")

    def clause(self, name: str) -> str:
        """A section of the clause."""
        return self.say(_CLAUSE, name)
