"""A real HTTPS server on loopback: one thread a connection, kept open, and all gone at the end."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Server(ThreadingHTTPServer):
    # Whoever is still there at the end is waited for: a thread left running fails the test.
    daemon_threads = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what many a test is about."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext) -> Iterator[int]:
    """Serve while the block lasts; the value is the port."""
    server = _Server(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="https")
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
