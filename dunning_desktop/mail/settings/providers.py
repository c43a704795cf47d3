"""What is known of mail providers: from an address or an MX host to settings; no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from dunning_desktop import resources
from dunning_desktop.domain.mail_accounts import USUAL_PER_MINUTE, Inbox, SignIn, TlsMode

_LOCAL_PART = "local-part"


@dataclass(frozen=True, slots=True)
class ProviderPreset:
    """A provider's settings as they are on a day.

    ``password`` False: it lets no program sign in with a password, and ``hint`` says what to do.
    ``sign_ins`` are the ways that work, the best first. ``daily_limit`` counts recipients in 24
    hours, None where no limit is known; ``minute_limit`` those in a minute. ``inbox`` is None
    where answers cannot be read, and lacks its user: see ``inbox_for``. ``files_sent``: the
    provider puts what it sends into the Sent folder by itself. ``help_url`` is where an app
    password is made, "" where that is not known.
    """

    name: str
    host: str
    port: int
    tls: TlsMode
    hint: str = ""
    password: bool = True
    daily_limit: int | None = None
    user_is_local_part: bool = False
    inbox: Inbox | None = None
    inbox_user_is_local_part: bool = False
    minute_limit: int = USUAL_PER_MINUTE
    files_sent: bool = False
    sign_ins: tuple[SignIn, ...] = (SignIn.PASSWORD,)
    help_url: str = ""

    def user(self, address: str) -> str:
        """What the provider wants as user name for that address, to send."""
        return _user(address, local_part=self.user_is_local_part)

    def inbox_for(self, address: str) -> Inbox | None:
        """Where that address gets its answers, with a user where it is another than to send."""
        if self.inbox is None or self.inbox_user_is_local_part == self.user_is_local_part:
            return self.inbox
        return replace(self.inbox, user=_user(address, local_part=self.inbox_user_is_local_part))


def guess(address: str, today: date) -> ProviderPreset | None:
    """The preset of the address's own domain, None where it is nobody's known."""
    domain = address.strip().rpartition("@")[2].lower()
    for row in _rows():
        if any(_covers(known, domain) for known in row["domains"]):
            return _preset(row, today)
    return None


def behind(mx_hosts: Iterable[str], today: date) -> ProviderPreset | None:
    """The preset of whoever takes the mail at these MX hosts, the most wanted first."""
    for host in mx_hosts:
        ends = _parents(host.lower().rstrip("."))
        row = next((found for end in ends if (found := _by_mx().get(end))), None)
        if row is not None:
            return _preset(row, today)
    return None


def known(today: date) -> tuple[ProviderPreset, ...]:
    """Every preset, to choose from where the address does not tell."""
    return tuple(_preset(row, today) for row in _rows())


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    files = sorted(resources.path("providers").glob("*.json"))
    tables = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    rows = [row for table in tables for row in table["providers"]]
    return tuple(sorted(rows, key=lambda row: str(row["name"]).casefold()))


@cache
def _by_mx() -> Mapping[str, Mapping[str, Any]]:
    return {end: row for row in _rows() for end in row["mx"]}


def _parents(host: str) -> list[str]:
    """The name and every name that it lies under, the longest first."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]


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
        inbox=_inbox(row),
        inbox_user_is_local_part=(row["inbox"] or row)["user"] == _LOCAL_PART,
        minute_limit=row["minute_limit"],
        files_sent=row["files_sent"],
        sign_ins=_sign_ins(row, password=remark["password"]),
        help_url=row["help_url"] or "",
    )


def _inbox(row: Mapping[str, Any]) -> Inbox | None:
    found = row["inbox"]
    if found is None:
        return None
    return Inbox(
        found["host"], found["port"], TlsMode(found["tls"]), files_sent=row["files_sent"]
    )


def _sign_ins(row: Mapping[str, Any], *, password: bool) -> tuple[SignIn, ...]:
    ways = [SignIn(way) for way in row["sign_in"]]
    return tuple(way for way in ways if password or way is not SignIn.PASSWORD)


def _user(address: str, *, local_part: bool) -> str:
    return address.rpartition("@")[0] if local_part else address


def _current(remarks: Sequence[Mapping[str, Any]], today: date) -> Mapping[str, Any]:
    """The last remark that has begun, else the first."""
    begun = [r for r in remarks if date.fromisoformat(r["from"]) <= today]
    return begun[-1] if begun else remarks[0]
