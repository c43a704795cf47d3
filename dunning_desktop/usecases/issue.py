"""The issue: reminders go out all or none, never twice, and can be taken back for a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, MailError, ProposalOutdated
from dunning_desktop.domain.letter import TEMPLATE, ReminderFacts, Words
from dunning_desktop.domain.mail import Attachment, Fault, FrozenMessage, MessageState
from dunning_desktop.domain.policy import ChargeRule
from dunning_desktop.domain.proposal import ChaseLine
from dunning_desktop.usecases.charges import unclaimed
from dunning_desktop.usecases.dunning import Choice, chosen_facts, facts_of
from dunning_desktop.usecases.envelope import Envelope, queue_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.planning import plan_in
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.reminder_email import reminder_email
from dunning_desktop.usecases.rows import LetterState

TOUCHED = frozenset(
    {Touched.REMINDERS, Touched.OUTBOX, Touched.LETTERS, Touched.CLIENTS, Touched.INVOICES}
)


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued: the run that takes it back, and what it made."""

    run: str
    reminder_ids: tuple[int, ...] = ()
    message_ids: tuple[int, ...] = ()
    letter_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Email:
    """An e-mail made before the book is locked, with what it is sent in."""

    envelope: Envelope
    subject: str
    frozen: FrozenMessage


@dataclass(frozen=True, slots=True)
class _Rendered:
    choice: Choice
    facts: ReminderFacts
    pdf: bytes
    email: _Email | None


def issue(
    office: Office,
    choices: Sequence[Choice],
    *,
    progress: Progress | None = None,
    run: str = "",
    unattended: bool = False,
) -> Outcome[Issued]:
    """Let the chosen reminders go out, all or none of them, as part of a ``run`` or as one.

    Rendered first; then, in one transaction, planned again and compared. Raises
    ``ProposalOutdated`` when the book has changed meanwhile, and ``MailError`` (``no-account``)
    when an e-mail is asked for and there is no account to send it from.
    """
    run = run or uuid4().hex
    rendered = _render_all(office, choices, progress, unattended=unattended)
    if rendered is None:
        return Outcome(Issued(run=""))
    with office.write() as ledger:
        _check(ledger, office, choices)
        issued = _record_all(ledger, office, rendered, run=run, unattended=unattended)
    return Outcome(issued, TOUCHED)


def _render_all(
    office: Office,
    choices: Sequence[Choice],
    progress: Progress | None,
    *,
    unattended: bool,
) -> list[_Rendered] | None:
    """Every letter and message, made before the book is locked; None when it was stopped."""
    rendered = []
    for done, choice in enumerate(choices):
        if progress is not None and not progress(done, len(choices)):
            return None
        rendered.append(_render(office, choice, unattended=unattended))
    return rendered


def _render(office: Office, choice: Choice, *, unattended: bool) -> _Rendered:
    facts = chosen_facts(choice)
    pdf = office.stationery.letter(facts, choice.words)
    if not choice.channel.by_email:
        return _Rendered(choice, facts, pdf, None)
    shown = _attached(office, facts, choice.words, pdf)
    email = _email(office, facts, choice.words, shown, unattended=unattended)
    return _Rendered(choice, facts, pdf, email)


def _email(
    office: Office, facts: ReminderFacts, words: Words, pdf: bytes, *, unattended: bool
) -> _Email:
    made = reminder_email(office, facts, words)
    if made.envelope is None:
        raise MailError(fault=Fault.NO_ACCOUNT, detail="")
    content = made.envelope.content(
        made.body,
        business=facts.business.name,
        recipient=made.recipient,
        subject=made.subject,
        attachments=(Attachment(made.letter_name, pdf), *made.invoices),
        unattended=unattended,
    )
    frozen = office.postman.freeze(content, at=office.clock.now())
    return _Email(made.envelope, made.subject, frozen)


def _attached(office: Office, facts: ReminderFacts, words: Words, pdf: bytes) -> bytes:
    """The letter as an e-mail carries it: with the head that the owner's own paper brings."""
    shown = facts.business.on_screen
    if shown == facts.business:
        return pdf
    return office.stationery.letter(replace(facts, business=shown), words)


def _check(ledger: Ledger, office: Office, choices: Sequence[Choice]) -> None:
    """The one guard once more, under the lock: the book must still propose exactly this.

    All that a letter is made from is compared: an address or a bank account that changed since
    the review must not go out as it was.
    """
    wanted = {choice.prepared.chase.client_id: choice.prepared.facts for choice in choices}
    now = {
        chase.client_id: facts_of(ledger, office, chase)
        for chase in plan_in(ledger, office, set(wanted)).chases
    }
    outdated = [client_id for client_id, facts in wanted.items() if now.get(client_id) != facts]
    if outdated or len(wanted) != len(choices):
        raise ProposalOutdated(client_ids=tuple(outdated))


def _record_all(
    ledger: Ledger,
    office: Office,
    rendered: Sequence[_Rendered],
    *,
    run: str,
    unattended: bool,
) -> Issued:
    reminders, messages, letters = [], [], []
    for one in rendered:
        reminder_id = _record(ledger, office, one, run=run, unattended=unattended)
        reminders.append(reminder_id)
        letters.append(_file_letter(ledger, office, one, reminder_id=reminder_id))
        if one.email is not None:
            messages.append(
                queue_in(
                    ledger,
                    office,
                    one.email.envelope,
                    one.email.frozen,
                    subject=one.email.subject,
                    client_id=one.facts.client.id,
                    reminder_id=reminder_id,
                )
            )
    return Issued(run, tuple(reminders), tuple(messages), tuple(letters))


def _record(
    ledger: Ledger, office: Office, one: _Rendered, *, run: str, unattended: bool
) -> int:
    chase = one.facts.chase
    now = office.clock.now()
    reminder_id = ledger.chasing.add_reminder(
        chase,
        one.choice.words,
        run=run,
        issued_on=one.facts.today,
        language=one.facts.client.language,
        at=now,
        unattended=unattended,
    )
    for line in chase.lines:
        _claim_charges(ledger, office, line, reminder_id=reminder_id)
    ledger.diary.note(
        AuditCode.REMINDER_ISSUED,
        at=now,
        client_id=chase.client_id,
        reminder_id=reminder_id,
        tone=chase.level.tone,
        channel=chase.channel,
        deadline=chase.deadline.isoformat(),
        numbers=[line.number for line in chase.lines],
    )
    return reminder_id


def _file_letter(ledger: Ledger, office: Office, one: _Rendered, *, reminder_id: int) -> int:
    return ledger.post.add_letter(
        reminder_id=reminder_id,
        client_id=one.facts.client.id,
        pdf=one.pdf,
        language=one.facts.client.language,
        template=TEMPLATE,
        by_post=one.choice.channel.by_post,
        at=office.clock.now(),
    )


def _claim_charges(ledger: Ledger, office: Office, line: ChaseLine, *, reminder_id: int) -> None:
    """Enter what the line demands into the charges ledger: only what was not claimed before."""
    if line.level.charges is ChargeRule.DEMAND:
        today = office.clock.today()
        for charge in unclaimed(line.item_id, line.claim, today=today, reminder_id=reminder_id):
            ledger.charges.add(charge, at=office.clock.now())


def undo(office: Office, run: str) -> Outcome[int]:
    """Take back what a run issued and nobody has got yet; how many reminders were taken back.

    Raises ``CannotUndo`` when all of it has left the house.
    """
    with office.write() as ledger:
        reminders = ledger.chasing.of_run(run)
        back = [one for one in reminders if can_withdraw(ledger, one)]
        if not back:
            raise CannotUndo(run=run)
        withdraw(ledger, office, back)
    return Outcome(len(back), TOUCHED)


def can_withdraw(ledger: Ledger, reminder_id: int) -> bool:
    """Whether nothing of a reminder has left the house: no message tried, no letter printed."""
    waiting = {MessageState.QUEUED, MessageState.CANCELLED, MessageState.FAILED}
    messages = ledger.post.of_reminders([reminder_id])
    letters = ledger.post.letters_of([reminder_id])
    return all(one.state in waiting for one in messages) and all(
        one.state in {LetterState.MADE, LetterState.ENCLOSURE} for one in letters
    )


def withdraw(ledger: Ledger, office: Office, reminder_ids: Sequence[int]) -> None:
    """Take reminders back: their messages are cancelled, their charges and letters void."""
    now = office.clock.now()
    for message in ledger.post.of_reminders(reminder_ids):
        if message.state is not MessageState.CANCELLED:
            ledger.post.finish(message.id, MessageState.CANCELLED, at=now)
    ledger.chasing.withdraw(reminder_ids)
    for reminder_id in reminder_ids:
        clients = {one.client_id for one in ledger.post.letters_of([reminder_id])}
        ledger.diary.note(
            AuditCode.REMINDER_WITHDRAWN,
            at=now,
            client_id=next(iter(clients), None),
            reminder_id=reminder_id,
        )
