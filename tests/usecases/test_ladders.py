"""Ladders: every change is a version; who follows which, and what is under way meanwhile."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import invoice_card, save_invoice
from dunning_desktop.usecases.ladder_use import (
    KnownLadder,
    UnderWay,
    holding_of,
    known_ladders,
    ladder_card,
    led_by_the_business,
    tags,
)
from dunning_desktop.usecases.ladders import (
    bring_back,
    choose_ladder,
    move_to_newest,
    newest,
    offered,
    policies,
    retire_ladder,
    save_ladder,
    set_tag_ladder,
)
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import LadderOwner
from dunning_desktop.usecases.settings import business
from tests.helpers.books import Book

SOON = DunningLevel(1, 2, Tone.FRIENDLY, Channel.EMAIL)
LATER = DunningLevel(2, 40, Tone.FIRM, Channel.LETTER, days_to_pay=10)


def named(office: Office, name: str) -> DunningPolicy:
    """The ladder as it is offered."""
    return next(one for one in offered(policies(office)).values() if one.name == name)


def known(office: Office, name: str) -> KnownLadder:
    ladders = known_ladders(office).ladders.values()
    return next(one for one in ladders if one.policy.name == name)


def change(book: Book, *, move: bool = False, gap: int = 9) -> int:
    """Another gap in the standard ladder; the id of the version."""
    standard = named(book.office, "standard")
    return save_ladder(book.office, replace(standard, gap_days=gap), move=move).value


def version_of(book: Book, invoice_id: int) -> int:
    return invoice_card(book.office, invoice_id).ladder_version


def history(book: Book) -> list[dict[str, object]]:
    """The data of what the book noted about ladders, oldest first."""
    rows = book.dump()["audit_entry"]
    cells = [str(cell) for row in rows if "ladder-changed" in row for cell in row]
    return [json.loads(one) for one in cells if "version" in one]


# Saving


def test_a_new_ladder_is_the_first_version_of_its_own(book: Book) -> None:
    mine = DunningPolicy("  My   own ", (SOON, LATER))
    key = save_ladder(book.office, mine, move=False).value
    saved = policies(book.office)[key]
    assert (saved.name, saved.version, saved.root) == ("My own", 1, key)
    assert list(offered(policies(book.office)))[-1] == key
    assert history(book) == [{"name": "My own", "version": 1, "what": "saved"}]


def test_a_copy_of_a_ladder_that_is_in_the_book_starts_anew(book: Book) -> None:
    strict = named(book.office, "strict")
    key = save_ladder(book.office, replace(strict, name="Mine", id=0), move=False).value
    assert policies(book.office)[key].root == key
    assert newest(policies(book.office), strict.root).id == strict.id


def test_a_change_is_a_new_version_that_leaves_the_old_one_as_it_was(book: Book) -> None:
    before = named(book.office, "standard")
    key = change(book)
    after = policies(book.office)
    assert (after[key].version, after[key].root, after[key].gap_days) == (2, before.root, 9)
    assert after[before.id] == before
    assert next(iter(offered(after))) == key
    assert history(book)[-1]["version"] == 2


def test_everything_in_a_ladder_comes_back_from_the_book(book: Book) -> None:
    levels = (
        replace(SOON, channel=Channel.PHONE, unattended=True, minimum=(Money(500, "GBP"),)),
        replace(LATER, minimum=(Money(100, "EUR"), Money(200, "GBP"))),
    )
    made = DunningPolicy(
        "All of it", levels, gap_days=0, minimum=(Money(2_500, "GBP"),), repeat_every=10,
        repeat_most=3, working_days=True,
    )  # fmt: skip
    key = save_ladder(book.office, made, move=False).value
    saved = policies(book.office)[key]
    bare = tuple(replace(one, id=0) for one in saved.levels)
    assert replace(saved, id=0, root=0, levels=bare) == made


def test_saving_without_a_change_makes_no_version(book: Book) -> None:
    before = policies(book.office)
    standard = named(book.office, "standard")
    outcome = save_ladder(book.office, standard, move=True)
    assert outcome.value == standard.id
    assert outcome.touched == frozenset()
    # Ids of levels and sums of nothing are no substance.
    bare = tuple(replace(one, id=0, minimum=(Money(0, "GBP"),)) for one in standard.levels)
    save_ladder(book.office, replace(standard, levels=bare), move=False)
    assert policies(book.office) == before


def test_whether_a_level_may_go_by_itself_is_kept_as_edited(book: Book) -> None:
    standard = named(book.office, "standard")
    levels = (replace(standard.levels[0], unattended=True), *standard.levels[1:])
    key = save_ladder(book.office, replace(standard, levels=levels), move=False).value
    assert [one.unattended for one in policies(book.office)[key].levels] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["strict", " STRICT ", "Mine", "mINE"])
def test_two_ladders_that_are_offered_do_not_bear_one_name(book: Book, name: str) -> None:
    save_ladder(book.office, DunningPolicy("Mine", (SOON,)), move=False)
    with pytest.raises(InvalidField) as caught:
        save_ladder(book.office, DunningPolicy(name, (SOON,)), move=False)
    assert caught.value.data == {"field": "name", "reason": "taken"}
    with pytest.raises(InvalidField):
        save_ladder(book.office, replace(named(book.office, "standard"), name=name), move=False)


def test_a_ladder_keeps_its_own_name_and_needs_one(book: Book) -> None:
    assert change(book)
    with pytest.raises(InvalidField) as caught:
        save_ladder(book.office, DunningPolicy("  ", (SOON,)), move=False)
    assert caught.value.data["reason"] == "empty"


def test_a_ladder_that_is_gone_cannot_be_changed(book: Book) -> None:
    standard = named(book.office, "standard")
    for attempt in (
        lambda: save_ladder(book.office, replace(standard, id=999), move=False),
        lambda: choose_ladder(book.office, 999),
        lambda: bring_back(book.office, 999, move=False),
        lambda: ladder_card(book.office, 999),
        lambda: set_tag_ladder(book.office, "Trade", 999),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_new_version_keeps_clients_invoices_tags_and_the_business_on_the_ladder(
    book: Book,
) -> None:
    standard = named(book.office, "standard").id
    own = book.client("Own", policy_id=standard)
    of_invoice = book.invoice(book.client("Other"), "I-1")
    invoice = invoice_card(book.office, of_invoice).invoice
    save_invoice(book.office, replace(invoice, policy_id=standard))
    set_tag_ladder(book.office, "Trade", standard)
    key = change(book)
    assert client_card(book.office, own).client.policy_id == key
    assert invoice_card(book.office, of_invoice).invoice.policy_id == key
    assert business(book.office).policy_id == key
    assert [(one.name, one.policy_id) for one in tags(book.office).known] == [("Trade", key)]
    shown = known(book.office, "standard")
    assert (shown.clients, shown.invoices, shown.tags) == (1, 1, ("Trade",))
    assert [one.version for one in shown.older] == [1]


# Items under way


def test_items_under_way_keep_the_old_version_until_they_are_moved(book: Book) -> None:
    client = book.client()
    chased, later = book.invoice(client, "C-1", late=20), book.invoice(client, "C-2", late=-20)
    book.issue()
    change(book)
    assert (version_of(book, chased), version_of(book, later)) == (1, 2)
    assert known(book.office, "standard").behind == 1
    move_to_newest(book.office, named(book.office, "standard").id)
    assert (version_of(book, chased), version_of(book, later)) == (2, 2)
    assert known(book.office, "standard").behind == 0
    move_to_newest(book.office, named(book.office, "standard").id, moved=False)
    assert version_of(book, chased) == 1


def test_a_change_can_take_over_at_once(book: Book) -> None:
    chased = book.invoice(book.client(), "C-1", late=20)
    book.issue()
    change(book, move=True)
    assert version_of(book, chased) == 2
    # A later version that does not take over leaves them where they are.
    change(book, gap=12)
    assert version_of(book, chased) == 2
    assert known(book.office, "standard").behind == 1


def test_what_was_paid_or_follows_another_ladder_by_now_is_not_behind(book: Book) -> None:
    paid, gone = book.client("Paid"), book.client("Gone")
    book.invoice(paid, "P-1", late=20)
    book.invoice(gone, "G-1", late=20)
    book.issue()
    change(book)
    assert known(book.office, "standard").behind == 2
    book.pay(paid, "100.00")
    assert known(book.office, "standard").behind == 1
    theirs = client_card(book.office, gone).client
    save_client(book.office, replace(theirs, policy_id=named(book.office, "gentle").id))
    assert known(book.office, "standard").behind == 0
    assert known(book.office, "gentle").behind == 0


def test_how_many_are_being_chased_by_a_ladder_is_known_before_it_is_changed(book: Book) -> None:
    strict = named(book.office, "strict").id
    first, second = book.client("First"), book.client("Second", policy_id=strict)
    book.invoice(first, "F-1", late=20)
    book.invoice(first, "F-2", late=18)
    book.invoice(first, "F-3", late=-20)
    book.invoice(second, "S-1", late=20)
    assert ladder_card(book.office, strict).under_way == UnderWay()
    book.issue()
    standard = named(book.office, "standard").id
    assert ladder_card(book.office, standard).under_way == UnderWay(1, 2)
    assert ladder_card(book.office, strict).under_way == UnderWay(1, 1)
    assert led_by_the_business(book.office) == UnderWay(1, 2)
    assert ladder_card(book.office, strict).names == ("standard", "gentle", "consumer")
    assert ladder_card(book.office, strict).currency == "GBP"


# Bringing back


def test_an_older_version_comes_back_as_the_newest(book: Book) -> None:
    first = named(book.office, "standard")
    second = change(book)
    assert bring_back(book.office, first.id, move=False).value == second
    third = named(book.office, "standard")
    assert (third.version, third.gap_days, third.root) == (3, first.gap_days, first.root)
    assert business(book.office).policy_id == third.id
    bring_back(book.office, second, move=False)
    assert named(book.office, "standard").gap_days == 9
    assert named(book.office, "standard").version == 4


def test_to_bring_back_what_holds_changes_nothing(book: Book) -> None:
    before = policies(book.office)
    assert not bring_back(book.office, named(book.office, "standard").id, move=True).touched
    assert policies(book.office) == before


def test_the_undo_of_a_change_that_took_over_takes_over_too(book: Book) -> None:
    chased = book.invoice(book.client(), "C-1", late=20)
    book.issue()
    first = named(book.office, "standard").id
    change(book, move=True)
    bring_back(book.office, first, move=True)
    assert version_of(book, chased) == 3
    assert known(book.office, "standard").behind == 0


def test_the_undo_of_a_change_leaves_nothing_behind(book: Book) -> None:
    """What is chased by a version that says the same as the newest would not be moved."""
    book.invoice(book.client(), "C-1", late=20)
    book.issue()
    first = named(book.office, "standard").id
    change(book)
    bring_back(book.office, first, move=False)
    assert known(book.office, "standard").behind == 0


def test_a_name_that_was_given_away_meanwhile_does_not_come_back(book: Book) -> None:
    mine = save_ladder(book.office, DunningPolicy("Mine", (SOON,)), move=False).value
    renamed = replace(policies(book.office)[mine], name="Ours")
    save_ladder(book.office, renamed, move=False)
    save_ladder(book.office, DunningPolicy("mine", (LATER_ALONE,)), move=False)
    with pytest.raises(InvalidField):
        bring_back(book.office, mine, move=False)


LATER_ALONE = replace(LATER, position=1)


# Retiring


def test_a_retired_ladder_is_offered_no_more_but_whoever_has_it_keeps_it(book: Book) -> None:
    gentle = named(book.office, "gentle")
    client = book.client("Old friend", policy_id=gentle.id)
    retire_ladder(book.office, gentle.id, retired=True)
    ladders = policies(book.office)
    assert gentle.id not in offered(ladders)
    assert list(offered(ladders, gentle.id)).count(gentle.id) == 1
    assert holding_of(book.office).of(client_card(book.office, client).client).name == "gentle"
    assert [one.id for one in known_ladders(book.office).retired] == [gentle.id]
    retire_ladder(book.office, gentle.id, retired=False)
    assert gentle.id in offered(policies(book.office))


def test_the_business_s_own_ladder_cannot_be_retired(book: Book) -> None:
    standard = named(book.office, "standard").id
    change(book)
    for key in (standard, named(book.office, "standard").id):
        with pytest.raises(InvalidField) as caught:
            retire_ladder(book.office, key, retired=True)
        assert caught.value.data == {"field": "ladder", "reason": "in-use"}


def test_a_retired_ladder_comes_back_only_while_its_name_is_free(book: Book) -> None:
    mine = save_ladder(book.office, DunningPolicy("Mine", (SOON,)), move=False).value
    retire_ladder(book.office, mine, retired=True)
    other = save_ladder(book.office, DunningPolicy("Mine", (LATER_ALONE,)), move=False).value
    with pytest.raises(InvalidField):
        retire_ladder(book.office, mine, retired=False)
    assert list(offered(policies(book.office)))[-1] == other


def test_of_all_versions_the_newest_is_offered_in_the_order_of_the_first(book: Book) -> None:
    names = [one.name for one in offered(policies(book.office)).values()]
    key = change(book)
    after = offered(policies(book.office))
    assert [one.name for one in after.values()] == names
    assert next(iter(after)) == key
    assert offered({}) == {}
    assert offered(policies(book.office), besides=999) == after


def test_a_ladder_chosen_by_an_older_version_is_the_newest(book: Book) -> None:
    gentle = named(book.office, "gentle")
    key = save_ladder(book.office, replace(gentle, gap_days=30), move=False).value
    assert choose_ladder(book.office, gentle.id).value == named(book.office, "standard").id
    assert business(book.office).policy_id == key
    assert known_ladders(book.office).chosen == key


# Tags


def test_of_two_tags_with_a_ladder_the_first_in_the_alphabet_decides(book: Book) -> None:
    gentle, strict = named(book.office, "gentle").id, named(book.office, "strict").id
    client = book.client("Both", tags=("Trade", "key account"))
    set_tag_ladder(book.office, "Trade", strict)
    assert _led_by(book, client) == (LadderOwner.TAG, strict, "Trade")
    set_tag_ladder(book.office, "Key account", gentle)
    assert _led_by(book, client) == (LadderOwner.TAG, gentle, "key account")
    assert set_tag_ladder(book.office, "key ACCOUNT", None).value == gentle
    assert _led_by(book, client) == (LadderOwner.TAG, strict, "Trade")
    set_tag_ladder(book.office, "Trade", None)
    assert _led_by(book, client)[0] is LadderOwner.BUSINESS


def _led_by(book: Book, client_id: int) -> tuple[LadderOwner, int, str]:
    client = client_card(book.office, client_id).client
    owner, policy, tag = holding_of(book.office).whose(client)
    return owner, policy.id, tag


def test_every_tag_is_listed_once_with_its_clients_and_its_ladder(book: Book) -> None:
    gentle = named(book.office, "gentle").id
    book.client("A", tags=("Trade", "slow"))
    book.client("B", tags=("trade",))
    book.client("C", tags=("Trade",))
    set_tag_ladder(book.office, "Trade", gentle)
    set_tag_ladder(book.office, "Nobody yet", gentle)
    found = [(one.name, one.clients, one.policy_id) for one in tags(book.office).known]
    assert found == [("Nobody yet", 0, gentle), ("slow", 1, None), ("Trade", 3, gentle)]


def test_a_tag_needs_a_name(book: Book) -> None:
    with pytest.raises(InvalidField):
        set_tag_ladder(book.office, "  ", None)


def test_a_client_with_a_tagged_ladder_is_not_led_by_the_business(book: Book) -> None:
    client = book.client("Tagged", tags=("Trade",))
    book.invoice(client, "T-1", late=20)
    book.issue()
    assert led_by_the_business(book.office) == UnderWay(1, 1)
    set_tag_ladder(book.office, "Trade", named(book.office, "strict").id)
    assert led_by_the_business(book.office) == UnderWay()
