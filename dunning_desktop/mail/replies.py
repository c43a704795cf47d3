"""What a mail server's answer means: the place, the codes and the words decide the fault."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault, Receipt

_LONGEST = 500
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\S)")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

_TOO_LARGE = re.compile(r"\bsize\b.*\b(limit|exceed)|too (large|big)", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(send(ing)?|submission|rate|daily|hourly)\b[\w -]{0,30}\b(limit|quota)\b"
    r"|\b(limit|quota) (is |has been |was )?(exceeded|reached)"
    r"|too many (messages|mails|e-?mails|recipients)|throttl",
    re.IGNORECASE,
)
_NOT_THE_OWNER = re.compile(
    r"sender address rejected|not owned by|send ?as ?denied|send as this sender", re.IGNORECASE
)
_RELAY = re.compile(r"\brelay", re.IGNORECASE)

_LOGIN_CODES = frozenset({"5.7.8", "5.7.9", "5.7.30", "5.7.57", "5.7.139"})
_SENDER_CODES = frozenset({"5.1.7", "5.1.8", "5.7.60", "5.2.252"})
_SIZE_CODES = frozenset({"5.3.4", "5.2.3"})
_FULL_MAILBOX = frozenset({"4.2.2", "5.2.2"})
_FULL = re.compile(r"mailbox.*(full|quota)|over ?quota", re.IGNORECASE)
_ADDRESS = re.compile(r"5\.1\.\d+|5\.2\.[12]")


class Phase(Enum):
    """Where in the conversation an answer came."""

    GREETING = auto()
    TLS = auto()
    LOGIN = auto()
    SENDER = auto()
    RECIPIENT = auto()
    DATA = auto()
    DOT = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer: its code, and its words as they came."""

    code: int
    text: str

    @property
    def enhanced(self) -> str:
        """The code of RFC 3463 that the words begin with, if any."""
        found = _ENHANCED.match(self.text)
        return found.group() if found else ""

    @property
    def words(self) -> str:
        """Code and words, for the owner."""
        return f"{self.code} {self.text}".strip()

    @property
    def waits(self) -> bool:
        """Whether the server says that a later try may succeed."""
        return 400 <= self.code < 500  # noqa: PLR2004 - RFC 5321

    @property
    def agrees(self) -> bool:
        """Whether it is a yes; servers vary the last two digits."""
        return 200 <= self.code < 300  # noqa: PLR2004 - RFC 5321

    @property
    def refuses(self) -> bool:
        """Whether it is a plain no; what is neither that nor the yes hoped for is nonsense."""
        return 400 <= self.code < 600  # noqa: PLR2004 - RFC 5321


def reply(code: int, said: bytes, *, secrets: Iterable[str] = ()) -> Reply:
    """A server's answer, without control characters and without the password it may echo."""
    text = said.decode("utf-8", "replace")
    for secret in secrets:
        text = text.replace(secret, "***") if secret else text
    return Reply(code, _UNFIT.sub(" ", text).strip()[:_LONGEST])


def receipt_of(error: MailError) -> Receipt:
    """A connection that did not come about, told as what became of a message."""
    fault = error.data["fault"]
    return Receipt(
        str(error.data["detail"]), fault if isinstance(fault, Fault) else Fault.UNREACHABLE
    )


def classify(phase: Phase, answer: Reply) -> Fault:
    """The fault behind an answer that was not the one hoped for."""
    if phase is Phase.GREETING:
        return _greeting(answer)
    if phase in {Phase.TLS, Phase.LOGIN}:
        return _before_mail(phase, answer)
    if not answer.refuses:
        return Fault.UNREACHABLE
    return _anywhere(phase, answer) or _permanent(phase, answer)


def _greeting(answer: Reply) -> Fault:
    """A refusal to talk is often about the network one sits in, and passes."""
    if answer.code < 0:
        return Fault.TLS_MODE
    return Fault.BUSY if answer.waits else Fault.UNREACHABLE


def _before_mail(phase: Phase, answer: Reply) -> Fault:
    # 432: the password must be changed first (RFC 4954), and waiting does not do that.
    if answer.waits and answer.code != 432:  # noqa: PLR2004
        return Fault.BUSY
    return Fault.LOGIN if phase is Phase.LOGIN else Fault.INSECURE


def _anywhere(phase: Phase, answer: Reply) -> Fault | None:
    """What is recognised by codes and words wherever it comes."""
    if answer.code in {530, 534, 535} or answer.enhanced in _LOGIN_CODES:
        return Fault.LOGIN
    if answer.enhanced in _SENDER_CODES or _NOT_THE_OWNER.search(answer.text):
        return Fault.BUSY if answer.waits else Fault.SENDER
    if answer.enhanced in _FULL_MAILBOX or (phase is Phase.RECIPIENT and _FULL.search(answer.text)):
        return Fault.BUSY if answer.waits else Fault.RECIPIENT
    if phase is not Phase.RECIPIENT and _is_too_large(answer):
        return Fault.TOO_LARGE
    if _is_limit(answer):
        return Fault.LIMIT
    return Fault.BUSY if answer.waits else None


def _is_too_large(answer: Reply) -> bool:
    if answer.waits:
        return False
    bare = answer.code == 552 and not answer.enhanced  # noqa: PLR2004 - RFC 5321
    return bare or answer.enhanced in _SIZE_CODES or bool(_TOO_LARGE.search(answer.text))


def _is_limit(answer: Reply) -> bool:
    """Even some 5xx answers only mean: not today."""
    if answer.code == 432 or answer.enhanced == "5.4.5":  # noqa: PLR2004 - Microsoft's throttle
        return True
    # 421 4.3.2 is a server that shuts down.
    if answer.enhanced == "4.3.2" and answer.code != 421:  # noqa: PLR2004
        return True
    return bool(_LIMIT.search(answer.text))


def _permanent(phase: Phase, answer: Reply) -> Fault:
    if phase is Phase.SENDER:
        return Fault.SENDER if 550 <= answer.code <= 554 else Fault.REFUSED  # noqa: PLR2004
    if phase is Phase.RECIPIENT:
        return Fault.LOGIN if _RELAY.search(answer.text) else Fault.RECIPIENT
    if _ADDRESS.fullmatch(answer.enhanced):
        return Fault.RECIPIENT
    return Fault.REFUSED
