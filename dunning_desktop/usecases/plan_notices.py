"""Reminders of instalments: a word before each one, a gentle one while it is late; never twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import ProposalOutdated
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts, PaperKind
from dunning_desktop.domain.plans import KEPT, InstalmentRow
from dunning_desktop.domain.policy import Channel
from dunning_desktop.usecases.agreed import Agreed, agreed_in, all_blocks
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.paper_issue import (
    IssuedPaper,
    Rendered,
    queue_message,
    recall_message,
    record_paper,
    render_paper,
    strike_paper,
)
from dunning_desktop.usecases.papers import facts_for, plan_lines

TOUCHED = frozenset(
    {
        Touched.AGREEMENTS,
        Touched.OUTBOX,
        Touched.LETTERS,
        Touched.CLIENTS,
        Touched.INVOICES,
        Touched.REMINDERS,
    }
)
BEFORE = timedelta(days=3)
LATE_AFTER = 2
"""Days: a bank needs its time, and with fewer days of grace the word comes a day after."""


class NoticeKind(StrEnum):
    """Which word on an instalment; each goes out once."""

    SOON = "soon"
    LATE = "late"


_PAPERS = {
    NoticeKind.SOON: PaperKind.INSTALMENT,
    NoticeKind.LATE: PaperKind.INSTALMENT_LATE,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A reminder of an instalment that may go out today."""

    kind: NoticeKind
    plan: Plan
    row: InstalmentRow
    client: Client

    @property
    def key(self) -> tuple[int, str]:
        """The instalment and the kind, which go together once."""
        return self.row.instalment.id, self.kind.value


@dataclass(frozen=True, slots=True)
class NoticeSent:
    """What one reminder made; all of it takes it back. A letter is in ``paper``."""

    instalment_id: int
    kind: NoticeKind
    client_id: int
    amount: Money
    message_id: int | None = None
    paper: IssuedPaper | None = None


def due_notices(office: Office) -> tuple[Notice, ...]:
    """The instalments that clients should be reminded of today."""
    with office.read() as ledger:
        return notices_now(ledger, office)


def notices_now(ledger: Ledger, office: Office) -> tuple[Notice, ...]:
    """The same inside a transaction that is open."""
    today = office.clock.today()
    return notices_in(ledger, today, agreed_in(ledger, today))


def notices_in(ledger: Ledger, today: date, agreed: Agreed) -> tuple[Notice, ...]:
    """The same of a day, with what was agreed with all clients.

    None for what is paid, or covered by money that only waits to be matched; none while a client
    is archived, blocked for another reason than the plan, or cannot be written to.
    """
    kept = [one for one in agreed.plans if one[1].state in KEPT]
    if not kept:
        return ()
    client_ids = {plan.client_id for plan, _ in kept}
    clients = ledger.parties.clients(client_ids)
    credit = ledger.receivables.credit(client_ids)
    noticed = ledger.agreements.noticed([plan.id for plan, _ in kept])
    resting = _resting(ledger, today, [plan for plan, _ in kept], agreed=agreed)
    has_account = bool(ledger.post.accounts())
    found = [
        Notice(kind, plan, row, clients[plan.client_id])
        for plan, stands in kept
        if plan.id not in resting and _reachable(clients[plan.client_id], has_account=has_account)
        for row in stands.rows
        for kind in _kinds(plan, row, today)
        if not _covered(row, credit.get(plan.client_id, ()))
    ]
    return tuple(one for one in found if one.key not in noticed)


def _resting(
    ledger: Ledger, today: date, plans: Sequence[Plan], *, agreed: Agreed
) -> Collection[int]:
    """The plans whose clients are left alone today for a reason of another kind."""
    blocks = all_blocks(ledger, today, {one.client_id for one in plans}, agreed=agreed)
    return {
        plan.id
        for plan in plans
        for block in blocks.get(plan.client_id, ())
        if block.kind is not BlockKind.PLAN
        and block.holds_on(today)
        and any(block.covers(item) for item in plan.item_ids)
    }


def _reachable(client: Client, *, has_account: bool) -> bool:
    by_mail = has_account and client.mail_contact is not None
    return not client.archived and (by_mail or client.address.usable)


def _kinds(plan: Plan, row: InstalmentRow, today: date) -> Iterator[NoticeKind]:
    due = row.instalment.due
    if row.open.minor <= 0:
        return
    if today <= due <= today + BEFORE:
        yield NoticeKind.SOON
    late = due + timedelta(days=min(LATE_AFTER, plan.grace_days))
    if due < today and late <= today <= plan.last_day(row.instalment):
        yield NoticeKind.LATE


def _covered(row: InstalmentRow, credit: Sequence[Money]) -> bool:
    """Whether money of the client that settles nothing yet is enough for it."""
    same = [one for one in credit if one.currency == row.open.currency]
    return any(one >= row.open for one in same)


# Sending


def send_notices(
    office: Office, notices: Sequence[Notice], *, plans: Collection[int] | None = None
) -> Outcome[tuple[NoticeSent, ...]]:
    """Let these reminders go out, all or none: by e-mail, or as letters to print.

    Raises ``ProposalOutdated`` when the book has changed meanwhile: one of them was paid, or went
    out already.
    """
    chosen = [one for one in notices if plans is None or one.plan.id in plans]
    made = [(one, _render(office, one)) for one in chosen]
    with office.write() as ledger:
        still = set(notices_now(ledger, office))
        if not still.issuperset(chosen) or len(set(chosen)) != len(chosen):
            raise ProposalOutdated(client_ids=tuple({one.client.id for one in chosen}))
        sent = tuple(_record(ledger, office, *one) for one in made)
    return Outcome(sent, TOUCHED)


def send_due(office: Office) -> Outcome[tuple[NoticeSent, ...]]:
    """Let every reminder of the day go out."""
    return send_notices(office, due_notices(office))


def _render(office: Office, notice: Notice) -> Rendered:
    with office.read() as ledger:
        facts = _facts(ledger, office, notice)
        by_mail = facts.contact is not None and bool(ledger.post.accounts())
    words = office.stationery.paper_words(facts)
    channel = Channel.EMAIL if by_mail else Channel.LETTER
    return render_paper(office, facts, words, channel=channel, attached=False)


def _facts(ledger: Ledger, office: Office, notice: Notice) -> PaperFacts:
    plan, kind = notice.plan, _PAPERS[notice.kind]
    facts = facts_for(ledger, office, plan.client_id, plan_lines(ledger, plan), kind)
    return replace(facts, plan=plan, instalment=notice.row)


def _record(ledger: Ledger, office: Office, notice: Notice, made: Rendered) -> NoticeSent:
    """An e-mail says all there is to say; only a letter is filed."""
    message_id = queue_message(ledger, office, made)
    paper = None if message_id else record_paper(ledger, office, made)
    instalment_id, kind = notice.key
    ledger.agreements.note_notice(
        instalment_id,
        kind,
        day=office.clock.today(),
        message_id=message_id,
        document_id=paper.document_id if paper else None,
    )
    sent = NoticeSent(
        instalment_id,
        notice.kind,
        notice.client.id,
        notice.row.open,
        message_id=message_id,
        paper=paper,
    )
    _tell(ledger, office, AuditCode.INSTALMENT_REMINDED, sent)
    return sent


def undo_notices(office: Office, sent: Sequence[NoticeSent]) -> Outcome[None]:
    """Take reminders back that nobody has got yet. Raises ``CannotUndo`` once one has left."""
    with office.write() as ledger:
        for one in sent:
            recall_message(ledger, office, one.message_id)
            ledger.agreements.forget_notice(one.instalment_id, one.kind.value)
            if one.paper is not None:
                strike_paper(ledger, office, one.paper)
            _tell(ledger, office, AuditCode.INSTALMENT_REMINDER_TAKEN_BACK, one)
    return Outcome(None, TOUCHED)


def _tell(ledger: Ledger, office: Office, code: AuditCode, sent: NoticeSent) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=sent.client_id,
        instalment_id=sent.instalment_id,
        kind=sent.kind,
        minor=sent.amount.minor,
        currency=sent.amount.currency,
        message_id=sent.message_id,
    )
