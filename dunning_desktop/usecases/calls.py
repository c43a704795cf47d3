"""Recording a call with all that follows from it, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block
from dunning_desktop.domain.calls import CallOutcome, Consequence, Promised, consequence
from dunning_desktop.domain.client import Client, Contact
from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.errors import CannotUndo, InvalidField, ProposalOutdated
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.promises import How, Promise
from dunning_desktop.domain.proposal import Chase
from dunning_desktop.usecases.call_cards import due_call, tries_of
from dunning_desktop.usecases.call_rows import PhoneCall
from dunning_desktop.usecases.disputes import note_dispute
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.promises import note_promise

TOUCHED = frozenset(
    {Touched.CLIENTS, Touched.REMINDERS, Touched.INVOICES, Touched.AGREEMENTS}
)
# What was said is worth nothing later if nobody wrote it down.
NEEDS_NOTE = frozenset({CallOutcome.DISPUTES, CallOutcome.OTHER})


@dataclass(frozen=True, slots=True)
class _Said:
    outcome: CallOutcome
    contact: Contact
    note: str
    promised: Promised | None
    item_id: int | None


def record_call(
    office: Office,
    client_id: int,
    outcome: CallOutcome,
    *,
    expected: Chase | None = None,
    contact: Contact | None = None,
    note: str = "",
    promised: Promised | None = None,
    item_id: int | None = None,
) -> Outcome[int]:
    """Keep a call with all that follows from it; its id.

    ``expected`` is the call that was due as its card had it, None where none was; ``contact`` who
    was called, None for the one that is. ``item_id`` is the invoice disputed, None for all that is
    open. A promise and disputes are kept as such: they block by themselves.
    Raises ``ProposalOutdated`` when the book says otherwise now, and ``InvalidField``.
    """
    _check(outcome, note=note, promised=promised)
    with office.write() as ledger:
        client = ledger.parties.client(client_id)
        if due_call(ledger, office, client_id) != expected:
            raise ProposalOutdated(client_ids=(client_id,))
        called = contact or client.phone_contact or Contact()
        said = _Said(outcome, called, note.strip(), promised, item_id)
        call = _record(ledger, office, client, said=said, chase=expected)
        _note(ledger, office, call, said=said, chase=expected)
    return Outcome(call.id, TOUCHED)


def _check(outcome: CallOutcome, *, note: str, promised: Promised | None) -> None:
    if outcome is CallOutcome.PROMISED and promised is None:
        raise InvalidField(field="promised", reason="empty")
    if outcome in NEEDS_NOTE and not note.strip():
        raise InvalidField(field="note", reason="empty")


def _record(
    ledger: Ledger, office: Office, client: Client, *, said: _Said, chase: Chase | None
) -> PhoneCall:
    follows = consequence(
        said.outcome,
        office.clock.today(),
        due=chase is not None,
        tries=tries_of(ledger, client.id, chase),
        works=partial(office.is_working, client.jurisdiction),
    )
    if follows.drops_number:
        _drop_number(ledger, client, said.contact)
    completed = chase if follows.completes else None
    call = PhoneCall(
        client_id=client.id,
        at=office.clock.now(),
        day=office.clock.today(),
        outcome=said.outcome,
        contact=said.contact.name,
        phone=said.contact.phone,
        note=said.note,
        author=office.user,
        promised=said.promised.amount if said.promised else None,
        reminder_id=_complete(ledger, office, completed, client=client, note=said.note),
        block_id=_block(ledger, office, client.id, follows=follows, said=said),
    )
    call = replace(call, id=ledger.calls.add(call))
    _agree(ledger, office, call, said=said)
    return call


def _complete(
    ledger: Ledger, office: Office, chase: Chase | None, *, client: Client, note: str
) -> int | None:
    """The level as done, without a letter or a message; a call claims no charges."""
    if chase is None:
        return None
    return ledger.chasing.add_reminder(
        chase,
        Words("", "", note),
        run=uuid4().hex,
        issued_on=office.clock.today(),
        language=client.language,
        at=office.clock.now(),
    )


def _block(
    ledger: Ledger, office: Office, client_id: int, *, follows: Consequence, said: _Said
) -> int | None:
    if follows.block is None:
        return None
    block = Block(
        kind=follows.block,
        client_id=client_id,
        start=office.clock.today(),
        until=follows.until,
        reason=said.note,
    )
    return ledger.chasing.save_block(block)


def _agree(ledger: Ledger, office: Office, call: PhoneCall, *, said: _Said) -> None:
    """The promise or the disputes that came of it. Raises ``InvalidField``."""
    if said.outcome is CallOutcome.PROMISED and said.promised is not None:
        promise = Promise(
            client_id=call.client_id,
            made_on=call.day,
            day=said.promised.day,
            amount=said.promised.amount,
            how=How.PHONE,
            said_by=call.contact,
            note=call.note,
            author=call.author,
            call_id=call.id,
        )
        note_promise(ledger, office, promise)
    if said.outcome is CallOutcome.DISPUTES:
        for item_id in _disputed(ledger, office, call.client_id, said.item_id):
            dispute = Dispute(
                client_id=call.client_id,
                item_id=item_id,
                opened_on=call.day,
                reason=DisputeReason.OTHER,
                said=call.note,
                author=call.author,
                call_id=call.id,
            )
            note_dispute(ledger, office, dispute)


def _disputed(
    ledger: Ledger, office: Office, client_id: int, item_id: int | None
) -> Sequence[int]:
    """The invoice they named, or all that is open and not disputed as a whole yet."""
    if item_id is not None:
        return [item_id]
    today = office.clock.today()
    known = {
        one.item_id
        for one in ledger.agreements.disputes([client_id])
        if one.amount is None and one.is_open(today)
    }
    return [one.item_id for one in ledger.chasing.items([client_id]) if one.item_id not in known]


def _drop_number(ledger: Ledger, client: Client, called: Contact) -> None:
    """Take the number off the contact that was called. Raises ``ProposalOutdated``."""
    kept = tuple(
        replace(one, phone="") if _is(one, called) else one for one in client.contacts
    )
    if kept == client.contacts:
        raise ProposalOutdated(client_ids=(client.id,))
    ledger.parties.save_client(replace(client, contacts=kept))


def _is(contact: Contact, called: Contact) -> bool:
    """A contact's own id changes with every save: name and telephone number tell it."""
    return bool(called.phone) and (contact.name, contact.phone) == (called.name, called.phone)


def _note(
    ledger: Ledger, office: Office, call: PhoneCall, *, said: _Said, chase: Chase | None
) -> None:
    data: dict[str, object] = {
        "call_id": call.id,
        "outcome": call.outcome,
        "completes": call.reminder_id is not None,
        "contact": call.contact,
        "phone": call.phone,
        "reason": call.note,
        "by": office.user,
    }
    if call.outcome is CallOutcome.PROMISED and said.promised is not None:
        data["minor"] = said.promised.amount.minor
        data["currency"] = said.promised.amount.currency
        data["until"] = said.promised.day.isoformat()
    if chase is not None:
        data["tone"] = chase.level.tone
        data["numbers"] = [line.number for line in chase.lines]
    ledger.diary.note(
        AuditCode.CALL_RECORDED, at=call.at, client_id=call.client_id, invoice_id=None, **data
    )


def take_back_call(office: Office, call_id: int) -> Outcome[None]:
    """Undo a call and all that followed from it, as if it had not been.

    Raises ``CannotUndo`` once something was built on it, or the number cannot be put back.
    """
    with office.write() as ledger:
        call = ledger.calls.call(call_id)
        if call.withdrawn or not ledger.calls.is_latest(call):
            raise CannotUndo(state="built-on")
        ledger.calls.withdraw(call_id)
        if call.reminder_id is not None:
            ledger.chasing.withdraw([call.reminder_id])
        if call.block_id is not None:
            ledger.chasing.end_block(call.block_id, until=call.day - timedelta(days=1))
        ledger.agreements.withdraw_of_call(call_id)
        if call.outcome is CallOutcome.WRONG_CONTACT:
            _put_number_back(ledger, call)
        ledger.diary.note(
            AuditCode.CALL_TAKEN_BACK,
            at=office.clock.now(),
            client_id=call.client_id,
            call_id=call.id,
            outcome=call.outcome,
        )
    return Outcome(None, TOUCHED)


def _put_number_back(ledger: Ledger, call: PhoneCall) -> None:
    client = ledger.parties.client(call.client_id)
    mine = [one for one in client.contacts if one.name == call.contact and not one.phone]
    if not mine:
        raise CannotUndo(state="contact-changed")
    kept = tuple(
        replace(one, phone=call.phone) if one is mine[0] else one for one in client.contacts
    )
    ledger.parties.save_client(replace(client, contacts=kept))
