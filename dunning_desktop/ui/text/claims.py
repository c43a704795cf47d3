"""Interest and compensation with their working, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.assessment import Assessment
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.interest import Segment
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.regime import Clock, Rounding
from dunning_desktop.domain.relevant_day import DayRule
from dunning_desktop.ui.text.dates import day, days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money

translate = QCoreApplication.translate

_KINDS = {
    ChargeKind.INTEREST: QT_TRANSLATE_NOOP("Claims", "Interest"),
    ChargeKind.COMPENSATION: QT_TRANSLATE_NOOP("Claims", "Fixed compensation"),
    ChargeKind.FEE: QT_TRANSLATE_NOOP("Claims", "Agreed fees"),
    ChargeKind.COSTS: QT_TRANSLATE_NOOP("Claims", "Costs of recovery"),
}

_CAUTIONS = {
    Caution.PROVISIONAL: QT_TRANSLATE_NOOP(
        "Claims",
        "Provisional: the reference rate of the latest half-year is not known yet. The one before "
        "it is used until you add it under Settings, Rates.",
    ),
    Caution.UNCHECKED: QT_TRANSLATE_NOOP(
        "Claims",
        "A reference rate in this working was not compared with its publisher. Check it before "
        "you rely on the figure; you can correct it under Settings, Rates.",
    ),
    Caution.NOT_PERFORMED: QT_TRANSLATE_NOOP(
        "Claims", "A deposit bears no interest before the work is done."
    ),
    Caution.LONG_TERMS: QT_TRANSLATE_NOOP(
        "Claims",
        "More than 60 days were agreed. Between businesses that holds only if it is not grossly "
        "unfair to you.",
    ),
    Caution.AUTHORITY_CUT: QT_TRANSLATE_NOOP(
        "Claims",
        "A public authority has 30 days, whatever was agreed: interest runs from the day after.",
    ),
    Caution.NO_STATUTE: QT_TRANSLATE_NOOP(
        "Claims",
        "No late-payment law is known there: only what your contract says can be claimed.",
    ),
    Caution.NOT_COVERED: QT_TRANSLATE_NOOP(
        "Claims", "Such a debtor owes no statutory interest and no compensation."
    ),
    Caution.WEAK_REMEDY: QT_TRANSLATE_NOOP(
        "Claims",
        "The agreed rate is far below the statutory one. If it is no substantial remedy, the Act "
        "gives you its own rate instead; no court has drawn the line.",
    ),
    Caution.MONTHLY_CAPPED: QT_TRANSLATE_NOOP(
        "Claims",
        "A monthly rate whose yearly equivalent the contract does not state gives no more than "
        "5 % a year in Canada.",
    ),
    Caution.BAND_UNSETTLED: QT_TRANSLATE_NOOP(
        "Claims",
        "Part was paid in time, so the fixed sum is that of the rest. The law does not say so in "
        "words; the whole invoice would give another sum.",
    ),
    Caution.FOREIGN_COMPENSATION: QT_TRANSLATE_NOOP(
        "Claims",
        "The law states the fixed sum in another currency. It stands beside the total and is "
        "not part of it.",
    ),
    Caution.NO_BAND: QT_TRANSLATE_NOOP(
        "Claims", "The law names its fixed sums in another currency, so none is worked out."
    ),
    Caution.COSTS_NOT_REDUCED: QT_TRANSLATE_NOOP(
        "Claims",
        "Costs can be claimed only as far as they are more than the fixed sum. That sum is in "
        "another currency, so nothing was taken off: do it before you ask.",
    ),
    Caution.COSTS_NOT_CLAIMABLE: QT_TRANSLATE_NOOP(
        "Claims", "On this basis the law gives no costs of recovery, so they are not added."
    ),
    Caution.COURT_DISCRETION: QT_TRANSLATE_NOOP(
        "Claims",
        "A court may award this instead of the statutory interest, never on top of it; it decides "
        "at its discretion.",
    ),
    Caution.STATUTE_BARRED: QT_TRANSLATE_NOOP(
        "Claims", "The time to go to court for this debt has probably run out."
    ),
}

_RULES = {
    DayRule.UNAGREED: QT_TRANSLATE_NOOP(
        "Claims", "No day was agreed: the last of 30 days from the later of work and notice."
    ),
    DayRule.AUTHORITY: QT_TRANSLATE_NOOP("Claims", "The last of the 30 days an authority has."),
    DayRule.ADVANCE: QT_TRANSLATE_NOOP("Claims", "A deposit: the day the work was done."),
}

_BASES = {
    Basis.STATUTORY: QT_TRANSLATE_NOOP("Claims", "The law"),
    Basis.CONTRACT: QT_TRANSLATE_NOOP("Claims", "Our contract"),
    Basis.COUNTY_COURT: QT_TRANSLATE_NOOP("Claims", "County court"),
}
_ORDERS = {
    PaymentOrder.PRINCIPAL_FIRST: QT_TRANSLATE_NOOP("Claims", "The invoice first"),
    PaymentOrder.INTEREST_FIRST: QT_TRANSLATE_NOOP("Claims", "Interest first"),
    PaymentOrder.COSTS_FIRST: QT_TRANSLATE_NOOP("Claims", "Costs, then interest"),
}


def percent(rate: Decimal, *, places: int = 0) -> str:
    """``11.75 %``: as many decimals as the rate has, and at least so many places."""
    return f"{rate:.{max(decimals(rate), places)}f}\N{NO-BREAK SPACE}%"


def decimals(rate: Decimal) -> int:
    """How many decimals the rate has, without zeros at its end."""
    plain = f"{rate:f}"
    return len(plain.partition(".")[2].rstrip("0"))


def kind(of: ChargeKind) -> str:
    """What a charge is for."""
    return translate("Claims", _KINDS[of])


def basis_name(of: Basis) -> str:
    """On what interest is claimed."""
    return translate("Claims", _BASES[of])


def order_name(of: PaymentOrder) -> str:
    """What a payment settles first."""
    return translate("Claims", _ORDERS[of])


def claim_amount(claim: Claim, currency: str) -> str:
    """Interest and compensation together; a dash where nothing is claimed."""
    return money(Money(claim.amount, currency)) if claim.amount else "–"


def working(claim: Claim) -> list[tuple[str, str]]:
    """Every segment with its sum, what comes on top, what was settled, and the total last."""
    lines = [segment(one) for one in claim.interest.segments] if claim.interest else []
    for of in (ChargeKind.COMPENSATION, ChargeKind.COSTS, ChargeKind.FEE):
        full = claim.full(of)
        if full is not None:
            lines.append((kind(of), money(full)))
    lines.extend(_settled(claim))
    if lines and claim.currency:
        total = money(Money(claim.amount, claim.currency))
        lines.append((translate("Claims", "To date"), total))
    return lines


def _settled(claim: Claim) -> Iterator[tuple[str, str]]:
    for of in claim.dealt:
        yield from settled(claim, of)


def settled(claim: Claim, of: ChargeKind) -> Iterator[tuple[str, str]]:
    """What was paid and what was given up of a kind; no more lines than there is to say."""
    full, dealt = claim.full(of), claim.dealt.get(of)
    if full is None or dealt is None:
        return
    for minor, words in (
        (dealt.paid, translate("Claims", "{kind}: paid")),
        (dealt.waived, translate("Claims", "{kind}: given up")),
    ):
        if minor:
            yield words.format(kind=kind(of)), money(-Money(minor, full.currency))


def per_day(claim: Claim) -> str:
    """What interest grows by each day, empty where it does not."""
    interest = claim.interest
    if interest is None or interest.daily is None or not interest.daily:
        return ""
    return money(Money.rounded(interest.daily, interest.total.currency))


def basis(claim: Claim) -> str:
    """Where the rate comes from, in one sentence; empty where there is no interest."""
    interest, found = claim.interest, claim.assessment
    if interest is None:
        return ""
    if interest.reference is None or found is None or found.regime is None:
        return _agreed(claim)
    regime = found.regime
    table = regime.table.name if regime.table else ""
    if regime.clock is Clock.FIXED:
        words = translate(
            "Claims",
            "{rate} a year: the {table} of {base} on {day} plus {points}, fixed for this debt. "
            "Simple interest by the day, on 365 days.",
        )
    elif regime.compounds:
        words = translate(
            "Claims",
            "{rate} a year now: the {table} of {base} on {day} plus {points}, set anew each "
            "half-year. Each year's interest is added to the sum.",
        )
    else:
        words = translate(
            "Claims",
            "{rate} a year now: the {table} of {base} on {day} plus {points}, set anew each "
            "half-year. Simple interest by the day, on 365 days.",
        )
    said = words.format(
        rate=percent(interest.percent),
        table=table,
        base=percent(interest.reference.percent),
        day=day(interest.reference.fixed_on),
        points=percent(interest.margin or Decimal(0)),
    )
    if regime.rounding is Rounding.UP_TO_HALF:
        said += " " + translate("Claims", "The law rounds the reference rate up to the half point.")
    return said


def _agreed(claim: Claim) -> str:
    interest = claim.interest
    rate = percent(interest.percent) if interest else ""
    if claim.assessment and claim.assessment.debt.basis is Basis.COUNTY_COURT:
        words = translate("Claims", "{rate} a year, simple interest as a court may award it.")
        return words.format(rate=rate)
    if interest and any(one.months for one in interest.segments):
        words = translate("Claims", "{rate} a year, agreed by the month, for whole months.")
        return words.format(rate=rate)
    return translate("Claims", "{rate} a year, as agreed in the contract.").format(rate=rate)


def law(found: Assessment) -> str:
    """The law that a claim rests on, empty where it is only a contract's."""
    regime = found.regime
    if regime is not None and regime.court and found.debt.basis is Basis.COUNTY_COURT:
        return regime.court.law
    return regime.law if regime else ""


def cautions(claim: Claim) -> list[str]:
    """What to know of the figures before relying on them."""
    found = claim.assessment
    return [translate("Claims", _CAUTIONS[one]) for one in found.cautions] if found else []


def caution(one: Caution) -> str:
    """One of them."""
    return translate("Claims", _CAUTIONS[one])


def why_that_day(found: Assessment) -> str:
    """Why the last day for payment is another one than was agreed; empty where it is not."""
    rule = found.relevant.rule
    return translate("Claims", _RULES[rule]) if rule in _RULES else ""


def refused(claim: Claim) -> str:
    """Why no figure could be worked out; empty where one was."""
    if not claim.refused:
        return ""
    if claim.refused == "range":
        return translate("Claims", "The sums are too large to be worked out: no figure is given.")
    return translate(
        "Claims", "This debt is older than the law or the rates that are known: no figure is given."
    )


def length(one: Segment) -> str:
    """``74``, or ``2 months`` where whole months bear interest."""
    if one.months == 1:
        return translate("Claims", "1 month")
    if one.months:
        return translate("Claims", "{count} months").format(count=one.months)
    return f"{one.days:,}"


def rests() -> str:
    """Why a line bears nothing: a breathing space, more time, or a plan that was kept."""
    return translate("Claims", "Interest rests")


def segment(one: Segment) -> tuple[str, str]:
    """How long, on what, at which rate; and the interest of it."""
    if one.frozen:
        words = translate("Claims", "{days} on which interest rests")
        return words.format(days=days(one.days)), money(one.amount)
    if one.months:
        words = translate("Claims", "{months} whole months on {balance} at {rate} a year")
        said = words.format(
            months=one.months, balance=money(one.balance), rate=percent(one.percent)
        )
        return said, money(one.amount)
    words = translate("Claims", "{days} on {balance} at {rate}")
    said = words.format(
        days=days(one.days), balance=money(one.balance), rate=percent(one.percent)
    )
    return said, money(one.amount)
