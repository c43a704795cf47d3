"""Reads a mail of the inbox: what it is by its form, what it refers to, and what it says."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.message import Message

from dunning_desktop.domain.incoming import Incoming, IncomingKind
from dunning_desktop.mail import cleaning
from dunning_desktop.mail.reading import headers as mail_headers
from dunning_desktop.mail.reading import parts, quoting
from dunning_desktop.mail.reading.old_reports import old_report
from dunning_desktop.mail.reading.reports import Report, delivery_report, is_from_a_server

_MASS = frozenset({"bulk", "junk", "list"})
_ROBOT_HEADERS = ("X-Autoreply", "X-Autorespond")
_AWAY = re.compile(
    r"automatic reply|auto-?reply|out of (the )?office|away from (the|my) office|annual leave|"
    r"automatische antwort|abwesenheit|abwesend|nicht im (büro|haus)|"
    r"réponse automatique|absence du bureau|absente? du bureau|"
    r"respuesta automática|fuera de la oficina|ausente|"
    r"risposta automatica|fuori (sede|ufficio)|assenza|"
    r"automatisch antwoord|afwezig|niet aanwezig|"
    r"odpowiedź automatyczna|automatyczna odpowiedź|poza biurem|nieobecno",
    re.IGNORECASE,
)


def read(raw: bytes, *, at: datetime, place: str) -> Incoming:
    """A mail, or as much of its beginning as was fetched; it came ``at`` to that ``place``.

    The place is the name of a mail that has none of its own. Nothing is raised, however broken
    the mail is.
    """
    message = parts.parsed(raw)
    report = delivery_report(message) or old_report(message) or Report(_kind(message))
    name, sender = mail_headers.mailbox(message, "From")
    return Incoming(
        report.kind,
        _message_id(message, place),
        sender,
        at,
        sender_name=name,
        subject=mail_headers.text(message, "Subject"),
        text=quoting.newly_written(parts.words(message)),
        answers=_answers(message, report),
        about=report.about,
        envelope_id=report.envelope_id,
    )


def unreadable(*, at: datetime, place: str) -> Incoming:
    """A mail that is there, and of which nothing else can be said."""
    return Incoming(IncomingKind.MAIL, _made_up(place), "", at)


def is_worth_its_text(head: bytes) -> bool:
    """Whether the text is fetched too: newsletters and lists of mail are known by their headers."""
    return not _is_mass(parts.parsed(head))


def _kind(message: Message) -> IncomingKind:
    robot = (
        _says_so(message)
        or _is_mass(message)
        or _is_receipt(message)
        or _is_invitation(message)
        or is_from_a_server(message)
    )
    return IncomingKind.AUTOMATIC if robot else IncomingKind.MAIL


def _says_so(message: Message) -> bool:
    """RFC 3834, and what was there before it."""
    if mail_headers.word(message, "Auto-Submitted") not in {"", "no"}:
        return True
    if any(mail_headers.word(message, name) not in {"", "no"} for name in _ROBOT_HEADERS):
        return True
    if mail_headers.word(message, "Precedence").replace("-", "_") == "auto_reply":
        return True
    # Exchange puts it on what people write too: only with such a subject is it a robot's.
    suppresses = bool(mail_headers.word(message, "X-Auto-Response-Suppress"))
    return suppresses and bool(_AWAY.search(mail_headers.text(message, "Subject")))


def _is_mass(message: Message) -> bool:
    """Gmail's out-of-office notes call themselves bulk as well, and are worth reading."""
    mass = mail_headers.word(message, "Precedence") in _MASS or "List-Id" in message
    return mass and mail_headers.word(message, "Auto-Submitted") != "auto-replied"


def _is_receipt(message: Message) -> bool:
    """Read receipts, and reports of any other sort that is none of delivery."""
    return message.get_content_type() == "multipart/report"


def _is_invitation(message: Message) -> bool:
    """A calendar's own mail; a file with an appointment in it may come with a person's words."""
    return any(
        part.get_content_type() == "text/calendar"
        and mail_headers.word(part, "Content-Disposition") != "attachment"
        for part in parts.within(message)
    )


def _answers(message: Message, report: Report) -> tuple[str, ...]:
    own = mail_headers.ids(message, "In-Reply-To", "References")
    return tuple(dict.fromkeys((*report.answers, *own)))


def _message_id(message: Message, place: str) -> str:
    return next(iter(mail_headers.ids(message, "Message-ID")), _made_up(place))


def _made_up(place: str) -> str:
    """A name that is the same whenever the mail is read."""
    plain = cleaning.header(place).replace(" ", "")
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,60}", plain):
        plain = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{plain}@nameless.invalid>"
