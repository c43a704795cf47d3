"""Which network addresses are this very computer."""

from __future__ import annotations

import ipaddress


def is_loopback(address: str) -> bool:
    """Whether what is sent there stays on this computer; what is no address does not."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).is_loopback
