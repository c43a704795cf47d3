"""Readers: files of other programs become drafts; nothing is written here."""

from dunning_desktop.intake.reader import Cancelled, InvoiceReader
from dunning_desktop.intake.refusal import Reason

__all__ = ["Cancelled", "InvoiceReader", "Reason"]
