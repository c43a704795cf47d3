"""Old debts: what was late before the program was there begins as the owner says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.policy import OldDebts, Tone
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.old_debts import (
    choose_old_debts,
    decide_start,
    old_debts,
    put_back_choice,
)
from dunning_desktop.usecases.planning import propose
from tests.helpers.offices import HandClock, add_debtor, an_office, furnish, issue_all


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One client five weeks late, one a fortnight, one not at all."""
    with an_office(tmp_path) as made:
        furnish(made)
        for name, late in (("Aldgate", 35), ("Brindle", 15), ("Calder", -5)):
            add_debtor(made, name, late=[late])
        yield made


def _tones(office: Office) -> dict[str, Tone]:
    return {
        line.number[:3]: line.level.tone for one in propose(office).chases for line in one.lines
    }


def _why(office: Office) -> dict[str, WhyNot]:
    return {one.number[:3]: one.code for one in propose(office).rest}


def test_without_a_choice_everything_begins_with_the_first_reminder(office: Office) -> None:
    assert _tones(office) == {"ALD": Tone.FRIENDLY, "BRI": Tone.FRIENDLY}
    now = old_debts(office)
    assert (now.before, now.debts, [one.client for one in now.fresh]) == (
        None,
        (),
        ["Aldgate", "Brindle"],
    )
    assert [one.minor for one in now.amounts] == [24_000]


def test_by_age_the_later_begins_firmer(office: Office) -> None:
    choose_old_debts(office, OldDebts.BY_AGE)
    assert _tones(office) == {"ALD": Tone.FINAL, "BRI": Tone.FIRM}
    assert [one.by_age.tone for one in old_debts(office).debts if one.by_age] == [
        Tone.FINAL,
        Tone.FIRM,
    ]


def test_left_alone_they_have_their_reason_and_what_comes_later_is_chased(office: Office) -> None:
    choose_old_debts(office, OldDebts.LEAVE)
    assert _tones(office) == {}
    assert _why(office) == {
        "ALD": WhyNot.OLD_DEBT,
        "BRI": WhyNot.OLD_DEBT,
        "CAL": WhyNot.NOT_DUE,
    }
    assert isinstance(office.clock, HandClock)
    office.clock.turn(days=9)
    assert _tones(office) == {"CAL": Tone.FRIENDLY}


def test_what_was_reminded_of_before_is_no_old_debt(office: Office) -> None:
    issue_all(office)
    choose_old_debts(office, OldDebts.LEAVE)
    assert old_debts(office).debts == ()
    assert WhyNot.OLD_DEBT not in _why(office).values()


def test_decided_one_by_one_each_goes_its_own_way(office: Office) -> None:
    choose_old_debts(office, OldDebts.ASK)
    aldgate, brindle = old_debts(office).undecided
    assert set(_why(office).values()) >= {WhyNot.TO_DECIDE}
    decide_start(office, [aldgate.item_id], OldDebts.BY_AGE)
    decide_start(office, [brindle.item_id], OldDebts.LEAVE)
    assert _tones(office) == {"ALD": Tone.FINAL}
    assert _why(office)["BRI"] is WhyNot.OLD_DEBT
    assert old_debts(office).undecided == ()


def test_what_was_decided_for_one_goes_before_the_choice_for_all(office: Office) -> None:
    first = old_debts(office).fresh[0]
    decide_start(office, [first.item_id], OldDebts.FIRST)
    choose_old_debts(office, OldDebts.LEAVE)
    assert _tones(office) == {"ALD": Tone.FRIENDLY}
    decide_start(office, [first.item_id], None)
    assert _tones(office) == {}


def test_a_choice_can_be_put_back(office: Office) -> None:
    before = choose_old_debts(office, OldDebts.LEAVE).value
    changed = choose_old_debts(office, OldDebts.BY_AGE).value
    assert changed.choice is OldDebts.LEAVE
    put_back_choice(office, before)
    assert old_debts(office).before is None
    assert _tones(office) == {"ALD": Tone.FRIENDLY, "BRI": Tone.FRIENDLY}


def test_the_choice_holds_for_what_was_late_on_its_day(office: Office) -> None:
    choose_old_debts(office, OldDebts.LEAVE)
    assert old_debts(office).before == office.clock.today()
    late_since_yesterday = add_debtor(office, "Dunmore", late=[1])
    due_today = add_debtor(office, "Eastgate", late=[0])
    assert isinstance(office.clock, HandClock)
    office.clock.turn(days=4)
    chased = {one.client_id for one in propose(office).chases}
    assert late_since_yesterday not in chased
    assert due_today in chased


def test_nobody_decides_on_what_is_not_there(office: Office) -> None:
    with pytest.raises(NotFound):
        decide_start(office, [4711], OldDebts.LEAVE)
    assert old_debts(office).before is None


def test_by_age_still_waits_its_turn_afterwards(office: Office) -> None:
    """After the level of its age nothing is skipped and nothing comes sooner."""
    choose_old_debts(office, OldDebts.BY_AGE)
    assert isinstance(office.clock, HandClock)
    day = office.clock.today()
    step = {one.number[:3]: one for one in old_debts(office).debts}
    by_age = step["BRI"].by_age
    assert by_age is not None
    assert (day - step["BRI"].due) == timedelta(days=15)
    assert by_age.tone is Tone.FIRM
