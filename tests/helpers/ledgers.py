"""A small text ledger, written in a test's docstring, as facts for the planner.

    today 2026-03-20
    gap 5
    minimum GBP 10.00
    client Acme mail post            (any of: mail, refused, post, phone, archived)
    contact Acme 2026-03-18          (when the client was last written to)
    credit Acme GBP 50.00            (money that settles nothing yet)
    hold Acme 2026-03-01 2026-03-25  (the last day may be left out; Acme or an invoice)
    block insolvency Acme 2026-03-01 (the same for any other reason)
    invoice A1 Acme 2026-03-01 GBP 100.00
    open A1 40.00
    disputed A1 30.00                (a part that the client does not accept)
    paid A1 2026-03-12 60.00         (a part of it; ``credited`` for a credit note)
    sent A1 friendly 2026-03-04 by 2026-03-11   (and, if not: pending, failed, uncertain, unposted)
    skipped A1 firm 2026-03-15
    cycle 2                          (what follows was sent or skipped in this one)
    start A1 by-age                  (how an old debt begins: first, by-age, leave, ask)
    ladder strict                    (of the business; ``ladder A1 strict`` of an invoice)
    level firm phone                 (a level's channel, or: level firm minimum GBP 50.00)
    part restart                     (what a part payment does: continue, restart)
    promises higher                  (what a broken promise does: resume, higher)
    broken A1 2026-03-18             (since then a promise about it is broken)
    extended A1 2026-04-15           (more time: it falls due then; ``rests``: interest does)
    repeat 14 2                      (the last level again after 14 days, twice at the most)
    working                          (not on weekends, nor on a day of ``closed``)
    closed 2026-04-03

Lines that begin with another word are prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Address, Client, Contact, DebtorType
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.ladders import LADDERS, STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import (
    BrokenPromise,
    Channel,
    DunningLevel,
    OldDebts,
    PartPayment,
    Tone,
)
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Completed,
    Delivery,
    ItemFacts,
)
from tests.helpers.text_ledgers import TextLedger

MAIL = (Contact(name="Ann", email="ann@client.example"),)
REFUSED = (Contact(name="Ann", email="ann@client.example", refused="550 gone"),)
PHONE = (Contact(name="Ben", phone="0113 496 0000"),)
POST = Address(("1 High Street",), "Leeds", "", "LS1 1AA")
LEVELS = {level.tone: level for level in STANDARD.levels}


def read_ledger(text: str) -> TextLedger:
    """The ledger of a docstring."""
    ledger = TextLedger()
    write(ledger, text)
    return ledger


def write(ledger: TextLedger, text: str) -> None:
    """Add more lines to a ledger."""
    for line in text.splitlines():
        words = line.split("(")[0].split()
        if words and words[0] in _LINES:
            _LINES[words[0]](ledger, words[1:])


def _today(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.today = date.fromisoformat(words[0])


def _gap(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, gap_days=int(words[0]))


def _minimum(ledger: TextLedger, words: Sequence[str]) -> None:
    least = Money.of(words[1], words[0])
    ledger.policy = replace(ledger.policy, minimum=(*ledger.policy.minimum, least))


def _client(ledger: TextLedger, words: Sequence[str]) -> None:
    name, *flags = words
    client = Client(
        id=len(ledger.clients) + 1,
        name=name,
        debtor_type=DebtorType.COMPANY,
        contacts=(
            *(REFUSED if "refused" in flags else MAIL if "mail" in flags else ()),
            *(PHONE if "phone" in flags else ()),
        ),
        address=POST if "post" in flags else Address(),
        archived="archived" in flags,
    )
    ledger.clients[name] = ClientFacts(client, ledger.policy)


def _contact(ledger: TextLedger, words: Sequence[str]) -> None:
    facts = ledger.clients[words[0]]
    ledger.clients[words[0]] = replace(facts, last_contact=date.fromisoformat(words[1]))


def _credit(ledger: TextLedger, words: Sequence[str]) -> None:
    facts = ledger.clients[words[0]]
    more = Money.of(words[2], words[1])
    ledger.clients[words[0]] = replace(facts, credit=(*facts.credit, more))


def _hold(ledger: TextLedger, words: Sequence[str]) -> None:
    _block(ledger, [BlockKind.HOLD, *words])


def _block(ledger: TextLedger, said: Sequence[str]) -> None:
    kind, *words = said
    item = ledger.items.get(words[0])
    client_id = item.client_id if item else ledger.clients[words[0]].client.id
    days = [date.fromisoformat(one) for one in words[1:]]
    name = next(name for name, one in ledger.clients.items() if one.client.id == client_id)
    facts = ledger.clients[name]
    block = Block(
        BlockKind(kind),
        client_id,
        days[0],
        days[1] if len(days) > 1 else None,
        item_id=item.item_id if item else None,
        id=len(facts.blocks) + 1,
    )
    ledger.clients[name] = replace(facts, blocks=(*facts.blocks, block))


def _invoice(ledger: TextLedger, words: Sequence[str]) -> None:
    number, client, due, currency, amount = words
    key = len(ledger.items) + 1
    day, money = date.fromisoformat(due), Money.of(amount, currency)
    ledger.items[number] = ItemFacts(
        item_id=key,
        invoice_id=key,
        client_id=ledger.clients[client].client.id,
        number=number,
        issued=day - timedelta(days=30),
        due=day,
        original_due=day,
        amount=money,
        open=money,
    )


def _open(ledger: TextLedger, words: Sequence[str]) -> None:
    item = ledger.items[words[0]]
    ledger.items[words[0]] = replace(item, open=Money.of(words[1], item.open.currency))


def _disputed(ledger: TextLedger, words: Sequence[str]) -> None:
    item = ledger.items[words[0]]
    part = Money.of(words[1], item.open.currency)
    ledger.items[words[0]] = replace(item, disputed=part.minor)


def _paid(ledger: TextLedger, words: Sequence[str]) -> None:
    _settle(ledger, words, paid=True)


def _credited(ledger: TextLedger, words: Sequence[str]) -> None:
    _settle(ledger, words, paid=False)


def _settle(ledger: TextLedger, words: Sequence[str], *, paid: bool) -> None:
    number, day, amount = words
    item = ledger.items[number]
    part = Money.of(amount, item.open.currency)
    settled = Settlement(date.fromisoformat(day), part, paid=paid)
    ledger.items[number] = replace(
        item, open=item.open - part, settlements=(*item.settlements, settled)
    )


def _sent(ledger: TextLedger, words: Sequence[str]) -> None:
    number, tone, day, _, deadline, *state = words
    done = _done(ledger, number, tone, day)
    delivery = Delivery(state[0]) if state else Delivery.DONE
    done = replace(done, deadline=date.fromisoformat(deadline), delivery=delivery)
    add_completed(ledger, number, done)


def _skipped(ledger: TextLedger, words: Sequence[str]) -> None:
    number, tone, day = words
    add_completed(ledger, number, replace(_done(ledger, number, tone, day), skipped=True))


def _done(ledger: TextLedger, number: str, tone: str, day: str) -> Completed:
    policy = ledger.items[number].policy or ledger.policy
    level = next((one for one in policy.levels if one.tone == tone), LEVELS[Tone(tone)])
    on = date.fromisoformat(day)
    cycle, key = ledger.cycle, policy.id
    return Completed(level.day, level.tone, on, on, cycle=cycle, policy_id=key)


def add_completed(ledger: TextLedger, number: str, done: Completed) -> None:
    """One more level is completed for an invoice."""
    item = ledger.items[number]
    ledger.items[number] = replace(item, completed=(*item.completed, done))


def _cycle(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.cycle = int(words[0])


def _start(ledger: TextLedger, words: Sequence[str]) -> None:
    item = ledger.items[words[0]]
    ledger.items[words[0]] = replace(item, start=OldDebts(words[1]))


def _level(ledger: TextLedger, words: Sequence[str]) -> None:
    tone, what, *least = words

    def changed(one: DunningLevel) -> DunningLevel:
        if one.tone != tone:
            return one
        if least:
            return replace(one, minimum=(*one.minimum, Money.of(least[1], least[0])))
        return replace(one, channel=Channel(what))

    levels = tuple(changed(one) for one in ledger.policy.levels)
    ledger.policy = replace(ledger.policy, levels=levels)


def _part(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, part_payment=PartPayment(words[0]))


def _promises(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, broken_promise=BrokenPromise(words[0]))


def _broken(ledger: TextLedger, words: Sequence[str]) -> None:
    broken = date.fromisoformat(words[1])
    ledger.items[words[0]] = replace(ledger.items[words[0]], broken=broken)


def _extended(ledger: TextLedger, words: Sequence[str]) -> None:
    number, day, *rests = words
    item, due = ledger.items[number], date.fromisoformat(day)
    counted = due if rests else item.interest_due
    ledger.items[number] = replace(item, due=due, interest_due=counted)


def _ladder(ledger: TextLedger, words: Sequence[str]) -> None:
    policy = next(one for one in LADDERS if one.name == words[-1])
    if len(words) > 1:
        ledger.items[words[0]] = replace(ledger.items[words[0]], policy=policy)
    else:
        ledger.policy = policy


def _repeat(ledger: TextLedger, words: Sequence[str]) -> None:
    every, most = (int(one) for one in words)
    ledger.policy = replace(ledger.policy, repeat_every=every, repeat_most=most)


def _working(ledger: TextLedger, _words: Sequence[str]) -> None:
    ledger.policy = replace(ledger.policy, working_days=True)


def _closed(ledger: TextLedger, words: Sequence[str]) -> None:
    ledger.closed |= {date.fromisoformat(one) for one in words}


_LINES: Mapping[str, Callable[[TextLedger, Sequence[str]], None]] = {
    "today": _today,
    "gap": _gap,
    "minimum": _minimum,
    "client": _client,
    "contact": _contact,
    "credit": _credit,
    "hold": _hold,
    "block": _block,
    "invoice": _invoice,
    "open": _open,
    "disputed": _disputed,
    "paid": _paid,
    "credited": _credited,
    "sent": _sent,
    "skipped": _skipped,
    "cycle": _cycle,
    "start": _start,
    "level": _level,
    "part": _part,
    "promises": _promises,
    "broken": _broken,
    "extended": _extended,
    "ladder": _ladder,
    "repeat": _repeat,
    "working": _working,
    "closed": _closed,
}


def live_through(ledger: TextLedger, days: Iterable[date]) -> list[tuple[date, str, Tone]]:
    """Everything proposed on each of those days goes out, and every call is made.

    What went, for which invoice, when.
    """
    went = []
    for day in days:
        made = ledger.plan(day)
        for chase in (*made.chases, *made.calls):
            complete(ledger, chase, day)
            went += [(day, line.number, line.level.tone) for line in chase.lines]
    return went


def complete(ledger: TextLedger, chase: Chase, day: date) -> None:
    """What the book says after a reminder was issued, or a call made."""
    for line in chase.lines:
        add_completed(ledger, line.number, completed_by(chase, line, day))
    for name, facts in ledger.clients.items():
        if facts.client.id == chase.client_id:
            ledger.clients[name] = replace(facts, last_contact=day)


def completed_by(chase: Chase, line: ChaseLine, day: date) -> Completed:
    """What a reminder of that day completes for one of its lines."""
    return Completed(
        line.level.day,
        line.level.tone,
        day,
        chase.deadline,
        cycle=line.cycle,
        policy_id=line.policy_id,
    )
