"""One connection to a mail server, as smtplib keeps it, less its unsafe and slow habits."""

from __future__ import annotations

import contextlib
import logging
import smtplib
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from dunning_desktop.domain.errors import MailError
from dunning_desktop.mail.loopback import is_loopback
from dunning_desktop.mail.replies import Phase, Reply, classify, reply
from dunning_desktop.mail.sockets import wrapped

log = logging.getLogger(__name__)

# smtplib would ask the resolver for this computer's name: slow at times, and nobody's business.
_OWN_NAME = "[127.0.0.1]"
_QUIT_SECONDS = 5
_DONE = 250
_CLOSING = 421
# Servers that can do much announce it in thirty.
_MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait. ``dot`` is RFC 5321's ten minutes: a server may scan before it answers."""

    connect: float = 20
    command: float = 60
    dot: float = 600


class _Lines:
    """What a server says, line by line; an answer that never ends is a lost link."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.left = _MOST_LINES

    def readline(self, size: int) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise ConnectionResetError
        return self._file.readline(size)

    def close(self) -> None:
        self._file.close()


class Link(smtplib.SMTP):
    """A connection with replies as values."""

    def __init__(self, host: str, *, timeouts: Timeouts, secrets: Iterable[str] = ()) -> None:
        super().__init__(local_hostname=_OWN_NAME, timeout=timeouts.command)
        self.host = host
        self.timeouts = timeouts
        self.secrets = tuple(secrets)

    @property
    def is_open(self) -> bool:
        return self.sock is not None

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read along: TLS, or this very computer."""
        return isinstance(self.sock, ssl.SSLSocket) or self.is_local

    @property
    def is_local(self) -> bool:
        return self.sock is not None and is_loopback(self.sock.getpeername()[0])

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock.makefile("rb"))
        if self.file is not None:
            self.file.left = _MOST_LINES
        return super().getreply()

    def answer(self) -> Reply:
        """The server's next answer. Raises ``OSError`` for a lost link."""
        code, said = self.getreply()
        if code == _CLOSING:
            self.close()
        return reply(code, said, secrets=self.secrets)

    def ask(self, command: str) -> Reply:
        """Send one command and wait for its answer. Raises ``OSError`` for a lost link."""
        self.putcmd(command)
        return self.answer()

    def overhear(self) -> Reply | None:
        """What the server says while it should listen, without waiting: it will take no more.

        Raises ``OSError`` for a lost link. Asked before the final dot, this makes a clear refusal
        of what would else be an uncertain message.
        """
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected
        self.sock.settimeout(0)
        try:
            said = self.sock.recv(1024)
        except (BlockingIOError, ssl.SSLWantReadError):
            self.sock.settimeout(self.timeouts.command)
            return None
        self.close()
        code, words = said[:3], said[4:]
        if not code.isdigit():
            raise smtplib.SMTPServerDisconnected
        return reply(int(code), words, secrets=self.secrets)

    def introduce(self) -> None:
        """Learn what the server can do."""
        code, said = self.ehlo()
        if code != _DONE:
            code, said = self.helo()
        if code != _DONE:
            raise self.refusal(Phase.GREETING, reply(code, said))

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from here on. What smtplib read ahead in the clear is dropped.

        Raises ``SSLCertVerificationError``, and ``MailError`` for all else.
        """
        plain, self.sock, self.file = self.sock, None, None
        if plain is None:
            raise smtplib.SMTPServerDisconnected
        self.sock = wrapped(plain, context, self.host)

    def refusal(self, phase: Phase, said: Reply) -> MailError:
        """The error for an answer that ends the conversation, in the server's words."""
        log.debug("%s: %s refused with %s", self.host, phase.name, said.code)
        return MailError(fault=classify(phase, said), detail=said.words)

    def forget(self) -> None:
        """Drop what is left of a message: without RSET the next one meets a bogus 503."""
        try:
            if self.is_open and self.ask("RSET").code != _DONE:
                self.close()
        except OSError:
            self.close()

    def leave(self) -> None:
        """Say goodbye and hang up, whatever comes of it."""
        with contextlib.suppress(OSError, ValueError):
            if self.sock is not None:
                self.sock.settimeout(_QUIT_SECONDS)
                self.ask("QUIT")
        self.close()
