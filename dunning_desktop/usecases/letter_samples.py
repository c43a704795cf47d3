"""Letters to look at: in other words, on other paper, of another level; none of them goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.blocks import longest
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.claims import NOTHING
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.letter import OwnWords, ReminderFacts, Words
from dunning_desktop.domain.letter_markup import check
from dunning_desktop.domain.letter_texts import OwnText
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.policy import CLAIMING, Channel, DunningLevel, Tone
from dunning_desktop.domain.proposal import Chase, ChaseLine, ClientFacts, ItemFacts
from dunning_desktop.usecases.dunning import own_words, reference_of
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import Situation, situation
from dunning_desktop.usecases.specimen import somebody, specimen, specimen_paper


@dataclass(frozen=True, slots=True)
class Sample:
    """A letter that was not written: its words as they are said, and its PDF."""

    words: Words
    pdf: bytes


def sample_letter(office: Office, letterhead: Letterhead, tone: Tone = Tone.FINAL) -> bytes:
    """A reminder on paper that looks so."""
    with office.read() as ledger:
        business = replace(ledger.parties.business(), letterhead=letterhead)
        own = own_words(ledger, tone)
    facts = specimen(business, today=office.clock.today(), tone=tone, own=own)
    return office.stationery.letter(facts, office.stationery.words(facts))


def calibration_page(office: Office, letterhead: Letterhead) -> bytes:
    """A page that shows where an envelope's window is, to lay one on it."""
    with office.read() as ledger:
        country = ledger.parties.business().address.country
    chosen = replace(letterhead, envelope=letterhead.folded_for(country))
    return office.stationery.calibration(chosen)


def sample_text(office: Office, wanted: OwnText, client_id: int | None = None) -> Sample:
    """A text in words that may not be kept yet; to a client of the book, or to nobody.

    A reminder is about what that client owes, where it owes anything. Raises ``OwnTextError``.
    """
    check(wanted.text, wanted.words)
    own = ((wanted.language, wanted.words),)
    with office.read() as ledger:
        business = ledger.parties.business()
        client = ledger.parties.client(client_id) if client_id is not None else None
        reader = replace(client or somebody(business), language=wanted.language)
        today = office.clock.today()
        if not wanted.text.is_reminder:
            paper = specimen_paper(wanted.text, business, today=today, client=reader, own=own)
            words = office.stationery.paper_words(paper)
            return Sample(words, office.stationery.paper(paper, words))
        tone = Tone(wanted.text.value)
        facts = _about_what_is_owed(ledger, office, reader, tone, own) if client else None
    shown = facts or specimen(business, today=today, tone=tone, client=reader, own=own)
    words = office.stationery.words(shown)
    return Sample(words, office.stationery.letter(shown, words))


def preview_letter(
    office: Office, client_id: int, *, level: int, language: str = ""
) -> Sample | None:
    """The reminder of the ``level``-th level of a client's ladder about all that is late.

    As if its day had come; where nothing is late, about what falls due. None where there is
    nothing to write about, or no such level.
    """
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        reader = replace(client, language=language or client.language)
        found = situation(ledger, office, [client_id])
        ladder = found.clients[0].policy.levels if found.clients else ()
        asked = _asked_for(found)
        if not 1 <= level <= len(ladder) or not asked:
            return None
        step = ladder[level - 1]
        own = own_words(ledger, step.tone)
        facts = _facts(ledger, found, reader, asked, level=step, own=own)
    words = office.stationery.words(facts)
    return Sample(words, office.stationery.letter(facts, words))


def _about_what_is_owed(
    ledger: Ledger, office: Office, client: Client, tone: Tone, own: OwnWords
) -> ReminderFacts | None:
    """A reminder of that tone to a client who owes something; None to one who does not."""
    found = situation(ledger, office, [client.id])
    levels = found.clients[0].policy.levels if found.clients else ()
    level = next((one for one in levels if one.tone is tone), None)
    asked = _asked_for(found)
    if level is None or not asked:
        return None
    return _facts(ledger, found, client, asked, level=level, own=own)


def _asked_for(found: Situation) -> list[ItemFacts]:
    """What may be asked for today: nothing that an agreement or a case keeps back."""
    return [
        one
        for one in found.items
        if longest(found.clients[0].blocks, one.item_id, found.today) is None
    ]


def _facts(
    ledger: Ledger,
    found: Situation,
    client: Client,
    asked: Sequence[ItemFacts],
    *,
    level: DunningLevel,
    own: OwnWords,
) -> ReminderFacts:
    facts = found.clients[0]
    late = [one for one in asked if one.due < found.today]
    items = sorted(late or asked, key=lambda one: (one.due, one.item_id))
    lines = tuple(_line(found, facts, one, level) for one in items)
    deadline = max(add_days(found.today, level.days_to_pay), found.today)
    if not any(line.days_late for line in lines):
        deadline = max(deadline, *(line.due for line in lines))
    codes = {line.open.currency for line in lines}
    credit = tuple(one for one in facts.credit if one.minor and one.currency in codes)
    chase = Chase(client.id, level, Channel.LETTER, deadline, lines, credit)
    return ReminderFacts(
        today=found.today,
        business=ledger.parties.business(),
        client=client,
        contact=client.mail_contact,
        chase=chase,
        reference=reference_of(chase, client.reference),
        previous=tuple(ledger.chasing.history([line.item_id for line in lines])),
        specimen=True,
        own=own,
    )


def _line(
    found: Situation, facts: ClientFacts, item: ItemFacts, level: DunningLevel
) -> ChaseLine:
    claims = level.charges in CLAIMING and not item.disputed
    claim = found.claim(facts, item) if claims else NOTHING
    return ChaseLine.of(item, level, today=found.today, claim=claim)
