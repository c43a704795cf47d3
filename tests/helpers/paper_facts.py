"""Small factories of papers about agreements: promises, more time, plans, instalments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.extensions import Extension, InterestMeanwhile
from dunning_desktop.domain.instalments import (
    Every,
    Plan,
    PlanItem,
    by_number,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.plans import InstalmentRow
from dunning_desktop.domain.promises import Promise, Received
from tests.helpers.facts import BUSINESS, CLIENT, TODAY


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


def invoice(number: str = "INV-0417", open_: int = 124_000, *, paid: int = 0) -> PaperLine:
    return PaperLine(
        number=number,
        issued=date(2026, 9, 12),
        due=date(2026, 10, 12),
        amount=gbp(open_ + paid),
        open=gbp(open_),
    )


def promise_facts(
    amount: int = 124_000,
    *lines: PaperLine,
    client: Client = CLIENT,
    business: Business = BUSINESS,
) -> PaperFacts:
    promise = Promise(1, TODAY, TODAY + timedelta(days=12), gbp(amount))
    return _facts(PaperKind.PROMISE, lines, client, business, promise=promise)


def extension_facts(
    *,
    rests: bool = True,
    interest: int = 0,
    client: Client = CLIENT,
    business: Business = BUSINESS,
) -> PaperFacts:
    extension = Extension(
        item_id=1,
        made_on=TODAY,
        old_due=date(2026, 10, 12),
        new_due=date(2026, 12, 31),
        interest=InterestMeanwhile.RESTS if rests else InterestMeanwhile.RUNS,
    )
    cost = gbp(interest) if interest else None
    return _facts(
        PaperKind.EXTENSION, (), client, business, extension=extension, interest=cost
    )


def plan_facts(
    number: int = 6,
    *lines: PaperLine,
    accepted: bool = False,
    with_interest: bool = False,
    client: Client = CLIENT,
    business: Business = BUSINESS,
) -> PaperFacts:
    lines = lines or (invoice(), invoice("INV-0423", 36_050, paid=10_000))
    total = gbp(sum(one.open.minor for one in lines))
    plan = Plan(
        client_id=1,
        items=tuple(PlanItem(at, one.open) for at, one in enumerate(lines, 1)),
        instalments=by_number(total, number, first=date(2026, 12, 31), every=Every.MONTH),
        offered_on=TODAY,
        interest=with_interest,
        answer_by=TODAY + timedelta(days=14),
        accepted_on=TODAY if accepted else None,
    )
    return _facts(PaperKind.PLAN, lines, client, business, plan=plan)


def instalment_facts(
    position: int = 2, *, paid: int = 0, late: bool = False, client: Client = CLIENT
) -> PaperFacts:
    facts = plan_facts(accepted=True, client=client)
    assert facts.plan is not None
    one = facts.plan.instalments[position - 1]
    return replace(
        facts,
        kind=PaperKind.INSTALMENT_LATE if late else PaperKind.INSTALMENT,
        today=one.due + timedelta(days=2 if late else -3),
        instalment=InstalmentRow(one, gbp(paid)),
    )


def _facts(
    kind: PaperKind,
    lines: tuple[PaperLine, ...],
    client: Client,
    business: Business,
    *,
    promise: Promise | None = None,
    extension: Extension | None = None,
    plan: Plan | None = None,
    interest: Money | None = None,
) -> PaperFacts:
    return PaperFacts(
        kind=kind,
        today=TODAY,
        business=business,
        client=client,
        contact=client.mail_contact,
        lines=lines or (invoice(),),
        reference=client.reference or "INV-0417",
        promise=promise,
        extension=extension,
        plan=plan,
        interest=interest,
    )


def thanks_facts(*lines: PaperLine, client: Client = CLIENT) -> PaperFacts:
    received = Received(TODAY - timedelta(days=1), gbp(124_000))
    return replace(_facts(PaperKind.THANKS, lines, client, BUSINESS), received=received)


def statement_facts(
    *lines: PaperLine, today: date = TODAY, client: Client = CLIENT
) -> PaperFacts:
    return replace(_facts(PaperKind.STATEMENT, lines, client, BUSINESS), today=today)
