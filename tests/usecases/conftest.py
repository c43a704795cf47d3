"""The book that tests of the use cases work on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.books import Book, open_book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Return a new book with a business and a mail account, on 20 March 2026."""
    with open_book(tmp_path) as made:
        yield made
