"""The place where a mail server asks whether a token is good: plain HTTP on loopback."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@contextmanager
def token_checker(tokens: Mapping[str, str]) -> Iterator[int]:
    """Answer for `tokens`, {token: address}, which may change; the value is the port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query).get("access_token", [""])[0]
            address = tokens.get(asked)
            said = {"email": address} if address else {"error": "invalid_token"}
            body = json.dumps(said).encode()
            self.send_response(200 if address else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
