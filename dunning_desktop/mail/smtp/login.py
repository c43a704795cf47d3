"""Signs in: once, with one mechanism, and never where others can read along."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.replies import Phase, Reply
from dunning_desktop.mail.smtp.link import Link

_SIGNED_IN = 235
_GO_ON = 334
_NOT_ACCEPTED = 535
# The mailbox may not be used over SMTP at all, whoever asks: another token changes nothing.
_SWITCHED_OFF = frozenset({"5.7.139", "5.7.30"})


def secrets(account: MailAccount, password: str) -> tuple[str, ...]:
    """The password in every form in which it goes over the wire, the longest first."""
    return (_plain(_user(account), password), _encoded(password), password) if password else ()


def token_secrets(account: MailAccount, token: str) -> tuple[str, ...]:
    """The access token in every form in which it goes over the wire, the longest first."""
    return (_xoauth2(_user(account), token), _encoded(token), token)


def sign_in(link: Link, account: MailAccount, password: str) -> None:
    """Sign in as the account says. Raises ``MailError``.

    A server on this computer that asks for nothing gets nothing.
    """
    offered = link.esmtp_features.get("auth", "").upper().split()
    if not password:
        _go_without(link, account, offered)
        return
    if not link.is_private:
        raise MailError(fault=Fault.INSECURE, detail="no-tls")
    said = _mechanism(offered)(link, _user(account), password)
    if said.code != _SIGNED_IN:
        raise link.refusal(Phase.LOGIN, said)


def present_token(link: Link, account: MailAccount, token: str) -> Reply:
    """What the server says to an access token; 235 is the yes. Raises ``MailError``, ``OSError``.

    A token that is not accepted is first answered with its reasons, which want an empty line.
    """
    offered = link.esmtp_features.get("auth", "").upper().split()
    if not link.is_private:
        raise MailError(fault=Fault.INSECURE, detail="no-tls")
    if "XOAUTH2" not in offered:
        detail = f"no-token-login: {', '.join(offered)}" if offered else "no-login"
        raise MailError(fault=Fault.LOGIN, detail=detail)
    said = link.ask(f"AUTH XOAUTH2 {_xoauth2(_user(account), token)}")
    return link.ask("") if said.code == _GO_ON else said


def may_be_stale(said: Reply) -> bool:
    """Whether another token might be accepted where this one was not."""
    return said.code == _NOT_ACCEPTED and said.enhanced not in _SWITCHED_OFF


def check_token(link: Link, said: Reply) -> None:
    """Raises ``MailError`` unless the token was accepted."""
    if may_be_stale(said):
        raise MailError(fault=Fault.LOGIN, detail="sign-in-again")
    if said.code != _SIGNED_IN:
        raise link.refusal(Phase.LOGIN, said)


def _go_without(link: Link, account: MailAccount, offered: list[str]) -> None:
    if offered and not (link.is_local and not account.user):
        raise MailError(fault=Fault.NO_PASSWORD, detail="")


def _mechanism(offered: list[str]) -> Callable[[Link, str, str], Reply]:
    """One only: a wrong password tried with two counts as two towards a lock-out."""
    if "PLAIN" in offered:
        return _sign_in_plain
    if "LOGIN" in offered:
        return _sign_in_login
    detail = f"no-password-login: {', '.join(offered)}" if offered else "no-login"
    raise MailError(fault=Fault.LOGIN, detail=detail)


def _sign_in_plain(link: Link, user: str, password: str) -> Reply:
    said = link.ask(f"AUTH PLAIN {_plain(user, password)}")
    return link.ask(_plain(user, password)) if said.code == _GO_ON else said


def _sign_in_login(link: Link, user: str, password: str) -> Reply:
    said = link.ask("AUTH LOGIN")
    for words in (user, password):
        if said.code != _GO_ON:
            return said
        said = link.ask(_encoded(words))
    return said


def _user(account: MailAccount) -> str:
    return account.user or account.address


def _plain(user: str, password: str) -> str:
    return _encoded(f"\0{user}\0{password}")


def _xoauth2(user: str, token: str) -> str:
    return _encoded(f"user={user}\1auth=Bearer {token}\1\1")


def _encoded(words: str) -> str:
    """In UTF-8: smtplib takes ASCII only, and a password may hold a £."""
    return b64encode(words.encode()).decode()
