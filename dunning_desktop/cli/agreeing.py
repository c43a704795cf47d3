"""Verbs about what is agreed with a client: promises, more time, disputes and holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from dunning_desktop.cli.desk import amount, as_json, fields_of, say, table
from dunning_desktop.cli.words import LEFT_ALONE
from dunning_desktop.cli.writing import amount_of
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import Promise, PromiseStanding
from dunning_desktop.usecases.agreement_lists import (
    Listed,
    item_to_agree_on,
    list_disputes,
    list_holds,
    list_promises,
    list_time,
)
from dunning_desktop.usecases.blocks import OWN, end_holds
from dunning_desktop.usecases.blocks import hold as hold_client
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.disputes import close_dispute, closing_view, open_dispute
from dunning_desktop.usecases.extensions import give_time, time_price
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.promises import make_promise

_WARNINGS = {
    "often": "this is the third time, and the last",
    "long": "that is more than 45 days after the first due day",
}


def promise(office: Office, options: Namespace) -> int:
    """Keep a promise to pay, or list what was promised and what became of it."""
    client = find_client(office, options.client) if options.client else None
    if client is None or options.amount is None:
        return _promises(office, client, options)
    if options.day is None:
        raise InvalidField(field="date", reason="missing")
    promised = Promise(
        client_id=client.id,
        made_on=office.clock.today(),
        day=options.day,
        amount=amount_of(options.amount, client.currency),
        how=options.how,
        item_id=_item(office, client, options.invoice) if options.invoice else None,
        said_by=options.said_by,
        note=options.note,
    )
    made = make_promise(office, promised, confirm=options.confirm).value
    if options.json:
        as_json({"promise_id": made.promise_id, "promise": promised})
    else:
        until = promised.last_day.isoformat()
        say(f"{client.name} pays {amount(promised.amount)} by {promised.day}: nothing is sent "
            f"about it up to {until}.")  # fmt: skip
    return 0


def _promises(office: Office, client: Client | None, options: Namespace) -> int:
    rows = list_promises(office, client.id if client else None)
    if options.json:
        as_json([_promise_json(one) for one in rows])
        return 0
    return _table(
        ("Client", "Promised", "By", "State", "Came", "Invoice"),
        [
            (
                one.client,
                amount(one.what.promise.amount),
                one.what.promise.day.isoformat(),
                one.what.state.replace("-", " "),
                amount(one.what.came),
                one.number or "-",
            )
            for one in rows
        ],
        right={1, 4},
        none="Nothing was promised.",
    )


def _promise_json(one: Listed[PromiseStanding]) -> dict[str, object]:
    stands = one.what
    return {
        "client": one.client,
        "invoice": one.number,
        **fields_of(stands.promise),
        "state": stands.state,
        "came": stands.came,
        "kept_on": stands.kept_on,
    }


def _item(office: Office, client: Client, number: str) -> int:
    return item_to_agree_on(office, find_invoice(office, client.id, number))


# More time


def extend(office: Office, options: Namespace) -> int:
    """Give more time for an invoice, or list what was given."""
    client = find_client(office, options.client) if options.client else None
    if options.invoice is None:
        return _times(office, client, options)
    if client is None or options.day is None:
        raise InvalidField(field="client" if client is None else "date", reason="missing")
    item_id = _item(office, client, options.invoice)
    price = time_price(office, item_id, options.day)
    given = give_time(
        office,
        item_id,
        options.day,
        options.interest,
        note=options.note,
        confirm=options.confirm,
    ).value
    if options.json:
        as_json({"extension_id": given.extension_id, "interest": options.interest, "price": price})
        return 0
    runs = f"{amount(price.extra)} more interest by then" if options.interest == "runs" else (
        f"{amount(price.extra)} of interest given up"
    )
    say(f"{client.name}, invoice {options.invoice}: due {options.day} now, {runs}.")
    for one in price.warnings:
        say(f"Mind: {_WARNINGS[one]}.")
    return 0


def _times(office: Office, client: Client | None, options: Namespace) -> int:
    rows = list_time(office, client.id if client else None)
    if options.json:
        as_json([_with_names(one) for one in rows])
        return 0
    return _table(
        ("Client", "Invoice", "Was due", "Now due", "Interest", "Agreed"),
        [_time_row(one) for one in rows],
        right=set(),
        none="No more time was given.",
    )


def _time_row(one: Listed[Extension]) -> tuple[str, ...]:
    days = (one.what.old_due.isoformat(), one.what.new_due.isoformat())
    return (one.client, one.number, *days, one.what.interest, one.what.made_on.isoformat())


def _with_names(one: Listed[Extension] | Listed[Dispute] | Listed[Block]) -> dict[str, object]:
    return {"client": one.client, "invoice": one.number, **fields_of(one.what)}


# Disputes


def dispute(office: Office, options: Namespace) -> int:
    """Open a dispute of an invoice, close one, or list them."""
    if options.close is not None:
        return _close(office, options)
    client = find_client(office, options.client) if options.client else None
    if options.invoice is None:
        return _disputes(office, client, options)
    if client is None:
        raise InvalidField(field="client", reason="missing")
    part: Money | None = amount_of(options.amount, client.currency) if options.amount else None
    wanted = Dispute(
        client_id=client.id,
        item_id=_item(office, client, options.invoice),
        opened_on=office.clock.today(),
        reason=options.reason,
        amount=part,
        answer_by=options.answer_by,
        said=options.said,
    )
    dispute_id = open_dispute(office, wanted).value
    if options.json:
        as_json({"dispute_id": dispute_id, "dispute": wanted})
    else:
        what = f"{amount(part)} of it" if part else "all of it"
        say(f"Dispute {dispute_id}: {client.name}, invoice {options.invoice}, {what}.")
    return 0


def _close(office: Office, options: Namespace) -> int:
    if options.outcome is None:
        raise InvalidField(field="outcome", reason="missing")
    currency = closing_view(office, options.close).open.currency
    credit = amount_of(options.credit, currency) if options.credit else None
    closed = close_dispute(
        office,
        options.close,
        options.outcome,
        note=options.note,
        credit=credit,
        credit_number=options.credit_number,
    ).value
    if options.json:
        as_json(closed)
    else:
        say(f"Dispute {closed.dispute_id} is closed: {options.outcome}.")
    return 0


def _disputes(office: Office, client: Client | None, options: Namespace) -> int:
    rows = list_disputes(office, client.id if client else None)
    if options.json:
        as_json([_with_names(one) for one in rows])
        return 0
    return _table(
        ("No.", "Client", "Invoice", "Disputed", "Reason", "Answer by", "Ended"),
        [_dispute_row(one) for one in rows],
        right={0, 3},
        none="Nothing is disputed.",
    )


def _dispute_row(one: Listed[Dispute]) -> tuple[str, ...]:
    what = one.what
    return (
        str(what.id),
        one.client,
        one.number,
        amount(what.amount) if what.amount else "all",
        what.reason.replace("-", " "),
        what.answer_by.isoformat() if what.answer_by else "-",
        f"{what.outcome} {what.closed_on}" if what.outcome else "-",
    )


# Holds


def hold(office: Office, options: Namespace) -> int:
    """Leave a client alone, chase it again, or list who is left alone."""
    client = find_client(office, options.client) if options.client else None
    if client is None:
        return _holds(office, options)
    if options.end:
        kinds = OWN if options.kind is BlockKind.HOLD else {options.kind}
        ended = end_holds(office, client.id, kinds=kinds).value
        said = {"ended": len(ended)}
        words = f"{client.name} is chased again from today on."
    else:
        block_id = hold_client(
            office,
            client.id,
            start=options.start,
            until=options.until,
            reason=options.reason,
            kind=options.kind,
        ).value
        said = {"block_id": block_id}
        until = f"up to {options.until}" if options.until else "until you end it"
        words = f"{client.name} is {LEFT_ALONE[options.kind]} {until}."
    if options.json:
        as_json(said)
    else:
        say(words)
    return 0


def _holds(office: Office, options: Namespace) -> int:
    rows = list_holds(office)
    if options.json:
        as_json([_with_names(one) for one in rows])
        return 0
    return _table(
        ("Client", "Why", "From", "Until", "Invoice", "Reason"),
        [_hold_row(one) for one in rows],
        right=set(),
        none="Nobody is on hold.",
    )


def _hold_row(one: Listed[Block]) -> tuple[str, ...]:
    what = one.what
    until = what.until.isoformat() if what.until else "-"
    why = what.kind.replace("-", " ")
    return (one.client, why, what.start.isoformat(), until, one.number or "-", what.reason)


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: set[int], none: str
) -> int:
    if rows:
        table(headings, rows, right=right)
    else:
        say(none)
    return 0
