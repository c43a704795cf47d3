"""What a server's refusal over IMAP means, or a conversation that broke off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail import replies, tls

# The codes of RFC 5530 that say: not now.
_LATER = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]|too many", re.IGNORECASE)
_ONLY_WITH_TLS = re.compile(r"\[PRIVACYREQUIRED\]", re.IGNORECASE)
NOT_IMAP = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the libraries raise for answers that are not IMAP."""
# imaplib puts its own words around a server's: command: LOGIN => ..., LOGIN command error: BAD [..]
_AROUND = re.compile(r"^(?:command: \S+ => |\S+ (?:command error: (?:BAD|NO) |failed: ))+")
_BYTES = re.compile(r"^\[?b(['\"])(.*)\1\]?$", re.DOTALL)


@contextmanager
def told(secrets: Iterable[str] = ()) -> Iterator[None]:
    """Raise ``MailError`` for whatever a server or a network does in the block."""
    try:
        yield
    except OSError as error:
        raise tls.unreachable(error) from error
    except IMAP4.abort as error:
        raise _lost(error) from error
    except IMAP4.error as error:
        words = said(error, secrets)
        fault = Fault.BUSY if _LATER.search(words) else Fault.REFUSED
        raise MailError(fault=fault, detail=words) from None
    except NOT_IMAP as error:
        raise MailError(fault=Fault.UNREACHABLE, detail="lost") from error


def greeting(error: Exception) -> MailError:
    """Why a server that answered was of no use."""
    network = _network(error)
    if network is not None:
        return tls.unreachable(network)
    words = said(error)
    if words.upper().startswith("* BYE"):
        return MailError(fault=Fault.BUSY, detail=words[len("* BYE") :].strip())
    if "EOF" in words:
        return MailError(fault=Fault.UNREACHABLE, detail="lost")
    return MailError(fault=Fault.UNREACHABLE, detail=words)


def login(error: Exception, secrets: Iterable[str], *, consent: bool = False) -> MailError:
    """Why nobody was let in."""
    if isinstance(error, IMAP4.abort):
        return _lost(error)
    words = said(error, secrets)
    if _LATER.search(words):
        return MailError(fault=Fault.BUSY, detail=words)
    if _ONLY_WITH_TLS.search(words):
        return MailError(fault=Fault.INSECURE, detail="no-tls")
    return MailError(fault=Fault.LOGIN, detail="sign-in-again" if consent else words)


def said(error: Exception, secrets: Iterable[str] = ()) -> str:
    """The server's words in an error of imaplib, on one line and without a secret."""
    first = _first(error)
    words = first.args[0] if first.args else ""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    text = _AROUND.sub("", text)
    bare = _BYTES.match(text)
    return replies.reply(0, (bare.group(2) if bare else text).encode(), secrets=secrets).text


def _first(error: BaseException) -> BaseException:
    """The error that began it: libraries wrap their own advice around a server's words."""
    while isinstance(error.__context__, IMAP4.error):
        error = error.__context__
    return error


def _lost(error: Exception) -> MailError:
    network = _network(error)
    return tls.unreachable(network or ConnectionResetError())


def _network(error: BaseException) -> OSError | None:
    """The network's own error, which imaplib hides behind its own."""
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, OSError):
        seen = seen.__context__
    return seen
