"""Money that came in while somebody else has the case, and whether they were told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cases import Case, CaseStanding, CaseState, StepKind
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner
from dunning_desktop.domain.promises import Received
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

_MOST_EVENTS = 2_000
TOUCHED = frozenset({Touched.CASES, Touched.CLIENTS})


def handed_on(case: Case) -> tuple[date, int] | None:
    """When a case last went to somebody of the address book, and to whom."""
    found = [
        (one.day, one.partner_id)
        for one in case.taken
        if one.kind is StepKind.HANDED_OVER and one.partner_id is not None
    ]
    return found[-1] if found else None


def came_in(ledger: Ledger, case: Case, since: date) -> Money:
    """What was paid on a case from a day on, what settles interest and costs with it.

    In the currency of its invoices: a fixed sum that the law names in another one is left out.
    """
    received = ledger.agreements.received_on(case.item_ids)
    return _since(received, case, since, currency=_currency(ledger, case))


def _since(
    received: Mapping[int, Sequence[Received]], case: Case, since: date, *, currency: str
) -> Money:
    sums = (one for key in case.item_ids for one in received.get(key, ()) if one.day >= since)
    same = (one.amount for one in sums if one.amount.currency == currency)
    return sum(same, Money.zero(currency))


def _currency(ledger: Ledger, case: Case) -> str:
    return ledger.chasing.item(min(case.item_ids)).amount.currency


@dataclass(frozen=True, slots=True)
class Untold:
    """Money that came directly while a partner has the case, and that it was not told of."""

    case_id: int
    client_id: int
    partner: Partner
    came: Money
    untold: Money


def untold_in(
    ledger: Ledger, cases: Collection[tuple[Case, CaseStanding]]
) -> tuple[Untold, ...]:
    """Of cases that a partner of the address book has now, oldest first."""
    away = [
        (case, went)
        for case, stands in cases
        if stands.state is CaseState.HANDED_OVER and (went := handed_on(case)) is not None
    ]
    # All of it in one look: Today asks for this each time.
    received = ledger.agreements.received_on({key for case, _ in away for key in case.item_ids})
    found = []
    for case, (since, partner_id) in away:
        if not any(received.get(key) for key in case.item_ids):
            continue
        came = _since(received, case, since, currency=_currency(ledger, case))
        untold = came - Money(_told(ledger, case), came.currency)
        if untold.minor > 0:
            partner = ledger.cases.partner(partner_id)
            found.append(Untold(case.id, case.client_id, partner, came, untold))
    return tuple(found)


def _told(ledger: Ledger, case: Case) -> int:
    """What its partner was told that came in all, in minor units."""
    events = ledger.diary.events(case.client_id, limit=_MOST_EVENTS)
    mine = (
        one.data.get("minor")
        for one in events
        if one.code is AuditCode.PARTNER_TOLD and one.data.get("case_id") == case.id
    )
    latest = next(mine, None)
    return latest if isinstance(latest, int) else 0


def mark_told(office: Office, case_id: int) -> Outcome[int]:
    """The partner was told of all that came in: by e-mail, or otherwise. What it knew before."""
    with office.write() as ledger:
        before = note_told(ledger, office, case_id)
    return Outcome(before, TOUCHED)


def mark_untold(office: Office, case_id: int, before: int) -> Outcome[None]:
    """That was a mistake: the partner knows no more than before."""
    with office.write() as ledger:
        note_told(ledger, office, case_id, minor=before)
    return Outcome(None, TOUCHED)


def note_told(ledger: Ledger, office: Office, case_id: int, *, minor: int | None = None) -> int:
    """The same inside a transaction that is open; without a sum all that came in."""
    case = ledger.cases.case(case_id)
    before = _told(ledger, case)
    went = handed_on(case)
    if went is None:
        return before
    came = came_in(ledger, case, went[0])
    ledger.diary.note(
        AuditCode.PARTNER_TOLD,
        at=office.clock.now(),
        client_id=case.client_id,
        case_id=case_id,
        minor=came.minor if minor is None else minor,
        currency=came.currency,
        name=ledger.cases.partner(went[1]).name,
        by=office.user,
    )
    return before
