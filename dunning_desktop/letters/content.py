"""What a reminder prints beside its words: what is to be paid, and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.money import Money
from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.figures import figures_for
from dunning_desktop.letters.texts import text_language, texts_for
from dunning_desktop.letters.vocabulary import asked_for


@dataclass(frozen=True)
class Content(Correspondence):
    """A reminder ready to be set: its facts, its language, and how that writes figures."""

    facts: ReminderFacts

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """What is to be paid: one amount a currency."""
        return tuple(self.figures.money(one) for one in self.monies)

    @cached_property
    def pay_by(self) -> str:
        """The one date; invoices that are all not yet late keep their own."""
        chase = self.facts.chase
        if len({line.due for line in chase.lines}) > 1 and not any(
            line.days_late for line in chase.lines
        ):
            return self.labels["pay_on_due_dates"]
        return self.figures.day(chase.deadline)

    @property
    def monies(self) -> tuple[Money, ...]:
        """The same as money."""
        return asked_for(self.facts.chase)


def content_of(facts: ReminderFacts) -> Content:
    """The reminder in the client's language, or in the one that stands in for it."""
    language = text_language(facts.client.language)
    if not facts.chase.channel.by_post:
        facts = replace(facts, business=facts.business.on_screen)
    return Content(facts, texts_for(language), figures_for(facts.client.language, language))
