"""What the clients of the demo book agreed with its owner, dispute, or are asked for by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import How, Promise
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.extensions import give_time
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.plan_views import PlanWish, draft_plan
from dunning_desktop.usecases.plans import offer_plan
from dunning_desktop.usecases.ports import Clock
from dunning_desktop.usecases.promises import make_promise

ON_HOLD = "Harbourne Fitness Ltd"
BUILDERS = "Brindle & Sons Builders"
THEATRE = "Glasshouse Theatre Company"
EVENTS = "Northern Lights Events Ltd"
DENTIST = "Cassidy Dental Practice LLP"
ROASTERS = "Eastgate Coffee Roasters Ltd"
SOLICITORS = "Ingram, Wells & Okonkwo Solicitors LLP"
ASHWORTH = "Mrs Margaret Ashworth"


def agree(office: Office, clients: Mapping[str, int], past: Clock) -> None:
    """Let the last days before today bring them about; ``past`` stands six days back."""
    then = replace(office, clock=past)
    _instalments(then, clients[BUILDERS])
    _promises(then, clients)
    _dispute(then, clients[DENTIST])
    _case(then, clients[SOLICITORS])
    _more_time(office, clients[ROASTERS])
    today = office.clock.today()
    until = today + timedelta(days=12)
    hold(office, clients[ON_HOLD], until=until, reason="New accounts team, asked for two weeks")
    hold(
        office,
        clients[ASHWORTH],
        until=today + timedelta(days=57),
        kind=BlockKind.BREATHING_SPACE,
        reason="Notice from her debt adviser",
    )


def _item(office: Office, client_id: int, number: str) -> int:
    invoice_id = find_invoice(office, client_id, number)
    with office.read() as ledger:
        return ledger.receivables.invoice(invoice_id).items[0].id


def _instalments(then: Office, client_id: int) -> None:
    """Three months for the one that just fell due; the first payment is to come in two days."""
    day = then.clock.today()
    wish = PlanWish(
        client_id,
        (_item(then, client_id, "HF-1062"),),
        by=3,
        first=day + timedelta(days=8),
        note="Tom asked to spread it",
    )
    offer_plan(then, draft_plan(then, wish).plan(day, accepted_on=day))


def _promises(then: Office, clients: Mapping[str, int]) -> None:
    """One for tomorrow, and one whose day has passed."""
    day = then.clock.today()
    for name, number, amount, ahead, said_by in (
        (THEATRE, "HF-1056", "1290.00", 7, "Finance office"),
        (EVENTS, "HF-1048", "2000.00", 1, "Dan Whitaker"),
    ):
        make_promise(
            then,
            Promise(
                clients[name],
                day,
                day + timedelta(days=ahead),
                Money.of(amount, "GBP"),
                item_id=_item(then, clients[name], number),
                said_by=said_by,
                how=How.PHONE,
            ),
        )


def _dispute(then: Office, client_id: int) -> None:
    day = then.clock.today()
    open_dispute(
        then,
        Dispute(
            client_id,
            _item(then, client_id, "HF-1047"),
            day,
            DisputeReason.QUALITY,
            Money.of("600.00", "GBP"),
            answer_by=day + timedelta(days=8),
            said="The colours of two of the twelve signs are not those of the proof",
        ),
    )


def _case(then: Office, client_id: int) -> None:
    """The largest debt, after every reminder: its letter before action has been posted."""
    opened = open_case(
        then, client_id, [_item(then, client_id, "HF-1042")], note="No answer to four reminders"
    ).value
    day = then.clock.today()
    take_step(then, opened.case_id, CaseStep(StepKind.LETTER, day, posted_on=day))


def _more_time(office: Office, client_id: int) -> None:
    give_time(
        office,
        _item(office, client_id, "HF-1061"),
        office.clock.today() + timedelta(days=10),
        InterestMeanwhile.RESTS,
        note="Their card machine was down for a week",
    )
