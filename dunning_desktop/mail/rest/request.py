"""A request over HTTP as it goes over the wire, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. Neither its headers nor its body are for logs: they hold tokens."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def written(self, host: str) -> bytes:
        """All of it as it goes over the wire. Raises ``ValueError`` for an unfit header."""
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        lines += ["Accept: application/json", f"Content-Length: {len(self.body)}", "", ""]
        if any(not (line.isascii() and line.isprintable()) for line in lines):
            # Without the words: one of them may be a token.
            raise ValueError("unfit header")
        return "\r\n".join(lines).encode("ascii") + self.body


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``headers`` have small letters; ``early`` came before the last byte."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    early: bool = False
