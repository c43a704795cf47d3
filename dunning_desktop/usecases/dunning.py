"""The review: what would go out today, with every letter and e-mail to look at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dunning_desktop.domain.letter import OwnWords, ReminderFacts, Words
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.proposal import Chase, Proposal
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import plan_in


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reminder as it would go out: facts and built-in words, both ready to be looked at."""

    facts: ReminderFacts
    words: Words

    @property
    def chase(self) -> Chase:
        """What the planner proposed."""
        return self.facts.chase


@dataclass(frozen=True, slots=True)
class Review:
    """The proposal of the day with every reminder prepared."""

    proposal: Proposal
    prepared: tuple[Prepared, ...]
    has_account: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A reminder the owner let pass: perhaps with other words, or by another channel."""

    prepared: Prepared
    words: Words
    channel: Channel


def review(office: Office, client_ids: Collection[int] | None = None) -> Review:
    """Everything that could go out today, prepared."""
    with office.read() as ledger:
        proposal = plan_in(ledger, office, client_ids)
        facts = [facts_of(ledger, office, chase) for chase in proposal.chases]
        has_account = bool(ledger.post.accounts())
    prepared = tuple(Prepared(one, office.stationery.words(one)) for one in facts)
    return Review(proposal, prepared, has_account)


def facts_of(ledger: Ledger, office: Office, chase: Chase) -> ReminderFacts:
    """What a reminder is made from."""
    client = ledger.parties.client(chase.client_id)
    return ReminderFacts(
        today=office.clock.today(),
        business=ledger.parties.business(),
        client=client,
        contact=client.mail_contact,
        chase=chase,
        reference=reference_of(chase, client.reference),
        previous=tuple(ledger.chasing.history([line.item_id for line in chase.lines])),
        specimen=office.demo,
        own=own_words(ledger, chase.level.tone),
    )


def own_words(ledger: Ledger, text: str) -> OwnWords:
    """The owner's own words for a text, by language."""
    return tuple((one.language, one.words) for one in ledger.texts.of(text))


def reference_of(chase: Chase, client_reference: str) -> str:
    """What the client should quote: the one invoice, else its own reference, else the oldest."""
    if len(chase.lines) == 1 or not client_reference:
        return chase.lines[0].number
    return client_reference


def letter_of(office: Office, choice: Choice) -> bytes:
    """The letter as it would be printed. No transaction is open while it is made."""
    return office.stationery.letter(chosen_facts(choice), choice.words)


def chosen_facts(choice: Choice) -> ReminderFacts:
    """The facts with the channel the owner chose."""
    chase = replace(choice.prepared.chase, channel=choice.channel)
    return replace(choice.prepared.facts, chase=chase)
