"""Mail that came back: the address is flagged, and the reminder's letter goes by post."""

from __future__ import annotations

from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import longest
from dunning_desktop.domain.incoming import Incoming, Undelivered
from dunning_desktop.domain.mail import MAY_BE_THERE, Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.blocks import SILENT
from dunning_desktop.usecases.heard_mail import Heard, keep
from dunning_desktop.usecases.inbox_ports import Known
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.recalling import recall
from dunning_desktop.usecases.recording import flag


def bounce(
    ledger: Ledger, office: Office, account: MailAccount, incoming: Incoming, about: Known
) -> Heard | None:
    failed = _failed(incoming, about)
    if not failed:
        # The copy to oneself came back; the client has his.
        return None
    kept = keep(
        ledger,
        office,
        account,
        incoming,
        about=about,
        client_id=about.client_id,
        settled=False,
    )
    if not kept:
        return None
    for one in failed:
        flag(ledger, office, about.client_id, one.address, _words(one))
    if about.state in MAY_BE_THERE:
        _came_back(ledger, office, about, _words(failed[0]))
    return Heard.BOUNCE


def _failed(incoming: Incoming, about: Known) -> tuple[Undelivered, ...]:
    """The recipients of ours that did not get it; an address it was forwarded to stands for one."""
    own = about.sender.lower()
    ours = {one.lower(): one for one in about.recipients if one.lower() != own}
    told = [one for one in incoming.about if one.address.lower() != own]
    exact = tuple(
        Undelivered(ours[one.address.lower()], one.status, one.words)
        for one in told
        if one.address.lower() in ours
    )
    if exact or (incoming.about and not told):
        return exact
    status, words = (told[0].status, told[0].words) if told else ("", incoming.subject)
    return tuple(Undelivered(one, status, words) for one in ours.values())


def _words(one: Undelivered) -> str:
    return f"{one.status} {one.words}".strip()


def _came_back(ledger: Ledger, office: Office, about: Known, words: str) -> None:
    """The message failed after all; its letter goes by post where there is an address for it."""
    now = office.clock.now()
    ledger.post.finish(about.id, MessageState.FAILED, at=now, fault=Fault.BOUNCED, reply=words)
    ledger.diary.note(
        AuditCode.MESSAGE_BOUNCED,
        at=now,
        client_id=about.client_id,
        message_id=about.id,
        letter_id=_by_post(ledger, office, about),
        reply=words,
    )


def _by_post(ledger: Ledger, office: Office, about: Known) -> int | None:
    """Let a reminder's letter go by post, where there is an address for it and money is owed."""
    if about.client_id is None or about.reminder_id is None:
        return None
    today, blocks = office.clock.today(), ledger.chasing.blocks([about.client_id])
    if any(one.kind in SILENT and one.holds_on(today) for one in blocks):
        # Nobody may write to them: it is taken back, like all that did not arrive.
        recall(ledger, office, about.client_id)
        return None
    usable = ledger.parties.client(about.client_id).address.usable
    if not usable or not _still_asked_for(ledger, about.client_id, about.reminder_id, today):
        return None
    return ledger.post.to_paper(about.reminder_id)


def _still_asked_for(ledger: Ledger, client_id: int, reminder_id: int, today: date) -> bool:
    """Whether anything the reminder asked for is open, and not put off meanwhile."""
    blocks, wanted = ledger.chasing.blocks([client_id]), ledger.chasing.items_of(reminder_id)
    return any(
        longest(blocks, one.item_id, today) is None
        for one in ledger.chasing.items([client_id])
        if one.item_id in wanted
    )
