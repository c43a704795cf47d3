"""Is it ready? What a debt still needs before an agency, a solicitor or a court sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.limitation import Limitation
from dunning_desktop.domain.pre_action import Enclosure


class Check(StrEnum):
    """What is looked at, in the order of the list."""

    DEBTOR = "debtor"
    ABROAD = "abroad"
    ADDRESS = "address"
    STATUS = "status"
    LIMITATION = "limitation"
    DISPUTE = "dispute"
    MONEY = "money"
    CONTRACT = "contract"
    TERMS = "terms"
    INVOICES = "invoices"
    DELIVERY = "delivery"
    REMINDERS = "reminders"
    CONTACTS = "contacts"
    FORMS = "forms"


class Verdict(StrEnum):
    """``stop``: it must not go on; ``missing``: it is weaker without; ``look``: worth a look."""

    STOP = "stop"
    MISSING = "missing"
    LOOK = "look"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the list; ``data`` goes with its words."""

    check: Check
    verdict: Verdict
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collected:
    """What the book has about a debt.

    ``abroad``: it is a private person's, in another country, whose law protects them.
    ``numbers`` are its invoices, ``filed`` and ``delivered`` those whose copy or proof of delivery
    is in the book; ``sent`` counts reminders that left the house, ``final`` whether the last level
    was among them, ``waiting`` those that did not leave yet. ``silence`` is a block that forbids
    to write to the client. ``disputed`` are invoices with an open dispute, ``unmatched`` whether
    money of the client waits to be matched. ``needed`` are the forms the letter needs, ``forms``
    those that are there.
    """

    numbers: tuple[str, ...]
    confirmed: bool = True
    abroad: bool = False
    usable_address: bool = True
    silence: BlockKind | None = None
    silence_until: date | None = None
    limitation: Limitation | None = None
    disputed: tuple[str, ...] = ()
    unmatched: bool = False
    contract: bool = False
    accepted: bool = False
    filed: frozenset[str] = frozenset()
    delivered: frozenset[str] = frozenset()
    sent: int = 0
    final: bool = False
    waiting: int = 0
    contacts: int = 0
    needed: tuple[Enclosure, ...] = ()
    forms: frozenset[Enclosure] = frozenset()


def readiness(found: Collected, today: date) -> tuple[Checked, ...]:
    """Every line of the list, whatever its verdict, in the order of ``Check``."""
    parts = (_debtor, _address, _status, _limitation, _dispute, _money, _papers, _chasing, _forms)
    lines = {one.check: one for part in parts for one in part(found, today)}
    return tuple(lines[check] for check in Check if check in lines)


def stops(lines: tuple[Checked, ...]) -> tuple[Checked, ...]:
    """What must be mended before a letter before action may be sent."""
    return tuple(one for one in lines if one.verdict is Verdict.STOP)


Found = Iterator[Checked]


def _line(check: Check, verdict: Verdict, **data: object) -> Checked:
    return Checked(check, verdict, MappingProxyType(data))


def _either(check: Check, done: bool, other: Verdict, **data: object) -> Checked:  # noqa: FBT001
    return _line(check, Verdict.DONE if done else other, **data)


def _debtor(found: Collected, _today: date) -> Found:
    """What the debtor is in law decides which letter it gets: a guess is not enough."""
    yield _either(Check.DEBTOR, found.confirmed, Verdict.STOP)
    if found.abroad:
        yield _line(Check.ABROAD, Verdict.LOOK)


def _address(found: Collected, _today: date) -> Found:
    yield _either(Check.ADDRESS, found.usable_address, Verdict.STOP)


def _status(found: Collected, _today: date) -> Found:
    if found.silence is None:
        yield _line(Check.STATUS, Verdict.DONE)
    else:
        yield _line(
            Check.STATUS, Verdict.STOP, block=found.silence, until=found.silence_until
        )


def _limitation(found: Collected, today: date) -> Found:
    known = found.limitation
    if known is None:
        yield _line(Check.LIMITATION, Verdict.LOOK)
        return
    verdict = Verdict.DONE
    if known.is_over(today):
        verdict = Verdict.STOP
    elif known.is_near(today):
        verdict = Verdict.LOOK
    yield _line(Check.LIMITATION, verdict, last_day=known.last_day, restart=known.restart)


def _dispute(found: Collected, _today: date) -> Found:
    """A debt that is disputed goes to a solicitor, not into a letter that ignores the dispute."""
    yield _either(Check.DISPUTE, not found.disputed, Verdict.STOP, numbers=found.disputed)


def _money(found: Collected, _today: date) -> Found:
    yield _either(Check.MONEY, not found.unmatched, Verdict.STOP)


def _papers(found: Collected, _today: date) -> Found:
    yield _either(Check.CONTRACT, found.contract, Verdict.MISSING)
    yield _either(Check.TERMS, found.accepted, Verdict.MISSING)
    for check, there in ((Check.INVOICES, found.filed), (Check.DELIVERY, found.delivered)):
        lacking = tuple(one for one in found.numbers if one not in there)
        yield _either(check, not lacking, Verdict.MISSING, numbers=lacking)


def _chasing(found: Collected, _today: date) -> Found:
    if found.waiting:
        yield _line(Check.REMINDERS, Verdict.LOOK, sent=found.sent, waiting=found.waiting)
    else:
        enough = Verdict.DONE if found.final else Verdict.LOOK
        verdict = enough if found.sent else Verdict.MISSING
        yield _line(Check.REMINDERS, verdict, sent=found.sent, waiting=0)
    yield _either(Check.CONTACTS, found.contacts > 0, Verdict.LOOK, contacts=found.contacts)


def _forms(found: Collected, _today: date) -> Found:
    if found.needed:
        lacking = tuple(one for one in found.needed if one not in found.forms)
        yield _either(Check.FORMS, not lacking, Verdict.STOP, forms=lacking)
