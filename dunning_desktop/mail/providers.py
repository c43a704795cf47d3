"""What is known of mail providers: from the address to host, port, TLS and a hint; no network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dunning_desktop import resources
from dunning_desktop.domain.mail_accounts import TlsMode

_LOCAL_PART = "local-part"


@dataclass(frozen=True, slots=True)
class ProviderPreset:
    """A provider's settings as they are on a day.

    ``password`` False: it lets no program sign in with a password, and ``hint`` says what to do.
    ``daily_limit`` counts recipients, None where no limit is known.
    """

    name: str
    host: str
    port: int
    tls: TlsMode
    hint: str
    password: bool
    daily_limit: int | None
    user_is_local_part: bool

    def user(self, address: str) -> str:
        """What the provider wants as user name for that address."""
        return address.rpartition("@")[0] if self.user_is_local_part else address


def guess(address: str, today: date) -> ProviderPreset | None:
    """The preset of the address's own domain, None where it is nobody's known."""
    domain = address.strip().rpartition("@")[2].lower()
    for row in _rows():
        if any(_covers(known, domain) for known in row["domains"]):
            return _preset(row, today)
    return None


def known(today: date) -> tuple[ProviderPreset, ...]:
    """Every preset, to choose from where the address does not tell."""
    return tuple(_preset(row, today) for row in _rows())


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    return tuple(json.loads(resources.read_text("providers", "providers.json"))["providers"])


def _covers(known_domain: str, domain: str) -> bool:
    if known_domain.startswith("."):
        return domain.endswith(known_domain)
    return domain == known_domain


def _preset(row: Mapping[str, Any], today: date) -> ProviderPreset:
    remark = _current(row["remarks"], today)
    return ProviderPreset(
        name=row["name"],
        host=row["host"],
        port=row["port"],
        tls=TlsMode(row["tls"]),
        hint=remark["hint"],
        password=remark["password"],
        daily_limit=row["daily_limit"],
        user_is_local_part=row["user"] == _LOCAL_PART,
    )


def _current(remarks: Sequence[Mapping[str, Any]], today: date) -> Mapping[str, Any]:
    """The last remark that has begun, else the first."""
    begun = [r for r in remarks if date.fromisoformat(r["from"]) <= today]
    return begun[-1] if begun else remarks[0]
