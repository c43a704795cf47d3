"""What can go wrong and the owner can mend: a code for the edges to put into words, and data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar


class DunningError(Exception):
    """Something the owner can mend. ``code`` names it, ``data`` fills its sentence.

    Anything that is not a ``DunningError`` is a bug: logged, and shown once.
    """

    code: ClassVar[str] = "error"

    def __init__(self, **data: object) -> None:
        self.data: Mapping[str, object] = MappingProxyType(data)
        super().__init__(self.code, data)

    def __str__(self) -> str:
        """For logs only: the code and the data's names, never a client's words."""
        return f"{self.code}({', '.join(sorted(self.data))})"


class CurrencyMismatch(DunningError):
    """Two currencies met where only one may be: they never add up."""

    code = "currency-mismatch"


class InvalidAmount(DunningError):
    """An amount that is no number, has too many decimals, or the wrong sign."""

    code = "invalid-amount"


class InvalidField(DunningError):
    """A field the owner filled in cannot be taken: data ``field`` and ``reason``."""

    code = "invalid-field"


class NotFound(DunningError):
    """The thing asked for is not in the book: data ``kind`` and ``key``."""

    code = "not-found"


class ProposalOutdated(DunningError):
    """The book changed between the review and the issue: nothing was issued."""

    code = "proposal-outdated"


class DuplicateNumber(DunningError):
    """This client already has an invoice with that number."""

    code = "duplicate-number"


class AllocationTooLarge(DunningError):
    """More would be settled than was paid, or than is open."""

    code = "allocation-too-large"


class DiscountOutdated(DunningError):
    """A payment and its discount do not settle an item in full, or no longer (data ``number``)."""

    code = "discount-outdated"


class CannotSave(DunningError):
    """A file cannot be written (data ``name``, and ``reason`` in the system's words)."""

    code = "cannot-save"


class Stopped(DunningError):
    """A long job was stopped half-way, as was wished; nothing of it is kept."""

    code = "stopped"


class BatchInUse(DunningError):
    """An import cannot be undone: something was built on it since (data ``number``)."""

    code = "batch-in-use"


class CannotUndo(DunningError):
    """The moment to take it back has passed (data ``state``)."""

    code = "cannot-undo"


class BookError(DunningError):
    """The book cannot be opened: ``reason`` is one of the codes in ``storage.engine``."""

    code = "book"


class UnreadableFile(DunningError):
    """A file cannot be imported: data ``name`` and ``reason``; the book is untouched."""

    code = "unreadable-file"


class KeychainError(DunningError):
    """No safe password store, or it refused: data ``reason``."""

    code = "keychain"


class RunRefused(DunningError):
    """A run was not begun: ``reason`` is off, quiet, rest-day, done-today or elsewhere."""

    code = "run-refused"


class PlanRefused(DunningError):
    """Such instalments would be regulated credit: data ``stops``, codes of ``exempt_credit``."""

    code = "plan-refused"


class MailError(DunningError):
    """The mail account cannot be used as it stands: data ``reason`` (see ``domain.mail``)."""

    code = "mail"
