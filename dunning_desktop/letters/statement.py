"""The statement of interest on paper: how each figure comes about, for a court or an agency."""

from __future__ import annotations

from dunning_desktop.domain.statement import StatementFacts


def statement_pdf(facts: StatementFacts) -> bytes:
    """The statement as a PDF: the same bytes for the same facts."""
    raise NotImplementedError(facts)
