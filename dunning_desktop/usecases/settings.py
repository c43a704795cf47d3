"""Settings: the business and the mail account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.mail import Attachment, EmailContent, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.office import Office, Outcome, Touched

TEST_SUBJECT = "Test message from Dunning Desktop"
TEST_TEXT = (
    "This is the test message you asked for.\n\n"
    "It came by the way your reminders will go, with an attachment as they have.\n"
)


def business(office: Office) -> Business:
    """The owner's own company."""
    with office.read() as ledger:
        return ledger.parties.business()


def save_business(office: Office, changed: Business) -> Outcome[None]:
    """Keep the owner's own company."""
    with office.write() as ledger:
        ledger.parties.save_business(changed)
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now())
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_particulars(office: Office, changed: Business) -> Outcome[None]:
    """Keep who the business is; its terms, ladder, old debts and paper stay as they are."""
    with office.write() as ledger:
        now = ledger.parties.business()
        kept = replace(
            changed,
            terms=now.terms,
            policy_id=now.policy_id,
            old_debts=now.old_debts,
            old_before=now.old_before,
            letterhead=now.letterhead,
        )
        ledger.parties.save_business(kept)
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now())
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_terms(office: Office, terms: Terms) -> Outcome[None]:
    """Keep the business's terms and nothing else of it."""
    with office.write() as ledger:
        ledger.parties.save_business(replace(ledger.parties.business(), terms=terms))
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part="terms")
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_letterhead(office: Office, letterhead: Letterhead) -> Outcome[None]:
    """Keep how letters look, and nothing else."""
    with office.write() as ledger:
        ledger.parties.save_business(
            replace(ledger.parties.business(), letterhead=letterhead)
        )
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part="letterhead")
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def account(office: Office) -> MailAccount | None:
    """The account that mail is sent from."""
    with office.read() as ledger:
        return next(iter(ledger.post.accounts()), None)


@dataclass(frozen=True, slots=True)
class SavedAccount:
    """The account as saved, and whether its password outlives this session."""

    account: MailAccount
    password_kept: bool


def save_account(
    office: Office, changed: MailAccount, password: str | None = None
) -> Outcome[SavedAccount]:
    """Keep the account, no longer paused; a password given goes to the keychain only.

    ``password`` None leaves the stored one as it is; empty means a server without a login.
    """
    key = changed.secret_key or uuid4().hex
    kept = True
    if password:
        kept = office.keychain.set(key, password)
    saved = replace(
        changed, secret_key="" if password == "" else key, paused=None, paused_detail=""
    )
    with office.write() as ledger:
        account_id = ledger.post.save_account(saved)
        ledger.diary.note(AuditCode.ACCOUNT_CHANGED, at=office.clock.now(), host=saved.host)
    touched = frozenset({Touched.ACCOUNTS, Touched.OUTBOX})
    return Outcome(SavedAccount(replace(saved, id=account_id), kept), touched)


def resume_account(office: Office) -> Outcome[None]:
    """Let a paused account send again."""
    with office.write() as ledger:
        for one in ledger.post.accounts():
            ledger.post.pause_account(one.id, None)
        ledger.diary.note(AuditCode.ACCOUNT_RESUMED, at=office.clock.now())
    return Outcome(None, frozenset({Touched.ACCOUNTS, Touched.OUTBOX}))


def send_test(
    office: Office, tried: MailAccount, password: str | None = None
) -> Outcome[Receipt]:
    """Send a message to the account's own address, by the way reminders go.

    ``password`` None means the stored one. Raises ``MailError`` with ``fault`` and ``detail``.
    """
    known = office.keychain.get(tried.secret_key) if tried.secret_key else ""
    secret = password if password is not None else known or ""
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
    with office.postman.connect(tried, secret) as wire:
        receipt = wire.submit(message, before_dot=lambda: None)
    if receipt.fault is not None:
        raise MailError(fault=receipt.fault, detail=receipt.reply)
    return Outcome(receipt)
