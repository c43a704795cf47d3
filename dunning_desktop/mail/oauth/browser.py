"""The door by which the browser comes back from a sign-in: this computer only, one visit."""

from __future__ import annotations

import contextlib
import html
import selectors
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

from dunning_desktop.domain.errors import MailError, Stopped
from dunning_desktop.domain.mail import Fault

Query = Mapping[str, str]

_THIS_COMPUTER = "127.0.0.1"
_GLANCE_SECONDS = 0.1
_ANSWER_SECONDS = 2
_PIECE = 16 * 1024
# With the cookies that other programs left for this computer a request can be long.
_LONGEST = 128 * 1024
_EXPECTED = frozenset({"code", "error"})


@dataclass(frozen=True, slots=True)
class Pages:
    """What the browser shows at the end, in plain words."""

    done: str = "You are signed in. You can close this page and go back to Dunning Desktop."
    not_done: str = "Nothing was signed in. Go back to Dunning Desktop to see why."


class Doorway:
    """Listens on a free port while it is entered.

    Browsers open connections ahead and leave them silent: each visitor is read as it speaks, so
    that none holds up another.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._listener = socket.create_server((_THIS_COMPUTER, 0))
        self._listener.setblocking(False)
        self._heard: dict[socket.socket, bytes] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for visitor in list(self._heard):
            self._show_out(visitor)
        self._selector.close()
        self._listener.close()

    def visit(
        self,
        welcome: Callable[[Query], bool],
        *,
        cancelled: Callable[[], bool],
        patience: float,
    ) -> Query:
        """What the browser brings; ``welcome`` decides which page it gets to see.

        Raises ``Stopped`` when cancelled, and ``MailError`` after ``patience`` seconds.
        """
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if cancelled():
                raise Stopped
            for key, _events in self._selector.select(_GLANCE_SECONDS):
                query = self._attend(key.fileobj, welcome)
                if query is not None:
                    return query
        raise MailError(fault=Fault.LOGIN, detail="no-answer")

    def _attend(self, visitor: object, welcome: Callable[[Query], bool]) -> Query | None:
        if visitor is self._listener:
            self._let_in()
        elif isinstance(visitor, socket.socket) and self._has_spoken(visitor):
            return self._answer(visitor, welcome)
        return None

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            visitor, _address = self._listener.accept()
            visitor.setblocking(False)
            self._heard[visitor] = b""
            self._selector.register(visitor, selectors.EVENT_READ)

    def _has_spoken(self, visitor: socket.socket) -> bool:
        """Take what a visitor says; whether that is a whole request now."""
        try:
            said = visitor.recv(_PIECE)
        except BlockingIOError:
            return False
        except OSError:
            said = b""
        self._heard[visitor] += said
        if not said or len(self._heard[visitor]) > _LONGEST:
            self._show_out(visitor)
            return False
        return b"\r\n\r\n" in self._heard[visitor]

    def _answer(self, visitor: socket.socket, welcome: Callable[[Query], bool]) -> Query | None:
        query = _asked(self._heard[visitor])
        if query is None:
            page = _page("404 Not Found", "")
        else:
            page = _page("200 OK", self._pages.done if welcome(query) else self._pages.not_done)
        with contextlib.suppress(OSError):
            visitor.settimeout(_ANSWER_SECONDS)
            visitor.sendall(page)
            visitor.shutdown(socket.SHUT_WR)
        self._show_out(visitor)
        return query

    def _show_out(self, visitor: socket.socket) -> None:
        self._selector.unregister(visitor)
        del self._heard[visitor]
        visitor.close()


def _asked(request: bytes) -> Query | None:
    """What a sign-in brought back; None for everything else that is asked here."""
    words = request.partition(b"\r\n")[0].decode("ascii", "replace").split(" ")
    if len(words) != 3 or words[0] != "GET":  # noqa: PLR2004 - method, target, version
        return None
    path, _mark, asked = words[1].partition("?")
    query = dict(parse_qsl(asked))
    return query if path == "/" and _EXPECTED & set(query) else None


def _page(status: str, words: str) -> bytes:
    title = "Dunning Desktop"
    body = (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><p>{html.escape(words)}</p></body></html>"
    ).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nContent-Security-Policy: default-src 'none'\r\n"
        "Referrer-Policy: no-referrer\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
