"""Finds the settings of an address: from the table, else from what its domain says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail_accounts import Inbox, TlsMode
from dunning_desktop.mail.settings import autoconfig, providers
from dunning_desktop.mail.settings.autoconfig import Fetch
from dunning_desktop.mail.settings.dns_records import Records, Service
from dunning_desktop.mail.settings.host_names import domain_of
from dunning_desktop.mail.settings.https_page import page
from dunning_desktop.mail.settings.providers import ProviderPreset


class How(StrEnum):
    """Who told the settings: our own table, by address or by MX host, or the domain itself."""

    TABLE = "table"
    MX = "mx"
    SRV = "srv"
    AUTOCONFIG = "autoconfig"


@dataclass(frozen=True, slots=True)
class Found:
    """Settings, and who told them."""

    preset: ProviderPreset
    how: How

    @property
    def asks_first(self) -> bool:
        """Whether the owner has to confirm the host before a password goes there."""
        return self.how in {How.SRV, How.AUTOCONFIG}


def find(
    address: str, today: date, *, lookup: Records | None = None, fetch: Fetch = page
) -> Found | None:
    """The settings of an address, None where nobody knows them.

    To be called at an explicit wish only: the DNS and the domain's own web server learn that
    somebody asks for the domain. What stands before the @ is told to nobody. Takes up to twenty
    seconds. Raises ``MailError`` (``Fault.UNREACHABLE``) with a detail: ``no-such-domain``, or
    ``timeout`` where nobody answers for the domain.
    """
    domain = domain_of(address)
    if not domain:
        return None
    preset = providers.guess(f"@{domain}", today)
    if preset is not None:
        return Found(preset, How.TABLE)
    return _asked(domain, today, lookup=lookup or Records(), fetch=fetch)


def _asked(domain: str, today: date, *, lookup: Records, fetch: Fetch) -> Found | None:
    preset = providers.behind(lookup.mail_hosts(domain), today)
    if preset is not None:
        return Found(preset, How.MX)
    preset = _from_services(domain, lookup)
    if preset is not None:
        return Found(preset, How.SRV)
    preset = autoconfig.ask(domain, fetch)
    return Found(preset, How.AUTOCONFIG) if preset is not None else None


def _from_services(domain: str, lookup: Records) -> ProviderPreset | None:
    """The servers in the domain's SRV records (RFC 6186 and 8314), all of them with TLS."""
    tls = TlsMode.IMPLICIT
    sends = _service("_submissions", domain, lookup)
    if sends is None:
        tls = TlsMode.STARTTLS
        sends = _service("_submission", domain, lookup)
    if sends is None:
        return None
    reads = _service("_imaps", domain, lookup)
    inbox = Inbox(reads.host, reads.port) if reads is not None else None
    return ProviderPreset(name=domain, host=sends.host, port=sends.port, tls=tls, inbox=inbox)


def _service(kind: str, domain: str, lookup: Records) -> Service | None:
    """Many routers know no SRV records: no answer is as good as none."""
    try:
        return lookup.service(f"{kind}._tcp.{domain}")
    except MailError:
        return None
