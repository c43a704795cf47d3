"""What the outbox page reads and does in the desk lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from dunning_desktop.domain.errors import CannotUndo, NotFound
from dunning_desktop.domain.letter import EmailBody
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.review.mail_view import MailHead
from dunning_desktop.usecases.mail_accounts import mailboxes
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.outbox import Outbox, cancel_message, message_of, outbox
from dunning_desktop.usecases.rows import (
    InvoiceFilter,
    LetterRow,
    LetterState,
    ListQuery,
    MessageRow,
    Page,
    Totals,
)
from dunning_desktop.usecases.waiting import undoable

Row = TypeVar("Row", MessageRow, LetterRow)
STUCK = frozenset({MessageState.FAILED, MessageState.UNCERTAIN, MessageState.HANDED_OVER})
TO_DO = frozenset({LetterState.MADE, LetterState.PRINTED})
_EARLY = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """The outbox with the accounts it is sent from.

    ``by_hand`` are the messages that wait for the owner's mail program, oldest first.
    """

    box: Outbox
    accounts: tuple[MailAccount, ...]
    by_hand: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MailCard:
    """A message and the moment it was looked at."""

    row: MessageRow
    now: datetime


@dataclass(frozen=True, slots=True)
class ShownMail:
    """A message read back from the exact bytes that go out."""

    head: MailHead
    body: EmailBody


def look(office: Office) -> Seen:
    """Everything the page shows around its lists."""
    box, accounts = outbox(office), mailboxes(office).accounts
    by_hand = sorted(one.id for one in box.messages if _waits_for_hand(one))
    return Seen(box, accounts, tuple(by_hand))


def _is_stuck(row: MessageRow) -> bool:
    """Of what came back the client's details tell, and its letter: here nothing is to be done."""
    return row.state in STUCK and row.fault is not Fault.BOUNCED


def _waits_for_hand(row: MessageRow) -> bool:
    return row.state is MessageState.QUEUED and row.by_hand


def message_page(office: Office, query: ListQuery) -> Page[MessageRow]:
    """The messages, searched and sorted; the filter ``open`` leaves those that need the owner."""
    rows = outbox(office).messages
    if query.filter is InvoiceFilter.OPEN:
        rows = tuple(row for row in rows if _is_stuck(row) or _waits_for_hand(row))
    sorts: dict[str, Callable[[MessageRow], object]] = {
        "state": lambda row: list(type(row.state)).index(row.state),
        "client": lambda row: row.client.casefold(),
        "when": lambda row: row.finished_at or row.queued_at,
    }
    return _page(rows, query, sorts)


def message_totals(office: Office, query: ListQuery) -> Totals:
    """How many they are."""
    return Totals(count=len(message_page(office, query).rows))


def letter_page(office: Office, query: ListQuery) -> Page[LetterRow]:
    """The letters, searched and sorted; the filter ``open`` leaves those to print and to post."""
    rows = outbox(office).letters
    if query.filter is InvoiceFilter.OPEN:
        rows = tuple(row for row in rows if row.state in TO_DO)
    sorts: dict[str, Callable[[LetterRow], object]] = {
        "state": lambda row: list(LetterState).index(row.state),
        "client": lambda row: row.client.casefold(),
        "made": lambda row: row.made_at,
        "printed": lambda row: row.printed_at or _EARLY,
        "posted": lambda row: row.posted_at or _EARLY,
    }
    return _page(rows, query, sorts)


def letter_totals(office: Office, query: ListQuery) -> Totals:
    """How many they are."""
    return Totals(count=len(letter_page(office, query).rows))


def _page(
    rows: Sequence[Row], query: ListQuery, sorts: dict[str, Callable[[Row], object]]
) -> Page[Row]:
    wanted = query.search.casefold()
    found = [row for row in rows if wanted in f"{row.client}\n{row.subject}".casefold()]
    if query.sort in sorts:
        found.sort(key=sorts[query.sort], reverse=query.descending)  # type: ignore[arg-type]
    return Page(tuple(found))


def mail_card(office: Office, message_id: int) -> MailCard:
    """One message. Raises ``NotFound``."""
    seen = outbox(office)
    row = next((one for one in seen.messages if one.id == message_id), None)
    if row is None:
        raise NotFound(kind="message", key=message_id)
    return MailCard(row, seen.now)


def letter_card(office: Office, letter_id: int) -> LetterRow:
    """One letter. Raises ``NotFound``."""
    row = next((one for one in outbox(office).letters if one.id == letter_id), None)
    if row is None:
        raise NotFound(kind="letter", key=letter_id)
    return row


def cancel_all(office: Office, message_ids: Sequence[int]) -> Outcome[int]:
    """Take messages back; how many could be. One that has just left stays as it is."""
    done = 0
    touched: frozenset[Touched] = frozenset()
    for message_id in message_ids:
        try:
            touched |= cancel_message(office, message_id).touched
            done += 1
        except CannotUndo:
            continue
    if not done:
        raise CannotUndo(state="gone")
    return Outcome(done, touched)


def cancel_undoable(office: Office) -> Outcome[int]:
    """Take back every message whose Undo has not passed; how many could be."""
    return cancel_all(office, undoable(office))


def read_mail(office: Office, message_id: int) -> ShownMail:
    """A message as it goes out, read back from its own bytes."""
    from email import message_from_bytes, policy  # noqa: PLC0415 - 40 ms, only to look at one

    raw = message_of(office, message_id).frozen.raw
    message = message_from_bytes(raw, policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    names = [one.get_filename() or "" for one in message.iter_attachments()]
    head = MailHead(
        sender=str(message["From"] or ""),
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        attachment=", ".join(name for name in names if name),
    )
    return ShownMail(
        head,
        EmailBody(
            text=text.get_content() if text else "",
            html=html.get_content() if html else "",
        ),
    )
