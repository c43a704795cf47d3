"""What a paper about an agreement prints beside its words: what is to be paid, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts, PaperKind
from dunning_desktop.letters.correspondence import Correspondence
from dunning_desktop.letters.figures import figures_for
from dunning_desktop.letters.texts import text_language, texts_for


@dataclass(frozen=True)
class PaperContent(Correspondence):
    """A paper ready to be set: its facts, its language, and how that writes figures."""

    facts: PaperFacts

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        """What is to be paid next."""
        return tuple(self.figures.money(one) for one in self.monies)

    @property
    def monies(self) -> tuple[Money, ...]:
        """The same as money."""
        asked = _asked(self.facts)
        return asked if self._is_statement else asked[:1]

    @cached_property
    def pay_by(self) -> str:
        """Until when; on a statement each invoice keeps its own day."""
        if self._is_statement:
            return self.labels["pay_on_due_dates"]
        return self.figures.day(_until(self.facts))

    @property
    def asks(self) -> bool:
        """Not where it thanks for what came."""
        return self.facts.received is None

    @property
    def amount_caption(self) -> str:
        """What stands over the amount: of a plan, that it is the first payment only."""
        other = {PaperKind.PLAN: "first_payment", PaperKind.STATEMENT: "open_total"}
        return self.labels[other.get(self.facts.kind, "amount_to_pay")]

    @property
    def _is_statement(self) -> bool:
        return self.facts.kind is PaperKind.STATEMENT

    @property
    def enclosed(self) -> str:
        """What an e-mail says of the letter that goes with it."""
        return self.labels["paper_attached"]


def paper_content(facts: PaperFacts) -> PaperContent:
    """The paper in the client's language, or in the one that stands in for it."""
    language = text_language(facts.client.language, having=f"{facts.text}.txt")
    return PaperContent(facts, texts_for(language), figures_for(facts.client.language, language))


def _asked(facts: PaperFacts) -> tuple[Money, ...]:
    if facts.claim is not None:
        return (facts.claim.owed.total,)
    if facts.instalment is not None:
        return (facts.instalment.open,)
    if facts.plan is not None:
        return (facts.plan.instalments[0].amount,)
    if facts.promise is not None:
        return (facts.promise.amount,)
    if facts.offer is not None:
        return (facts.offer.amount,)
    return facts.owed


def _until(facts: PaperFacts) -> date:
    """The last day; one that is past would ask for what cannot be done."""
    if facts.claim is not None:
        return facts.claim.until
    if facts.instalment is not None and facts.plan is not None:
        due = facts.instalment.instalment.due
        return due if due >= facts.today else facts.plan.last_day(facts.instalment.instalment)
    if facts.plan is not None:
        return facts.plan.instalments[0].due
    if facts.promise is not None:
        return facts.promise.day
    if facts.offer is not None:
        return facts.offer.expires_on
    return facts.extension.new_due if facts.extension is not None else facts.today
