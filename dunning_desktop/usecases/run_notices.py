"""The words on instalments in runs nobody watches: which may go, and letting them go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dunning_desktop.domain.automation import Automation, Circumstances, Held, is_stale
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.plan_notices import Notice, NoticeKind, notices_now
from dunning_desktop.usecases.run_rows import Did, RunLine

_TONES = {NoticeKind.SOON: Tone.COURTESY, NoticeKind.LATE: Tone.FRIENDLY}


@dataclass(frozen=True, slots=True)
class Word:
    """A word on an instalment that is due today; ``held`` says why a run leaves it.

    ``number`` is the one that decided.
    """

    notice: Notice
    channel: Channel
    numbers: tuple[str, ...]
    held: Held | None = None
    number: int = 0

    def line(self, did: Did, *, why: str = "", detail: str = "") -> RunLine:
        """What the run's row says of it."""
        return RunLine(
            did=did,
            client_id=self.notice.client.id,
            client=self.notice.client.name,
            tone=_TONES[self.notice.kind],
            channel=self.channel,
            numbers=self.numbers,
            amounts=(self.notice.row.open,),
            why=why,
            detail=detail,
            notice=self.notice.kind.value,
        )

    def left(self) -> RunLine:
        """The same of one that is held, with the number that decided."""
        why = self.held.value if self.held else ""
        return self.line(Did.LEFT, why=why, detail=str(self.number) if self.number else "")


def words_now(
    ledger: Ledger, office: Office, automation: Automation, now: Circumstances, *, going: int
) -> tuple[Word, ...]:
    """Every word of the day; ``going`` reminders go before them and share the run's limits."""
    return tuple(_words(ledger, office, automation, now, going=going))


def _words(
    ledger: Ledger, office: Office, automation: Automation, now: Circumstances, *, going: int
) -> Iterator[Word]:
    has_account = bool(ledger.post.accounts())
    for notice in notices_now(ledger, office):
        by_mail = has_account and notice.client.mail_contact is not None
        channel = Channel.EMAIL if by_mail else Channel.LETTER
        held, number = _held(office, automation, now, channel=channel, going=going)
        going += held is None
        items = [ledger.chasing.item(one.item_id) for one in notice.plan.items]
        yield Word(notice, channel, tuple(one.number for one in items), held, number)


def _held(
    office: Office, automation: Automation, now: Circumstances, *, channel: Channel, going: int
) -> tuple[Held | None, int]:
    """As for reminders; that a client gets no more than so many counts for those alone."""
    today = office.clock.today()
    if not automation.instalments:
        return Held.NEEDS_APPROVAL, 0
    if is_stale(automation, now.known_to, today):
        return Held.PAYMENTS_STALE, (today - (now.known_to or today)).days
    if channel.by_email and now.no_mail is not None:
        return now.no_mail, 0
    if going >= automation.most_in_a_run:
        return Held.ENOUGH_FOR_THIS_RUN, automation.most_in_a_run
    if now.sent_today + going >= automation.most_in_a_day:
        return Held.ENOUGH_FOR_TODAY, automation.most_in_a_day
    return None, 0
