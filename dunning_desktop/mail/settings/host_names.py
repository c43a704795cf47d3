"""Names of domains and servers as they are looked up, told from what only looks like one."""

from __future__ import annotations

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.mail.addresses import checked


def ascii_host(name: str) -> str:
    """The name in small ASCII letters, "" for what is none: an IP address, a single word."""
    try:
        return checked(f"postmaster@{name.strip().removesuffix('.')}").rpartition("@")[2]
    except InvalidField:
        return ""


def domain_of(address: str) -> str:
    """The domain of an address as it is looked up, "" where it has none."""
    return ascii_host(address.rpartition("@")[2]) if "@" in address else ""
