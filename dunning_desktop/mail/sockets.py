"""Sockets to servers: plain ones to this computer only, and TLS that was verified."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, TlsMode
from dunning_desktop.mail import tls
from dunning_desktop.mail.loopback import is_loopback


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is, and how the connection to it is secured."""

    host: str
    port: int
    tls: TlsMode


def place_of(server: MailAccount | Inbox) -> Place:
    """The server that takes an account's mail, or the one that has its inbox."""
    return Place(server.host.strip().rstrip("."), server.port, server.tls)


def connected(place: Place, timeout: float) -> socket.socket:
    """A plain connection. Raises ``MailError`` before a byte is sent where TLS is left out."""
    where = (place.host, place.port)
    try:
        if place.tls is TlsMode.NONE:
            _refuse_to_leave(*where)
        sock = socket.create_connection(where, timeout)
    except (ValueError, OverflowError) as error:
        raise MailError(fault=Fault.UNREACHABLE, detail="unknown-host") from error
    if place.tls is TlsMode.NONE and not is_loopback(sock.getpeername()[0]):
        sock.close()
        raise MailError(fault=Fault.INSECURE, detail="not-loopback")
    # Without it a message over TLS waits 44 ms for a delayed ACK: 22 a second, not 300. Nor may
    # the last byte of a request wait for what came before it.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _refuse_to_leave(host: str, port: int) -> None:
    """A connection without TLS goes nowhere but to this computer, whatever address is tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_loopback(str(info[4][0])) for info in found):
        raise MailError(fault=Fault.INSECURE, detail="not-loopback")


def wrapped(sock: socket.socket, context: ssl.SSLContext, host: str) -> socket.socket:
    """With TLS. Raises ``SSLCertVerificationError``, and ``MailError`` for all else."""
    try:
        return context.wrap_socket(sock, server_hostname=host)
    except ssl.SSLCertVerificationError:
        sock.close()
        raise
    except OSError as error:
        sock.close()
        raise tls.handshake_failure(error) from error
