"""The ledger that a test writes in its docstring."""

import pytest

from tests.helpers.ledgers import TextLedger, read_ledger


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> TextLedger:
    """Return the ledger in the docstring of the test that asks for it."""
    return read_ledger(request.function.__doc__ or "")
