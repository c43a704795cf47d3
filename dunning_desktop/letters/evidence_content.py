"""What an evidence file is set from: its facts, its words, and how its events are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from dunning_desktop.domain.evidence import Event, EvidenceFacts, Exhibit, ExhibitKind, Happened
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.domain.promises import PromiseState
from dunning_desktop.letters.figures import Figures, figures_for
from dunning_desktop.letters.house import House, on_plain_paper
from dunning_desktop.letters.texts import EVIDENCE, Texts, text_language, texts_for
from dunning_desktop.letters.vocabulary import one_line


@dataclass(frozen=True)
class Dossier:
    """An evidence file ready to be set."""

    facts: EvidenceFacts
    texts: Texts
    figures: Figures

    def say(self, part: str, key: str, **values: str) -> str:
        """Words of the file, filled in."""
        return self.texts.evidence[part][key].format(**values)

    @cached_property
    def house(self) -> House:
        """The business as plain paper shows it: a file for a court has no style."""
        return House(on_plain_paper(self.facts.business), self.texts.labels)

    @cached_property
    def subject(self) -> str:
        """Who against whom."""
        debtor = one_line(self.facts.client.name)
        return self.say("head", "subject", creditor=self.house.name, debtor=debtor)

    @cached_property
    def today(self) -> str:
        """The day that it is as of."""
        return self.figures.day(self.facts.today)

    def named(self, one: Exhibit) -> str:
        """What an exhibit is: its kind, and how it went."""
        told = one_line(one.title)
        if one.kind is not ExhibitKind.REMINDER:
            # Only the subject of what was sent says itself what it is.
            told = f"{self.say('kinds', one.kind, invoice=one_line(one.invoice))}: {told}"
        went = one.sending
        if went is None:
            return told
        way = "emailed" if went.recipient else "posted"
        key = "uncertain" if went.uncertain else way
        said = self.say("sent", key, title=told, recipient=went.recipient)
        post = self.code(went.post_class) if went.post_class is not None else ""
        return ", ".join(part for part in (said, post, one_line(went.tracking)) if part)

    def told(self, event: Event) -> str:
        """A sentence of the chronology."""
        values = {name: self._value(one) for name, one in event.data.items()}
        if not values.get("person", "?"):
            values["person"] = self.say("events", "somebody")
        said = self.say("events", _variant(event), **values)
        return one_line(said[:1].upper() + said[1:])

    def _value(self, value: object) -> str:
        if isinstance(value, Money):
            return self.figures.money(value)
        if isinstance(value, date):
            return self.figures.day(value)
        if isinstance(value, StrEnum):
            return self.code(value)
        if isinstance(value, int):
            return self.figures.number(value)
        return one_line(str(value)) if value is not None else ""

    def code(self, value: StrEnum) -> str:
        """The words for a code; a state of a plan or a promise only chooses a sentence."""
        if isinstance(value, PlanState | PromiseState):
            return value.value
        return self.texts.evidence["codes"][f"{type(value).__name__}.{value.value}"]


Data = Mapping[str, object]

_VARIANTS: Mapping[Happened, tuple[str, Callable[[Data], bool]]] = {
    Happened.PROMISE_BROKEN: ("-part", lambda data: data["state"] is PromiseState.PART_KEPT),
    Happened.DISPUTED: ("-part", lambda data: data["amount"] is not None),
    Happened.BREATHING: ("-open", lambda data: data["until"] is None),
    Happened.POSTED_BY: ("-number", lambda data: bool(data["tracking"])),
    Happened.STEP: ("-why", lambda data: bool(data["reason"])),
}
"""Another sentence where something more is known: what is added to its name, and when."""


def _variant(event: Event) -> str:
    """Which sentence tells of it."""
    if event.what is Happened.PLAN_ENDED:
        return f"plan-ended-{event.data['state']}"
    more, holds = _VARIANTS.get(event.what, ("", bool))
    return event.what.value + (more if more and holds(event.data) else "")


def dossier_of(facts: EvidenceFacts) -> Dossier:
    """The file in the language of the business, or in what stands in for it."""
    language = text_language(facts.business.language, having=EVIDENCE)
    return Dossier(facts, texts_for(language), figures_for(facts.business.language, language))
