"""The papers of agreements, prepared to look at; ``paper_issue`` lets them go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.letter import EmailBody, Words
from dunning_desktop.domain.mail_accounts import account_for
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Promise
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreed import all_blocks
from dunning_desktop.usecases.dunning import own_words
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

_NAMES = {
    PaperKind.PROMISE: "Promise-to-pay",
    PaperKind.EXTENSION: "More-time-to-pay",
    PaperKind.PLAN: "Instalment-agreement",
    PaperKind.INSTALMENT: "Instalment-reminder",
    PaperKind.INSTALMENT_LATE: "Instalment-late",
    PaperKind.OFFER: "Settlement-offer",
    PaperKind.CLAIM: "Letter-before-action",
    PaperKind.THANKS: "Thank-you",
    PaperKind.STATEMENT: "Statement-of-account",
}


_NO_STATEMENT = frozenset(
    {
        *(BlockKind.PLAN, BlockKind.CASE, BlockKind.HANDED_OVER, BlockKind.IN_COURT),
        *(BlockKind.WRITTEN_OFF, BlockKind.INSOLVENCY, BlockKind.BREATHING_SPACE),
    }
)
"""What is in one of them is settled another way: no statement contradicts that."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it would go out: facts and built-in words, both ready to be looked at.

    ``sender`` is the address that mail is sent from, empty without an account.
    """

    facts: PaperFacts
    words: Words
    sender: str = ""

    @property
    def can_email(self) -> bool:
        """Whether there is somebody to write to, and an account to write from."""
        return bool(self.sender) and self.facts.contact is not None

    @property
    def channel(self) -> Channel:
        """How it goes out where nobody chose: by e-mail where it can."""
        return Channel.EMAIL if self.can_email else Channel.LETTER

    @property
    def name(self) -> str:
        """What its file is called."""
        return paper_name(self.facts)


def way_to(ledger: Ledger, client: Client) -> Channel | None:
    """How a paper reaches a client where nobody chose: by e-mail where it can, else by post.

    None where neither is possible.
    """
    if client.mail_contact is not None and ledger.post.accounts():
        return Channel.EMAIL
    return Channel.LETTER if client.address.usable else None


# Preparing


def promise_paper(office: Office, promise: Promise) -> Paper:
    """The confirmation of a promise, saved or not: of its invoice, else of all that is open."""
    with office.read() as ledger:
        items = (
            [ledger.chasing.item(promise.item_id)]
            if promise.item_id is not None
            else _open(ledger, promise.client_id, promise.amount.currency)
        )
        facts = facts_for(ledger, office, promise.client_id, _lines(items), PaperKind.PROMISE)
        return prepared(ledger, office, replace(facts, promise=promise))


def extension_paper(
    office: Office, extension: Extension, *, interest: Money | None = None
) -> Paper:
    """The confirmation of more time, saved or not.

    ``interest`` is what comes to be owed for it where interest runs on.
    """
    with office.read() as ledger:
        item = ledger.chasing.item(extension.item_id)
        facts = facts_for(ledger, office, item.client_id, _lines([item]), PaperKind.EXTENSION)
        return prepared(ledger, office, replace(facts, extension=extension, interest=interest))


def plan_paper(office: Office, plan: Plan) -> Paper:
    """The agreement of a plan, saved or not, with a slip to sign."""
    with office.read() as ledger:
        facts = facts_for(
            ledger, office, plan.client_id, plan_lines(ledger, plan), PaperKind.PLAN
        )
        return prepared(ledger, office, replace(facts, plan=plan))


def offer_paper(office: Office, offer: Offer) -> Paper:
    """An offer to settle, saved or not: of the item that is disputed, else of all that is open."""
    with office.read() as ledger:
        items = offered_items(ledger, offer)
        facts = facts_for(ledger, office, offer.client_id, _lines(items), PaperKind.OFFER)
        return prepared(ledger, office, replace(facts, offer=offer))


def statement_paper(office: Office, client_id: int) -> Paper | None:
    """A statement of account: the open invoices, less money that settles nothing yet.

    Without those that are paid by a plan, that somebody else collects, or that the law says nobody
    may ask for. None where nothing is left to be paid.
    """
    today = office.clock.today()
    with office.read() as ledger:
        blocks = all_blocks(ledger, today, [client_id]).get(client_id, ())
        away = [one for one in blocks if one.kind in _NO_STATEMENT and one.holds_on(today)]
        items = sorted(
            (
                one
                for one in ledger.chasing.items([client_id])
                if not any(block.covers(one.item_id) for block in away)
            ),
            key=lambda one: (one.due, one.item_id),
        )
        facts = facts_for(ledger, office, client_id, _lines(items), PaperKind.STATEMENT)
        credit = ledger.receivables.credit([client_id]).get(client_id, ())
        codes = {one.open.currency for one in items}
        mine = tuple(one for one in credit if one.currency in codes)
        stated = replace(facts, credit=mine)
        return prepared(ledger, office, stated) if stated.owed else None


def offered_items(ledger: Ledger, offer: Offer) -> Sequence[ItemFacts]:
    """What an offer would settle, oldest first."""
    if offer.dispute_id is None:
        return _open(ledger, offer.client_id, offer.amount.currency)
    dispute = ledger.agreements.dispute(offer.dispute_id)
    return [ledger.chasing.item(dispute.item_id)]


def plan_lines(ledger: Ledger, plan: Plan) -> tuple[PaperLine, ...]:
    """The invoices of a plan, with what was open of each when it was made."""
    return tuple(
        replace(_line(ledger.chasing.item(one.item_id)), open=one.amount) for one in plan.items
    )


def facts_for(
    ledger: Ledger,
    office: Office,
    client_id: int,
    lines: tuple[PaperLine, ...],
    kind: PaperKind,
) -> PaperFacts:
    """What every paper to a client is made from; what was agreed is still to be put in."""
    client = ledger.parties.client(client_id)
    return PaperFacts(
        kind=kind,
        today=office.clock.today(),
        business=ledger.parties.business(),
        client=client,
        contact=client.mail_contact,
        lines=lines,
        reference=_reference(client, lines),
        specimen=office.demo,
        own=own_words(ledger, kind),
    )


def prepared(ledger: Ledger, office: Office, facts: PaperFacts) -> Paper:
    """The paper with the words it would go out with."""
    words = office.stationery.paper_words(facts)
    account = account_for(ledger.post.accounts(), facts.tone)
    return Paper(facts, words, sender=account.address if account else "")


def _open(ledger: Ledger, client_id: int, currency: str) -> Sequence[ItemFacts]:
    items = ledger.chasing.items([client_id])
    return sorted(
        (one for one in items if one.open.currency == currency),
        key=lambda one: (one.due, one.item_id),
    )


def _lines(items: Iterable[ItemFacts]) -> tuple[PaperLine, ...]:
    return tuple(_line(one) for one in items)


def _line(item: ItemFacts) -> PaperLine:
    return PaperLine(
        number=item.number,
        issued=item.issued,
        due=item.original_due or item.due,
        amount=item.amount,
        open=item.open,
    )


def _reference(client: Client, lines: Sequence[PaperLine]) -> str:
    """What the client should quote: the one invoice, else its own reference, else the oldest."""
    if lines and (len(lines) == 1 or not client.reference):
        return lines[0].number
    return client.reference


# Looking at it


def paper_pdf(
    office: Office, facts: PaperFacts, words: Words, *, channel: Channel = Channel.LETTER
) -> bytes:
    """The letter as it would be printed, or as an e-mail alone would carry it.

    No transaction is open while it is made.
    """
    if not channel.by_post:
        facts = replace(facts, business=facts.business.on_screen)
    return office.stationery.paper(facts, words)


def emailed_pdf(office: Office, facts: PaperFacts, words: Words, printed: bytes) -> bytes:
    """What an e-mail carries beside a printed letter: its own head where the paper brings one."""
    if facts.business.on_screen == facts.business:
        return printed
    return paper_pdf(office, facts, words, channel=Channel.EMAIL)


def paper_email(office: Office, facts: PaperFacts, words: Words) -> EmailBody:
    """The e-mail as it would be sent, with the letter attached."""
    with office.read() as ledger:
        account = account_for(ledger.post.accounts(), facts.tone)
    signature = account.signature if account else ""
    return office.stationery.paper_email(facts, words, attached=True, signature=signature)


def paper_name(facts: PaperFacts) -> str:
    """The name of its file, in ASCII."""
    return f"{_NAMES[facts.kind]}-{facts.today.isoformat()}.pdf"


def document_of(office: Office, document_id: int) -> bytes:
    """The bytes of a document of the book. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.agreements.content(document_id)
