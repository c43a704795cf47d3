"""Opens a connection to a mail server: dialled, greeted and secured, or refused with its reason."""

from __future__ import annotations

import logging
import ssl

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.mail import tls
from dunning_desktop.mail.replies import Phase
from dunning_desktop.mail.smtp.link import Link
from dunning_desktop.mail.sockets import connected, place_of

log = logging.getLogger(__name__)

_KNOCK_SECONDS = 5
_READY = 220


def dial(account: MailAccount, *, link: Link, make_context: tls.MakeContext) -> None:
    """Connect ``link`` and secure it as the account says. Raises ``MailError``."""
    try:
        _dial(account, link, make_context)
    except ssl.SSLCertVerificationError as error:
        link.close()
        raise tls.untrusted(error, lambda: _names(account, link, make_context)) from error
    except OSError as error:
        link.close()
        raise tls.unreachable(error) from error
    except MailError:
        link.close()
        raise


def _dial(account: MailAccount, link: Link, make_context: tls.MakeContext) -> None:
    link.sock = connected(place_of(account), link.timeouts.connect)
    if account.tls is TlsMode.IMPLICIT:
        link.wrap(make_context())
    _await_greeting(account, link, make_context)
    link.sock.settimeout(link.timeouts.command)
    link.introduce()
    if account.tls is TlsMode.STARTTLS:
        _start_tls(link, make_context())
    log.debug("%s: connected, %s", link.host, account.tls)


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
        link.sock = connected(place_of(account), link.timeouts.connect)
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
    link.wrap(context)
    # What was announced before TLS could have been put in by anybody.
    link.esmtp_features.clear()
    link.introduce()


def _names(account: MailAccount, link: Link, make_context: tls.MakeContext) -> tuple[str, ...]:
    """Look at the certificate once more: shared hosting shows the name to use instead."""
    try:
        sock = connected(place_of(account), link.timeouts.connect)
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
