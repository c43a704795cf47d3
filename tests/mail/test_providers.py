"""Provider presets: looked up by domain and day, never by network."""

import json
import socket
from datetime import date

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.mail.providers import guess, known

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("address", "host", "port", "user"),
    [
        ("rose@gmail.com", "smtp.gmail.com", 465, "rose@gmail.com"),
        (" Rose@GoogleMail.com ", "smtp.gmail.com", 465, None),
        ("rose@icloud.com", "smtp.mail.me.com", 587, "rose@icloud.com"),
        ("rose@yahoo.co.uk", "smtp.mail.yahoo.com", 465, "rose@yahoo.co.uk"),
        ("rose@btinternet.com", "mail.btinternet.com", 465, "rose@btinternet.com"),
        ("rose@web.de", "smtp.web.de", 465, "rose"),
        ("rose@firm.onmicrosoft.com", "smtp.office365.com", 587, "rose@firm.onmicrosoft.com"),
    ],
)
def test_a_known_domain_gives_its_settings(
    address: str, host: str, port: int, user: str | None
) -> None:
    preset = guess(address, TODAY)
    assert preset is not None
    assert (preset.host, preset.port) == (host, port)
    assert preset.tls is (TlsMode.STARTTLS if port == 587 else TlsMode.IMPLICIT)
    assert user is None or preset.user(address) == user


@pytest.mark.parametrize(
    "address", ["rose@firm.example", "rose", "", "@", "rose@notgmail.com", "rose@onmicrosoft.com"]
)
def test_an_unknown_domain_gives_nothing(address: str) -> None:
    assert guess(address, TODAY) is None


@pytest.mark.parametrize(
    ("address", "day", "password"),
    [
        ("rose@hotmail.com", date(2024, 9, 15), True),
        ("rose@hotmail.com", date(2024, 9, 16), False),
        ("rose@x.onmicrosoft.com", date(2026, 12, 30), True),
        ("rose@x.onmicrosoft.com", date(2026, 12, 31), False),
        ("rose@gmail.com", date(2010, 1, 1), True),
    ],
)
def test_a_remark_counts_from_its_day(address: str, day: date, password: bool) -> None:
    preset = guess(address, day)
    assert preset is not None
    assert preset.password is password
    assert preset.password or "print letters" in preset.hint or "another mailbox" in preset.hint


def test_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(socket, "create_connection", never)
    assert guess("rose@gmail.com", TODAY) is not None


def test_the_table_is_sound() -> None:
    rows = json.loads(resources.read_text("providers", "providers.json"))["providers"]
    domains = [domain for row in rows for domain in row["domains"]]
    assert len(domains) == len(set(domains))
    assert all(domain == domain.lower() for domain in domains)
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        days = [date.fromisoformat(remark["from"]) for remark in row["remarks"]]
        assert days == sorted(days)
        assert days
        assert (row["port"], row["tls"]) in {
            (465, "implicit"),
            (587, "starttls"),
            (1025, "starttls"),
        }
        assert row["user"] in {"address", "local-part"}
    assert len(known(TODAY)) == len(rows)
