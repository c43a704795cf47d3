"""Reads the settings that a domain publishes for mail programs (config-v1.1.xml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.parsers import expat

from dunning_desktop.domain.mail_accounts import Inbox, TlsMode
from dunning_desktop.mail.settings.host_names import ascii_host
from dunning_desktop.mail.settings.providers import ProviderPreset

Fetch = Callable[[str], bytes | None]
"""Reads a page over verified TLS; None for whatever is not one."""

# Never with ?emailaddress=, which others add: the domain is all that the answer depends on.
_PLACES = (
    "https://autoconfig.{domain}/mail/config-v1.1.xml",
    "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
)
_TLS = {"SSL": TlsMode.IMPLICIT, "STARTTLS": TlsMode.STARTTLS}
_PASSWORDS = frozenset({"password-cleartext", "password-encrypted", "plain", "secure"})
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class _Server:
    host: str
    port: int
    tls: TlsMode
    user_is_local_part: bool


def ask(domain: str, fetch: Fetch) -> ProviderPreset | None:
    """The settings at the first of the usual places that has some."""
    for place in _PLACES:
        said = fetch(place.format(domain=domain))
        preset = read(said, domain) if said is not None else None
        if preset is not None:
            return preset
    return None


def read(said: bytes, domain: str) -> ProviderPreset | None:
    """The servers in such a file, None where none can be used: without TLS, without a password."""
    provider = _provider(said)
    if provider is None:
        return None
    sends = _best(provider, "outgoingServer", "smtp", domain=domain)
    if sends is None:
        return None
    reads = _best(provider, "incomingServer", "imap", domain=domain)
    return ProviderPreset(
        name=domain,
        host=sends.host,
        port=sends.port,
        tls=sends.tls,
        user_is_local_part=sends.user_is_local_part,
        inbox=Inbox(reads.host, reads.port, reads.tls) if reads else None,
        inbox_user_is_local_part=(reads or sends).user_is_local_part,
    )


def _provider(said: bytes) -> ET.Element | None:
    try:
        _refuse_doctype(said)
        root = ET.fromstring(said)  # noqa: S314 - without a DTD there is nothing to expand
    except (ET.ParseError, expat.ExpatError, LookupError, ValueError):
        return None
    return root.find("emailProvider") if root.tag == "clientConfig" else None


def _refuse_doctype(said: bytes) -> None:
    """Raise ``ValueError`` before an entity could be declared."""

    def refuse(*_declared: object) -> None:
        raise ValueError("a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(said, True)


def _best(provider: ET.Element, tag: str, kind: str, *, domain: str) -> _Server | None:
    """The first server with TLS from the start, else the first with STARTTLS."""
    servers = list(_servers(provider, tag, kind, domain=domain))
    return min(servers, key=lambda one: one.tls is not TlsMode.IMPLICIT, default=None)


def _servers(provider: ET.Element, tag: str, kind: str, *, domain: str) -> Iterator[_Server]:
    for entry in provider.iterfind(tag):
        if entry.get("type") == kind and _takes_password(entry):
            server = _server(entry, domain)
            if server is not None:
                yield server


def _takes_password(entry: ET.Element) -> bool:
    ways = {_words(one) for one in entry.iterfind("authentication")}
    return not ways or bool(ways & _PASSWORDS)


def _server(entry: ET.Element, domain: str) -> _Server | None:
    host = ascii_host(_words(entry.find("hostname")).replace("%EMAILDOMAIN%", domain))
    port = _words(entry.find("port"))
    tls = _TLS.get(_words(entry.find("socketType")))
    if not host or tls is None or not _PORT.fullmatch(port) or int(port) > _LAST_PORT:
        return None
    local_part = _words(entry.find("username")) == "%EMAILLOCALPART%"
    return _Server(host, int(port), tls, user_is_local_part=local_part)


def _words(entry: ET.Element | None) -> str:
    return (entry.text or "").strip() if entry is not None else ""
