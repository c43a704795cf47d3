"""A real name server on loopback with records to order, which remembers what it was asked.

    with dns_server({"firm.example MX": ["10 mx1.host.example."]}) as server:
        ...ask with server.resolver()...
        assert server.asked == ["firm.example MX"]

In the place of records may stand SILENT, a response code ("SERVFAIL", "REFUSED", "NXDOMAIN") or
NONSENSE. A name of which nothing is known does not exist, unless something lies below it.
"""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

SILENT = "SILENT"
NONSENSE = "NONSENSE"
Script = dict[str, Sequence[str] | str]


@dataclass
class DnsServer:
    """The server's port, and what it was asked: as "name KIND", and byte by byte."""

    script: Script
    port: int
    asked: list[str] = field(default_factory=list)
    heard: list[bytes] = field(default_factory=list)

    def resolver(self) -> dns.resolver.Resolver:
        """Return a resolver that asks this server only."""
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = self.port
        return resolver

    def answer(self, heard: bytes) -> bytes | None:
        """Return what goes back for a question, None for silence."""
        self.heard.append(heard)
        question = dns.message.from_wire(heard)
        name = question.question[0].name.to_text(omit_final_dot=True)
        kind = dns.rdatatype.to_text(question.question[0].rdtype)
        self.asked.append(f"{name} {kind}")
        planned = self._planned(name, kind)
        if planned == SILENT:
            return None
        if planned == NONSENSE:
            return heard[:2] + b"\x81\x80 this is no answer"
        return self._reply(question, planned).to_wire()

    def _planned(self, name: str, kind: str) -> Sequence[str] | str:
        planned = self.script.get(f"{name} {kind}")
        if planned is not None:
            return planned
        others = {key.rpartition(" ")[0] for key in self.script}
        exists = any(one == name or one.endswith(f".{name}") for one in others)
        return () if exists else "NXDOMAIN"

    @staticmethod
    def _reply(question: dns.message.Message, planned: Sequence[str] | str) -> dns.message.Message:
        reply = dns.message.make_response(question)
        reply.flags |= dns.flags.RA
        if isinstance(planned, str):
            reply.set_rcode(dns.rcode.from_text(planned))
        elif planned:
            asked = question.question[0]
            reply.answer.append(dns.rrset.from_text(asked.name, 60, "IN", asked.rdtype, *planned))
        return reply


@contextmanager
def dns_server(script: Script) -> Iterator[DnsServer]:
    """Answer on a free port until the end of the block."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    server = DnsServer(script, sock.getsockname()[1])
    thread = threading.Thread(target=_serve, args=(sock, server), name="dns server")
    thread.start()
    try:
        yield server
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", sock.getsockname())
        thread.join(5)
        sock.close()


def _serve(sock: socket.socket, server: DnsServer) -> None:
    while True:
        heard, sender = sock.recvfrom(4096)
        if not heard:
            return
        reply = server.answer(heard)
        if reply is not None:
            sock.sendto(reply, sender)
