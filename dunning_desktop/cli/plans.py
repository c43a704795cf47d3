"""The verb for instalments: drafted, offered, agreed, cancelled, reminded of, and listed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from dunning_desktop.cli.desk import amount, as_json, fields_of, plain, say, table
from dunning_desktop.cli.words import LAW_STOPS
from dunning_desktop.cli.writing import amount_of
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField, PlanRefused
from dunning_desktop.domain.instalments import Deposit, Every
from dunning_desktop.domain.plans import instalment_state
from dunning_desktop.domain.policy import Channel
from dunning_desktop.usecases.agreement_lists import item_to_agree_on
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.papers import paper_pdf, plan_paper
from dunning_desktop.usecases.plan_notices import send_due
from dunning_desktop.usecases.plan_views import (
    By,
    Drafted,
    PlanRow,
    PlanWish,
    draft_plan,
    plan_row,
    plan_view,
    plans_of,
)
from dunning_desktop.usecases.plans import Sending, accept_plan, cancel_plan, offer_plan


def plan(office: Office, options: Namespace) -> int:
    """Whatever the options ask for; of a client alone, its plans."""
    if options.remind:
        return _remind(office, options)
    if options.no is not None:
        return _answer(office, options)
    if options.client is None:
        raise InvalidField(field="client", reason="missing")
    client = find_client(office, options.client)
    if options.number is None and options.each is None:
        return _list(office, client, options)
    return _make(office, client, options)


# Making one


def _make(office: Office, client: Client, options: Namespace) -> int:
    drafted = draft_plan(office, _wish(office, client, options))
    if not (options.offer or options.accept):
        return _show(client, drafted, options)
    if drafted.stops:
        raise PlanRefused(stops=tuple(one.value for one in drafted.stops))
    made = drafted.plan(
        office.clock.today(), accepted_on=options.accept, how=options.how if options.accept else ""
    )
    paper = plan_paper(office, made)
    if options.pdf is not None:
        options.pdf.write_bytes(paper_pdf(office, paper.facts, paper.words))
    sending = Sending(paper.facts, paper.words, Channel.EMAIL) if options.email else None
    offered = offer_plan(office, made, sending).value
    if options.json:
        as_json({"plan_id": offered.plan_id, "replaced": offered.replaced, "plan": made})
        return 0
    what = "agreed" if made.accepted_on else "offered"
    say(f"Plan {offered.plan_id} {what}: {client.name} pays {amount(made.total)} in "
        f"{len(made.instalments)} payments, the last on {made.instalments[-1].due}.")  # fmt: skip
    if offered.paper is not None:
        say("The agreement waits in the outbox; send it with: dunning send")
    return 0


def _wish(office: Office, client: Client, options: Namespace) -> PlanWish:
    """Over the invoices that are named, else over all that is open in the client's currency."""
    if options.first is None:
        raise InvalidField(field="first", reason="missing")
    numbers: Sequence[str] = options.invoice
    if numbers:
        items = [item_to_agree_on(office, find_invoice(office, client.id, one)) for one in numbers]
    else:
        open_ = plan_view(office, client.id).items
        items = [one.item_id for one in open_ if one.open.currency == client.currency]
    return PlanWish(
        client_id=client.id,
        item_ids=tuple(items),
        by=_by(client, options),
        first=options.first,
        every=Every(options.every),
        deposit=_deposit(client, options),
        interest=options.interest,
        grace_days=options.grace,
        answer_by=options.answer_by,
        note=options.note,
    )


def _by(client: Client, options: Namespace) -> By:
    if options.number is not None:
        return int(options.number)
    return amount_of(options.each, client.currency)


def _deposit(client: Client, options: Namespace) -> Deposit | None:
    if options.deposit is None:
        return None
    if options.deposit_by is None:
        raise InvalidField(field="deposit_by", reason="missing")
    return Deposit(amount_of(options.deposit, client.currency), options.deposit_by)


def _show(client: Client, drafted: Drafted, options: Namespace) -> int:
    """The schedule as it would be; 1 where the law stops it."""
    if options.json:
        as_json({"client": client.name, "instalments": drafted.instalments,
                 "stops": drafted.stops})  # fmt: skip
        return 1 if drafted.stops else 0
    table(
        ("No", "Due", "Amount"),
        [
            (str(one.position), one.due.isoformat(), amount(one.amount))
            for one in drafted.instalments
        ],
        right={0, 2},
    )
    for one in drafted.stops:
        say(f"The law does not allow it: {LAW_STOPS[one]}.")
    say("Nothing was written: add --offer, or --accept with the day they agreed.")
    return 1 if drafted.stops else 0


# Its answer, its end, its reminders


def _answer(office: Office, options: Namespace) -> int:
    if options.cancel:
        cancel_plan(office, options.no, reason=options.note)
        said = "cancelled"
    elif options.accept:
        accept_plan(office, options.no, options.accept, how=options.how)
        said = f"agreed on {options.accept}"
    else:
        return _tell(office, [plan_row(office, options.no)], options)
    if options.json:
        as_json({"plan_id": options.no, "plan": _json(office, plan_row(office, options.no))})
    else:
        say(f"Plan {options.no} {said}.")
    return 0


def _remind(office: Office, options: Namespace) -> int:
    """Let the reminders of instalments go out that are due today."""
    sent = send_due(office).value
    if options.json:
        as_json(sent)
        return 0
    mails = sum(one.message_id is not None for one in sent)
    letters = len(sent) - mails
    say(f"{mails} e-mails wait in the outbox, {letters} letters were made." if sent else
        "No instalment is to be reminded of today.")  # fmt: skip
    return 0


# The list


def _list(office: Office, client: Client, options: Namespace) -> int:
    return _tell(office, plans_of(office, client.id), options)


def _tell(office: Office, rows: Sequence[PlanRow], options: Namespace) -> int:
    if options.json:
        as_json([_json(office, one) for one in rows])
        return 0
    if not rows:
        say("There is no plan.")
        return 0
    table(
        ("Plan", "State", "Total", "Paid", "Next", "Payments", "Invoices"),
        [
            (
                str(one.plan.id),
                one.stands.state.value,
                amount(one.plan.total),
                amount(one.stands.paid),
                one.stands.next.due.isoformat() if one.stands.next else "-",
                str(len(one.plan.instalments)),
                ", ".join(line.number for line in one.lines),
            )
            for one in rows
        ],
        right={0, 2, 3, 5},
    )
    return 0


def _json(office: Office, row: PlanRow) -> dict[str, object]:
    today, stands = office.clock.today(), row.stands
    return {
        "client": row.client.name,
        **fields_of(row.plan),
        "total": plain(row.plan.total),
        "invoices": [one.number for one in row.lines],
        "state": stands.state.value,
        "paid": plain(stands.paid),
        "arrears": plain(stands.arrears),
        "defaulted_on": plain(stands.defaulted_on),
        "instalments": [
            {
                "position": one.instalment.position,
                "due": plain(one.instalment.due),
                "amount": plain(one.instalment.amount),
                "paid": plain(one.paid),
                "state": instalment_state(row.plan, one, today).value,
            }
            for one in stands.rows
        ],
    }
