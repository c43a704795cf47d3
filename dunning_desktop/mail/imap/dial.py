"""Dials the server of an inbox: greeted and secured, or refused with its reason."""

from __future__ import annotations

import imaplib
import socket
import ssl

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, TlsMode
from dunning_desktop.mail import tls
from dunning_desktop.mail.imap import faults as imap_faults
from dunning_desktop.mail.imap.link import Door
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.mail.sockets import connected, place_of, wrapped

_KNOCK_SECONDS = 5
_IMPLICIT_PORT = 993


def dial(inbox: Inbox, *, timeouts: Timeouts, make_context: tls.MakeContext) -> Door:
    """A greeted and secured connection. Raises ``MailError``."""
    if not place_of(inbox).host:
        # The resolver takes an empty name for this computer.
        raise MailError(fault=Fault.NO_ACCOUNT, detail="")
    try:
        return _dial(inbox, timeouts, make_context)
    except ssl.SSLCertVerificationError as error:
        raise tls.untrusted(
            error, lambda: _names(inbox, timeouts, make_context)
        ) from error
    except TimeoutError as error:
        if _wants_tls(inbox, timeouts, make_context):
            raise MailError(fault=Fault.TLS_MODE, detail="tls-first") from error
        raise tls.unreachable(error) from error
    except OSError as error:
        raise tls.unreachable(error) from error
    except imaplib.IMAP4.error as error:
        raise imap_faults.greeting(error) from error
    except imap_faults.NOT_IMAP as error:
        raise MailError(fault=Fault.UNREACHABLE, detail="lost") from error


def _dial(inbox: Inbox, timeouts: Timeouts, make_context: tls.MakeContext) -> Door:
    context = make_context() if inbox.tls is TlsMode.IMPLICIT else None
    door = Door(inbox, timeouts=timeouts, context=context)
    if inbox.tls is not TlsMode.STARTTLS:
        return door
    try:
        _start_tls(door, make_context())
    except BaseException:
        door.cut()
        raise
    return door


def _start_tls(door: Door, context: ssl.SSLContext) -> None:
    """Raises ``MailError`` too where the server calls us signed in before TLS: a known trick."""
    if "STARTTLS" not in door.offers or door.state != "NONAUTH":
        raise MailError(fault=Fault.INSECURE, detail="no-starttls")
    try:
        door.starttls(context)
    except ssl.SSLCertVerificationError:
        raise
    except OSError as error:
        raise tls.handshake_failure(error) from error
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailError(fault=Fault.INSECURE, detail="no-starttls") from error


def _wants_tls(inbox: Inbox, timeouts: Timeouts, make_context: tls.MakeContext) -> bool:
    """Whether a server that stays silent waits for TLS: knock again and see."""
    if inbox.tls is TlsMode.IMPLICIT:
        return False
    try:
        sock = connected(place_of(inbox), min(timeouts.connect, _KNOCK_SECONDS))
        wrapped(sock, make_context(), place_of(inbox).host).close()
    except ssl.SSLCertVerificationError:
        return True
    except (OSError, MailError):
        return inbox.port == _IMPLICIT_PORT
    return True


def _names(inbox: Inbox, timeouts: Timeouts, make_context: tls.MakeContext) -> tuple[str, ...]:
    """Look at the certificate once more: shared hosting shows the name to use instead."""
    try:
        sock = connected(place_of(inbox), timeouts.connect)
    except (OSError, MailError):
        return ()
    with sock:
        if inbox.tls is TlsMode.STARTTLS and not _asked_for_tls(sock):
            return ()
        return tls.host_names(make_context(), sock, place_of(inbox).host)


def _asked_for_tls(sock: socket.socket) -> bool:
    try:
        with sock.makefile("rwb", 0) as line:
            line.readline()
            line.write(b"a STARTTLS\r\n")
            return line.readline().upper().startswith(b"A OK")
    except OSError:
        return False
