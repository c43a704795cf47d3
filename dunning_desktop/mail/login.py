"""Signs in with a password: once, with one mechanism, and never where others can read it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.link import Link
from dunning_desktop.mail.replies import Phase, Reply

_SIGNED_IN = 235
_GO_ON = 334


def secrets(account: MailAccount, password: str) -> tuple[str, ...]:
    """The password in every form in which it goes over the wire, the longest first."""
    return (_plain(_user(account), password), _encoded(password), password) if password else ()


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


def _encoded(words: str) -> str:
    """In UTF-8: smtplib takes ASCII only, and a password may hold a £."""
    return b64encode(words.encode()).decode()
