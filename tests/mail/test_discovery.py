"""Settings from the domain itself: a real name server and a real HTTPS server on loopback."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, TlsMode
from dunning_desktop.mail.settings.discovery import Found, How, find
from dunning_desktop.mail.settings.dns_records import Records
from tests.helpers.dns_server import NONSENSE, SILENT, DnsServer, Script, dns_server
from tests.helpers.web_server import Pieces, WebServer, ok, web_server

TODAY = date(2026, 11, 22)
ROSE = "rose.secret@firm.example"
OWN_MX = "firm.example MX"
SUBMISSIONS = "_submissions._tcp.firm.example SRV"
SUBMISSION = "_submission._tcp.firm.example SRV"
IMAPS = "_imaps._tcp.firm.example SRV"
FIRST = "https://autoconfig.firm.example/mail/config-v1.1.xml"
SECOND = "https://firm.example/.well-known/autoconfig/mail/config-v1.1.xml"
MX: Script = {OWN_MX: ["10 mx.firm.example."]}
NAMES = ("firm.example", "autoconfig.firm.example")
CONFIG = b"""<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1"><emailProvider id="firm.example">
  <incomingServer type="imap"><hostname>imap.host.example</hostname><port>993</port>
    <socketType>SSL</socketType><username>%EMAILADDRESS%</username>
    <authentication>password-cleartext</authentication></incomingServer>
  <outgoingServer type="smtp"><hostname>smtp.host.example</hostname><port>465</port>
    <socketType>SSL</socketType><username>%EMAILADDRESS%</username>
    <authentication>password-cleartext</authentication></outgoingServer>
</emailProvider></clientConfig>"""


@dataclass
class World:
    """The name server and the web server of a domain, and who looks it up."""

    names: DnsServer
    web: WebServer
    a_query: float
    in_all: float

    def find(self, address: str = ROSE) -> Found | None:
        records = Records(self.names.resolver(), a_query=self.a_query, in_all=self.in_all)
        return find(address, TODAY, lookup=records, fetch=self.web.page)

    def fault(self, address: str = ROSE) -> str:
        with pytest.raises(MailError) as caught:
            self.find(address)
        assert caught.value.data["fault"] is Fault.UNREACHABLE
        return str(caught.value.data["detail"])


@contextmanager
def world(
    folder: Path,
    script: Script,
    pages: dict[str, Pieces] | None = None,
    *,
    a_query: float = 2,
    in_all: float = 8,
) -> Iterator[World]:
    with ExitStack() as stack:
        names = stack.enter_context(dns_server(script))
        web = stack.enter_context(web_server(folder, NAMES, pages or {}))
        yield World(names, web, a_query, in_all)


def request(path: str, host: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", f"Host: {host}", "Accept: */*", "Connection: close", "", "")
    return "\r\n".join(lines).encode()


def test_a_known_domain_asks_nobody(tmp_path: Path) -> None:
    with world(tmp_path, {}) as here:
        found = here.find("rose@gmail.com")
        assert found is not None
        assert (found.how, found.preset.name, found.asks_first) == (How.TABLE, "Gmail", False)
        assert here.names.heard == []
        assert here.web.dialled == []


def test_an_mx_host_tells_the_provider_and_no_more_is_asked(tmp_path: Path) -> None:
    script: Script = {
        OWN_MX: ["20 backup.example.", "5 firm-example.mail.protection.outlook.com."],
        SUBMISSIONS: ["0 1 465 smtp.elsewhere.example."],
    }
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert (found.how, found.preset.name) == (How.MX, "Microsoft 365")
        assert not found.asks_first
        assert here.names.asked == [OWN_MX]
        assert here.web.dialled == []


def test_the_most_wanted_mx_host_counts(tmp_path: Path) -> None:
    script: Script = {OWN_MX: ["20 aspmx.l.google.com.", "10 mx1.mail.ovh.net."]}
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert found.preset.name == "OVHcloud"


def test_services_are_taken_from_the_domain_but_have_to_be_confirmed(tmp_path: Path) -> None:
    script: Script = {
        **MX,
        SUBMISSIONS: [
            "10 9 465 worse.host.example.",
            "0 1 465 lighter.host.example.",
            "0 5 4650 Smtp.Host.example.",
        ],
        SUBMISSION: ["0 1 587 smtp.host.example."],
        IMAPS: ["0 1 993 imap.host.example."],
    }
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert (found.how, found.asks_first) == (How.SRV, True)
        preset = found.preset
        assert (preset.host, preset.port, preset.tls) == (
            "smtp.host.example",
            4650,
            TlsMode.IMPLICIT,
        )
        assert preset.inbox_for(ROSE) == Inbox("imap.host.example")
        assert preset.user(ROSE) == ROSE
        assert (preset.name, preset.hint, preset.password) == ("firm.example", "", True)
        assert here.web.dialled == []


@pytest.mark.parametrize("none", [[], ["0 0 0 ."], ["0 1 0 smtp.host.example."], ["0 1 465 host."]])
def test_starttls_serves_where_there_is_nothing_better(tmp_path: Path, none: list[str]) -> None:
    script: Script = {
        **MX,
        SUBMISSIONS: none,
        SUBMISSION: ["0 1 587 smtp.host.example."],
        IMAPS: ["0 0 0 ."],
    }
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert (found.how, found.preset.tls, found.preset.port) == (How.SRV, TlsMode.STARTTLS, 587)
        assert found.preset.inbox is None


@pytest.mark.parametrize("answer", [SILENT, "SERVFAIL", NONSENSE])
def test_a_router_that_knows_no_services_is_no_obstacle(tmp_path: Path, answer: str) -> None:
    script: Script = {**MX, SUBMISSIONS: answer, SUBMISSION: ["0 1 587 smtp.host.example."]}
    with world(tmp_path, script, a_query=0.3) as here:
        found = here.find()
        assert found is not None
        assert found.preset.host == "smtp.host.example"


@pytest.mark.parametrize("place", [FIRST, SECOND])
def test_the_domains_own_file_has_to_be_confirmed(tmp_path: Path, place: str) -> None:
    with world(tmp_path, MX, {place: ok(CONFIG)}) as here:
        found = here.find()
        assert found is not None
        assert (found.how, found.asks_first) == (How.AUTOCONFIG, True)
        assert (found.preset.host, found.preset.port) == ("smtp.host.example", 465)
        assert found.preset.inbox_for(ROSE) == Inbox("imap.host.example")


def test_nothing_but_the_domain_is_told(tmp_path: Path) -> None:
    with world(tmp_path, MX) as here:
        assert here.find(ROSE) is None
        assert here.names.asked == [OWN_MX, SUBMISSIONS, SUBMISSION]
        assert here.web.requests == [
            request("/mail/config-v1.1.xml", "autoconfig.firm.example"),
            request("/.well-known/autoconfig/mail/config-v1.1.xml", "firm.example"),
        ]
        said = b"".join([*here.names.heard, *here.web.requests]).lower()
        assert b"rose" not in said
        assert b"secret" not in said
        assert b"email" not in said


def test_a_domain_that_takes_no_mail_can_still_send(tmp_path: Path) -> None:
    script: Script = {OWN_MX: ["0 ."], SUBMISSIONS: ["0 1 465 smtp.host.example."]}
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert found.how is How.SRV


def test_letters_of_other_alphabets_are_asked_for_as_registries_write_them(tmp_path: Path) -> None:
    script: Script = {"xn--bcher-kva.example MX": ["10 aspmx.l.google.com."]}
    with world(tmp_path, script) as here:
        found = here.find("rose@Bücher.example")
        assert found is not None
        assert found.preset.name == "Google Workspace"
        assert here.names.asked == ["xn--bcher-kva.example MX"]


def test_what_stands_before_the_at_does_not_matter(tmp_path: Path) -> None:
    with world(tmp_path, {OWN_MX: ["10 aspmx.l.google.com."]}) as here:
        assert here.find("müller (accounts)@firm.example") is not None


def test_a_domain_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with world(tmp_path, {}) as here:
        assert here.fault() == "no-such-domain"
        assert here.names.asked == [OWN_MX]
        assert here.web.dialled == []


@pytest.mark.parametrize("answer", [SILENT, "SERVFAIL", "REFUSED", NONSENSE])
def test_a_resolver_that_gives_no_answer_is_a_timeout(tmp_path: Path, answer: str) -> None:
    with world(tmp_path, {OWN_MX: answer}, a_query=0.3) as here:
        assert here.fault() == "timeout"
        assert here.web.dialled == []


def test_all_questions_have_one_time_in_common(tmp_path: Path) -> None:
    script: Script = {**MX, SUBMISSIONS: SILENT, SUBMISSION: ["0 1 587 smtp.host.example."]}
    with world(tmp_path, script, a_query=60, in_all=0.4) as here:
        # The first silence takes all there is: the second question is not asked any more.
        assert here.find() is None
        assert SUBMISSION not in here.names.asked


def test_no_resolver_is_no_crash() -> None:
    with dns_server({}) as server:
        resolver = server.resolver()
    # The server is gone: its port answers no more.
    with pytest.raises(MailError) as caught:
        find(ROSE, TODAY, lookup=Records(resolver, a_query=0.3), fetch=_never)
    assert caught.value.data["detail"] == "timeout"


def _never(url: str) -> bytes | None:
    raise AssertionError(url)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "rose",
        "@",
        "rose@",
        "rose@firm",
        "rose@127.0.0.1",
        "rose@firm..example",
        "rose@-a.example",
        f"rose@{'a' * 64}.example",
        f"rose@{'abc.' * 80}example",
        "rose@firm.example/x",
        "rose@firm .example",
        "rose@firm.example\r\nHost: evil",
    ],
)
def test_what_is_no_domain_is_asked_of_nobody(tmp_path: Path, address: str) -> None:
    with world(tmp_path, {}) as here:
        assert here.find(address) is None
        assert here.names.heard == []
        assert here.web.dialled == []


@pytest.mark.parametrize(
    "mx", ["10 \\000\\255.example.", "10 mx\\032x.example.", "10 127.0.0.1.", "10 localhost."]
)
def test_nonsense_in_the_records_is_passed_over(tmp_path: Path, mx: str) -> None:
    script: Script = {OWN_MX: [mx, "20 aspmx.l.google.com."]}
    with world(tmp_path, script) as here:
        found = here.find()
        assert found is not None
        assert found.preset.name == "Google Workspace"


def test_a_server_of_the_domain_that_is_not_trusted_says_nothing(tmp_path: Path) -> None:
    with world(tmp_path, MX, {FIRST: ok(CONFIG), SECOND: ok(CONFIG)}) as here:
        records = Records(here.names.resolver())

        def fetch(url: str) -> bytes | None:
            return here.web.page(url, trusted=False)

        assert find(ROSE, TODAY, lookup=records, fetch=fetch) is None
        assert here.web.dialled == [("autoconfig.firm.example", 443), ("firm.example", 443)]
        assert here.web.requests == []


def test_time_for_the_questions_runs_from_the_first(tmp_path: Path) -> None:
    with world(tmp_path, MX) as here:
        records = Records(here.names.resolver(), in_all=0.05)
        time.sleep(0.1)
        with pytest.raises(MailError):
            find(ROSE, TODAY, lookup=records, fetch=_never)
        assert here.names.heard == []
