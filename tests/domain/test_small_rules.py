"""Policies, blocks, invoices, clients and the outbox's patience."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.blocks import Block, BlockKind, longest
from dunning_desktop.domain.client import Address, Client, Contact, ContactRole, DebtorType
from dunning_desktop.domain.errors import DunningError, InvalidField
from dunning_desktop.domain.invoice import CreditNote, DueItem, Invoice, InvoiceState, state_of
from dunning_desktop.domain.jurisdiction import usual_jurisdiction
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.mail import (
    GIVE_UP_AFTER,
    Fault,
    Receipt,
    gives_up,
    next_attempt,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


def _level(position: int, day: int) -> DunningLevel:
    return DunningLevel(position, day, Tone.FRIENDLY, Channel.EMAIL)


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        ((), "empty"),
        ((_level(2, 3),), "positions"),
        ((_level(1, 3), _level(3, 9)), "positions"),
        ((_level(1, 3), _level(2, 3)), "order"),
        ((_level(1, 3), _level(2, -1)), "order"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(
    levels: tuple[DunningLevel, ...], reason: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        DunningPolicy("bad", levels)
    assert dict(caught.value.data) == {"field": "levels", "reason": reason}


def test_the_first_ladder_is_the_agreed_one() -> None:
    steps = [(one.day, one.tone.value, one.channel.value) for one in STANDARD.levels]
    assert steps == [
        (-3, "courtesy", "email"),
        (3, "friendly", "email"),
        (14, "firm", "email"),
        (28, "final", "email-and-letter"),
    ]
    assert not any(one.unattended for one in STANDARD.levels)


def test_the_minimum_is_each_currencys_own() -> None:
    policy = replace(STANDARD, minimum=(Money(500, "EUR"), Money(1000, "GBP")))
    assert [policy.minimum_for(code) for code in ("GBP", "EUR", "USD")] == [1000, 500, 0]


def test_a_channel_says_which_ways_it_takes() -> None:
    ways = {one.value: (one.by_email, one.by_post) for one in Channel}
    assert ways == {
        "email": (True, False),
        "letter": (False, True),
        "email-and-letter": (True, True),
        "phone": (False, False),
    }


def _block(start: int, until: int | None, *, item: int | None = None, key: int = 1) -> Block:
    end = None if until is None else DAY + timedelta(days=until)
    return Block(BlockKind.HOLD, 1, DAY + timedelta(days=start), end, item_id=item, id=key)


@pytest.mark.parametrize(
    ("block", "holds"),
    [
        (_block(0, 0), True),
        (_block(-5, -1), False),
        (_block(1, None), False),
        (_block(-5, None), True),
        (_block(0, None, item=7), True),
        (_block(0, None, item=8), False),
    ],
)
def test_a_block_holds_from_its_first_to_its_last_day(block: Block, holds: bool) -> None:
    assert (longest([block], 7, DAY) is not None) == holds


def test_the_block_without_end_outlasts_all_and_the_first_of_equals_is_named() -> None:
    blocks = [_block(0, 5, key=1), _block(0, None, key=3), _block(-1, None, key=2)]
    found = longest(blocks, 7, DAY)
    assert found is not None
    assert found.id == 2
    assert longest(blocks[:1], 7, DAY) == blocks[0]
    assert longest([], 7, DAY) is None


def _invoice(**changes: object) -> Invoice:
    item = DueItem(Money(100, "GBP"), DAY, DAY)
    fields = {
        "client_id": 1, "number": "A1", "issued": DAY, "total": Money(100, "GBP"), "items": (item,)
    }
    return Invoice(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"number": "  "}, "number", "empty"),
        ({"total": Money(0, "GBP")}, "total", "not-positive"),
        ({"total": Money(-100, "GBP")}, "total", "not-positive"),
        ({"total": Money(101, "GBP")}, "total", "items-differ"),
        ({"total": Money(100, "EUR")}, "total", "items-differ"),
        ({"items": ()}, "total", "items-differ"),
    ],
)
def test_an_invoice_is_the_sum_of_its_parts(
    changes: dict[str, object], field: str, reason: str
) -> None:
    assert _invoice().total == Money(100, "GBP")
    with pytest.raises(InvalidField) as caught:
        _invoice(**changes)
    assert dict(caught.value.data) == {"field": field, "reason": reason}


def test_a_credit_note_is_positive() -> None:
    with pytest.raises(InvalidField):
        CreditNote(1, "C1", DAY, Money(0, "GBP"))


@pytest.mark.parametrize(
    ("settled", "late", "cancelled", "state"),
    [
        (0, 0, False, InvoiceState.OPEN),
        (0, 1, False, InvoiceState.OVERDUE),
        (40, 0, False, InvoiceState.PARTLY_PAID),
        (40, 1, False, InvoiceState.OVERDUE),
        (100, 1, False, InvoiceState.PAID),
        (101, 1, False, InvoiceState.PAID),
        (40, 1, True, InvoiceState.CANCELLED),
    ],
)
def test_the_state_follows_from_the_facts(
    settled: int, late: int, cancelled: bool, state: InvoiceState
) -> None:
    today = DAY + timedelta(days=late)
    found = state_of(total=100, settled=settled, due=DAY, today=today, cancelled=cancelled)
    assert found is state


def test_mail_goes_to_accounts_first_and_never_to_a_refused_address() -> None:
    other = Contact("Di", ContactRole.DIRECTOR, "di@x.example")
    accounts = Contact("Ac", ContactRole.ACCOUNTS, "ac@x.example")
    client = Client("X", DebtorType.COMPANY, contacts=(Contact("No"), other, accounts))
    assert client.mail_contact == accounts
    gone = replace(accounts, refused="550 gone")
    assert replace(client, contacts=(gone, other)).mail_contact == other
    assert replace(client, contacts=(gone,)).mail_contact is None


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        (Address(("1 High Street",), city="Leeds"), True),
        (Address(("1 High Street",), postcode="LS1"), True),
        (Address(("", "2 Mill Lane"), postcode="LS1"), True),
        (Address(("  ",), city="Leeds"), False),
        (Address((), city="Leeds"), False),
        (Address(("1 High Street",)), False),
    ],
)
def test_a_letter_needs_a_street_and_a_town(address: Address, usable: bool) -> None:
    assert address.usable is usable


@pytest.mark.parametrize(("name", "currency"), [("  ", "GBP"), ("X", "gbp"), ("X", "")])
def test_a_client_has_a_name_and_a_currency(name: str, currency: str) -> None:
    with pytest.raises(InvalidField):
        Client(name, DebtorType.COMPANY, currency=currency)


def test_waiting_grows_longer_and_stays_at_the_longest() -> None:
    minutes = [(next_attempt(NOW, one) - NOW).seconds // 60 for one in range(1, 8)]
    assert minutes == [1, 5, 15, 60, 240, 240, 240]


def test_a_busy_server_is_not_asked_again_for_five_minutes() -> None:
    waits = [(next_attempt(NOW, one, Fault.BUSY) - NOW).seconds // 60 for one in range(1, 6)]
    assert waits == [5, 15, 60, 240, 240]


@given(st.integers(1, 10**9), st.integers(1, 9))
def test_messages_are_spread_by_a_fifth_at_most(seed: int, attempts: int) -> None:
    usual, mine = (next_attempt(NOW, attempts, seed=one) - NOW for one in (0, seed))
    assert 0.8 <= mine / usual <= 1.2
    assert next_attempt(NOW, attempts, seed=seed) - NOW == mine


@given(st.integers(0, 3 * 24 * 60), st.integers(1, 12))
def test_a_message_is_given_up_after_a_day_and_five_attempts(minutes: int, attempts: int) -> None:
    later = NOW + timedelta(minutes=minutes)
    long_enough = later - NOW > GIVE_UP_AFTER
    assert gives_up(NOW, later, attempts) == (long_enough and attempts >= 5)
    assert timedelta(hours=24) == GIVE_UP_AFTER


def test_every_fault_either_waits_or_pauses_or_ends() -> None:
    assert not [one for one in Fault if one.pauses_account and one.retries]
    ends = {one.value for one in Fault if not one.pauses_account and not one.retries}
    assert ends == {"recipient", "too-large", "refused", "link-lost-at-dot", "bounced"}
    assert Receipt().accepted
    assert not Receipt(fault=Fault.REFUSED).accepted


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert Words.paragraphs("One\r\ntwo\r\n\r\n\r\n three \n\n\n\n") == ("One two", "three")


def test_an_error_keeps_its_words_out_of_the_log() -> None:
    error = InvalidField(field="name", text="Mrs Secret")
    assert str(error) == "invalid-field(field, text)"
    assert isinstance(error, DunningError)


@pytest.mark.parametrize(
    ("country", "postcode", "law"),
    [
        ("GB", "BS1 6QZ", "GB"),
        ("GB", "", "GB"),
        ("GB", "g1 2ab", "GB-SCT"),
        ("GB", "GL50 1AA", "GB"),
        ("GB", "EH1 1AA", "GB-SCT"),
        ("GB", " BT1 5GS", "GB-NIR"),
        # Berwick and Galashiels share an area: the owner says which.
        ("GB", "TD15 1AA", "GB"),
        ("IE", "D02 X285", "IE"),
    ],
)
def test_a_clients_law_is_usually_that_of_its_address(
    country: str, postcode: str, law: str
) -> None:
    assert usual_jurisdiction(country, postcode) == law
