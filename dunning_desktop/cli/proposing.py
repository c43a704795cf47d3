"""The verb that says what could be done today, and for everything else why not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dunning_desktop.cli.desk import as_json, fields_of, money, say
from dunning_desktop.cli.words import why_not
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import Chase, ChaseLine, NotToday, Proposal, WhyNot
from dunning_desktop.usecases import clients as client_cases
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import propose as propose_today

Names = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One open item for programs. ``action`` is remind, call or none.

    ``effective_day`` is the day of the action, or the first day it may be taken, where that is
    known; ``reason`` and ``detail`` say why it is not today. ``disputed`` is what of it the client
    does not accept: it is no part of the ``amount`` to remind of.
    """

    client_id: int
    client: str
    item_id: int
    number: str
    amount: Money | None
    action: str
    level: int | None
    tone: Tone | None
    channel: Channel | None
    effective_day: date | None
    disputed: Money | None = None
    reason: WhyNot | None = None
    detail: str = ""


def propose(office: Office, options: Namespace) -> int:
    """What would be sent today, and everything else with its reason."""
    proposal = propose_today(office)
    ids = {one.client_id for one in (*proposal.chases, *proposal.calls)}
    names = client_cases.client_names(office, ids | {one.client_id for one in proposal.rest})
    if options.json:
        as_json(_for_programs(proposal, names))
        return 0
    for chase in proposal.chases:
        say(describe(chase, names[chase.client_id]))
    for call in proposal.calls:
        say(_describe_call(call, names[call.client_id]))
    sums = money(totals(one for chase in proposal.chases for one in chase.demanded))
    say(f"{len(proposal.chases)} reminders would go out today, for {sums}.")
    say(f"{len(proposal.rest)} open items are left alone today{':' if proposal.rest else '.'}")
    for one in proposal.rest:
        say(f"  {names[one.client_id]}, {one.number}: {why_not(one)}")
    return 0


def describe(chase: Chase, name: str) -> str:
    """One proposed reminder in one line."""
    channel = chase.channel.replace("-", " ")
    what = f"{chase.level.tone} reminder by {channel}"
    return f"{name}: {what}, {money(chase.demanded)} ({_numbers(chase)}){_disputed(chase)}"


def _describe_call(call: Chase, name: str) -> str:
    asked = f"{money(call.demanded)} ({_numbers(call)}){_disputed(call)}"
    return f"{name}: to be called today, {asked}"


def _disputed(chase: Chase) -> str:
    """What of it is disputed and not asked for, where anything is."""
    sums = totals(line.disputed for line in chase.lines if line.disputed)
    return f"; {money(sums)} disputed and not asked for" if sums else ""


def _numbers(chase: Chase) -> str:
    return ", ".join(line.number for line in chase.lines)


def _for_programs(proposal: Proposal, names: Names) -> dict[str, object]:
    """What would be done, and one entry for every open item, in the order of the planner."""
    return {
        "today": proposal.today,
        "chases": [_chase(one, names) for one in proposal.chases],
        "calls": [_chase(one, names) for one in proposal.calls],
        "rest": [{"client": names[one.client_id], **fields_of(one)} for one in proposal.rest],
        "items": sorted(
            _entries(proposal, names), key=lambda one: (one.client.casefold(), one.item_id)
        ),
    }


def _chase(chase: Chase, names: Names) -> dict[str, object]:
    return {"client": names[chase.client_id], **fields_of(chase), "demanded": chase.demanded}


def _entries(proposal: Proposal, names: Names) -> Iterator[Entry]:
    for chase in (*proposal.chases, *proposal.calls):
        for line in chase.lines:
            yield _done_today(proposal, chase, line, names)
    for one in proposal.rest:
        yield _left_alone(one, names)


def _done_today(proposal: Proposal, chase: Chase, line: ChaseLine, names: Names) -> Entry:
    return Entry(
        client_id=chase.client_id,
        client=names[chase.client_id],
        item_id=line.item_id,
        number=line.number,
        amount=line.demanded,
        action="call" if chase.channel is Channel.PHONE else "remind",
        level=line.level.position,
        tone=line.level.tone,
        channel=chase.channel,
        effective_day=proposal.today,
        disputed=line.disputed,
    )


def _left_alone(one: NotToday, names: Names) -> Entry:
    return Entry(
        client_id=one.client_id,
        client=names[one.client_id],
        item_id=one.item_id,
        number=one.number,
        amount=one.open,
        action="none",
        level=one.level.position if one.level else None,
        tone=one.level.tone if one.level else None,
        channel=one.level.channel if one.level else None,
        effective_day=one.until,
        reason=one.code,
        detail=one.detail,
    )
