"""Questions about more clients than one statement may bind."""

from datetime import date
from pathlib import Path

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import Promise
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.promises import make_promise
from tests.helpers.offices import add_debtor, an_office

# SQLite takes 32,766 as a rule, and a quarter of a million where it was built so.
MANY = range(1, 300_001)


def test_agreements_of_very_many_clients_are_found(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        assert isinstance(office.store, SqlStore)
        client_id = add_debtor(office, "Willow")
        day = office.clock.today()
        make_promise(office, Promise(client_id, day, day, Money(1_000, "GBP")))
        with office.read() as ledger:
            (found,) = ledger.agreements.promises(MANY)
            assert found.client_id == client_id
            assert ledger.agreements.promises(range(client_id + 1, 300_001)) == []
            assert list(ledger.agreements.plans(MANY)) == []
            assert list(ledger.agreements.disputes(MANY)) == []
            assert ledger.agreements.received(MANY) == {}
            assert ledger.runs.sent_since(date(2026, 1, 1), MANY) == {}
