"""What a reminder and a paper about an agreement have in common: to whom they go, and from whom."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from dunning_desktop.domain.client import Business, Client, Contact


class Addressed(Protocol):
    """The facts of anything that is written to a client."""

    @property
    def today(self) -> date: ...

    @property
    def business(self) -> Business: ...

    @property
    def client(self) -> Client: ...

    @property
    def contact(self) -> Contact | None: ...

    @property
    def reference(self) -> str:
        """What the client should quote."""

    @property
    def specimen(self) -> bool: ...
