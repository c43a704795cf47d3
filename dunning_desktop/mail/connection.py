"""Opens a connection to a mail server: dialled, greeted and secured, or refused with its reason."""

from __future__ import annotations

import logging
import socket
import ssl

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.mail import tls
from dunning_desktop.mail.link import Link
from dunning_desktop.mail.loopback import is_loopback
from dunning_desktop.mail.replies import Phase

log = logging.getLogger(__name__)

_KNOCK_SECONDS = 5
_READY = 220


def dial(account: MailAccount, *, link: Link, make_context: tls.MakeContext) -> None:
    """Connect ``link`` and secure it as the account says. Raises ``MailError``."""
    try:
        _dial(account, link, make_context)
    except ssl.SSLCertVerificationError as error:
        link.close()
        raise _untrusted(account, link, make_context, error) from error
    except OSError as error:
        link.close()
        raise tls.unreachable(error) from error
    except MailError:
        link.close()
        raise


def _dial(account: MailAccount, link: Link, make_context: tls.MakeContext) -> None:
    link.sock = _connect(account, link)
    if account.tls is TlsMode.IMPLICIT:
        _handshake(link, make_context())
    _await_greeting(account, link, make_context)
    link.sock.settimeout(link.timeouts.command)
    link.introduce()
    if account.tls is TlsMode.STARTTLS:
        _start_tls(link, make_context())
    log.debug("%s: connected, %s", link.host, account.tls)


def _connect(account: MailAccount, link: Link) -> socket.socket:
    """A plain connection. Raises ``MailError`` before a byte is sent where TLS is left out."""
    where = (link.host, account.port)
    try:
        if account.tls is TlsMode.NONE:
            _refuse_to_leave(*where)
        sock = socket.create_connection(where, link.timeouts.connect)
    except (ValueError, OverflowError) as error:
        raise MailError(fault=Fault.UNREACHABLE, detail="unknown-host") from error
    if account.tls is TlsMode.NONE and not is_loopback(sock.getpeername()[0]):
        sock.close()
        raise MailError(fault=Fault.INSECURE, detail="not-loopback")
    # Without it a message over TLS waits 44 ms for a delayed ACK: 22 a second, not 300.
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def _refuse_to_leave(host: str, port: int) -> None:
    """A connection without TLS goes nowhere but to this computer, whatever address is tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_loopback(str(info[4][0])) for info in found):
        raise MailError(fault=Fault.INSECURE, detail="not-loopback")


def _handshake(link: Link, context: ssl.SSLContext) -> None:
    try:
        link.wrap(context)
    except ssl.SSLCertVerificationError:
        raise
    except OSError as error:
        raise tls.handshake_failure(error) from error


def _await_greeting(account: MailAccount, link: Link, make_context: tls.MakeContext) -> None:
    try:
        said = link.answer()
    except OSError as error:
        if account.tls is TlsMode.IMPLICIT or not _wants_tls(account, link, make_context):
            raise
        raise MailError(fault=Fault.TLS_MODE, detail="tls-first") from error
    if said.code != _READY:
        raise link.refusal(Phase.GREETING, said)


def _wants_tls(account: MailAccount, link: Link, make_context: tls.MakeContext) -> bool:
    """Whether a server that stays silent waits for TLS: knock again and see."""
    try:
        link.sock = _connect(account, link)
        link.sock.settimeout(min(link.timeouts.connect, _KNOCK_SECONDS))
        link.wrap(make_context())
    except ssl.SSLCertVerificationError:
        return True
    except (OSError, MailError):
        return account.port == tls.IMPLICIT_PORT
    return True


def _start_tls(link: Link, context: ssl.SSLContext) -> None:
    if not link.has_extn("starttls"):
        raise MailError(fault=Fault.INSECURE, detail="no-starttls")
    said = link.ask("STARTTLS")
    if said.code != _READY:
        raise link.refusal(Phase.TLS, said)
    _handshake(link, context)
    # What was announced before TLS could have been put in by anybody.
    link.esmtp_features.clear()
    link.introduce()


def _untrusted(
    account: MailAccount,
    link: Link,
    make_context: tls.MakeContext,
    error: ssl.SSLCertVerificationError,
) -> MailError:
    problem = tls.certificate_problem(error)
    names = _names(account, link, make_context) if problem == "host-mismatch" else ()
    detail = f"{problem}: {', '.join(names)}" if names else problem
    return MailError(fault=Fault.CERTIFICATE, detail=detail, names=names)


def _names(account: MailAccount, link: Link, make_context: tls.MakeContext) -> tuple[str, ...]:
    """Look at the certificate once more: shared hosting shows the name to use instead."""
    try:
        sock = _connect(account, link)
        if account.tls is TlsMode.STARTTLS:
            link.sock = sock
            link.answer()
            link.introduce()
            link.ask("STARTTLS")
            link.sock, link.file = None, None
    except (OSError, MailError):
        link.close()
        return ()
    return tls.host_names(make_context(), sock, link.host)
