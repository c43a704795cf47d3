"""Somebody answered: he is not chased until the owner has dealt with it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.incoming import Incoming
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.heard_mail import Heard, it_went, keep
from dunning_desktop.usecases.inbox_ports import Known
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.recalling import recall

_QUOTE = 100
_SHORTEST = 3
"""A number of one or two signs stands in any text."""
# One that waits again may have gone before, and one that came back may have arrived elsewhere.
_ANSWERABLE = frozenset(
    {
        MessageState.UNCERTAIN,
        MessageState.HANDED_OVER,
        MessageState.QUEUED,
        MessageState.FAILED,
    }
)


def answer(
    ledger: Ledger,
    office: Office,
    account: MailAccount,
    incoming: Incoming,
    known: Sequence[Known],
) -> Heard | None:
    """Take in what a person wrote; None where it is no answer, or known already."""
    about = known[0] if known else None
    client_id = about.client_id if about else _who_wrote(ledger, incoming)
    if about is None and client_id is None:
        return None
    if not keep(
        ledger, office, account, incoming, about=about, client_id=client_id, settled=False
    ):
        return None
    if about is not None and about.exact and about.state in _ANSWERABLE:
        it_went(ledger, office, about)
    if client_id is not None:
        _pause(ledger, office, incoming, client_id)
    return Heard.REPLY


def _who_wrote(ledger: Ledger, incoming: Incoming) -> int | None:
    """The client who writes about an open invoice without answering: by address and number."""
    said = f"{incoming.subject}\n{incoming.text}".casefold()
    for client_id in ledger.inboxes.from_address(incoming.sender):
        items = ledger.chasing.items([client_id])
        if any(_names(one.number.casefold(), said) for one in items):
            return client_id
    return None


def _names(number: str, said: str) -> bool:
    """Whether a number stands in a text, and is not part of a longer one."""
    if len(number) < _SHORTEST:
        return False
    at = said.find(number)
    while at >= 0:
        around = said[at - 1 : at] + said[at + len(number) : at + len(number) + 1]
        if not any(one.isalnum() for one in around):
            return True
        at = said.find(number, at + 1)
    return False


def _pause(ledger: Ledger, office: Office, incoming: Incoming, client_id: int) -> None:
    """Chase nobody who wrote; what waits to go to him is taken back."""
    today, now = office.clock.today(), office.clock.now()
    blocks = ledger.chasing.blocks([client_id])
    if not any(one.kind is BlockKind.REPLIED and one.holds_on(today) for one in blocks):
        quote = shorten(incoming.text, _QUOTE, placeholder="…")
        block = Block(BlockKind.REPLIED, client_id, today, reason=quote, at=now)
        ledger.chasing.save_block(block)
    recall(ledger, office, client_id)
    ledger.diary.note(
        AuditCode.CLIENT_REPLIED,
        at=now,
        client_id=client_id,
        sender=incoming.sender,
        subject=incoming.subject,
    )
