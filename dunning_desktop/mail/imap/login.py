"""Signs in to an inbox: once, with one mechanism, with a password or with a token."""

from __future__ import annotations

import imaplib
from collections.abc import Callable

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount
from dunning_desktop.mail import tls
from dunning_desktop.mail.imap import faults as imap_faults
from dunning_desktop.mail.imap.link import Door
from dunning_desktop.mail.smtp import login

Answer = Callable[[bytes], bytes]


def user_of(account: MailAccount, inbox: Inbox) -> str:
    return inbox.user or account.user or account.address


def sign_in(door: Door, user: str, password: str) -> None:
    """Sign in with a password. Raises ``MailError``."""
    if door.state != "NONAUTH":
        return
    if not password:
        raise MailError(fault=Fault.NO_PASSWORD, detail="")
    enter = _way_in(door, user, password)
    account = MailAccount(user, door.host, door.port)
    _try(enter, login.secrets(account, password))


def sign_in_with_token(door: Door, user: str, token: str) -> None:
    """Sign in with a consent of the browser. Raises ``MailError``: sign in there again."""
    if door.state != "NONAUTH":
        return
    proof = f"user={user}\1auth=Bearer {token}\1\1".encode()
    # The second challenge is the reason for a refusal, and wants an empty answer.
    _try(
        lambda: door.authenticate("XOAUTH2", _in_turn(proof)),
        (*login.secrets(MailAccount(user, door.host, door.port), token), proof.decode()),
        consent=True,
    )


def _way_in(door: Door, user: str, password: str) -> Callable[[], object]:
    """One only: a wrong password tried with two counts as two towards a lock-out."""
    if "AUTH=PLAIN" in door.offers:
        proof = f"\0{user}\0{password}".encode()
        return lambda: door.authenticate("PLAIN", _in_turn(proof))
    if "LOGINDISABLED" not in door.offers:
        return lambda: door.login(_quoted(user), _plain(password))
    if "AUTH=LOGIN" in door.offers:
        return lambda: door.authenticate("LOGIN", _in_turn(user.encode(), password.encode()))
    offered = sorted(o.removeprefix("AUTH=") for o in door.offers if o.startswith("AUTH="))
    detail = f"no-password-login: {', '.join(offered)}" if offered else "no-login"
    raise MailError(fault=Fault.LOGIN, detail=detail)


def _try(enter: Callable[[], object], secrets: tuple[str, ...], *, consent: bool = False) -> None:
    try:
        enter()
    except OSError as error:
        raise tls.unreachable(error) from error
    except (imaplib.IMAP4.error, ValueError) as error:
        # Not from the error: a server may have echoed the password into it.
        raise imap_faults.login(error, secrets, consent=consent) from None


def _in_turn(*answers: bytes) -> Answer:
    """One answer to each challenge, and then empty ones."""
    waiting = list(answers)
    return lambda _challenge: waiting.pop(0) if waiting else b""


def _quoted(user: str) -> str:
    """In quotes: imaplib puts them around the password only."""
    escaped = _plain(user).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(words: str) -> str:
    """Without line ends and NUL: behind one of them the server would read a command of its own."""
    return words.translate({0: None, 10: None, 13: None})
