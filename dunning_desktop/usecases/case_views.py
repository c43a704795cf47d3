"""Cases to look at: how they stand, what they are about, and what they still need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.bad_debt import Relief, vat_relief
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.cases import Case, CaseStanding, CaseState, case_standing
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.limitation import Limitation, limitation
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.partners import Recovery
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.pre_action import Enclosure, LetterRule, letter_rule
from dunning_desktop.domain.proposal import Delivery, ItemFacts
from dunning_desktop.domain.readiness import Checked, Collected, readiness
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.cases import cases_in, items_for_case
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.recovery import came_in, handed_on, untold_in

_SILENT = (
    BlockKind.BREATHING_SPACE,
    BlockKind.INSOLVENCY,
    BlockKind.VULNERABLE,
    BlockKind.DO_NOT_CHASE,
)
_CONTRACTS = frozenset({DocumentKind.CONTRACT, DocumentKind.ORDER})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list; ``open`` is what is still open of its invoices, without what is on top."""

    case: Case
    stands: CaseStanding
    client: str
    numbers: tuple[str, ...]
    open: Money
    limitation: Limitation | None = None

    @property
    def is_paid_up(self) -> bool:
        """Whether nothing of its invoices is open any more, and nobody has closed it."""
        return self.stands.is_open and not self.open.minor


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that a case shows. ``items`` have what is owed on top of each today."""

    row: CaseRow
    client: Client
    today: date
    items: tuple[OwedItem, ...]
    checks: tuple[Checked, ...]
    missing_forms: tuple[Enclosure, ...] = ()
    recovery: Recovery | None = None
    untold: Money | None = None
    """What came directly and the partner that has the case does not know of."""
    relief: Relief | None = None

    @property
    def owed(self) -> Money:
        """All of it: what is open and what is on top, in the currency of the case."""
        on_top = sum(one.claim.amount for one in self.items)
        return self.row.open + Money(on_top, self.row.open.currency)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What of a client can be taken further, oldest first, and by which letter."""

    client: Client
    today: date
    items: tuple[ItemFacts, ...]
    rule: LetterRule


def candidates(office: Office, client_id: int) -> Candidates:
    """What can be taken further. Raises ``NotFound``."""
    today = office.clock.today()
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        return Candidates(
            client,
            today,
            tuple(items_for_case(ledger, today, client_id)),
            letter_rule(client.jurisdiction, client.debtor_type),
        )


def case_rows(office: Office) -> tuple[CaseRow, ...]:
    """Every case, those first in which something may still happen, the newest first."""
    with office.read() as ledger:
        found = cases_in(ledger, office.clock.today())
        clients = ledger.parties.clients({case.client_id for case, _ in found})
        rows = [_row(ledger, *one, client=clients[one[0].client_id]) for one in reversed(found)]
    return tuple(sorted(rows, key=lambda one: not one.stands.is_open))


def case_view(office: Office, case_id: int) -> CaseView:
    """One of them. Raises ``NotFound``."""
    today = office.clock.today()
    with office.read() as ledger:
        case = ledger.cases.case(case_id)
        client = ledger.parties.client(case.client_id)
        row = _row(ledger, case, case_standing(case, today), client=client)
        claim = claims_on(ledger, office, case.client_id, day=today)
        items = _items(ledger, case)
        found = _collected(ledger, today, client, case, items=items)
        return CaseView(
            row=row,
            client=client,
            today=today,
            items=tuple(OwedItem(one, claim(one)) for one in items),
            checks=readiness(found, today),
            missing_forms=tuple(one for one in found.needed if one not in found.forms),
            recovery=_recovery(ledger, case),
            untold=next((one.untold for one in untold_in(ledger, [(case, row.stands)])), None),
            relief=_relief(ledger, row.stands, items),
        )


def _items(ledger: Ledger, case: Case) -> list[ItemFacts]:
    found = (ledger.chasing.item(key) for key in case.item_ids)
    return sorted(found, key=lambda one: (one.due, one.item_id))


def _row(ledger: Ledger, case: Case, stands: CaseStanding, *, client: Client) -> CaseRow:
    items = _items(ledger, case)
    zero = Money.zero(items[0].amount.currency)
    return CaseRow(
        case,
        stands,
        client.name,
        tuple(one.number for one in items),
        sum((one.open for one in items if one.open.minor > 0), zero),
        _limitation(client, items),
    )


def _limitation(client: Client, items: Sequence[ItemFacts]) -> Limitation | None:
    """That of the item whose time runs out first."""
    found = (
        limitation(
            client.jurisdiction,
            one.original_due or one.due,
            part_paid=any(each.paid for each in one.settlements),
        )
        for one in items
    )
    return min((one for one in found if one), key=lambda one: one.last_day, default=None)


def _recovery(ledger: Ledger, case: Case) -> Recovery | None:
    """What was paid on the items since they went to a partner; None where none is named."""
    went = handed_on(case)
    if went is None:
        return None
    return Recovery(ledger.cases.partner(went[1]), came_in(ledger, case, went[0]))


def _relief(ledger: Ledger, stands: CaseStanding, items: Sequence[ItemFacts]) -> Relief | None:
    """When VAT on what was written off can be claimed back."""
    if stands.state is not CaseState.WRITTEN_OFF:
        return None
    return vat_relief(ledger.parties.business(), items)


# Is it ready?


def _collected(
    ledger: Ledger, today: date, client: Client, case: Case, *, items: Sequence[ItemFacts]
) -> Collected:
    papers = ledger.agreements.documents(client.id)
    silence = _silence(ledger.chasing.blocks([client.id]), case, today)
    sent, waiting = _reminders(items)
    return Collected(
        numbers=tuple(one.number for one in items),
        confirmed=client.debtor_confirmed,
        abroad=_is_abroad(ledger, client),
        usable_address=client.address.usable,
        silence=silence.kind if silence else None,
        silence_until=silence.until if silence else None,
        limitation=_limitation(client, items),
        disputed=_disputed(ledger, case, items, today),
        unmatched=bool(ledger.receivables.credit([client.id]).get(client.id)),
        contract=any(one.kind in _CONTRACTS for one in papers),
        accepted=bool(ledger.agreements.acceptances([client.id])),
        filed=_filed(papers, DocumentKind.INVOICE, items),
        delivered=_filed(papers, DocumentKind.DELIVERY, items),
        sent=len(sent),
        final=any(one is Tone.FINAL for one in sent),
        waiting=waiting,
        contacts=len(ledger.calls.of_client(client.id)),
        needed=case.rule.enclosures,
        forms=frozenset(one.kind for one in ledger.cases.forms()),
    )


def _is_abroad(ledger: Ledger, client: Client) -> bool:
    """Whether it is a private person of another country than the business."""
    home = country_of(ledger.parties.business().jurisdiction)
    return client.debtor_type is DebtorType.CONSUMER and country_of(client.jurisdiction) != home


def _silence(blocks: Sequence[Block], case: Case, today: date) -> Block | None:
    """The gravest block that forbids to write to the client about any of it."""
    holding = [
        one
        for one in blocks
        if one.kind in _SILENT
        and one.holds_on(today)
        and any(one.covers(item_id) for item_id in case.item_ids)
    ]
    return min(holding, key=lambda one: _SILENT.index(one.kind), default=None)


def _disputed(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], today: date
) -> tuple[str, ...]:
    open_ = {
        one.item_id for one in ledger.agreements.disputes([case.client_id]) if one.is_open(today)
    }
    return tuple(one.number for one in items if one.item_id in open_)


def _filed(
    papers: Sequence[Document], kind: DocumentKind, items: Sequence[ItemFacts]
) -> frozenset[str]:
    invoices = {one.invoice_id for one in papers if one.kind is kind}
    return frozenset(one.number for one in items if one.invoice_id in invoices)


def _reminders(items: Sequence[ItemFacts]) -> tuple[list[Tone], int]:
    """The tones of what left the house about any of the items, and how much did not yet."""
    left = [one for item in items for one in item.completed if not one.skipped]
    waits = [one for one in left if one.delivery is not Delivery.DONE]
    return [one.tone for one in left if one.delivery is Delivery.DONE], len(waits)
