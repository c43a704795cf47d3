"""Gmail's own interface: takes a message as it is, and files the copy by itself."""

from __future__ import annotations

import json
import re

from dunning_desktop.mail.oauth.tokens import Access
from dunning_desktop.mail.rest.request import Answer
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.rest.wire import Interface, RestWire

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def _taken(answer: Answer) -> str:
    """The message's number with Google; without one it is not certain that there is one."""
    try:
        number = json.loads(answer.body)["id"]
    except (ValueError, KeyError, TypeError):
        return ""
    known = isinstance(number, str) and _ID.fullmatch(number)
    return f"{answer.status} id {number}" if known else ""


GMAIL = Interface(
    path="/upload/gmail/v1/users/me/messages/send?uploadType=media",
    media_type="message/rfc822",
    most=35 * 1024 * 1024,
    written=bytes,
    taken=_taken,
)


def gmail_wire(address: str, access: Access, web: Web) -> RestWire:
    """A wire to Gmail, not yet opened."""
    return RestWire(GMAIL, web.link(address), access)
