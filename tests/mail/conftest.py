"""A real Dovecot for the tests of one file, with mailboxes that nobody has used yet."""

from collections.abc import Iterator

import pytest

from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.smtp_server import PASSWORD, USER


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    users = {f"user{number}@firm.example": PASSWORD for number in range(40)} | {USER: PASSWORD}
    with dovecot(tmp_path_factory.mktemp("dovecot"), users=users) as server:
        yield server


@pytest.fixture
def user(running: Dovecot) -> str:
    """Return the address of a mailbox that nobody has used."""
    return next(u for u in running.users if not any((running.mail / u).glob("*")) and u != USER)
