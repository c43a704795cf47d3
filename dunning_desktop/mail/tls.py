"""Verified TLS, and what a connection that fails was about."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable

import truststore

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault

MakeContext = Callable[[], ssl.SSLContext]

# The codes of OpenSSL, of Windows (CERT_E_...) and of macOS (errSec...), as truststore passes
# them on.
_EXPIRED = frozenset({9, 10, 0x800B0101, -67818, -67819})
_OTHER_HOST = frozenset({62, 64, 0x800B010F, -67602})

# What OpenSSL says when the other side does not speak TLS at all.
_PLAIN_ANSWERS = frozenset(
    {
        "WRONG_VERSION_NUMBER",
        "RECORD_LAYER_FAILURE",
        "PACKET_LENGTH_TOO_LONG",
        "UNKNOWN_PROTOCOL",
        "HTTP_REQUEST",
        "UNEXPECTED_MESSAGE",
    }
)
IMPLICIT_PORT = 465


def system_context() -> ssl.SSLContext:
    """Trusts what the operating system trusts, and checks the host's name."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def certificate_problem(error: ssl.SSLCertVerificationError) -> str:
    """``expired``, ``host-mismatch`` or ``unknown-issuer``."""
    code = getattr(error, "verify_code", 0)
    if code in _EXPIRED:
        return "expired"
    return "host-mismatch" if code in _OTHER_HOST else "unknown-issuer"


def untrusted(
    error: ssl.SSLCertVerificationError, names: Callable[[], tuple[str, ...]]
) -> MailError:
    """Why a certificate proves nothing; ``names`` looks whom it is for, and is asked then only."""
    problem = certificate_problem(error)
    found = names() if problem == "host-mismatch" else ()
    detail = f"{problem}: {', '.join(found)}" if found else problem
    return MailError(fault=Fault.CERTIFICATE, detail=detail, names=found)


def host_names(context: ssl.SSLContext, sock: socket.socket, host: str) -> tuple[str, ...]:
    """The names in a trusted certificate that is for another host; nothing is sent to it."""
    context.check_hostname = False
    try:
        with context.wrap_socket(sock, server_hostname=host) as secure:
            names = (secure.getpeercert() or {}).get("subjectAltName", ())
            return tuple(str(name[1]) for name in names)
    except (OSError, ValueError):
        return ()


def handshake_failure(error: OSError) -> MailError:
    """Why a TLS handshake failed, the certificate apart."""
    if not isinstance(error, ssl.SSLError):
        return unreachable(error)
    reason = error.reason or ""
    if reason in _PLAIN_ANSWERS:
        return MailError(fault=Fault.TLS_MODE, detail="not-tls")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or "EOF" in reason:
        return MailError(fault=Fault.UNREACHABLE, detail="lost")
    return MailError(fault=Fault.INSECURE, detail=f"tls: {reason.lower()}")


def unreachable(error: OSError) -> MailError:
    """Why there is no connection: ``unknown-host``, ``refused``, ``timeout`` or ``lost``."""
    return MailError(fault=Fault.UNREACHABLE, detail=network_problem(error))


def network_problem(error: OSError) -> str:
    """The problem as a code. smtplib hides a timeout in the error it raises instead."""
    seen = (error, error.__context__)
    for kind, code in (
        (socket.gaierror, "unknown-host"),
        (ConnectionRefusedError, "refused"),
        (TimeoutError, "timeout"),
    ):
        if any(isinstance(one, kind) for one in seen):
            return code
    return "lost"
