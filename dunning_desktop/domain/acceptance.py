"""That a client took the terms: when, and how it can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField


class AcceptedHow(StrEnum):
    """How terms were taken; the surest first."""

    SIGNED = "signed"
    ORDER_FORM = "order-form"
    EMAIL = "email"
    WEBSITE = "website"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A client took the terms of the day. ``document_id`` is the paper that shows it."""

    client_id: int
    accepted_on: date
    how: AcceptedHow
    note: str = ""
    author: str = ""
    document_id: int | None = None
    withdrawn: bool = False
    id: int = 0


def check_acceptance(acceptance: Acceptance, *, today: date) -> None:
    """Raise ``InvalidField`` for one that lies ahead."""
    if acceptance.accepted_on > today:
        raise InvalidField(field="accepted_on", reason="future")
