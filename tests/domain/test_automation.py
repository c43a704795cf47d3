"""How far a run goes that nobody watches: it makes a proposal smaller, never larger."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.automation import (
    Allowed,
    Automation,
    Circumstances,
    Held,
    allowed,
    is_stale,
)
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, Tone
from dunning_desktop.domain.proposal import Chase, ChaseLine, Proposal

TODAY = date(2026, 3, 20)
FRESH = Circumstances(known_to=TODAY)
READY = Automation(on=True, drafts_until=date(2026, 1, 1))


# Times of the day


@pytest.mark.parametrize(
    ("since", "until", "quiet", "loud"),
    [
        ("19:00", "08:00", ["19:00", "23:59", "00:00", "07:59"], ["08:00", "12:00", "18:59"]),
        ("12:00", "14:00", ["12:00", "13:59"], ["11:59", "14:00", "00:00", "23:59"]),
        # Nothing is quiet between a moment and itself.
        ("10:00", "10:00", [], ["09:59", "10:00", "10:01"]),
        ("00:00", "08:00", ["00:00", "07:59"], ["08:00", "23:59"]),
    ],
)
def test_quiet_hours_may_lie_within_a_day_or_over_midnight(
    since: str, until: str, quiet: list[str], loud: list[str]
) -> None:
    one = Automation(
        at=time.fromisoformat(loud[0]),
        quiet_from=time.fromisoformat(since),
        quiet_until=time.fromisoformat(until),
    )
    assert all(one.is_quiet(time.fromisoformat(x)) for x in quiet)
    assert not any(one.is_quiet(time.fromisoformat(x)) for x in loud)


@given(st.times(), st.times(), st.times())
def test_either_the_one_half_of_a_day_is_quiet_or_the_other(
    since: time, until: time, moment: time
) -> None:
    # The moment at which quiet hours end is never quiet: a run may begin then.
    there = Automation(at=until, quiet_from=since, quiet_until=until)
    back = Automation(at=since, quiet_from=until, quiet_until=since)
    assert sorted([there.is_quiet(moment), back.is_quiet(moment)]) == [False, since != until]


@pytest.mark.parametrize("at", ["19:00", "03:00", "07:59"])
def test_no_run_begins_in_quiet_hours(at: str) -> None:
    with pytest.raises(InvalidField) as error:
        Automation(at=time.fromisoformat(at))
    assert error.value.data == {"field": "at", "reason": "quiet"}


# On and off


def test_it_is_off_until_it_is_switched_on_and_then_drafts_for_thirty_days() -> None:
    assert Automation().on is False
    one = Automation().switched(TODAY, on=True)
    assert one.on
    assert one.drafts_until == date(2026, 4, 19)
    assert one.drafts_on(date(2026, 4, 19))
    assert not one.drafts_on(date(2026, 4, 20))


def test_what_was_never_switched_on_would_only_draft() -> None:
    assert Automation().drafts_on(date(2030, 1, 1))
    assert Automation().switched(TODAY, on=False) == Automation()


def test_the_thirty_days_are_lived_through_once() -> None:
    one = Automation().switched(TODAY, on=True)
    off = one.switched(TODAY + timedelta(days=31), on=False)
    assert (off.on, off.on_since) == (False, None)
    again = off.switched(TODAY + timedelta(days=50), on=True)
    assert again == replace(one, on_since=TODAY + timedelta(days=50))
    assert not again.drafts_on(TODAY + timedelta(days=50))


def test_switched_off_before_they_are_over_they_begin_again() -> None:
    off = Automation().switched(TODAY, on=True).switched(TODAY + timedelta(days=30), on=False)
    assert off == Automation()
    again = off.switched(TODAY + timedelta(days=50), on=True)
    assert again.drafts_until == TODAY + timedelta(days=80)


@pytest.mark.parametrize("name", ["most_in_a_run", "most_in_a_day", "most_to_a_client"])
def test_a_limit_of_none_at_all_is_no_limit(name: str) -> None:
    with pytest.raises(InvalidField) as error:
        Automation(**{name: 0})  # type: ignore[arg-type]
    assert error.value.data == {"field": name, "reason": "range"}
    assert getattr(Automation(**{name: 1}), name) == 1  # type: ignore[arg-type]


def test_payments_are_never_too_old_before_they_are_known() -> None:
    with pytest.raises(InvalidField) as error:
        Automation(stale_after=-1)
    assert error.value.data["field"] == "stale_after"
    today_only = Automation(stale_after=0)
    assert not is_stale(today_only, TODAY, TODAY)
    assert is_stale(today_only, TODAY - timedelta(days=1), TODAY)


@pytest.mark.parametrize(
    ("after", "known", "stale"),
    [(7, 7, False), (7, 8, True), (7, None, True), (None, 400, False), (None, None, False)],
)
def test_payments_are_stale_after_more_than_so_many_days(
    after: int | None, known: int | None, stale: bool
) -> None:
    day = None if known is None else TODAY - timedelta(days=known)
    assert is_stale(Automation(stale_after=after), day, TODAY) is stale


# What may go


def _chase(
    client_id: int, *, unattended: bool = True, channel: Channel = Channel.EMAIL, lines: int = 1
) -> Chase:
    """One reminder; only its last line says whether it may go unattended."""
    level = DunningLevel(1, 3, Tone.FRIENDLY, channel, unattended=True)
    levels = [*[level] * (lines - 1), replace(level, unattended=unattended)]
    total = Money(10_000, "GBP")
    made = tuple(
        ChaseLine(
            item_id=100 * client_id + key,
            invoice_id=1,
            number=f"A{key}",
            issued=TODAY,
            due=TODAY,
            amount=total,
            open=total,
            days_late=1,
            cycle=1,
            level=one,
        )
        for key, one in enumerate(levels)
    )
    return Chase(client_id, level, channel, TODAY, made)


def _of(*chases: Chase, calls: tuple[Chase, ...] = ()) -> Proposal:
    return Proposal(TODAY, chases, calls=calls)


def _why(found: Allowed) -> list[tuple[int, str, int]]:
    return [(one.chase.client_id, one.why.value, one.detail) for one in found.left]


def test_a_level_that_needs_the_owner_stays_with_him() -> None:
    """One such line is enough."""
    made = _of(_chase(1, unattended=False, lines=3), _chase(2, lines=3))
    found = allowed(made, READY, FRESH)
    assert [one.client_id for one in found.chases] == [2]
    assert _why(found) == [(1, "needs-approval", 0)]


def test_calls_are_no_matter_of_runs() -> None:
    found = allowed(_of(calls=(_chase(1, channel=Channel.PHONE),)), READY, FRESH)
    assert found == Allowed((), ())


def test_with_stale_payments_nothing_goes() -> None:
    old = Circumstances(known_to=TODAY - timedelta(days=9))
    assert _why(allowed(_of(_chase(1)), READY, old)) == [(1, "payments-stale", 9)]
    assert _why(allowed(_of(_chase(1)), READY, Circumstances())) == [(1, "payments-stale", 0)]


@pytest.mark.parametrize("why", [Held.NO_ACCOUNT, Held.SENDING_PAUSED])
def test_without_a_way_to_send_letters_still_go(why: Held) -> None:
    both = Channel.EMAIL_AND_LETTER
    made = _of(_chase(1), _chase(2, channel=Channel.LETTER), _chase(3, channel=both))
    found = allowed(made, READY, replace(FRESH, no_mail=why))
    assert [one.client_id for one in found.chases] == [2]
    assert _why(found) == [(1, why.value, 0), (3, why.value, 0)]


def test_no_more_to_a_client_than_it_bears() -> None:
    automation = replace(READY, most_to_a_client=2)
    found = allowed(_of(_chase(1), _chase(2)), automation, replace(FRESH, sent_lately={1: 2, 2: 1}))
    assert [one.client_id for one in found.chases] == [2]
    assert _why(found) == [(1, "enough-for-the-client", 2)]


def test_no_more_in_a_run_and_on_a_day_than_was_said() -> None:
    made = _of(*(_chase(one) for one in range(1, 6)))
    few = replace(READY, most_in_a_run=2, most_in_a_day=4)
    found = allowed(made, few, FRESH)
    assert [one.client_id for one in found.chases] == [1, 2]
    assert _why(found)[0] == (3, "enough-for-this-run", 2)
    later = allowed(made, few, replace(FRESH, sent_today=3))
    assert [one.client_id for one in later.chases] == [1]
    assert _why(later)[0] == (2, "enough-for-today", 4)


def test_what_stays_with_the_owner_uses_up_no_place() -> None:
    made = _of(_chase(1, unattended=False), _chase(2), _chase(3))
    found = allowed(made, replace(READY, most_in_a_run=2), FRESH)
    assert [one.client_id for one in found.chases] == [2, 3]


# Whatever the proposal


def _random(seed: int) -> tuple[Proposal, Automation, Circumstances]:
    random = Random(seed)
    written = [Channel.EMAIL, Channel.LETTER, Channel.EMAIL_AND_LETTER]
    made = _of(
        *(
            _chase(
                client_id,
                unattended=random.random() < 0.7,
                channel=random.choice(written),
                lines=random.randint(1, 3),
            )
            for client_id in range(1, random.randint(1, 15))
        ),
        calls=(_chase(99, channel=Channel.PHONE),),
    )
    automation = replace(
        READY,
        most_in_a_run=random.randint(1, 12),
        most_in_a_day=random.randint(1, 12),
        most_to_a_client=random.randint(1, 4),
        stale_after=random.choice([None, 0, 7]),
    )
    now = Circumstances(
        sent_today=random.randint(0, 6),
        sent_lately={key: random.randint(0, 5) for key in range(1, 15)},
        known_to=random.choice([None, TODAY, TODAY, TODAY, TODAY - timedelta(days=8)]),
        no_mail=random.choice([None, None, None, Held.NO_ACCOUNT, Held.SENDING_PAUSED]),
    )
    return made, automation, now


seeds = st.integers(0, 2**32)


@given(seeds)
def test_what_goes_and_what_is_left_is_what_was_proposed(seed: int) -> None:
    made, automation, now = _random(seed)
    found = allowed(made, automation, now)
    both = Counter(one.client_id for one in (*found.chases, *(x.chase for x in found.left)))
    assert both == Counter(one.client_id for one in made.chases)
    order = [one.client_id for one in made.chases]
    assert [one.client_id for one in found.chases] == [
        key for key in order if key in {one.client_id for one in found.chases}
    ]


@given(seeds)
def test_nothing_goes_beyond_the_limits_or_without_leave(seed: int) -> None:
    made, automation, now = _random(seed)
    went = allowed(made, automation, now).chases
    assert len(went) <= automation.most_in_a_run
    assert not went or now.sent_today + len(went) <= automation.most_in_a_day
    for one in went:
        assert all(line.level.unattended for line in one.lines)
        assert now.sent_lately[one.client_id] < automation.most_to_a_client
        assert now.no_mail is None or one.channel is Channel.LETTER
        assert not is_stale(automation, now.known_to, made.today)


@given(seeds)
def test_everything_that_may_go_does_until_a_limit_is_reached(seed: int) -> None:
    made, automation, now = _random(seed)
    found = allowed(made, automation, now)
    full = {Held.ENOUGH_FOR_THIS_RUN, Held.ENOUGH_FOR_TODAY}
    if any(one.why in full for one in found.left):
        room = min(automation.most_in_a_run, automation.most_in_a_day - now.sent_today)
        assert len(found.chases) == max(room, 0)
    for one in found.left:
        if one.why is Held.NEEDS_APPROVAL:
            assert not all(line.level.unattended for line in one.chase.lines)
        if one.why is Held.ENOUGH_FOR_THE_CLIENT:
            assert now.sent_lately[one.chase.client_id] >= automation.most_to_a_client
        if one.why is now.no_mail:
            assert one.chase.channel.by_email


@given(seeds, st.sampled_from(["most_in_a_run", "most_in_a_day", "most_to_a_client"]))
def test_a_larger_limit_never_sends_less(seed: int, name: str) -> None:
    made, automation, now = _random(seed)
    more = replace(automation, **{name: getattr(automation, name) + 1})
    assert len(allowed(made, more, now).chases) >= len(allowed(made, automation, now).chases)


@given(seeds)
def test_a_stricter_setting_never_sends_more(seed: int) -> None:
    made, automation, now = _random(seed)
    before = len(allowed(made, automation, now).chases)
    closed = [
        replace(one, lines=tuple(_closed(line) for line in one.lines)) if key % 2 else one
        for key, one in enumerate(made.chases)
    ]
    assert len(allowed(_of(*closed), automation, now).chases) <= before
    for stricter in (
        (replace(automation, stale_after=0), now),
        (automation, replace(now, no_mail=Held.NO_ACCOUNT)),
        (automation, replace(now, sent_today=now.sent_today + 1)),
        (automation, replace(now, known_to=None)),
    ):
        if stricter[0].stale_after is not None or automation.stale_after is None:
            assert len(allowed(made, *stricter).chases) <= before


def _closed(line: ChaseLine) -> ChaseLine:
    return replace(line, level=replace(line.level, unattended=False))
