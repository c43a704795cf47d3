"""Hands one message to a server, step by step, with the final dot apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Callable

from dunning_desktop.domain.mail import Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.mail import tls
from dunning_desktop.mail.replies import Phase, Reply, classify
from dunning_desktop.mail.smtp.link import Link

_SEND_NOW = 354
_CHUNK = 64 * 1024
_ENVELOPE_ID = re.compile(r"<([0-9A-Za-z]{1,64})@")


class Submission:
    """One message on one link. ``phase`` says how far it came."""

    def __init__(
        self, link: Link, message: FrozenMessage, at_text: Callable[[], None] | None = None
    ) -> None:
        self._at_text = at_text
        self.phase = Phase.SENDER
        self._link = link
        self._message = message
        self._refused: list[Refusal] = []
        self._first_no: Reply | None = None

    def run(self, before_dot: Callable[[], None]) -> Receipt:
        """Submit. What ``before_dot`` raises passes through; the server then has no message."""
        stopped = self._guarded(self._before_the_dot)
        if stopped:
            return stopped
        try:
            before_dot()
        except BaseException:
            self._link.close()
            raise
        return self._guarded(self._the_dot) or Receipt(fault=Fault.LINK_LOST_AT_DOT)

    def _guarded(self, step: Callable[[], Receipt | None]) -> Receipt | None:
        """A lost link becomes a receipt; nothing was delivered unless the dot was sent."""
        try:
            return step()
        except OSError as error:
            self._link.close()
            problem = tls.network_problem(error)
        at_dot = self.phase is Phase.DOT
        return Receipt(problem, Fault.LINK_LOST_AT_DOT if at_dot else Fault.UNREACHABLE)

    def _before_the_dot(self) -> Receipt | None:
        return self._size() or self._sender() or self._recipients() or self._payload()

    def _size(self) -> Receipt | None:
        """Checked here: some servers take the whole message before they say it is too large."""
        limit = self._link.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < len(self._message.raw):
            return Receipt(f"SIZE {limit}", Fault.TOO_LARGE)
        return None

    def _sender(self) -> Receipt | None:
        said = self._link.ask(f"MAIL FROM:<{self._message.sender}>{self._options()}")
        return None if said.agrees else self._stop(said)

    def _options(self) -> str:
        options = ""
        if self._link.has_extn("size"):
            options += f" SIZE={len(self._message.raw)}"
        if self._link.has_extn("dsn"):
            options += " RET=HDRS"
            found = _ENVELOPE_ID.match(self._message.message_id)
            options += f" ENVID={found.group(1)}" if found else ""
        return options

    def _recipients(self) -> Receipt | None:
        self.phase = Phase.RECIPIENT
        notify = " NOTIFY=FAILURE,DELAY" if self._link.has_extn("dsn") else ""
        for address in self._message.recipients:
            said = self._link.ask(f"RCPT TO:<{address}>{notify}")
            if not said.agrees:
                self._first_no = self._first_no or said
                self._refused.append(Refusal(address, said.words))
            if not self._link.is_open:
                return self._stop(said)
        if self._first_no and len(self._refused) == len(self._message.recipients):
            return self._stop(self._first_no)
        return None

    def _payload(self) -> Receipt | None:
        self.phase = Phase.DATA
        self._link.putcmd("DATA")
        if self._at_text is not None:
            # While the server thinks about it.
            self._at_text()
        said = self._link.answer()
        if said.code != _SEND_NOW:
            return self._stop(said)
        self._send(_stuffed(self._message.raw))
        early = self._link.overhear()
        return self._stop(early) if early else None

    def _the_dot(self) -> Receipt | None:
        self.phase = Phase.DOT
        try:
            self._send(b".\r\n")
        except ConnectionError:
            # The system refused the bytes: the server cannot have seen the end.
            self._link.close()
            return Receipt("lost", Fault.UNREACHABLE)
        said = self._last_answer()
        if said.agrees:
            return Receipt(said.words, refused=tuple(self._refused))
        if said.refuses:
            return self._stop(said)
        # Neither yes nor no: it may have been taken.
        self._link.close()
        return Receipt(said.words, Fault.LINK_LOST_AT_DOT)

    def _last_answer(self) -> Reply:
        socket, patience = self._link.sock, self._link.timeouts
        if socket:
            socket.settimeout(patience.dot)
        said = self._link.answer()
        if self._link.is_open and socket:
            socket.settimeout(patience.command)
        return said

    def _send(self, data: bytes) -> None:
        """In pieces: the time limit counts for each piece, not for the whole message."""
        socket = self._link.sock
        if socket is None:
            raise ConnectionError
        for start in range(0, len(data), _CHUNK):
            socket.sendall(data[start : start + _CHUNK])

    def _stop(self, said: Reply) -> Receipt:
        """Nobody got it. An address that may be taken later is not a refused one."""
        if said.refuses:
            self._link.forget()
        else:
            self._link.close()
        fault = classify(self.phase, said)
        refused = tuple(self._refused) if fault is Fault.RECIPIENT else ()
        return Receipt(said.words, fault, refused)


def _stuffed(raw: bytes) -> bytes:
    """The bytes as DATA takes them: a dot that begins a line is doubled."""
    data = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    data = data.replace(b"\r\n.", b"\r\n..")
    return b"." + data if data.startswith(b".") else data
