"""Instalment plans in words: how they stand, each payment, and why the law stops one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.exempt_credit import Stop
from dunning_desktop.domain.instalments import Every, Instalment, Plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.plans import (
    InstalmentRow,
    InstalmentState,
    PlanStanding,
    PlanState,
    instalment_state,
)
from dunning_desktop.domain.promises import How
from dunning_desktop.ui.text.agreements import how as said_how
from dunning_desktop.ui.text.dates import day, near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money

translate = QCoreApplication.translate

_STATES = {
    PlanState.OFFERED: QT_TRANSLATE_NOOP("Plans", "Offered"),
    PlanState.LAPSED: QT_TRANSLATE_NOOP("Plans", "Not answered in time"),
    PlanState.RUNNING: QT_TRANSLATE_NOOP("Plans", "Kept so far"),
    PlanState.LATE: QT_TRANSLATE_NOOP("Plans", "A payment is late"),
    PlanState.DEFAULTED: QT_TRANSLATE_NOOP("Plans", "Not kept"),
    PlanState.COMPLETED: QT_TRANSLATE_NOOP("Plans", "Paid in full"),
    PlanState.CANCELLED: QT_TRANSLATE_NOOP("Plans", "Cancelled"),
}
STATE_LOOKS = {
    PlanState.OFFERED: ("hourglass", "accent"),
    PlanState.LAPSED: ("hourglass", "quiet"),
    PlanState.RUNNING: ("calendar", "good"),
    PlanState.LATE: ("circle-alert", "warning"),
    PlanState.DEFAULTED: ("circle-x", "trouble"),
    PlanState.COMPLETED: ("circle-check", "good"),
    PlanState.CANCELLED: ("ban", "quiet"),
}
_INSTALMENTS = {
    InstalmentState.PAID: QT_TRANSLATE_NOOP("Plans", "Paid"),
    InstalmentState.COMING: QT_TRANSLATE_NOOP("Plans", "To come"),
    InstalmentState.LATE: QT_TRANSLATE_NOOP("Plans", "Late"),
    InstalmentState.MISSED: QT_TRANSLATE_NOOP("Plans", "Missed"),
}
_EVERY = {
    Every.WEEK: QT_TRANSLATE_NOOP("Plans", "Every week"),
    Every.FORTNIGHT: QT_TRANSLATE_NOOP("Plans", "Every two weeks"),
    Every.MONTH: QT_TRANSLATE_NOOP("Plans", "Every month"),
}
_UNDER = {
    PlanState.OFFERED: QT_TRANSLATE_NOOP("Plans", "{state}, answer by {answer}"),
    PlanState.RUNNING: QT_TRANSLATE_NOOP("Plans", "{state}. {next} comes {comes}"),
    PlanState.LATE: QT_TRANSLATE_NOOP(
        "Plans", "{state}: {late}, which keeps the plan until {until}"
    ),
    PlanState.DEFAULTED: QT_TRANSLATE_NOOP("Plans", "{state} since {since}. {open} of it is open"),
    PlanState.COMPLETED: QT_TRANSLATE_NOOP("Plans", "{state} on {paid}"),
}
_STOPS = {
    Stop.TOO_MANY: QT_TRANSLATE_NOOP(
        "Plans", "There are {count} payments, and no more than 12 are allowed."
    ),
    Stop.TOO_LONG: QT_TRANSLATE_NOOP(
        "Plans", "The last payment is on {last}, and the latest day allowed is {latest}."
    ),
    Stop.INTEREST: QT_TRANSLATE_NOOP("Plans", "No interest and no charges are allowed."),
}


def state(plan: Plan, stands: PlanStanding) -> str:
    """How a plan stands, in two or three words."""
    if stands.state is PlanState.CANCELLED and plan.accepted_on is None:
        return translate("Plans", "Withdrawn")
    return translate("Plans", _STATES[stands.state])


def every(code: Every) -> str:
    """How far apart the payments lie."""
    return translate("Plans", _EVERY[code])


def payments(count: int) -> str:
    """``1 payment``, ``6 payments``."""
    if count == 1:
        return translate("Plans", "1 payment")
    return translate("Plans", "{count} payments").format(count=count)


def title(plan: Plan) -> str:
    """``Instalments, £1,600.50 in 6 payments``."""
    words = translate("Plans", "Instalments, {sum} in {payments}")
    return words.format(sum=money(plan.total), payments=payments(len(plan.instalments)))


def under(plan: Plan, stands: PlanStanding, today: date) -> str:
    """How it stands, and what comes next."""
    words = _UNDER.get(stands.state, QT_TRANSLATE_NOOP("Plans", "{state}"))
    if stands.state is PlanState.OFFERED and plan.answer_by is None:
        words = QT_TRANSLATE_NOOP("Plans", "{state}, no answer yet")
    coming = stands.rows[stands.next.position - 1] if stands.next else None
    return translate("Plans", words).format(
        state=state(plan, stands),
        answer=near(plan.answer_by, today) if plan.answer_by else "",
        next=money(coming.open) if coming else "",
        comes=_on(coming.instalment.due, today) if coming else "",
        late=money(stands.arrears),
        until=near(stands.until, today) if stands.until else "",
        since=near(stands.defaulted_on, today) if stands.defaulted_on else "",
        open=money(stands.open),
        paid=day(stands.completed_on) if stands.completed_on else "",
    )


def _on(when: date, today: date) -> str:
    """``today``, ``tomorrow``, ``on Tue 3 Nov``."""
    said = near(when, today)
    near_by = (when - today).days in {0, 1}
    return said if near_by else translate("Plans", "on {day}").format(day=said)


def means(plan: Plan, stands: PlanStanding) -> str:
    """What a state brings with it, in a sentence; empty where there is nothing to say."""
    if stands.state is PlanState.DEFAULTED:
        return translate(
            "Plans",
            "All that is still open is due at once, and reminders go on by themselves. Cancel the "
            "plan, or agree a new one over what is left.",
        )
    if stands.state is PlanState.LATE:
        return translate(
            "Plans", "Nothing is chased while the payment can still keep the plan."
        )
    if stands.state is PlanState.RUNNING:
        return translate("Plans", "Nothing in it is chased while it is kept.")
    if stands.state is PlanState.OFFERED and plan.answer_by is not None:
        return translate("Plans", "Nothing in it is chased until their answer is due.")
    if stands.state in {PlanState.OFFERED, PlanState.LAPSED}:
        return translate("Plans", "Its invoices are chased until they accept.")
    return ""


def agreed(plan: Plan) -> str:
    """When and how it was agreed; empty while it was not."""
    if plan.accepted_on is None:
        return ""
    known = plan.accepted_how in set(How)
    words = translate("Plans", "Agreed on {day}, {how}") if known else translate(
        "Plans", "Agreed on {day}"
    )
    how = said_how(How(plan.accepted_how)) if known else ""
    return words.format(day=day(plan.accepted_on), how=how[:1].lower() + how[1:])


def terms(plan: Plan) -> str:
    """Grace and interest, as they were agreed."""
    if plan.grace_days:
        words = translate("Plans", "{days} days of grace")
        grace = translate("Plans", "1 day of grace") if plan.grace_days == 1 else words.format(
            days=plan.grace_days
        )
    else:
        grace = translate("Plans", "No days of grace")
    if plan.interest:
        return translate("Plans", "{grace}. Interest goes on counting.").format(grace=grace)
    return translate("Plans", "{grace}. No interest while it is kept.").format(grace=grace)


def instalment(plan: Plan, row: InstalmentRow, today: date) -> str:
    """How one payment stands: ``Paid``, ``£10.00 missing, late``."""
    code = instalment_state(plan, row, today)
    said = translate("Plans", _INSTALMENTS[code])
    if code is InstalmentState.PAID or not row.paid.minor:
        return said
    words = translate("Plans", "{state}, {sum} of it missing")
    return words.format(state=said, sum=money(row.open))


# While a plan is made


def left_over(left: Money) -> str:
    """What a schedule by hand does not add up to; empty where it does."""
    if not left.minor:
        return ""
    if left.minor > 0:
        return translate("Plans", "{sum} is still to be divided.").format(sum=money(left))
    words = translate("Plans", "That is {sum} too much.")
    return words.format(sum=money(-left))


def adds_up(instalments: Sequence[Instalment], total: Money) -> str:
    """``6 payments, £1,600.50 in all, the last on 31 May 2027``."""
    words = translate("Plans", "{payments}, {sum} in all, the last on {day}.")
    return words.format(
        payments=payments(len(instalments)), sum=money(total), day=day(instalments[-1].due)
    )


def stopped(
    found: Iterable[Stop | str], *, count: int = 0, last: date | None = None, latest: date | None
) -> str:
    """Why the law stops a plan, and what it would allow."""
    said = [
        translate("Plans", _STOPS[Stop(one)]).format(
            count=count,
            last=day(last) if last else "",
            latest=day(latest) if latest else "",
        )
        for one in found
    ]
    return " ".join(said)


def why_guarded() -> str:
    """Where the limits come from."""
    return translate(
        "Plans",
        "They are an individual, a sole trader or a partnership. Instalments for them are consumer "
        "credit, for which you would need a licence, unless there are at most 12 payments, all "
        "within 12 months of the agreement, without interest or charges.",
    )
