"""What a statement of interest is set from: its facts, its words, and how figures are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import Owed, OwedItem, owed_of
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.letters.figures import Figures, figures_for
from dunning_desktop.letters.house import House, as_annex
from dunning_desktop.letters.statement_rates import Rate, rates_of
from dunning_desktop.letters.table import NONE
from dunning_desktop.letters.texts import Texts, text_language, texts_for
from dunning_desktop.letters.vocabulary import invoice_name, one_line

_PAIR = 2
_NAMED = 12
"""So many invoices are named one by one in a note; more are counted."""


@dataclass(frozen=True)
class Statement:
    """A statement ready to be set."""

    facts: StatementFacts
    texts: Texts
    figures: Figures

    def say(self, part: str, key: str, **values: str) -> str:
        """Words of the statement, filled in."""
        return self.texts.statement[part][key].format(**values)

    @cached_property
    def house(self) -> House:
        """The business as its paper shows it."""
        return House(as_annex(self.facts.business), self.texts.labels)

    @cached_property
    def today(self) -> str:
        """The day it is worked out to."""
        return self.figures.day(self.facts.today)

    @cached_property
    def title(self) -> str:
        """What the paper is, and whose."""
        client = self.facts.client
        if client is None:
            return self.say("head", "title")
        return self.say("head", "title_with", name=one_line(client.name))

    @cached_property
    def sums(self) -> tuple[Owed, ...]:
        """What is owed in all, one sum a currency; last what only stands beside the others."""
        return tuple(sorted(self.facts.sums, key=self.stands_beside))

    def stands_beside(self, owed: Owed) -> bool:
        """Whether no invoice is in its currency: the law named a fixed sum in it."""
        currency = owed.total.currency
        return all(one.item.open.currency != currency for one in self.facts.items)

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """Every rate in it, in the order of its first use."""
        return tuple(dict.fromkeys(rate for one in self.facts.items for rate in rates_of(one)))

    @cached_property
    def unit(self) -> str:
        """What its amounts are rounded to."""
        units = self.texts.statement["unit"]
        found = {one.item.open.currency for one in self.facts.items}
        return units.get(found.pop(), units["other"]) if len(found) == 1 else units["other"]

    def key(self, rate: Rate) -> str:
        """What a line of the working names a rate by."""
        return self._key(self.rates.index(rate))

    def _key(self, place: int) -> str:
        return self.say("rates", "key", number=self.figures.number(place + 1))

    def keys(self, rates: Sequence[Rate]) -> str:
        """The names of rates in a sentence: ``R1``, ``R1 and R3``, ``R1 to R4``."""
        places = sorted(self.rates.index(rate) for rate in rates)
        names = [self._key(place) for place in places]
        if len(places) > _PAIR and places[-1] - places[0] == len(places) - 1:
            return self.say("rates", "range", first=names[0], last=names[-1])
        return self.figures.joined(names)

    def cell(self, money: Money | None) -> str:
        """An amount in a table; a dash where there is none."""
        return self.figures.money(money) if money else NONE

    def noted(
        self, say: Callable[[OwedItem], Iterable[str]], *, among_all: bool = False
    ) -> tuple[str, ...]:
        """What is said of each item, said once; with their numbers where it is not said of all.

        All are those that anything is said of, or, ``among_all``, every item of the statement.
        """
        found: dict[str, list[OwedItem]] = {}
        for one in self.facts.items:
            for text in say(one):
                found.setdefault(text, []).append(one)
        spoken = {id(one) for same in found.values() for one in same}
        whole = len(self.facts.items) if among_all else len(spoken)
        return tuple(
            text if len(same) == whole else self._about(same, text) for text, same in found.items()
        )

    def _about(self, items: Sequence[OwedItem], text: str) -> str:
        if len(items) > _NAMED:
            count, every = (self.figures.number(len(of)) for of in (items, self.facts.items))
            return self.say("cautions", "counted", count=count, all=every, said=text)
        numbers = self.figures.joined(invoice_name(one.item) for one in items)
        return self.say("cautions", "about", numbers=numbers, said=text)


def statement_of(facts: StatementFacts) -> Statement:
    """The statement in the client's language, else the business's, or in what stands in for it."""
    wanted = facts.client.language if facts.client else facts.business.language
    language = text_language(wanted)
    return Statement(facts, texts_for(language), figures_for(wanted, language))


def owed_on(one: OwedItem) -> Owed:
    """What is owed on one item, in its own currency."""
    return owed_of((one,), one.item.open.currency)
