"""The secret of an account: out of the keychain, and back into it where a provider changed it."""

from __future__ import annotations

from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office


def secret_of(office: Office, account: MailAccount) -> str | None:
    """What is kept for an account: empty where it needs none, None where it cannot be had."""
    return office.keychain.get(account.secret_key) if account.secret_key else ""


def keeper(office: Office, account: MailAccount, secret: str) -> Keep:
    """Keeps what a secret grew into.

    Not where the owner gave another one meanwhile, or gave the account up: his word is newer.
    """
    keychain, key, last = office.keychain, account.secret_key, secret

    def keep(grown: str) -> None:
        nonlocal last
        if key and keychain.get(key) == last:
            keychain.set(key, grown)
        last = grown

    return keep
