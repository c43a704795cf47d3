"""The working of interest and compensation: one note for all invoices with the same rate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from dunning_desktop.domain.charges import BY_HAND, ChargeKind
from dunning_desktop.domain.claims import Interest
from dunning_desktop.domain.freeze import merged
from dunning_desktop.domain.interest import Segment
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import ChargeRule
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.domain.regime import Clock, Regime
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.vocabulary import NAMED, invoice_name


def working(content: Content) -> tuple[str, ...]:
    """The notes under the tables: what is disputed, and how what is claimed was worked out."""
    claimed = [line for line in content.facts.chase.lines if line.claim.interest]
    groups = groupby(sorted(claimed, key=_same_rate), key=_same_rate)
    notes = (_note(content, list(lines)) for _, lines in groups)
    disputed = " ".join(_disputed(content))
    return (disputed, *notes) if disputed else tuple(notes)


def _disputed(content: Content) -> Iterator[str]:
    """What of each invoice the client does not accept, and the letter does not ask for."""
    for line in content.facts.chase.lines:
        if line.disputed:
            yield content.labels["disputed_note"].format(
                sum=content.figures.money(line.disputed), number=invoice_name(line)
            )


def per_day(lines: Iterable[ChaseLine], today: date) -> Money | None:
    """What interest grows by each day after today, while nothing is paid."""
    running = [
        line
        for line in lines
        if _interest(line).last_day == today and _interest(line).daily is not None
    ]
    raw = sum((_interest(line).daily or Decimal(0) for line in running), Decimal(0))
    return Money.rounded(raw, running[0].open.currency) if raw else None


def _same_rate(line: ChaseLine) -> tuple[bool, str, str, Decimal, str, bool]:
    """What tells one note from another; demanded before shown.

    Where the rate is re-set, invoices of any age share a note: it names every rate.
    """
    interest = _interest(line)
    shown = line.level.charges is not ChargeRule.DEMAND
    fixed = not _is_reset(line)
    fixed_on = interest.reference.fixed_on.isoformat() if interest.reference and fixed else ""
    rate = interest.percent if fixed else interest.margin or Decimal(0)
    return shown, line.open.currency, fixed_on, rate, _law(line), interest.provisional


def _interest(line: ChaseLine) -> Interest:
    if line.claim.interest is None:
        raise ValueError("a line without interest has no working")
    return line.claim.interest


def _regime(line: ChaseLine) -> Regime | None:
    """The law the claim rests on; None where it rests on a contract alone."""
    found = line.claim.assessment
    return found.regime if found and _interest(line).reference else None


def _law(line: ChaseLine) -> str:
    regime = _regime(line)
    return regime.law if regime else ""


def _is_reset(line: ChaseLine) -> bool:
    regime = _regime(line)
    return regime is not None and regime.clock is Clock.HALF_YEARLY


def _note(content: Content, lines: Sequence[ChaseLine]) -> str:
    return content.texts.note(
        "interest",
        {
            **_about(content, lines),
            **_rate(content, lines),
            **_amounts(content, lines),
            "demanded": lines[0].level.charges is ChargeRule.DEMAND,
            "provisional": _interest(lines[0]).provisional,
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
        "varying": any(_balances(line) > 1 for line in lines),
        "frozen": _frozen(content, segments),
    }


def _frozen(content: Content, segments: Iterable[Segment]) -> str:
    """The days in it on which interest rests, as spans in words."""
    days = merged((one.start, one.end) for one in segments if one.frozen)
    span, figures = content.labels["span"], content.figures
    return figures.joined(
        span.format(start=figures.day(start), end=figures.day(end)) for start, end in days
    )


def _balances(line: ChaseLine) -> int:
    return len({one.balance for one in _interest(line).segments})


def _rate(content: Content, lines: Sequence[ChaseLine]) -> Mapping[str, object]:
    percent, regime = content.figures.percent, _regime(lines[0])
    interest = _interest(lines[0])
    reference, margin = interest.reference, interest.margin
    segments = sorted(
        (one for line in lines for one in _interest(line).segments), key=lambda one: one.start
    )
    rates = tuple(dict.fromkeys(one.percent for one in segments if not one.frozen))
    return {
        "percent": percent(interest.percent),
        "rates": content.figures.joined(percent(one) for one in rates) if len(rates) > 1 else "",
        "by_month": any(one.months for one in segments),
        "margin": percent(margin) if margin is not None else "",
        "reference_percent": percent(reference.percent) if reference else "",
        "reference_day": content.figures.day(reference.fixed_on) if reference else "",
        "reference_name": regime.table.name if regime and regime.table else "",
        "reset": _is_reset(lines[0]),
        "rounded_up": bool(reference and margin) and interest.percent != _plain(interest),
        "compounds": bool(regime and regime.compounds),
        "law": content.facts.client.jurisdiction.split("-")[0] if regime else "",
        "act": regime.law if regime else "",
        "contract": reference is None,
    }


def _plain(interest: Interest) -> Decimal:
    """Reference and points as they are, without the rounding a law may do between."""
    reference = interest.reference.percent if interest.reference else Decimal(0)
    return reference + (interest.margin or Decimal(0))


def _amounts(content: Content, lines: Sequence[ChaseLine]) -> Mapping[str, object]:
    figures = content.figures
    claims = [line.claim for line in lines]
    settled = [
        Money(min(one.dealt[ChargeKind.INTEREST].settled, one.interest.total.minor), one.currency)
        for one in claims
        if one.interest and one.currency and ChargeKind.INTEREST in one.dealt
    ]
    costs = [one.open(kind) for one in claims for kind in BY_HAND]
    daily = per_day(lines, content.facts.today)
    return {
        "interest": figures.monies(totals(_interest(line).total for line in lines)),
        "settled": figures.monies(one for one in totals(settled) if one),
        "daily": figures.money(daily) if daily else "",
        "compensation": figures.monies(
            totals(one for one in (x.open(ChargeKind.COMPENSATION) for x in claims) if one)
        ),
        "abroad": any(one.elsewhere for one in claims),
        "costs": figures.monies(totals(one for one in costs if one)),
    }
