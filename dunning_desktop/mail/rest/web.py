"""One HTTPS connection, kept open, whose request can be held back before its last byte."""

from __future__ import annotations

import contextlib
import http.client
import logging
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.mail import tls
from dunning_desktop.mail.rest.request import Answer, Request
from dunning_desktop.mail.smtp.link import Timeouts
from dunning_desktop.mail.sockets import Place, connected, wrapped

log = logging.getLogger(__name__)

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 256 * 1024
_HTTPS = 443
# Servers close what idles, mostly after two to four minutes; a request may cross with that.
_IDLE_SECONDS = 60


class WebLink:
    """A connection to one server. What breaks it is raised as ``OSError``."""

    def __init__(
        self, address: str, *, make_context: tls.MakeContext, timeouts: Timeouts
    ) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" or not parts.hostname:
            raise ValueError("not an address of HTTPS")
        self.host, self.port = parts.hostname, parts.port or _HTTPS
        self._name = parts.netloc.rpartition("@")[2]
        self._make_context = make_context
        self._timeouts = timeouts
        self._sock: socket.socket | None = None
        self._response: http.client.HTTPResponse | None = None
        self._used = 0.0

    # Opening and closing

    def open(self) -> None:
        """Connect anew, with a checked certificate. Raises ``MailError``."""
        self.close()
        try:
            place = Place(self.host, self.port, TlsMode.IMPLICIT)
            plain = connected(place, self._timeouts.connect)
            self._sock = wrapped(plain, self._make_context(), self.host)
        except ssl.SSLCertVerificationError as error:
            detail = tls.certificate_problem(error)
            raise MailError(fault=Fault.CERTIFICATE, detail=detail) from error
        except OSError as error:
            raise tls.unreachable(error) from error
        self._sock.settimeout(self._timeouts.command)
        self._used = time.monotonic()
        log.debug("%s: connected", self.host)

    def close(self) -> None:
        """Hang up."""
        response, self._response = self._response, None
        sock, self._sock = self._sock, None
        with contextlib.suppress(OSError):
            if response is not None:
                response.close()
            if sock is not None:
                sock.close()

    @property
    def is_ready(self) -> bool:
        """Whether it is open, was used lately, and the server has neither spoken nor hung up."""
        if self._sock is None or time.monotonic() - self._used > _IDLE_SECONDS:
            return False
        self._sock.settimeout(0)
        try:
            self._sock.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError):
            self._sock.settimeout(self._timeouts.command)
            return True
        except OSError:
            return False
        return False

    # Asking

    def begin(self, request: Request) -> bytes:
        """Send a request up to its last byte, which is returned for ``end``."""
        sock = self._open_socket()
        data = request.written(self._name)
        self._response = http.client.HTTPResponse(sock, method=request.method)
        for start in range(0, len(data) - 1, _CHUNK):
            sock.sendall(data[start : min(start + _CHUNK, len(data) - 1)])
        return data[-1:]

    def overhear(self) -> Answer | None:
        """What the server says before the end was sent, without waiting; then it hangs up."""
        sock, response = self._open_socket(), self._asked()
        sock.settimeout(0)
        try:
            heard = response.fp.peek(1)
        except ssl.SSLWantReadError:
            return None
        finally:
            sock.settimeout(self._timeouts.command)
        if not heard:
            raise ConnectionResetError
        answer = self._read(response, early=True)
        self.close()
        return answer

    def end(self, last: bytes) -> Answer:
        """Send the last byte and wait for the answer."""
        sock = self._open_socket()
        sock.sendall(last)
        sock.settimeout(self._timeouts.dot)
        answer = self._read(self._asked())
        if self._sock is not None:
            self._sock.settimeout(self._timeouts.command)
        self._used = time.monotonic()
        return answer

    def _open_socket(self) -> socket.socket:
        if self._sock is None:
            raise ConnectionResetError
        return self._sock

    def _asked(self) -> http.client.HTTPResponse:
        if self._response is None:
            raise ConnectionResetError
        return self._response

    def _read(self, response: http.client.HTTPResponse, *, early: bool = False) -> Answer:
        """The whole answer; the connection is kept only where both sides know where it ended."""
        try:
            response.begin()
            body = response.read(_LONGEST_ANSWER)
        except (http.client.HTTPException, ValueError):
            # Without its cause, which quotes what came.
            raise ConnectionResetError from None
        ended = response.isclosed()
        if not ended and len(body) < _LONGEST_ANSWER:
            raise ConnectionResetError
        headers = {name.lower(): value for name, value in response.getheaders()}
        if response.will_close or not ended:
            self.close()
        self._response = None
        return Answer(response.status, headers, body, early)


@dataclass(frozen=True, slots=True)
class Web:
    """How the web is reached: whom to trust, and how long to wait."""

    make_context: tls.MakeContext = tls.system_context
    timeouts: Timeouts = field(default_factory=Timeouts)

    def link(self, address: str) -> WebLink:
        """A connection to the server of an address, not yet opened."""
        return WebLink(address, make_context=self.make_context, timeouts=self.timeouts)

    def ask(
        self,
        address: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """One question over a connection of its own. Raises ``MailError``."""
        # Nothing here is a message: ten minutes for an answer would be far too long.
        hasty = Timeouts(self.timeouts.connect, self.timeouts.command, self.timeouts.command)
        link = WebLink(address, make_context=self.make_context, timeouts=hasty)
        request = Request(method, urlsplit(address).path, headers or {}, body)
        link.open()
        try:
            return link.end(link.begin(request))
        except OSError as error:
            raise tls.unreachable(error) from error
        finally:
            link.close()
