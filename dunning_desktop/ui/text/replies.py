"""What people answered, and whether answers are read at all, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.mail import fault_in_short
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.plain import one_line, paragraphs
from dunning_desktop.usecases.answers import Answer
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.mail_accounts import Mailboxes

translate = QCoreApplication.translate

FRESH = timedelta(hours=1)
"""After so long without a look into the inbox it is said that there was none."""
LONGEST_NAME = 80


def who(row: IncomingRow) -> str:
    """Whom an answer is from: the client, else whoever wrote."""
    return one_line(row.client or row.sender_name or row.sender, LONGEST_NAME)


def from_whom(row: IncomingRow) -> str:
    """The address it came from, with the name there, and when."""
    name, address = one_line(row.sender_name, LONGEST_NAME), one_line(row.sender)
    sender = f"{name} <{address}>" if name and name != who(row) else address
    return f"{sender}  ·  {moment(row.at)}"


def subject(row: IncomingRow) -> str:
    """What it is about, by its own words."""
    return one_line(row.subject) or translate("Replies", "(no subject)")


def written(row: IncomingRow) -> str:
    """What was newly written, line by line."""
    nothing = translate("Replies", "(Nothing was written but what it quotes.)")
    return paragraphs(row.text) or nothing


def in_the_list(row: IncomingRow) -> str:
    """Two lines: who, and when."""
    return f"{who(row)}\n{moment(row.at)}"


def standing(answer: Answer) -> str:
    """What is open, and what the answer has brought about."""
    row = answer.row
    if row.client_id is None:
        return translate(
            "Replies",
            "From nobody in your list of clients: it answers an e-mail that you sent from here.",
        )
    said = [translate("Replies", "Nothing is open.")]
    if answer.open:
        said = [translate("Replies", "{sum} is open.").format(sum=sums(answer.open))]
    if answer.paused:
        said.append(translate("Replies", "Chasing is paused until you go on."))
    if not row.sure:
        said.append(
            translate(
                "Replies",
                "It answers none of your e-mails, but comes from their address and names an open "
                "invoice.",
            )
        )
    return " ".join(said)


def told(rows: list[IncomingRow]) -> str:
    """What has just come in, in one line for the toast."""
    came = [one for one in rows if one.kind is IncomingKind.MAIL]
    back = [one for one in rows if one.kind is IncomingKind.BOUNCE]
    if came:
        return _answered(came)
    return _came_back(back)


def _answered(rows: list[IncomingRow]) -> str:
    if len(rows) > 1:
        return translate("Replies", "{n} answers came in: see Today.").format(n=len(rows))
    row = rows[0]
    words = translate("Replies", "{client} answered: chasing is paused.")
    if row.client_id is None:
        words = translate("Replies", "{client} answered: see Today.")
    return words.format(client=who(row))


def _came_back(rows: list[IncomingRow]) -> str:
    if len(rows) > 1:
        return translate("Replies", "{n} e-mails came back: see Today.").format(n=len(rows))
    client = one_line(rows[0].client, LONGEST_NAME) if rows else ""
    if not client:
        return translate("Replies", "An e-mail came back: see Today.")
    return translate("Replies", "An e-mail to {client} came back.").format(client=client)


# Whether answers are read


def ask_yourself() -> str:
    """Where nobody here reads answers, the owner has to know."""
    return translate(
        "Replies",
        "Answers are not read here. Has anybody of these written to you? Untick them.",
    )


def how_fresh(found: Mailboxes, now: datetime) -> tuple[str, bool]:
    """How lately answers were read, and whether that is late enough; empty: nobody reads them."""
    if not found.inboxes:
        return "", False
    deaf = [one for one in found.accounts if one.id in found.inboxes]
    faults = [(one.address, found.inboxes[one.id].fault) for one in deaf]
    address, fault = next(((where, why) for where, why in faults if why), ("", None))
    oldest = min((one.read_at for one in found.inboxes.values() if one.read_at), default=None)
    never = any(one.read_at is None for one in found.inboxes.values())
    if fault is not None:
        words = translate("Replies", "The inbox of {address} cannot be read: {why}.")
        said = words.format(address=one_line(address), why=fault_in_short(fault))
        return f"{said} {_untick()}", False
    if never or oldest is None:
        said = translate("Replies", "Your inbox was not read yet.")
        return f"{said} {_untick()}", False
    if now - oldest > FRESH:
        said = translate("Replies", "Answers were last read on {when}.")
        return f"{said.format(when=moment(oldest))} {_untick()}", False
    said = translate("Replies", "Answers read at {time}")
    return said.format(time=f"{oldest.astimezone():%H:%M}"), True


def _untick() -> str:
    return translate("Replies", "Has anybody of these written since? Untick them.")
