"""A reminder as an e-mail: the same in the review as in the outbox."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.mail import Attachment
from dunning_desktop.usecases.dunning import Choice, chosen_facts
from dunning_desktop.usecases.enclosures import originals
from dunning_desktop.usecases.envelope import Envelope, addressee, envelope_for
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class ReminderEmail:
    """A reminder's e-mail before it is frozen. ``envelope`` is None where there is no account.

    ``invoices`` are the papers that go with it beside the letter.
    """

    envelope: Envelope | None
    recipient: tuple[str, str]
    subject: str
    body: EmailBody
    letter_name: str
    invoices: tuple[Attachment, ...] = ()

    @property
    def sender(self) -> str:
        """The address that it comes from; empty without an account."""
        return self.envelope.account.address if self.envelope else ""

    @property
    def attached(self) -> tuple[str, ...]:
        """The names of all that goes with it."""
        return (self.letter_name, *(one.name for one in self.invoices))


def email_of(office: Office, choice: Choice) -> ReminderEmail:
    """The e-mail as it would be sent."""
    return reminder_email(office, chosen_facts(choice), choice.words)


def reminder_email(office: Office, facts: ReminderFacts, words: Words) -> ReminderEmail:
    """The e-mail of a reminder, from the account that its level is sent from."""
    with office.read() as ledger:
        envelope = _envelope(ledger, facts)
        account = envelope.account if envelope else None
        wanted = account is not None and account.attach_invoices
        invoices = originals(ledger, facts) if wanted else ()
    items = [line.item_id for line in facts.chase.lines]
    subject = envelope.subject(words.subject, items) if envelope else words.subject
    body = office.stationery.email(
        facts,
        words,
        letter_attached=True,
        signature=account.signature if account else "",
        headline=words.subject if subject != words.subject else "",
    )
    return ReminderEmail(
        envelope,
        addressee(facts.contact, facts.client),
        subject,
        body,
        f"Reminder-{facts.today.isoformat()}.pdf",
        invoices,
    )


def _envelope(ledger: Ledger, facts: ReminderFacts) -> Envelope | None:
    try:
        return envelope_for(ledger, client_id=facts.client.id, tone=facts.chase.level.tone)
    except MailError:
        return None
