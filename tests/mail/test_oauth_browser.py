"""The door for the browser: this computer only, one visit, and nobody holds up another."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dunning_desktop.domain.errors import MailError, Stopped
from dunning_desktop.mail.oauth.browser import Doorway, Pages, Query
from tests.helpers.identity_provider import visit

PAGES = Pages("done", "not done")


@contextmanager
def waiting(door: Doorway, *, good: bool = True) -> Iterator[list[Query]]:
    """Wait for the browser in a thread; what it brought is there after the block."""
    brought: list[Query] = []

    def wait() -> None:
        query = door.visit(lambda _query: good, cancelled=lambda: False, patience=5)
        brought.append(query)

    thread = threading.Thread(target=wait)
    thread.start()
    try:
        yield brought
    finally:
        thread.join(5)


def knocking(door: Doorway) -> socket.socket:
    return socket.create_connection(("127.0.0.1", door.port), 5)


def say(port: int, words: bytes) -> bytes:
    """Send these very bytes and return what comes back."""
    with socket.create_connection(("127.0.0.1", port), 5) as visitor:
        visitor.sendall(words)
        heard = b""
        while piece := visitor.recv(4096):
            heard += piece
        return heard


def test_it_listens_on_this_computer_only() -> None:
    with Doorway(PAGES) as door:
        assert door._listener.getsockname()[0] == "127.0.0.1"
        assert door.port > 1023


@pytest.mark.parametrize(("good", "page"), [(True, "done"), (False, "not done")])
def test_the_browser_brings_a_code_and_gets_a_page(good: bool, page: str) -> None:
    with Doorway(PAGES) as door:
        with waiting(door, good=good) as brought:
            status, words = visit(f"http://127.0.0.1:{door.port}/?code=c%2B1&state=s")
        assert brought == [{"code": "c+1", "state": "s"}]
        assert status == 200
        assert f"<p>{page}</p>" in words


@pytest.mark.parametrize(
    "other",
    [
        b"GET /favicon.ico HTTP/1.1\r\n\r\n",
        b"GET /callback?code=c HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /?state=s HTTP/1.1\r\n\r\n",
        b"GET /?code= HTTP/1.1\r\n\r\n",
        b"POST /?code=c HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
        b"HEAD /?code=c HTTP/1.1\r\n\r\n",
        b"\xff\xfe nonsense\r\n\r\n",
        b"\r\n\r\n",
    ],
)
def test_everything_else_is_not_found(other: bytes) -> None:
    with Doorway(PAGES) as door, waiting(door) as brought:
        assert say(door.port, other).startswith(b"HTTP/1.1 404 Not Found\r\n")
        assert brought == []
        assert visit(f"http://127.0.0.1:{door.port}/?code=c")[0] == 200
    assert brought == [{"code": "c"}]


def test_the_page_runs_nothing_and_tells_nobody() -> None:
    with Doorway(PAGES) as door, waiting(door):
        head = say(door.port, b"GET /?error=x HTTP/1.1\r\n\r\n").partition(b"\r\n\r\n")[0]
    for line in (
        b"Content-Security-Policy: default-src 'none'",
        b"Referrer-Policy: no-referrer",
        b"Cache-Control: no-store",
    ):
        assert line in head.split(b"\r\n")


def test_a_silent_visitor_holds_up_nobody() -> None:
    """Browsers open connections ahead, in case they need one."""
    with Doorway(PAGES) as door:
        silent = [knocking(door) for _ in range(3)]
        with waiting(door) as brought:
            assert visit(f"http://127.0.0.1:{door.port}/?code=c")[0] == 200
        assert brought == [{"code": "c"}]
        for one in silent:
            one.close()


def test_a_request_may_come_in_pieces() -> None:
    with Doorway(PAGES) as door, waiting(door) as brought, knocking(door) as visitor:
        for piece in (b"GET /?co", b"de=c HT", b"TP/1.1\r\n", b"Cookie: " + b"x" * 50_000):
            visitor.sendall(piece)
        assert brought == []
        visitor.sendall(b"\r\n\r\n")
        assert visitor.recv(4096).startswith(b"HTTP/1.1 200 OK")
    assert brought == [{"code": "c"}]


def test_a_visitor_without_end_is_shown_out() -> None:
    with Doorway(PAGES) as door, waiting(door) as brought:
        heard = b""
        # It is reset while it still speaks, or hears nothing at its end.
        with knocking(door) as visitor, contextlib.suppress(ConnectionError):
            for _ in range(200):
                visitor.sendall(b"x" * 10_000)
            heard = visitor.recv(1)
        assert heard == b""
        assert visit(f"http://127.0.0.1:{door.port}/?code=c")[0] == 200
    assert brought == [{"code": "c"}]


def test_a_visitor_who_hangs_up_is_forgotten() -> None:
    with Doorway(PAGES) as door, waiting(door) as brought:
        knocking(door).close()
        assert visit(f"http://127.0.0.1:{door.port}/?code=c")[0] == 200
    assert brought == [{"code": "c"}]


def test_patience_ends() -> None:
    with Doorway(PAGES) as door, pytest.raises(MailError) as caught:
        door.visit(lambda _query: True, cancelled=lambda: False, patience=0.05)
    assert caught.value.data["detail"] == "no-answer"


def test_it_can_be_cancelled_though_somebody_knocks() -> None:
    with Doorway(PAGES) as door, knocking(door) as visitor:
        visitor.sendall(b"GET /?co")
        with pytest.raises(Stopped):
            door.visit(lambda _query: True, cancelled=lambda: True, patience=60)
