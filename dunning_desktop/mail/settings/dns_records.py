"""What a domain says of its mail in the DNS, within a few seconds and as plain values."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import dns.exception
import dns.name
import dns.resolver

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.settings.host_names import ascii_host

A_QUERY_SECONDS = 3.0
IN_ALL_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service of a domain is offered."""

    host: str
    port: int


class Records:
    """Asks a resolver, the system's own by default; the time for all questions runs from here.

    Every question raises ``MailError`` (``Fault.UNREACHABLE``) with a detail: ``no-such-domain``,
    or ``timeout`` where nobody could answer for the domain.
    """

    def __init__(
        self,
        resolver: dns.resolver.Resolver | None = None,
        *,
        a_query: float = A_QUERY_SECONDS,
        in_all: float = IN_ALL_SECONDS,
    ) -> None:
        self._resolver = resolver
        self._a_query = a_query
        self._until = time.monotonic() + in_all

    def mail_hosts(self, domain: str) -> tuple[str, ...]:
        """The hosts that take the domain's mail, the most wanted first."""
        found = sorted(self._ask(domain, "MX"), key=lambda one: (one.preference, one.exchange))
        return _named(str(one.exchange) for one in found)

    def service(self, name: str) -> Service | None:
        """Where the domain offers a service, such as ``_imaps._tcp.firm.example``."""
        found = sorted(self._ask(name, "SRV"), key=lambda one: (one.priority, -one.weight))
        offers = [Service(ascii_host(str(one.target)), one.port) for one in found]
        return next((one for one in offers if one.host and one.port), None)

    def _ask(self, name: str, kind: str) -> list[Any]:
        """The records of a kind, in no order; none where the name has none of it."""
        left = min(self._a_query, self._until - time.monotonic())
        if left <= 0:
            raise _unreachable("timeout")
        try:
            return list(self._answer(name, kind, left))
        except dns.resolver.NoAnswer:
            return []
        except dns.resolver.NXDOMAIN as error:
            raise _unreachable("no-such-domain") from error
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise _unreachable("timeout") from error

    def _answer(self, name: str, kind: str, seconds: float) -> Iterable[Any]:
        if self._resolver is None:
            self._resolver = dns.resolver.Resolver()
        # Its own two seconds for each server would repeat the question within ours.
        self._resolver.timeout = seconds
        absolute = dns.name.from_text(f"{name}.")
        return self._resolver.resolve(absolute, kind, lifetime=seconds, search=False)


def _named(hosts: Iterable[str]) -> tuple[str, ...]:
    """Without what is no host; a single dot says that there is none (RFC 7505)."""
    return tuple(host for one in hosts if (host := ascii_host(one)))


def _unreachable(detail: str) -> MailError:
    return MailError(fault=Fault.UNREACHABLE, detail=detail)
