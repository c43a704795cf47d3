"""Short ways to offer and agree plans in a book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.instalments import Every
from dunning_desktop.domain.plans import PlanStanding
from dunning_desktop.domain.promises import How
from dunning_desktop.usecases.plan_views import By, PlanWish, draft_plan, plan_row
from dunning_desktop.usecases.plans import Offered, accept_plan, offer_plan
from tests.helpers.books import Book


def wish(
    book: Book,
    client: int,
    *invoices: int,
    by: By = 3,
    ahead: int = 7,
    every: Every = Every.MONTH,
    **more: object,
) -> PlanWish:
    """Three monthly payments over these invoices, the first in a week, unless told otherwise."""
    return PlanWish(
        client_id=client,
        item_ids=tuple(book.item(one) for one in invoices),
        by=by,
        first=book.clock.today() + timedelta(days=ahead),
        every=every,
        **more,  # type: ignore[arg-type]
    )


def offer(
    book: Book, wanted: PlanWish, *, accepted: date | None = None, answer: int | None = None
) -> Offered:
    """Offer such a plan, or agree it at once; ``answer``: so many days to answer."""
    today = book.clock.today()
    if answer is not None:
        wanted = replace(wanted, answer_by=today + timedelta(days=answer))
    plan = draft_plan(book.office, wanted).plan(today, accepted_on=accepted)
    return offer_plan(book.office, plan).value


def agree(book: Book, client: int, *invoices: int, **more: object) -> int:
    """A plan that runs from today on; its id."""
    wanted = wish(book, client, *invoices, **more)  # type: ignore[arg-type]
    return offer(book, wanted, accepted=book.clock.today()).plan_id


def accept(book: Book, plan_id: int) -> None:
    accept_plan(book.office, plan_id, book.clock.today(), how=How.PHONE)


def stands(book: Book, plan_id: int) -> PlanStanding:
    return plan_row(book.office, plan_id).stands
