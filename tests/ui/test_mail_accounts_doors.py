"""What the bootstrap hands to the accounts' screens: the table, the search, the consent."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dunning_desktop import bootstrap
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, Route, SignIn
from dunning_desktop.mail.oauth import consent as oauth
from dunning_desktop.mail.oauth.identity import IdentityProvider
from dunning_desktop.mail.oauth.secret import Consent, pack
from dunning_desktop.mail.settings import discovery, providers
from dunning_desktop.ui.surroundings import FoundSettings, GiveConsent, Provider, Surroundings

DAY = date(2026, 11, 26)
ACCOUNT = MailAccount(
    "sam@own.example", "", 465, route=Route.GMAIL, sign_in=SignIn.GOOGLE, client_id="id"
)


@pytest.fixture
def doors(tmp_path: Path) -> Surroundings:
    options = Namespace(book=tmp_path / "book.dunning", demo=False, today=DAY)
    return bootstrap.surroundings(options)


def never_open(_address: str) -> None:
    raise AssertionError


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the mail room is asked for a consent with."""
    found: dict[str, object] = {}

    def consent(address: str, provider: IdentityProvider, **means: object) -> str:
        found.update(means, address=address, provider=provider.sign_in)
        return "a consent"

    monkeypatch.setattr(oauth, "consent", consent)
    return found


def test_the_table_answers_without_a_network(doors: Surroundings) -> None:
    found: Provider | None = doors.guess_provider("sam@gmail.com")
    assert found is not None
    assert (found.host, found.files_sent) == ("smtp.gmail.com", True)
    inbox = found.inbox_for("sam@gmail.com")
    assert inbox is not None
    assert inbox.host == "imap.gmail.com"


def test_every_provider_of_the_table_can_be_shown() -> None:
    for one in providers.known(DAY):
        shown: Provider = one
        assert shown.sign_ins or not shown.password
        assert shown.help_url == "" or shown.help_url.startswith("https://")


def test_the_search_is_made_for_the_day_of_the_book(
    doors: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, date]] = []

    def find(address: str, today: date) -> FoundSettings | None:
        seen.append((address, today))
        return None

    monkeypatch.setattr(discovery, "find", find)
    assert doors.find_settings("sam@own.example") is None
    assert seen == [("sam@own.example", DAY)]


def give(doors: Surroundings) -> GiveConsent:
    assert doors.consent is not None
    return doors.consent


@pytest.mark.parametrize(
    ("typed", "kept", "used"),
    [
        ("typed", pack(Consent("token", "kept")), "typed"),
        ("", pack(Consent("token", "kept")), "kept"),
        ("", "a password of before", ""),
        ("", "", ""),
    ],
)
def test_the_secret_of_a_registration_is_typed_only_once(
    doors: Surroundings, asked: dict[str, object], typed: str, kept: str, used: str
) -> None:
    stop: Callable[[], bool] = lambda: False  # noqa: E731
    secret = give(doors)(ACCOUNT, typed, kept=kept, open_page=never_open, cancelled=stop)
    assert secret == "a consent"
    assert asked["client_secret"] == used
    assert (asked["address"], asked["provider"], asked["client_id"]) == (
        "sam@own.example", SignIn.GOOGLE, "id",
    )  # fmt: skip
    assert asked["open_browser"] is never_open
    assert asked["cancelled"] is stop


def test_an_inbox_is_consented_to_only_where_it_is_read(
    doors: Surroundings, asked: dict[str, object]
) -> None:
    def run(account: MailAccount) -> object:
        give(doors)(account, "", kept="", open_page=never_open, cancelled=lambda: False)
        return asked["scopes"]

    assert run(ACCOUNT) == ("https://www.googleapis.com/auth/gmail.send",)
    assert "https://mail.google.com/" in str(run(replace(ACCOUNT, inbox=Inbox("imap.x"))))


def test_a_password_account_gives_no_consent(doors: Surroundings) -> None:
    account = MailAccount("sam@own.example", "mail.own.example", 465)
    with pytest.raises(MailError):
        give(doors)(account, "", kept="", open_page=never_open, cancelled=lambda: False)
