"""Reports of mail servers that were written for people only, as far as they can be told surely."""

from __future__ import annotations

import re
from email.message import Message

from dunning_desktop.domain.incoming import IncomingKind, Undelivered
from dunning_desktop.mail.reading import headers as mail_headers
from dunning_desktop.mail.reading import parts, reports
from dunning_desktop.mail.reading.reports import Report

_NO_SUCCESS = re.compile(
    r"undeliver|not delivered|delivery (has )?failed|delivery failure|mail delivery failed|"
    r"delivery status notification ?\(failure\)|failure notice|returned mail|returning message|"
    r"unzustellbar|nicht zugestellt|zurückgesendet|non remis|échec de (la )?remise|"
    r"no se puede entregar|no entregado|non recapitabile|mancato recapito|onbestelbaar|"
    r"niedostarcz",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\bdelayed\b|still being retried|verzögert|^warning: ", re.IGNORECASE)
_CASELESS = re.MULTILINE | re.IGNORECASE
_QMAIL = re.compile(r"^Hi\. This is the .{1,200}", re.MULTILINE)
_QMAIL_GAVE_UP = re.compile(r"permanent error|wasn't able to deliver", re.IGNORECASE)
_QMAIL_ONE = re.compile(r"^<([^<>\s]{3,254})>:[ \t]*\n((?:[^\n<][^\n]*\n?){0,12})", re.MULTILINE)
_COPY_BELOW = re.compile(r"^-{2,}.{0,40}(below this line|this is a copy).{0,80}$", _CASELESS)
_ITS_ID = re.compile(r"^[> \t]*Message-ID:\s*(<[^<>\s]{3,900}>)", _CASELESS)
# The text of a report is short; what is copied below it may not be.
_READ = 50_000


def old_report(message: Message) -> Report | None:
    """What such a report says, None for any other mail."""
    if not reports.is_from_a_server(message):
        return None
    text = parts.words(message)[:_READ]
    words, copy = _halves(text)
    answers = reports.original_ids(message) or tuple(_ITS_ID.findall(copy or words))[:1]
    if _QMAIL.search(words):
        return _qmail(words, answers)
    failed = mail_headers.bare_addresses(mail_headers.raw(message, "X-Failed-Recipients"))
    if failed:
        return Report(IncomingKind.BOUNCE, reports.recipients(failed), answers)
    return _by_subject(mail_headers.text(message, "Subject"), answers)


def _halves(text: str) -> tuple[str, str]:
    """What the server says, and the copy of the mail below it."""
    mark = _COPY_BELOW.search(text)
    return (text[: mark.start()], text[mark.end() :]) if mark else (text, "")


def _qmail(words: str, answers: tuple[str, ...]) -> Report | None:
    if not _QMAIL_GAVE_UP.search(words):
        return None
    about: list[Undelivered] = []
    for address, said in _QMAIL_ONE.findall(words):
        about += reports.recipients([address.lower()], said)
    return Report(IncomingKind.BOUNCE, tuple(about), answers)


def _by_subject(subject: str, answers: tuple[str, ...]) -> Report | None:
    """By its subject alone only where it also shows which mail it is about."""
    if not answers:
        return None
    if _NOT_YET.search(subject):
        return Report(IncomingKind.DELAYED, (), answers)
    return Report(IncomingKind.BOUNCE, (), answers) if _NO_SUCCESS.search(subject) else None
