"""Provider presets: looked up by domain, MX host and day, never by network."""

import json
import re
import socket
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.mail_accounts import Inbox, SignIn, TlsMode
from dunning_desktop.mail.settings.providers import behind, guess, known

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)
KEYS = {
    "name": str,
    "domains": list,
    "mx": list,
    "host": str,
    "port": int,
    "tls": str,
    "user": str,
    "inbox": dict | None,
    "files_sent": bool,
    "daily_limit": int | None,
    "minute_limit": int,
    "sign_in": list,
    "help_url": str | None,
    "source": str,
    "checked": str,
    "remarks": list,
}
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)")
SENDS = {(465, "implicit"), (587, "starttls")}
READS = {(993, "implicit"), (143, "starttls")}
BRIDGE = {("127.0.0.1", 1025, "starttls"), ("127.0.0.1", 1143, "starttls")}
SOURCES = {"ISPDB 2026", "provider-db 2026", "provider's help page", "secondary", "unverified"}
BEGUN = date(2026, 11, 1)
Row = dict[str, Any]


def table() -> Iterator[Row]:
    for file in sorted(resources.path("providers").glob("*.json")):
        yield from json.loads(file.read_text(encoding="utf-8"))["providers"]


ROWS = list(table())
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])


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
        ("rose@rosefirm.plus.com", "relay.plus.net", 587, None),
        ("rose@ziggo.nl", "smtp.ziggo.nl", 587, "rose@ziggo.nl"),
        ("rose@o2.pl", "poczta.o2.pl", 465, "rose"),
        ("rose@bluewin.ch", "smtpauths.bluewin.ch", 465, "rose@bluewin.ch"),
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
    "address",
    [
        "rose@firm.example",
        "rose",
        "",
        "@",
        "rose@notgmail.com",
        "rose@onmicrosoft.com",
        "rose@plus.com",
    ],
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
    assert (SignIn.PASSWORD in preset.sign_ins) is password
    assert preset.password or "print letters" in preset.hint or "another mailbox" in preset.hint


@pytest.mark.parametrize(
    ("address", "inbox"),
    [
        ("rose@gmail.com", Inbox("imap.gmail.com", files_sent=True)),
        ("rose@icloud.com", Inbox("imap.mail.me.com", user="rose")),
        ("rose@web.de", Inbox("imap.web.de")),
        ("rose@alice.it", Inbox("in.alice.it", 143, TlsMode.STARTTLS)),
        ("rose@proton.me", Inbox("127.0.0.1", 1143, TlsMode.STARTTLS)),
    ],
)
def test_the_inbox_has_a_user_only_where_it_is_another(address: str, inbox: Inbox) -> None:
    preset = guess(address, TODAY)
    assert preset is not None
    assert preset.inbox_for(address) == inbox


def test_an_inbox_that_is_not_known_is_none() -> None:
    blacknight = next(one for one in known(TODAY) if one.name == "Blacknight")
    assert blacknight.inbox is None
    assert blacknight.inbox_for("rose@firm.example") is None


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        (["aspmx.l.google.com", "alt1.aspmx.l.google.com"], "Google Workspace"),
        (["ASPMX2.GOOGLEMAIL.COM."], "Google Workspace"),
        (["firm-example.mail.protection.outlook.com"], "Microsoft 365"),
        (["firm-example.a-v1.mx.microsoft"], "Microsoft 365"),
        (["eur.olc.protection.outlook.com"], "Outlook.com"),
        (["in1-smtp.messagingengine.com"], "Fastmail"),
        (["mx0.mail.ovh.net"], "OVHcloud"),
        (["mailstore1.secureserver.net"], "GoDaddy"),
        (["mx00.ionos.co.uk"], "IONOS (United Kingdom)"),
        (["mx00.kundenserver.de"], "IONOS (Germany)"),
        (["mx01.mail.icloud.com"], "iCloud Mail (own domain)"),
        (["mx.zoho.eu"], "Zoho Mail (own domain, Europe)"),
        (["mail.protonmail.ch"], "Proton Mail (with Proton Bridge)"),
        (["mx.mail.gm0.yahoodns.net", "mta5.am0.yahoodns.net"], "AOL Mail"),
        (["mta5.am0.yahoodns.net"], "Yahoo Mail"),
        (["filter.example", "mx1.pub.mailpod9-cph3.one.com"], "one.com"),
        (["smtpin.rzone.de"], "STRATO"),
    ],
)
def test_an_mx_host_tells_the_provider(hosts: list[str], name: str) -> None:
    preset = behind(hosts, TODAY)
    assert preset is not None
    assert preset.name == name


@pytest.mark.parametrize(
    "hosts", [[], [""], ["."], ["mx.firm.example"], ["notgoogle.com"], ["google.com.firm.example"]]
)
def test_an_mx_host_of_somebody_else_tells_nothing(hosts: list[str]) -> None:
    assert behind(hosts, TODAY) is None


def test_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(socket, "create_connection", never)
    assert guess("rose@gmail.com", TODAY) is not None
    assert behind(["aspmx.l.google.com"], TODAY) is not None


def test_there_is_a_preset_for_most(subtests: pytest.Subtests) -> None:
    assert len(ROWS) >= 60
    assert len(known(TODAY)) == len(ROWS)
    for key in ("name", "domains", "mx"):
        with subtests.test(key):
            values = [row[key] for row in ROWS]
            flat = [one for value in values for one in ([value] if key == "name" else value)]
            assert len(flat) == len(set(flat))


@each_row
def test_a_row_has_what_it_must_have(row: Row) -> None:
    assert row.keys() == KEYS.keys()
    for key, kind in KEYS.items():
        assert isinstance(row[key], kind), key
        assert kind is bool or not isinstance(row[key], bool), key
    assert row["name"] == row["name"].strip() != ""
    assert row["source"] in SOURCES
    assert date.fromisoformat(row["checked"]) >= BEGUN


@each_row
def test_a_row_names_its_hosts_as_they_are_looked_up(row: Row) -> None:
    names = [*row["mx"], *(one.removeprefix(".") for one in row["domains"])]
    assert all(HOST.fullmatch(one) for one in names), names


@each_row
def test_a_row_sends_and_reads_over_tls(row: Row) -> None:
    assert row["user"] in {"address", "local-part"}
    assert _server_is_sound(row, SENDS)
    inbox = row["inbox"]
    if inbox is not None:
        assert inbox.keys() == {"host", "port", "tls", "user"}
        assert inbox["user"] in {"address", "local-part"}
        assert _server_is_sound(inbox, READS)


def _server_is_sound(server: Row, usual: set[tuple[int, str]]) -> bool:
    host, port, tls = server["host"], server["port"], server["tls"]
    if host == "127.0.0.1":
        return (host, port, tls) in BRIDGE
    return HOST.fullmatch(host) is not None and (port, tls) in usual


@each_row
def test_a_row_has_limits_and_ways_to_sign_in(row: Row) -> None:
    assert row["daily_limit"] is None or row["daily_limit"] > 0
    assert 0 < row["minute_limit"] <= 60
    ways = [SignIn(way) for way in row["sign_in"]]
    assert ways
    assert len(ways) == len(set(ways))
    if row["help_url"] is not None:
        url = urlsplit(row["help_url"])
        assert url.scheme == "https"
        assert HOST.fullmatch(url.netloc)
        assert row["help_url"].isascii()


@each_row
def test_a_row_has_remarks_in_order(row: Row) -> None:
    assert row["remarks"]
    for remark in row["remarks"]:
        assert remark.keys() == {"from", "password", "hint"}
        assert isinstance(remark["password"], bool)
        assert remark["hint"] == remark["hint"].strip()
        assert remark["hint"] == "" or remark["hint"].endswith(".")
        # A hint is for a plumber: it says what to do where no password works, and that is all.
        assert remark["hint"] or remark["password"]
        assert len(remark["hint"]) <= 300
    days = [date.fromisoformat(remark["from"]) for remark in row["remarks"]]
    assert days == sorted(set(days))


@each_row
def test_a_row_leaves_a_way_to_send(row: Row) -> None:
    for day in (TODAY, NEW_YEAR):
        preset = next(one for one in known(day) if one.name == row["name"])
        assert preset.sign_ins
        assert preset.password is (SignIn.PASSWORD in preset.sign_ins)
        if preset.inbox is not None:
            assert preset.inbox.files_sent is preset.files_sent


def test_microsoft_closes_at_the_end_of_the_year() -> None:
    before, after = (guess("rose@firm.onmicrosoft.com", day) for day in (TODAY, NEW_YEAR))
    assert before is not None
    assert after is not None
    assert before.sign_ins == (SignIn.MICROSOFT, SignIn.PASSWORD)
    assert after.sign_ins == (SignIn.MICROSOFT,)
    assert "end of December 2026" in before.hint
    assert before.files_sent
