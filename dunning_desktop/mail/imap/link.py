"""One connection to the server of an inbox, as imaplib and IMAPClient keep it."""

from __future__ import annotations

import imaplib
import logging
import socket
import ssl

from imapclient import IMAPClient

from dunning_desktop.domain.mail_accounts import Inbox
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.mail.sockets import connected, place_of, wrapped

# It would write down what a server says, in the worst case somebody's mail.
logging.getLogger("imapclient").setLevel(logging.ERROR)

_GOODBYE_SECONDS = 5


class Door(imaplib.IMAP4):
    """imaplib's conversation over a connection that was checked before a word was said."""

    def __init__(self, inbox: Inbox, *, timeouts: Timeouts, context: ssl.SSLContext | None) -> None:
        self._place = place_of(inbox)
        self._context = context
        super().__init__(self._place.host, self._place.port, timeouts.connect)
        # A user's name and password may hold a £.
        self._encoding = "utf-8"
        self.sock.settimeout(timeouts.command)

    def _create_socket(self, timeout: float) -> socket.socket:
        sock = connected(self._place, timeout)
        return sock if self._context is None else wrapped(sock, self._context, self.host)

    @property
    def offers(self) -> frozenset[str]:
        """What the server can do, in capitals."""
        return frozenset(self.capabilities)

    def hang_up(self) -> None:
        """Say goodbye and close, whatever comes of it."""
        try:
            self.sock.settimeout(_GOODBYE_SECONDS)
            self.logout()
        except (OSError, imaplib.IMAP4.error, ValueError):
            self.cut()

    def cut(self) -> None:
        """Close without a word."""
        try:
            self.shutdown()
        except OSError:
            self.sock.close()


class Link(IMAPClient):  # type: ignore[misc]
    """IMAPClient's verbs on a door that somebody signed in at."""

    def __init__(self, door: Door, *, timeouts: Timeouts) -> None:
        self.door = door
        super().__init__(door.host, door.port, ssl=False, timeout=timeouts.command)
        self.normalise_times = False
        # Set to 5 it would spell out every line for a log that nobody keeps.
        door.debug = 0

    def _create_IMAP4(self) -> Door:  # noqa: N802 - IMAPClient's own name
        return self.door
