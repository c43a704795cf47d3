"""A domain's own file of settings: what is taken from it, and what never is."""

import pytest

from dunning_desktop.domain.mail_accounts import Inbox, SignIn, TlsMode
from dunning_desktop.mail.settings.autoconfig import read

ROSE = "rose@firm.example"


def server(
    kind: str = "smtp",
    *,
    host: str = "smtp.host.example",
    port: str = "465",
    tls: str = "SSL",
    user: str = "%EMAILADDRESS%",
    ways: tuple[str, ...] = ("password-cleartext",),
) -> str:
    tag = "incomingServer" if kind in {"imap", "pop3"} else "outgoingServer"
    methods = "".join(f"<authentication>{way}</authentication>" for way in ways)
    return (
        f'<{tag} type="{kind}"><hostname>{host}</hostname><port>{port}</port>'
        f"<socketType>{tls}</socketType><username>{user}</username>{methods}</{tag}>"
    )


def config(*servers: str, before: str = "") -> bytes:
    inside = f"<emailProvider id='x'>{''.join(servers)}</emailProvider>"
    return f'{before}<clientConfig version="1.1">{inside}</clientConfig>'.encode()


def test_a_password_and_tls_are_all_that_is_known_of_a_server() -> None:
    preset = read(config(server()), "firm.example")
    assert preset is not None
    assert (preset.name, preset.host, preset.port) == ("firm.example", "smtp.host.example", 465)
    assert preset.tls is TlsMode.IMPLICIT
    assert preset.inbox is None
    assert preset.user(ROSE) == ROSE
    assert (preset.sign_ins, preset.daily_limit, preset.help_url) == ((SignIn.PASSWORD,), None, "")


def test_tls_from_the_start_is_preferred_and_the_clear_is_no_choice() -> None:
    said = config(
        server(port="25", tls="plain"),
        server(port="587", tls="STARTTLS"),
        server(port="465", tls="SSL"),
        server("imap", host="imap.host.example", port="143", tls="plain"),
        server("imap", host="imap.host.example", port="143", tls="STARTTLS"),
        server("pop3", host="pop.host.example", port="995"),
    )
    preset = read(said, "firm.example")
    assert preset is not None
    assert (preset.port, preset.tls) == (465, TlsMode.IMPLICIT)
    assert preset.inbox == Inbox("imap.host.example", 143, TlsMode.STARTTLS)


def test_the_user_may_be_another_to_read() -> None:
    said = config(server(), server("imap", port="993", user="%EMAILLOCALPART%"))
    preset = read(said, "firm.example")
    assert preset is not None
    assert preset.user(ROSE) == ROSE
    assert preset.inbox_for(ROSE) == Inbox("smtp.host.example", user="rose")


def test_the_local_part_may_be_the_user_of_both() -> None:
    said = config(
        server(user=" %EMAILLOCALPART% "), server("imap", port="993", user="%EMAILLOCALPART%")
    )
    preset = read(said, "firm.example")
    assert preset is not None
    assert preset.user(ROSE) == "rose"
    assert preset.inbox_for(ROSE) == Inbox("smtp.host.example")


def test_the_domain_may_stand_in_the_hosts_name() -> None:
    preset = read(config(server(host="mail.%EMAILDOMAIN%")), "firm.example")
    assert preset is not None
    assert preset.host == "mail.firm.example"


@pytest.mark.parametrize("ways", [(), ("OAuth2", "password-encrypted"), ("plain",)])
def test_a_password_is_taken_where_it_is_one_way_of_several(ways: tuple[str, ...]) -> None:
    assert read(config(server(ways=ways)), "firm.example") is not None


@pytest.mark.parametrize(
    "one",
    [
        server(tls="plain"),
        server(tls=""),
        server(tls="ssl-or-not"),
        server(ways=("OAuth2",)),
        server(ways=("client-IP-address",)),
        server(host=""),
        server(host="127.0.0.1"),
        server(host="localhost"),
        server(host="smtp host.example"),
        server(host="x@evil.example"),
        server(host="smtp.host.example:465"),
        server(port=""),
        server(port="0"),
        server(port="65536"),
        server(port="-465"),
        server(port="4650000000000000000000000000"),
        server(port="0004659999"),
        server(port="000465" + "9" * 5000),
        server(port="٤٦٥"),
        server("imap"),
        server("http"),
        "<outgoingServer type='smtp'/>",
        "<outgoingServer><hostname>smtp.host.example</hostname></outgoingServer>",
    ],
)
def test_a_server_that_cannot_be_used_is_none(one: str) -> None:
    assert read(config(one), "firm.example") is None


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "smtp.host.example"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"<clientConfig/>",
        b"<clientConfig><emailProvider/></clientConfig>",
        b"<clientConfig",
        b"\x00\x01\x02",
        b'<?xml version="1.0" encoding="nonsense"?><clientConfig/>',
        b'<?xml version="1.0" encoding="shift_jis"?><clientConfig/>',
        "<clientConfig>é</clientConfig>".encode("latin-1"),
        config(server(), before="<!DOCTYPE clientConfig>"),
        config(server(), before='<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">'),
        config(server(host="&a;"), before=BOMB),
        config(server(host="&c;"), before=BOMB),
        config(server(host="&a;"), before=BOMB).decode().encode("utf-16"),
    ],
)
def test_what_is_no_plain_file_of_settings_is_none(said: bytes) -> None:
    assert read(said, "firm.example") is None
