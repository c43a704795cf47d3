"""A provider's interface for sending, over HTTPS on loopback, with faults to order.

    with rest_mail(tmp_path, accepts={"token"}) as server:
        server.script.append("take-drop")   # for the next request; or (429, {...}, {headers})
        ...
        assert server.received[0].raw == ...

What a script may hold: "" (as usual), "drop-head" (cut after the head), "drop-body" (cut in the
midst of the body), "drop" (cut after the last byte), "take-drop" (the message is taken, then cut),
"slow" (no answer for `slow` seconds, the message is taken), "nonsense", "half" (an answer that
breaks off), or a status with a JSON body and headers. An "early" before a status makes it come
before the last byte was read: `answered` is set then. "bye" answers as usual and then hangs up
without a word, as servers do with who idles; "too-idle" says so first, with a 408 that nobody asked
for, and stays.
"""

import json
import socket
import ssl
import threading
import time
from base64 import b64decode
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from dunning_desktop.mail import tls as client_tls
from tests.helpers.certificates import Authority
from tests.helpers.https_server import serving

GRAPH_PATH = "/v1.0/me/sendMail"
GMAIL_PATH = "/upload/gmail/v1/users/me/messages/send?uploadType=media"
UNAUTHORIZED = {"error": {"code": "InvalidAuthenticationToken", "message": "no such token"}}
Action = str | tuple[int, object] | tuple[int, object, dict[str, str]] | tuple[str, int, object]


@dataclass(frozen=True)
class Taken:
    """A message that the server took responsibility for."""

    path: str
    raw: bytes
    token: str


@dataclass
class RestMail:
    """The server's address, its knobs, and what it saw. Knobs may be turned while it runs."""

    ca_path: Path
    accepts: Collection[str] = ()
    script: list[Action] = field(default_factory=list)
    slow: float = 3
    port: int = 0
    received: list[Taken] = field(default_factory=list)
    requests: int = 0
    connections: int = 0
    tokens: list[str] = field(default_factory=list)
    media_types: list[str] = field(default_factory=list)
    length: int = 0
    heard: int = 0
    answered: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def trusting(self) -> ssl.SSLContext:
        """Return the program's own TLS, trusting the tests' authority as well."""
        context = client_tls.system_context()
        context.load_verify_locations(self.ca_path)
        return context

    def lacks(self, count: int, *, patience: float = 5) -> bool:
        """Whether all of a request's body but so many bytes arrives in time."""
        until = time.monotonic() + patience
        while not (self.length and self.length - self.heard <= count):
            if time.monotonic() > until:
                return False
            time.sleep(0.005)
        return self.length - self.heard == count


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # A connection that somebody forgot ends by itself.
    timeout = 10
    scene: RestMail

    def setup(self) -> None:
        super().setup()
        self.scene.connections += 1

    def do_POST(self) -> None:
        scene = self.scene
        scene.requests += 1
        scene.heard, scene.length = 0, int(self.headers["Content-Length"])
        token = self.headers["Authorization"].removeprefix("Bearer ")
        scene.tokens.append(token)
        scene.media_types.append(self.headers["Content-Type"])
        action = scene.script.pop(0) if scene.script else ""
        if isinstance(action, tuple) and action[0] == "early":
            self._answer_early(action)
        elif action in ("drop-head", "drop-body"):
            self._read(0 if action == "drop-head" else scene.length // 2)
            self._cut()
        else:
            self._do(action, self._read(scene.length), token)

    def _read(self, count: int) -> bytes:
        body = b""
        while len(body) < count:
            piece = self.rfile.read1(min(count - len(body), 65536))
            if not piece:
                self.close_connection = True
                raise ConnectionResetError
            body += piece
            self.scene.heard = len(body)
        return body

    def _do(self, action: Any, body: bytes, token: str) -> None:  # noqa: ANN401 - see Action
        if action == "drop":
            self._cut()
        elif action == "take-drop":
            self._take(body, token)
            self._cut()
        elif action == "nonsense":
            self.wfile.write(b"220 mail.test ESMTP ready\r\n\r\n")
            self.close_connection = True
        elif action == "half":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{")
            self._cut()
        elif isinstance(action, tuple):
            self._say(*action)
        else:
            self._as_usual(action, body, token)

    def _as_usual(self, action: str, body: bytes, token: str) -> None:
        if token not in self.scene.accepts:
            self._say(401, UNAUTHORIZED)
            return
        self._take(body, token)
        if action == "slow":
            self.scene.closing.wait(self.scene.slow)
        if self.path == GRAPH_PATH:
            self._say(202, None, {"request-id": "4711"})
        else:
            self._say(200, {"id": f"18c{len(self.scene.received)}", "threadId": "t"})
        if action == "too-idle":
            self.wfile.write(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")
            self.scene.gone.set()
        if action == "bye":
            self._cut()
            self.scene.gone.set()

    def _answer_early(self, action: Any) -> None:  # noqa: ANN401 - see Action
        self._read(self.scene.length - 1)
        self._say(*action[1:])
        self.scene.answered.set()
        self.close_connection = True
        self.rfile.read(1)

    def _take(self, body: bytes, token: str) -> None:
        assert self.path in {GRAPH_PATH, GMAIL_PATH}
        raw = b64decode(body, validate=True) if self.path == GRAPH_PATH else body
        self.scene.received.append(Taken(self.path, raw, token))

    def _say(self, status: int, words: object, headers: dict[str, str] | None = None) -> None:
        body = words if isinstance(words, bytes) else json.dumps(words).encode()
        body = b"" if words is None else body
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
        """Say nothing."""


@contextmanager
def rest_mail(
    folder: Path,
    authority: Authority | None = None,
    **knobs: Any,  # noqa: ANN401 - passed on
) -> Iterator[RestMail]:
    """Run a server while the block lasts."""
    trusted = authority or Authority(folder)
    scene = RestMail(trusted.path, **knobs)
    desk = type("Desk", (_Desk,), {"scene": scene})
    with serving(desk, trusted.server_context()) as port:
        scene.port = port
        try:
            yield scene
        finally:
            scene.closing.set()
