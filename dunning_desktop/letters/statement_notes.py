"""The notes of a statement: how it is worked out, the law it rests on, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dunning_desktop.domain.cautions import FOR_THE_OWNER
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.regime import Regime, Rounding
from dunning_desktop.letters.statement_content import Statement
from dunning_desktop.letters.statement_rates import Rate

_SUBJECTS = ("interest", "compensation", "costs")


def method_notes(statement: Statement) -> tuple[str, ...]:
    """How each line is worked out, how the rates move, who published them, and the law."""
    return (
        *statement.noted(lambda one: _method(statement, one)),
        *statement.noted(lambda one: _frozen(statement, one)),
        *statement.noted(lambda one: _clock(statement, one)),
        *_sources(statement),
        *statement.noted(lambda one: _law(statement, one)),
    )


def caution_notes(statement: Statement) -> tuple[str, ...]:
    """What to know of the figures, in plain sentences."""
    return statement.noted(lambda one: _cautions(statement, one), among_all=True)


def _method(statement: Statement, one: OwedItem) -> Iterator[str]:
    interest, found = one.claim.interest, one.claim.assessment
    if interest is None:
        return
    if any(segment.months for segment in interest.segments):
        yield statement.say("method", "months", unit=statement.unit)
        return
    regime = _by_statute(one)
    compounds = regime is not None and regime.compounds
    by_year = found is not None and found.debt.day_count is DayCount.ACT_ACT
    key = f"{'compound' if compounds else 'simple'}{'_actact' if by_year else ''}"
    yield statement.say("method", key, unit=statement.unit)


def _frozen(statement: Statement, one: OwedItem) -> Iterator[str]:
    interest = one.claim.interest
    rests = [part for part in interest.segments if part.frozen] if interest else []
    if rests:
        months = any(part.months for part in rests)
        yield statement.say("method", "frozen_months" if months else "frozen")


def _by_statute(one: OwedItem) -> Regime | None:
    """The law whose rate the interest bears; None where it is a contract's or a court's."""
    found, interest = one.claim.assessment, one.claim.interest
    return found.regime if found and interest and interest.reference else None


def _clock(statement: Statement, one: OwedItem) -> Iterator[str]:
    """How the rate moves, as one paragraph."""
    regime = _by_statute(one)
    if regime is None:
        return
    said = [statement.say("clock", regime.clock.value)]
    if regime.rounding is Rounding.UP_TO_HALF:
        said.append(statement.say("clock", regime.rounding.value))
    said.append(statement.say("clock", "compounds" if regime.compounds else "simple"))
    yield " ".join(said)


def _sources(statement: Statement) -> Iterator[str]:
    """Who published the rates, each source once."""
    found: dict[str, list[Rate]] = {}
    for rate in statement.rates:
        if rate.reference and rate.reference.source:
            found.setdefault(rate.reference.source.rstrip("."), []).append(rate)
    for source, rates in found.items():
        yield statement.say("rates", "source", keys=statement.keys(rates), source=source)


def _law(statement: Statement, one: OwedItem) -> Iterator[str]:
    """The law it rests on, or the contract."""
    claim, found = one.claim, one.claim.assessment
    regime = found.regime if found else None
    if claim.interest and found and found.debt.basis is Basis.COUNTY_COURT:
        if regime and regime.court:
            yield statement.say("law", "court", law=regime.court.law)
    elif claim.interest and claim.interest.reference is None:
        yield statement.say("law", "contract")
    if regime and regime.law and _by_law(one):
        subject = _capital(statement.figures.joined(_subjects(statement, regime)))
        yield statement.say(
            "law", "statutory", subject=subject, law=regime.law, source=regime.source
        )
    if claim.full(ChargeKind.FEE):
        yield statement.say("law", "fees")


def _by_law(one: OwedItem) -> tuple[str, ...]:
    """What is claimed on an item under the law; codes that its words are found by."""
    given = {
        "interest": _by_statute(one),
        "compensation": one.claim.full(ChargeKind.COMPENSATION),
        "costs": one.claim.full(ChargeKind.COSTS),
    }
    return tuple(code for code, what in given.items() if what is not None)


def _subjects(statement: Statement, regime: Regime) -> tuple[str, ...]:
    """What is claimed under a law on any of the items."""
    same = (
        one
        for one in statement.facts.items
        if one.claim.assessment and one.claim.assessment.regime == regime
    )
    codes = {code for one in same for code in _by_law(one)}
    return tuple(statement.say("law", code) for code in _SUBJECTS if code in codes)


def _cautions(statement: Statement, one: OwedItem) -> Iterable[str]:
    found = one.claim.assessment
    if found is None:
        return
    periods = found.regime.periods if found.regime else None
    cap = found.regime.month_cap if found.regime else None
    values = {
        "longest": statement.figures.number(periods.longest or 0) if periods else "",
        "authority": statement.figures.number(periods.authority or 0) if periods else "",
        "cap": statement.figures.percent(cap) if cap is not None else "",
    }
    for caution in found.cautions:
        if caution not in FOR_THE_OWNER:
            yield statement.say("cautions", caution.value, **values)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
