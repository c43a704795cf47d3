"""A wire over a provider's own interface: one request hands over one message.

The interfaces take their recipients from the headers. A recipient that is only on the envelope,
such as an unseen copy to oneself, therefore gets nothing and is told as refused; the providers
file a copy of what they send by themselves.
"""

from __future__ import annotations

import email.policy
from collections.abc import Callable
from dataclasses import dataclass
from email.parser import BytesHeaderParser

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.mail.oauth.tokens import Access
from dunning_desktop.mail.replies import receipt_of
from dunning_desktop.mail.rest.answers import judge
from dunning_desktop.mail.rest.request import Answer, Request
from dunning_desktop.mail.rest.request_steps import HandingOver
from dunning_desktop.mail.rest.web import WebLink

ONLY_ON_THE_ENVELOPE = "not in the message's To field"
_SIGN_IN = 401
_HEADERS = BytesHeaderParser(policy=email.policy.default)
_ADDRESSED = ("to", "cc", "bcc")


@dataclass(frozen=True, slots=True)
class Interface:
    """How a provider takes messages.

    ``most`` are the bytes of a request's body; ``written`` makes it out of a message; ``taken``
    is what the provider said when it took one, empty where that does not become clear.
    """

    path: str
    media_type: str
    most: int
    written: Callable[[bytes], bytes]
    taken: Callable[[Answer], str]


class RestWire:
    """``usecases.mail_ports.Wire`` over HTTPS. The connection is kept between messages."""

    def __init__(self, interface: Interface, link: WebLink, access: Access) -> None:
        self._interface = interface
        self._link = link
        self._access = access
        self._token = ""

    def open(self) -> None:
        """Sign in and connect. Raises ``MailError``."""
        self._token = self._access.token()
        self._link.open()

    def close(self) -> None:
        """Hang up."""
        self._link.close()

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        """Hand over one message; nothing is raised but what ``before_dot`` and a ``Keep`` raise.

        ``at_text`` is not needed: over HTTPS to a provider, a commit is nothing.
        """
        del at_text
        wanted, extra = _recipients(message)
        body = self._interface.written(message.raw)
        unfit = self._unfit(body, wanted, extra)
        if unfit:
            return unfit
        permission = _Once(before_dot)
        said = self._attempt(self._access.token, body, permission)
        if isinstance(said, Answer) and said.status == _SIGN_IN:
            # A clear no: nothing was taken, so that the same may be sent once more.
            rejected = self._token
            said = self._attempt(lambda: self._access.renewed(rejected), body, permission)
        if isinstance(said, Receipt):
            return said
        secrets = (self._token,)
        return judge(said, taken=self._interface.taken, to=wanted, extra=extra, secrets=secrets)

    def _unfit(
        self, body: bytes, wanted: tuple[str, ...], extra: tuple[Refusal, ...]
    ) -> Receipt | None:
        if not wanted:
            return Receipt(ONLY_ON_THE_ENVELOPE, Fault.RECIPIENT, extra)
        if len(body) > self._interface.most:
            return Receipt(f"SIZE {self._interface.most}", Fault.TOO_LARGE)
        return None

    def _attempt(
        self, get_token: Callable[[], str], body: bytes, permission: Callable[[], None]
    ) -> Answer | Receipt:
        try:
            self._token = get_token()
            reused = self._link.is_ready
            if not reused:
                self._link.open()
        except MailError as error:
            return receipt_of(error)
        handing = HandingOver(self._link, self._request(body))
        said = handing.run(permission)
        if reused and handing.lost_before_the_end:
            # Closed by the server just then; it cannot have a message.
            return self._anew(body, permission)
        return said

    def _anew(self, body: bytes, permission: Callable[[], None]) -> Answer | Receipt:
        try:
            self._link.open()
        except MailError as error:
            return receipt_of(error)
        return HandingOver(self._link, self._request(body)).run(permission)

    def _request(self, body: bytes) -> Request:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": self._interface.media_type,
        }
        return Request("POST", self._interface.path, headers, body)


class _Once:
    """The permission to send the end: once given it stands, for the same message."""

    def __init__(self, before_dot: Callable[[], None]) -> None:
        self._before_dot = before_dot
        self._given = False

    def __call__(self) -> None:
        if not self._given:
            self._before_dot()
            self._given = True


def _recipients(message: FrozenMessage) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    """Who gets the message, and who would not. A header that names others stops it."""
    named = _named(message.raw)
    known = {one.casefold() for one in message.recipients}
    wanted = tuple(one for one in message.recipients if one.casefold() in named)
    if not named <= known:
        wanted = ()
    extra = (one for one in message.recipients if one not in wanted)
    return wanted, tuple(Refusal(one, ONLY_ON_THE_ENVELOPE) for one in extra)


def _named(raw: bytes) -> frozenset[str]:
    headers = _HEADERS.parsebytes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    fields = (field for name in _ADDRESSED for field in headers.get_all(name, ()))
    return frozenset(one.addr_spec.casefold() for field in fields for one in field.addresses)
