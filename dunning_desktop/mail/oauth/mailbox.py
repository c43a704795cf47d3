"""Which mailbox signed in: read from what came over TLS from the provider itself."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.oauth.grants import Grant
from dunning_desktop.mail.replies import reply
from dunning_desktop.mail.rest.request import Answer
from dunning_desktop.mail.rest.web import Web

_DONE = 200
_SERVER_FAULT = 500
_TOO_MANY = 429
_PROFILE = ("userPrincipalName", "mail")
_CLAIMS = ("email", "preferred_username", "upn")


def check(address: str, names: tuple[str, ...]) -> None:
    """Raises ``MailError`` where somebody else's mailbox signed in, with its name."""
    if address.strip().casefold() in {one.casefold() for one in names}:
        return
    detail = f"other-mailbox: {names[0]}" if names else "other-mailbox"
    raise MailError(fault=Fault.LOGIN, detail=detail, names=names)


def names_in_graph(grant: Grant, graph: str, web: Web) -> tuple[str, ...]:
    """The names of a Microsoft mailbox. Raises ``MailError``."""
    headers = {"Authorization": f"Bearer {grant.access}"}
    answer = web.ask(f"{graph}/v1.0/me", headers=headers)
    if answer.status != _DONE:
        raise _no_profile(answer)
    return _texts(_fields(answer.body), _PROFILE)


def names_in_token(grant: Grant, client_id: str) -> tuple[str, ...]:
    """The names in the token about the owner; none where it was made out for another program.

    Its signature need not be checked: it came from the provider over TLS, and not by the browser.
    """
    parts = grant.id_token.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - head, claims, signature
        return ()
    try:
        claims = _fields(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return ()
    return _texts(claims, _CLAIMS) if claims.get("aud") == client_id else ()


def _no_profile(answer: Answer) -> MailError:
    said = reply(answer.status, b"/v1.0/me").words
    if answer.status == _TOO_MANY or answer.status >= _SERVER_FAULT:
        return MailError(fault=Fault.BUSY, detail=said)
    return MailError(fault=Fault.LOGIN, detail=f"client: {said}")


def _fields(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _texts(fields: dict[str, object], names: tuple[str, ...]) -> tuple[str, ...]:
    found = (fields.get(name) for name in names)
    return tuple(dict.fromkeys(one for one in found if isinstance(one, str) and one))
