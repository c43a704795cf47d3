"""One small page over verified TLS, against a real server that behaves well or badly."""

from pathlib import Path

import pytest

from dunning_desktop.mail.settings.https_page import LARGEST, page
from tests.helpers.web_server import HANG, Pieces, moved, ok, web_server

NAMES = ("firm.example", "host.example")
URL = "https://firm.example/a"
HEAD = b"HTTP/1.1 200 OK\r\n"


def test_a_page_is_read(tmp_path: Path) -> None:
    with web_server(tmp_path, NAMES, {URL: ok(b"said")}) as server:
        assert server.page(URL) == b"said"
        assert server.requests == [
            b"GET /a HTTP/1.1\r\nHost: firm.example\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        ]


@pytest.mark.parametrize(
    "pieces",
    [
        (HEAD + b"\r\nsaid",),
        (HEAD + b"Content-Length: 4\r\n\r\n", 0.1, b"sa", 0.1, b"id"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nsa\r\n2\r\nid\r\n0\r\n\r\n",),
        (HEAD + b"Content-Length: 4\r\n\r\nsaid", HANG),
    ],
)
def test_servers_send_pages_in_many_ways(tmp_path: Path, pieces: Pieces) -> None:
    with web_server(tmp_path, NAMES, {URL: pieces}) as server:
        assert server.page(URL, seconds=1) == b"said"


@pytest.mark.parametrize(
    "pieces",
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nsaid",),
        (b"HTTP/1.1 204 No Content\r\n\r\n",),
        (HEAD + b"Content-Length: 9\r\n\r\nsaid",),
        (b"220 mail.firm.example ESMTP\r\n",),
        (b"HTTP/1.1 two hundred\r\n\r\n",),
        (HEAD + b"X: " + b"x" * LARGEST + b"\r\n\r\nsaid",),
        (HEAD + b"X: y\r\n" * 200 + b"\r\nsaid",),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nsaid",),
        (b"",),
        (HANG,),
        (HEAD, HANG),
        (HEAD + b"\r\nsa", HANG),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nsa\r\n", HANG),
        (HEAD + b"Content-Length: 4\r\n\r\nsa", HANG),
    ],
)
def test_whatever_is_no_page_is_none(tmp_path: Path, pieces: Pieces) -> None:
    with web_server(tmp_path, NAMES, {URL: pieces}) as server:
        assert server.page(URL, seconds=0.5) is None


def test_a_page_is_small(tmp_path: Path) -> None:
    pages: dict[str, Pieces] = {
        "https://firm.example/most": ok(b"x" * LARGEST),
        "https://firm.example/more": ok(b"x" * (LARGEST + 1)),
        "https://firm.example/endless": (HEAD + b"\r\n", *[b"x" * LARGEST] * 3, HANG),
    }
    with web_server(tmp_path, NAMES, pages) as server:
        assert server.page("https://firm.example/most") == b"x" * LARGEST
        assert server.page("https://firm.example/more") is None
        assert server.page("https://firm.example/endless") is None


def test_a_drop_a_second_does_not_keep_it_waiting(tmp_path: Path) -> None:
    drop: Pieces = (b"X: y\r\n", 0.1)
    drops: Pieces = (HEAD, *(40 * tuple(drop)), b"\r\nsaid")
    with web_server(tmp_path, NAMES, {URL: drops}) as server:
        assert server.page(URL, seconds=0.5) is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("to", ["https://host.example/b", "//host.example/b"])
def test_a_redirect_to_https_is_followed(tmp_path: Path, status: int, to: str) -> None:
    pages = {URL: moved(to, status), "https://host.example/b": ok(b"said")}
    with web_server(tmp_path, NAMES, pages) as server:
        assert server.page(URL) == b"said"
        assert server.dialled == [("firm.example", 443), ("host.example", 443)]


@pytest.mark.parametrize(
    "to",
    [
        "http://host.example/b",
        "https://host.example:8443/b",
        "https://rose@host.example/b",
        "https://127.0.0.1/b",
        "https://[::1]/b",
        "https://localhost/b",
        "https://host.example:x/b",
        "file:///etc/passwd",
        "ftp://host.example/b",
        "https://host.example/b c",
        "https://host.example/é",
    ],
)
def test_no_other_redirect_is(tmp_path: Path, to: str) -> None:
    with web_server(tmp_path, NAMES, {URL: moved(to)}) as server:
        assert server.page(URL) is None
        assert server.dialled == [("firm.example", 443)]


def test_redirects_come_to_an_end(tmp_path: Path) -> None:
    with web_server(tmp_path, NAMES, {URL: moved(URL)}) as server:
        assert server.page(URL) is None
        assert len(server.requests) == 4


def test_a_redirect_to_nowhere_is_none(tmp_path: Path) -> None:
    with web_server(tmp_path, NAMES, {URL: (b"HTTP/1.1 302 Moved\r\n\r\n",)}) as server:
        assert server.page(URL) is None


def test_a_certificate_must_be_trusted(tmp_path: Path) -> None:
    with web_server(tmp_path, NAMES, {URL: ok(b"said")}) as server:
        assert server.page(URL, trusted=False) is None
        assert server.requests == []


def test_a_certificate_must_be_for_the_host(tmp_path: Path) -> None:
    with web_server(tmp_path, ("host.example",), {URL: ok(b"said")}) as server:
        assert server.page(URL) is None
        assert server.requests == []


def test_a_certificate_must_hold_still(tmp_path: Path) -> None:
    with web_server(tmp_path, NAMES, {URL: ok(b"said")}, expired=True) as server:
        assert server.page(URL) is None
        assert server.requests == []


def test_a_host_that_cannot_be_reached_is_none() -> None:
    def dial(_where: tuple[str, int], _timeout: float) -> None:
        raise ConnectionRefusedError

    assert page(URL, dial=dial) is None  # type: ignore[arg-type]
