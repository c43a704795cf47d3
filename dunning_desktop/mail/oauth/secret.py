"""What a consent leaves behind, as the one opaque string that the keychain keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault


@dataclass(frozen=True, slots=True)
class Consent:
    """The token that gets others, and the "secret" that Google gives to desktop programs too."""

    refresh: str = field(repr=False)
    client_secret: str = field(default="", repr=False)


def pack(consent: Consent) -> str:
    """As one string, short: Windows keeps 1,280 characters in one piece."""
    kept = {"refresh": consent.refresh}
    if consent.client_secret:
        kept["client_secret"] = consent.client_secret
    return json.dumps(kept, separators=(",", ":"))


def unpack(secret: str) -> Consent:
    """Out of that string. Raises ``MailError``: none is there, or it is something else."""
    if not secret:
        raise MailError(fault=Fault.NO_PASSWORD, detail="")
    kept = _read(secret)
    refresh, client_secret = kept.get("refresh"), kept.get("client_secret", "")
    if not (isinstance(refresh, str) and refresh and isinstance(client_secret, str)):
        raise MailError(fault=Fault.LOGIN, detail="sign-in-again")
    return Consent(refresh, client_secret)


def _read(secret: str) -> dict[str, object]:
    """The fields; the error of a reader is not passed on, for it holds what was read."""
    try:
        kept = json.loads(secret)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
