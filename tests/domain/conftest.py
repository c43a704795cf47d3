"""The ledger that a test writes in its docstring."""

import pytest

from tests.helpers.ledgers import read_ledger
from tests.helpers.text_ledgers import TextLedger


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> TextLedger:
    """Return the ledger in the docstring of the test that asks for it."""
    return read_ledger(request.function.__doc__ or "")
