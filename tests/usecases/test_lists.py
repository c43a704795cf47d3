"""Long lists against a naive full sort of the same facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.usecases.clients import client_card, client_page, client_totals
from dunning_desktop.usecases.invoices import invoice_card, invoice_page, invoice_totals
from dunning_desktop.usecases.overdue import (
    ageing,
    ageing_totals,
    overdue_page,
    overdue_totals,
)
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import InvoiceFilter, ListQuery, OverdueRow, Page
from tests.helpers.books import TODAY, Book, open_book
from tests.helpers.crowd import Crowd, Fact, gather

Full = tuple[Book, Crowd]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Full]:
    """Return a book of many clients; these tests only read it."""
    with open_book(tmp_path_factory.mktemp("crowd")) as book:
        yield book, gather(book)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _all(
    ask: Callable[[ListQuery], Page[Any]],
    limit: int,
    **query: Any,  # noqa: ANN401 - fields of the query
) -> list[Any]:
    """Every page, one after the other."""
    rows: list[Any] = []
    after = None
    while True:
        page = ask(ListQuery(after=after, limit=limit, **query))
        rows += page.rows
        if page.next is None:
            return rows
        assert len(page.rows) == limit
        after = page.next


INVOICE_KEYS: dict[str, Callable[[Fact], Any]] = {
    "number": lambda one: _key(one.number),
    "client": lambda one: _key(one.client),
    "issued": lambda one: one.issued,
    "due": lambda one: one.due,
    "total": lambda one: one.total.minor,
    "open": lambda one: one.open.minor,
    "": lambda one: one.due,
}


@pytest.mark.parametrize("descending", [False, True])
def test_invoice_pages_have_no_gaps_and_no_doubles(full: Full, descending: bool) -> None:
    for sort in INVOICE_KEYS:
        _check_invoices(full, sort, descending)


def _check_invoices(full: Full, sort: str, descending: bool) -> None:
    book, crowd = full
    wanted = sorted(
        crowd.invoices,
        key=lambda one: (INVOICE_KEYS[sort](one), one.id),
        reverse=descending,
    )
    for limit in (7, 90):
        rows = _all(
            lambda query: invoice_page(book.office, query), limit, sort=sort, descending=descending
        )
        assert [one.id for one in rows] == [one.id for one in wanted]
        assert [(x.open, x.total, x.due) for x in rows] == [
            (x.open, x.total, x.due) for x in wanted
        ]


@pytest.mark.parametrize("descending", [False, True])
def test_overdue_pages_have_no_gaps_and_no_doubles(full: Full, descending: bool) -> None:
    for sort in ("due", "client", "number", "open"):
        _check_overdue(full, sort, descending)


def _check_overdue(full: Full, sort: str, descending: bool) -> None:
    book, crowd = full
    late = [one for one in crowd.live if one.due < TODAY]
    wanted = sorted(
        late, key=lambda one: (INVOICE_KEYS[sort](one), one.item_id), reverse=descending
    )
    assert len(wanted) > 20
    for limit in (6, 200):
        rows = _all(
            lambda query: overdue_page(book.office, query), limit, sort=sort, descending=descending
        )
        assert [one.item_id for one in rows] == [one.item_id for one in wanted]


def _sums(crowd: Crowd, client_id: int, *, late: bool = False) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for one in crowd.live:
        if one.client_id == client_id and (one.due < TODAY or not late):
            found[one.open.currency] += one.open.minor
    return dict(sorted(found.items()))


def _oldest(crowd: Crowd, client_id: int) -> date | None:
    days = [x.due for x in crowd.live if x.client_id == client_id and x.due < TODAY]
    return min(days, default=None)


@pytest.mark.parametrize("archived", [False, True])
@pytest.mark.parametrize("descending", [False, True])
def test_client_pages_have_no_gaps_and_no_doubles(
    full: Full, descending: bool, archived: bool
) -> None:
    for sort in ("name", "balance", "overdue", "oldest", ""):
        _check_client_pages(full, sort, descending, archived)


def _check_client_pages(full: Full, sort: str, descending: bool, archived: bool) -> None:
    book, crowd = full
    keys: dict[str, Callable[[int], Any]] = {
        "name": lambda key: _key(crowd.names[key]),
        "balance": lambda key: max(_sums(crowd, key).values(), default=0),
        "overdue": lambda key: max(_sums(crowd, key, late=True).values(), default=0),
        "oldest": lambda key: str(_oldest(crowd, key) or "9999-12-31"),
    }
    by = keys[sort or "name"]
    ids = [key for key in crowd.names if (key in crowd.archived) == archived]
    wanted = sorted(ids, key=lambda key: (by(key), key), reverse=descending)
    for limit in (5, 200):
        rows = _all(
            lambda query: client_page(book.office, query),
            limit,
            sort=sort,
            descending=descending,
            archived=archived,
        )
        assert [one.id for one in rows] == wanted
        for row in rows:
            assert {x.currency: x.minor for x in row.balance} == _sums(crowd, row.id)
            late = {x.currency: x.minor for x in row.overdue}
            assert late == _sums(crowd, row.id, late=True)
            assert row.oldest == _oldest(crowd, row.id)
            assert row.open_count == len([x for x in crowd.live if x.client_id == row.id])
            number = list(crowd.names).index(row.id)
            assert row.blocked == (BlockKind.HOLD if number % 5 == 0 else None)
            assert row.email == (f"pay_{number}@x.example" if number % 3 else "")


FILTERS: dict[InvoiceFilter, Callable[[Fact], bool]] = {
    InvoiceFilter.ALL: lambda one: True,
    InvoiceFilter.OPEN: lambda one: bool(one.open) and not one.cancelled,
    InvoiceFilter.OVERDUE: lambda one: bool(one.open) and not one.cancelled and one.due < TODAY,
    InvoiceFilter.PAID: lambda one: not one.open and not one.cancelled,
}
SEARCHES = ("", "acme", "INV-0", "inv_0", "%", "_", "100%", "bolt_", "ärzte", "STRASSE", "'", "\\",
            "/", "  bolt   nut ", "nobody")  # fmt: skip


def _found(one: Fact, search: str) -> bool:
    return _key(search) in _key(one.number) or _key(search) in _key(one.client)


@pytest.mark.parametrize("chosen", FILTERS)
def test_totals_are_the_sum_of_the_rows(full: Full, chosen: InvoiceFilter) -> None:
    for search in SEARCHES:
        _check_totals(full, chosen, search)


def _check_totals(full: Full, chosen: InvoiceFilter, search: str) -> None:
    book, crowd = full
    wanted = [one for one in crowd.invoices if FILTERS[chosen](one) and _found(one, search)]
    rows = _all(
        lambda query: invoice_page(book.office, query), 200, search=search, filter=chosen
    )
    assert {one.id for one in rows} == {one.id for one in wanted}
    said = invoice_totals(book.office, ListQuery(search=search, filter=chosen))
    assert said.count == len(rows)
    assert said.open == _positive(one.open for one in rows)
    late = [one.open for one in rows if one.state is InvoiceState.OVERDUE]
    assert said.overdue == _positive(late)


def _positive(amounts: Iterable[Money]) -> tuple[Money, ...]:
    return tuple(one for one in totals(amounts) if one)


def test_overdue_totals_are_the_sum_of_the_rows(full: Full) -> None:
    book, crowd = full
    for search in SEARCHES:
        rows = _all(lambda query: overdue_page(book.office, query), 200, search=search)
        late = [one for one in crowd.live if one.due < TODAY and _found(one, search)]
        assert {one.item_id for one in rows} == {one.item_id for one in late}
        said = overdue_totals(book.office, ListQuery(search=search))
        assert (said.count, said.open) == (len(rows), totals(one.open for one in rows))


def test_clients_are_found_by_name_reference_and_address(full: Full) -> None:
    for search in (*SEARCHES, "pay_2", "ref_1%", "@X.example", "pay%"):
        _check_clients(full, search)


def _check_clients(full: Full, search: str) -> None:
    book, crowd = full
    wanted = []
    for number, (key, name) in enumerate(crowd.names.items()):
        texts = [name, f"REF_{number}%", f"pay_{number}@x.example" if number % 3 else ""]
        if key not in crowd.archived and any(_key(search) in _key(x) for x in texts):
            wanted.append(key)
    rows = _all(lambda query: client_page(book.office, query), 200, search=search)
    assert sorted(one.id for one in rows) == wanted
    said = client_totals(book.office, ListQuery(search=search))
    assert said.count == len(rows)
    assert said.open == totals(x for one in rows for x in one.balance)
    assert said.overdue == totals(x for one in rows for x in one.overdue)


def test_a_list_can_be_one_clients(full: Full) -> None:
    book, crowd = full
    for key in crowd.names:
        mine = {one.id for one in crowd.invoices if one.client_id == key}
        query = ListQuery(client_id=key)
        assert {one.id for one in invoice_page(book.office, query).rows} == mine
        assert invoice_totals(book.office, query).count == len(mine)
        late = {x.item_id for x in crowd.live if x.client_id == key and x.due < TODAY}
        assert {one.item_id for one in overdue_page(book.office, query).rows} == late


def test_cards_say_what_the_lists_say(full: Full) -> None:
    book, crowd = full
    shown: Sequence[Any] = invoice_page(book.office, ListQuery()).rows
    for row in shown[::4]:
        card = invoice_card(book.office, row.id)
        assert (card.open, card.state) == (row.open, row.state)
        paid = sum(amount.minor for _, amount, _ in card.settlements)
        assert card.invoice.cancelled or paid == row.total.minor - row.open.minor
    for row in client_page(book.office, ListQuery()).rows:
        about = client_card(book.office, row.id)
        assert (about.balance, about.overdue) == (row.balance, row.overdue)
        credit = {x.currency: x.minor for x in about.credit}
        assert credit == {
            code: minor for (key, code), minor in sorted(crowd.credit.items()) if key == row.id
        }


def test_an_overdue_row_says_what_the_planner_says(full: Full) -> None:
    book, _ = full
    proposal = propose(book.office)
    ready = {line.item_id: line.level for chase in proposal.chases for line in chase.lines}
    waits = {one.item_id: one for one in proposal.rest}
    rows: list[OverdueRow] = _all(lambda query: overdue_page(book.office, query), 9)
    for row in rows:
        assert (row.ready, row.waiting) == (ready.get(row.item_id), waits.get(row.item_id))
        assert (row.ready is None) != (row.waiting is None)
        assert row.days_late == (TODAY - row.due).days
        card = invoice_card(book.office, row.invoice_id)
        assert (card.next_step, card.waiting) == (row.ready, row.waiting)
        assert card.owed[0].claim == row.claim


def test_ageing_adds_up_to_what_is_open(full: Full) -> None:
    book, crowd = full
    rows = ageing(book.office)
    ends = ((-999, 0), (1, 30), (31, 60), (61, 90), (91, 9999))
    for row in rows:
        mine = [
            one
            for one in crowd.live
            if one.client_id == row.client_id and one.open.currency == row.currency
        ]
        for (least, most), minor in zip(ends, row.buckets, strict=True):
            inside = [x.open.minor for x in mine if least <= (TODAY - x.due).days <= most]
            assert minor == sum(inside)
    everything = {one.currency: one.minor for one in totals(x.open for x in crowd.live)}
    assert {key: sum(x) for key, x in ageing_totals(rows).items()} == everything
    said = invoice_totals(book.office, ListQuery()).open
    assert {one.currency: one.minor for one in said} == everything
    order = [(row.currency, -row.total, row.client_id) for row in rows]
    assert order == sorted(order)
