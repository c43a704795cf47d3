"""Microsoft Graph: takes a message as MIME in base64, and files the copy by itself."""

from __future__ import annotations

from base64 import b64encode

from dunning_desktop.mail.oauth.tokens import Access
from dunning_desktop.mail.rest.request import Answer
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.rest.wire import Interface, RestWire


def _taken(answer: Answer) -> str:
    """A number to ask Microsoft about, in the record of what was sent."""
    number = answer.headers.get("request-id", "")
    return f"{answer.status} accepted {number}".strip()[:100]


GRAPH = Interface(
    path="/v1.0/me/sendMail",
    # Not the message's own type: that is how Graph tells MIME from JSON.
    media_type="text/plain",
    most=4 * 1024 * 1024,
    written=b64encode,
    taken=_taken,
)


def graph_wire(address: str, access: Access, web: Web) -> RestWire:
    """A wire to Graph, not yet opened."""
    return RestWire(GRAPH, web.link(address), access)
