"""The evidence file of a case: gathered from the book, and made into one PDF."""

from __future__ import annotations

from collections.abc import Collection

from dunning_desktop.domain.evidence import Contacted, EvidenceFacts, Exhibit
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.evidence_events import events_in
from dunning_desktop.usecases.evidence_exhibits import choices_in, exhibits_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import item_statement
from dunning_desktop.usecases.ports import Progress


def evidence(
    office: Office,
    case_id: int,
    *,
    leave_out: Collection[str] = (),
    with_notes: bool = True,
) -> EvidenceFacts:
    """Everything that belongs into the file of a case. Raises ``NotFound``.

    ``leave_out`` are the keys of exhibits that the owner keeps back; ``with_notes``: what was
    written down about telephone calls is shown.
    """
    view = case_view(office, case_id)
    case, items = view.row.case, [one.item for one in view.items]
    statement = item_statement(office, [one.item_id for one in items])
    with office.read() as ledger:
        exhibits, left_out = exhibits_in(ledger, case, items, leave_out=leave_out)
        return EvidenceFacts(
            case_id=case_id,
            today=view.today,
            opened_on=case.opened_on,
            business=ledger.parties.business(),
            client=view.client,
            items=view.items,
            statement=statement,
            events=events_in(ledger, case, items, exhibits, today=view.today),
            calls=_calls(ledger, view.client.id, with_notes=with_notes),
            exhibits=exhibits,
            left_out=left_out,
            specimen=office.demo,
        )


def evidence_choices(office: Office, case_id: int) -> tuple[Exhibit, ...]:
    """What can go into the file of a case, in its order, without bytes. Raises ``NotFound``."""
    with office.read() as ledger:
        case = ledger.cases.case(case_id)
        items = [ledger.chasing.item(key) for key in sorted(case.item_ids)]
        return choices_in(ledger, case, items)


def _calls(ledger: Ledger, client_id: int, *, with_notes: bool) -> tuple[Contacted, ...]:
    """The contact log, oldest first."""
    return tuple(
        Contacted(
            one.at, one.outcome, one.contact, one.phone, one.note if with_notes else ""
        )
        for one in reversed(ledger.calls.of_client(client_id))
    )


def evidence_pdf(
    office: Office, facts: EvidenceFacts, *, progress: Progress | None = None
) -> bytes:
    """The file as one PDF; no transaction is open while it is made.

    Raises ``Stopped`` where the progress says so.
    """
    return office.stationery.evidence(facts, progress=progress)
