"""What keeps mail from going or from being read, for a terminal."""

from __future__ import annotations

from dunning_desktop.cli.words import fault
from dunning_desktop.domain.mail import Fault

# Of what the mail room found out, as much as helps where there is no window.
_DETAILS = {
    "unknown-host": "there is no server of that name",
    "refused": "nothing answers on that port",
    "timeout": "it did not answer in time",
    "lost": "the connection broke off",
    "expired": "it is not valid today, or this computer's clock is wrong",
    "unknown-issuer": "this computer does not know who issued it",
    "host-mismatch": "it is for another name",
    "not-tls": "that port does not begin with TLS: try STARTTLS",
    "tls-first": "that port begins with TLS: choose that",
}


def why_not_mailed(code: Fault, detail: str = "") -> str:
    """A fault of the mail in one line; a server's own words may hold anything, and are left out."""
    behind = _DETAILS.get(detail.partition(":")[0], "")
    return f"{fault(code)}{f' ({behind})' if behind else ''}"
