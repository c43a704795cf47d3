"""What instalment plans ask of the owner today, and what they bring in soon."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.plans import KEPT, PlanState
from dunning_desktop.usecases.agreed import standings
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.plan_notices import notices_in
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import OpenByDay, Task, TaskRow
from dunning_desktop.usecases.today_sets import FIRST_FEW, once


def instalments(ledger: Ledger, now: Situation) -> list[TaskRow | None]:
    """Instalments to remind of, and plans that were not kept."""
    return [_to_remind(ledger, now), _defaulted(ledger, now)]


def _to_remind(ledger: Ledger, now: Situation) -> TaskRow | None:
    notices = notices_in(ledger, now.today, now.agreed)
    names = {one.client.id: one.client.name for one in notices}
    amounts = totals(one.row.open for one in notices)
    return _row(Task.INSTALMENTS_TO_REMIND, len(notices), names, amounts)


def _defaulted(ledger: Ledger, now: Situation) -> TaskRow | None:
    """Plans in default of clients that are still about, with what of them is open."""
    found = [
        (plan, stands)
        for plan, stands in now.agreed.plans
        if stands.state is PlanState.DEFAULTED and stands.open.minor > 0
    ]
    clients = ledger.parties.clients({plan.client_id for plan, _ in found})
    live = [one for one in found if not clients[one[0].client_id].archived]
    names = {plan.client_id: clients[plan.client_id].name for plan, _ in live}
    amounts = totals(stands.open for _, stands in live)
    return _row(Task.PLAN_DEFAULTED, len(live), names, amounts)


def _row(
    task: Task, count: int, names: dict[int, str], amounts: tuple[Money, ...]
) -> TaskRow | None:
    if not count:
        return None
    parties = once(names)
    few = tuple(names[key] for key in parties[:FIRST_FEW])
    return TaskRow(task, count, len(parties), few, amounts=amounts, client_ids=parties)


def expected_instead(ledger: Ledger, office: Office) -> list[OpenByDay]:
    """What the instalments of plans that run change about when money is expected.

    Their items are taken off the days they are due, and each payment put on its own; one that is
    late within its days of grace is expected today.
    """
    return list(_shifted(ledger, office))


def _shifted(ledger: Ledger, office: Office) -> Iterator[OpenByDay]:
    today = office.clock.today()
    for plan, stands in standings(ledger, today):
        if stands.state not in KEPT:
            continue
        code = plan.total.currency
        for key in plan.item_ids:
            item = ledger.chasing.item(key)
            yield OpenByDay(code, item.due, -item.open.minor)
        for row in stands.rows:
            if row.open.minor:
                yield OpenByDay(code, max(row.instalment.due, today), row.open.minor)
