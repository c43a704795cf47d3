"""The owner's mail accounts: kept, tried, paused, given up; secrets go to the keychain only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import InvalidField, MailError
from dunning_desktop.domain.mail import Attachment, EmailContent, Fault, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount, account_for
from dunning_desktop.usecases.account_secrets import keeper, secret_of
from dunning_desktop.usecases.inbox_ports import InboxState
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.ACCOUNTS, Touched.OUTBOX})
TEST_SUBJECT = "Test message from Dunning Desktop"
TEST_TEXT = (
    "This is the test message you asked for.\n\n"
    "It came by the way your reminders will go, with an attachment as they have.\n"
)


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The accounts in their order, and how far the inbox of each is read, by the account's id."""

    accounts: tuple[MailAccount, ...]
    inboxes: Mapping[int, InboxState]


def mailboxes(office: Office) -> Mailboxes:
    """All accounts that are in use."""
    with office.read() as ledger:
        accounts = tuple(ledger.post.accounts())
        read = [one for one in accounts if one.inbox is not None]
        return Mailboxes(accounts, {one.id: ledger.inboxes.state(one.id) for one in read})


def account(office: Office) -> MailAccount | None:
    """The account that mail is usually sent from."""
    with office.read() as ledger:
        return account_for(ledger.post.accounts())


@dataclass(frozen=True, slots=True)
class SavedAccount:
    """The account as saved, and whether its password outlives this session."""

    account: MailAccount
    password_kept: bool


def save_account(
    office: Office, changed: MailAccount, password: str | None = None
) -> Outcome[SavedAccount]:
    """Keep the account, no longer paused; a password given goes to the keychain only.

    ``password`` None leaves the stored one as it is; empty means a server without a login. What
    a consent in the browser left counts as the password of its account.
    """
    # One that needs no login goes on without one.
    bare = changed.id and password is None
    key = changed.secret_key or ("" if bare else uuid4().hex)
    kept = True
    if password:
        kept = office.keychain.set(key, password)
    saved = replace(
        changed,
        secret_key="" if password == "" else key,
        paused=None,
        paused_detail="",
        paused_until=None,
    )
    with office.write() as ledger:
        account_id = ledger.post.save_account(saved)
        ledger.diary.note(AuditCode.ACCOUNT_CHANGED, at=office.clock.now(), host=saved.host)
    if password == "" and changed.secret_key:
        office.keychain.delete(changed.secret_key)
    return Outcome(SavedAccount(replace(saved, id=account_id), kept), TOUCHED)


def resume_account(office: Office, account_id: int | None = None) -> Outcome[None]:
    """Let a paused account send again; None: every one."""
    with office.write() as ledger:
        for one in ledger.post.accounts():
            if account_id in {None, one.id}:
                ledger.post.pause_account(one.id, None)
        ledger.diary.note(AuditCode.ACCOUNT_RESUMED, at=office.clock.now())
    return Outcome(None, TOUCHED)


def retire_account(office: Office, account_id: int) -> Outcome[None]:
    """Send nothing more from an account, and forget its secret.

    Raises ``InvalidField`` (``account``, ``mail-waits``) while messages wait to go from it.
    """
    with office.write() as ledger:
        if ledger.post.unsent(account_id):
            raise InvalidField(field="account", reason="mail-waits")
        known = [one for one in ledger.post.accounts() if one.id == account_id]
        ledger.post.retire_account(account_id)
        ledger.diary.note(AuditCode.ACCOUNT_RETIRED, at=office.clock.now())
    for one in known:
        if one.secret_key:
            office.keychain.delete(one.secret_key)
    return Outcome(None, TOUCHED)


def _secret(
    office: Office, tried: MailAccount, given: str | None
) -> tuple[str, Keep | None]:
    """What is typed now, of which nothing is kept before it is saved; else what is kept."""
    if given is not None:
        return given, None
    kept = secret_of(office, tried) or ""
    return kept, keeper(office, tried, kept)


def send_test(
    office: Office, tried: MailAccount, password: str | None = None
) -> Outcome[Receipt]:
    """Send a message to the account's own address, by the way reminders go.

    ``password`` None means the stored one. Raises ``MailError`` with ``fault`` and ``detail``.
    """
    secret, keep = _secret(office, tried, password)
    content = EmailContent(
        sender_name=tried.sender_name,
        sender=tried.address,
        recipient_name=tried.sender_name,
        recipient=tried.address,
        subject=TEST_SUBJECT,
        text=TEST_TEXT,
        html=f"<p>{TEST_TEXT.strip().replace(chr(10) * 2, '</p><p>')}</p>",
        attachments=(Attachment("Test.txt", TEST_TEXT.encode(), "text/plain"),),
        reply_to=tried.reply_to,
    )
    message = office.postman.freeze(content, at=office.clock.now())
    with office.postman.connect(tried, secret, keep=keep) as wire:
        receipt = wire.submit(message, before_dot=lambda: None)
    if receipt.fault is not None:
        raise MailError(fault=receipt.fault, detail=receipt.reply)
    return Outcome(receipt)


def try_inbox(office: Office, tried: MailAccount, password: str | None = None) -> Outcome[None]:
    """Open the account's inbox and look for its Sent folder, and nothing more.

    Raises ``MailError`` with ``fault`` and ``detail``.
    """
    if office.postbox is None or tried.inbox is None:
        raise MailError(fault=Fault.NO_ACCOUNT, detail="no-inbox")
    secret, keep = _secret(office, tried, password)
    with office.postbox.open(tried, secret, keep=keep) as box:
        box.sent(())
    return Outcome(None)
