"""From the proposal and the owner's decisions to the lines of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dunning_desktop.ui.review.decisions import Decision, channel_of
from dunning_desktop.ui.review.lines import Line
from dunning_desktop.ui.text import reasons
from dunning_desktop.ui.text import review as text
from dunning_desktop.ui.text.dates import late
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.usecases.dunning import Prepared
from dunning_desktop.usecases.look_over import LeftOut, Reviewed


def reason_of(prepared: Prepared, reviewed: Reviewed) -> str:
    """Why this reminder is proposed, in one line."""
    last = reviewed.last.get(prepared.chase.client_id)
    return text.reason(prepared.chase, reviewed.today, (last.day, last.tone) if last else None)


def line_of(prepared: Prepared, decision: Decision, reviewed: Reviewed) -> Line:
    """A reminder that could go out."""
    channel = channel_of(prepared, decision)
    return Line(
        key=prepared.chase.client_id,
        title=prepared.facts.client.name,
        amount=sums(prepared.chase.demanded),
        step=text.step(prepared.chase, channel),
        reason=reason_of(prepared, reviewed),
        icon=text.CHANNEL_ICONS[channel],
        ticked=decision.ticked,
        marked=decision.has_words,
    )


def left_out_lines(left_out: Sequence[LeftOut], today: date) -> list[Line]:
    """What is not for today: first what needs the owner, then what is late, oldest first."""
    ordered = sorted(
        left_out, key=lambda one: (not reasons.needs_owner(one.reason), one.due)
    )
    return [_left_out(one, today) for one in ordered]


def _left_out(one: LeftOut, today: date) -> Line:
    return Line(
        key=one.reason.item_id,
        title=one.client,
        amount=money(one.open),
        step=f"{one.number} · {late((today - one.due).days)}",
        reason=reasons.why_not(one.reason, today),
        icon=reasons.icon_of(one.reason),
    )
