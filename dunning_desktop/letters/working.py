"""The working of interest and compensation: one note for all invoices with the same rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from dunning_desktop.domain.interest import DAYS_IN_YEAR, Interest, Segment
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import ChargeRule
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.vocabulary import NAMED, invoice_name

_NAMED_LAWS = frozenset({"GB"})


def working(content: Content) -> tuple[str, ...]:
    """The notes under the tables; none where nothing is claimed."""
    claimed = [line for line in content.facts.chase.lines if line.claim.interest]
    groups = groupby(sorted(claimed, key=_same_rate), key=_same_rate)
    return tuple(_note(content, list(lines)) for _, lines in groups)


def per_day(lines: Iterable[ChaseLine], today: date) -> Money | None:
    """What interest grows by each day after today, while nothing is paid."""
    last = [segment for line in lines for segment in _interest(line).segments[-1:]]
    running = [segment for segment in last if segment.end >= today]
    if not running:
        return None
    raw = sum((_daily(segment) for segment in running), Decimal(0))
    return Money.rounded(raw, running[0].balance.currency)


def _same_rate(line: ChaseLine) -> tuple[bool, str, Decimal, str, bool]:
    """What tells one note from another; demanded before shown."""
    interest = _interest(line)
    fixed_on = interest.reference.fixed_on.isoformat() if interest.reference else ""
    shown = line.level.charges is not ChargeRule.DEMAND
    return shown, line.open.currency, interest.percent, fixed_on, interest.provisional


def _interest(line: ChaseLine) -> Interest:
    if line.claim.interest is None:
        raise ValueError("a line without interest has no working")
    return line.claim.interest


def _daily(segment: Segment) -> Decimal:
    return segment.balance.amount * segment.percent / (100 * DAYS_IN_YEAR)


def _note(content: Content, lines: Sequence[ChaseLine]) -> str:
    first = _interest(lines[0])
    return content.texts.note(
        "interest",
        {
            **_about(content, lines),
            **_rate(content, first),
            **_amounts(content, lines),
            "demanded": lines[0].level.charges is ChargeRule.DEMAND,
            "provisional": first.provisional,
        },
    )


def _about(content: Content, lines: Sequence[ChaseLine]) -> Mapping[str, object]:
    figures = content.figures
    numbers = [invoice_name(line) for line in lines]
    segments = [segment for line in lines for segment in _interest(line).segments]
    single = len(lines) == 1 and segments
    counted = f"{figures.number(len(lines))} {content.labels['invoices']}"
    return {
        "count": len(lines),
        "subject": figures.joined(numbers) if len(lines) <= NAMED else counted,
        "starts": figures.day(segments[0].start) if single else "",
        "today": figures.day(content.facts.today),
        "varying": any(len(_interest(line).segments) > 1 for line in lines),
    }


def _rate(content: Content, interest: Interest) -> Mapping[str, object]:
    percent, reference = content.figures.percent, interest.reference
    law = content.facts.client.jurisdiction.split("-")[0]
    return {
        "percent": percent(interest.percent),
        "margin": percent(interest.percent - reference.percent) if reference else "",
        "reference_percent": percent(reference.percent) if reference else "",
        "reference_day": content.figures.day(reference.fixed_on) if reference else "",
        "law": law if law in _NAMED_LAWS else "",
        "contract": reference is None,
    }


def _amounts(content: Content, lines: Sequence[ChaseLine]) -> Mapping[str, object]:
    figures = content.figures
    fixed = totals(line.claim.compensation for line in lines if line.claim.compensation)
    daily = per_day(lines, content.facts.today)
    return {
        "interest": figures.monies(totals(_interest(line).total for line in lines)),
        "daily": figures.money(daily) if daily else "",
        "compensation": figures.monies(fixed),
    }
