"""Reads one small page over verified TLS: a few seconds, 64 kB, and nothing told but its address.

``urllib`` would follow a redirect into the clear, and wait five seconds for each single byte.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import logging
import socket
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from dunning_desktop.mail import tls
from dunning_desktop.mail.settings.host_names import ascii_host

log = logging.getLogger(__name__)

SECONDS = 5.0
LARGEST = 64 * 1024
_HEADERS = 16 * 1024
_REDIRECTS = 3
_HTTPS = 443
_OK = 200
_MOVED = frozenset({301, 302, 303, 307, 308})

Dial = Callable[[tuple[str, int], float], socket.socket]


def page(
    url: str,
    *,
    make_context: tls.MakeContext = tls.system_context,
    dial: Dial = socket.create_connection,
    seconds: float = SECONDS,
) -> bytes | None:
    """The page at an https address, after up to three redirects; None for whatever is not one."""
    until = time.monotonic() + seconds
    for _turn in range(1 + _REDIRECTS):
        host, path = _parts(url)
        if not host:
            return None
        try:
            answer = _answer(host, path, make_context=make_context, dial=dial, until=until)
            if answer.status not in _MOVED:
                return _body(answer)
        except (OSError, ValueError, http.client.HTTPException) as error:
            log.debug("%s: no page: %s", host, type(error).__name__)
            return None
        url = urljoin(url, answer.getheader("Location") or "")
    return None


def _parts(url: str) -> tuple[str, str]:
    """The host and the path; no host for anything but plain https to a named host."""
    try:
        split = urlsplit(url)
        usual = split.scheme == "https" and split.port in {None, _HTTPS} and "@" not in split.netloc
    except ValueError:
        return "", ""
    path = (split.path or "/") + (f"?{split.query}" if split.query else "")
    plain = path.isascii() and path.isprintable() and " " not in path
    return (ascii_host(split.hostname or "") if usual and plain else ""), path


def _answer(
    host: str, path: str, *, make_context: tls.MakeContext, dial: Dial, until: float
) -> http.client.HTTPResponse:
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    with dial((host, _HTTPS), _left(until)) as plain:
        plain.settimeout(_left(until))
        with make_context().wrap_socket(plain, server_hostname=host) as secure:
            secure.sendall(request.encode("ascii"))
            heard, ended = _heard(secure, until)
    answer = http.client.HTTPResponse(_Heard(heard))  # type: ignore[arg-type]
    answer.begin()
    if not ended and answer.length is None and not answer.chunked:
        # Only its end would have told that it was all.
        raise TimeoutError
    return answer


def _heard(sock: socket.socket, until: float) -> tuple[bytes, bool]:
    """What the server says until it is out of time or has said too much, and if it hung up."""
    heard = bytearray()
    with contextlib.suppress(TimeoutError):
        while len(heard) <= LARGEST + _HEADERS:
            sock.settimeout(_left(until))
            more = sock.recv(LARGEST)
            if not more:
                return bytes(heard), True
            heard += more
    return bytes(heard), False


def _left(until: float) -> float:
    """The seconds left. Raises ``TimeoutError`` where there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(answer: http.client.HTTPResponse) -> bytes | None:
    if answer.status != _OK:
        return None
    body = answer.read()
    return body if 0 < len(body) <= LARGEST else None


class _Heard:
    """What was heard, in the place of the socket that ``http.client`` reads from."""

    def __init__(self, heard: bytes) -> None:
        self._heard = heard

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._heard)
