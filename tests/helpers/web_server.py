"""A real HTTPS server on loopback that plays every host of its certificate.

    with web_server(tmp_path, ("firm.example",), {"https://firm.example/": ok(b"text")}) as server:
        ...read with server.page("https://firm.example/")...
        assert server.requests == [b"GET / HTTP/1.1\\r\\nHost: firm.example\\r\\n...]

A page is a list of pieces, sent as they are: bytes, seconds to wait, or HANG to keep the line open.
A page that is not in the script is 404.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dunning_desktop.mail import tls as client_tls
from dunning_desktop.mail.settings.https_page import page
from tests.helpers.certificates import Authority

HANG = "hang"
Pieces = Sequence[bytes | float | str]
NOT_FOUND = (b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone",)


def ok(body: bytes, *headers: str) -> Pieces:
    """Return a page as servers usually send it."""
    lines = ("HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers, "", "")
    return ("\r\n".join(lines).encode() + body,)


def moved(to: str, status: int = 302) -> Pieces:
    """Return a redirect."""
    return (f"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode(),)


@dataclass
class WebServer:
    """The server's pages, and what it and the line to it saw."""

    pages: Mapping[str, Pieces]
    ca_path: Path
    port: int
    requests: list[bytes] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def page(self, url: str, *, seconds: float = 5, trusted: bool = True) -> bytes | None:
        """Read a page as the program does; every name leads here."""
        context = self.trusting if trusted else client_tls.system_context
        return page(url, make_context=context, dial=self._dial, seconds=seconds)

    def trusting(self) -> ssl.SSLContext:
        """Return the program's own TLS that trusts the test authority as well."""
        context = client_tls.system_context()
        context.load_verify_locations(self.ca_path)
        return context

    def _dial(self, where: tuple[str, int], timeout: float) -> socket.socket:
        self.dialled.append(where)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def serve(self, line: ssl.SSLSocket) -> None:
        """Answer one request."""
        heard = b""
        while b"\r\n\r\n" not in heard and (more := line.recv(4096)):
            heard += more
        self.requests.append(heard)
        head, *fields = heard.decode().split("\r\n")
        host = next(one[6:] for one in fields if one.startswith("Host: "))
        for piece in self.pages.get(f"https://{host}{head.split()[1]}", NOT_FOUND):
            self._send(line, piece)

    def _send(self, line: ssl.SSLSocket, piece: bytes | float | str) -> None:
        if isinstance(piece, bytes):
            line.sendall(piece)
        elif isinstance(piece, str):
            self.closing.wait(30)
        else:
            time.sleep(piece)


@contextmanager
def web_server(
    folder: Path, names: tuple[str, ...], pages: Mapping[str, Pieces], *, expired: bool = False
) -> Iterator[WebServer]:
    """Serve on a free port until the end of the block."""
    authority = Authority(folder)
    context = authority.server_context(names, expired=expired)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = WebServer(pages, authority.path, listening.getsockname()[1])
        thread = threading.Thread(
            target=_accept, args=(listening, context, server), name="web server"
        )
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            socket.create_connection(listening.getsockname()).close()
            thread.join(5)


def _accept(listening: socket.socket, context: ssl.SSLContext, server: WebServer) -> None:
    while True:
        plain, _sender = listening.accept()
        if server.closing.is_set():
            plain.close()
            return
        try:
            with context.wrap_socket(plain, server_side=True) as line:
                server.serve(line)
        except OSError:
            # The client turned away: it did not trust, or had heard enough.
            plain.close()
