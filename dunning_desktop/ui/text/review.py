"""What the review says of a reminder: its reason in one line, and the sum of what is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import Chase
from dunning_desktop.ui.text.dates import late, near
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.words import channel, tone, tone_within
from dunning_desktop.usecases.dunning import Choice

translate = QCoreApplication.translate

CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.LETTER: "file-text",
    Channel.EMAIL_AND_LETTER: "mail-open",
    Channel.PHONE: "phone",
}


def channel_choice(kind: Channel) -> str:
    """A channel as it stands in a list to choose from: ``By e-mail``."""
    said = channel(kind)
    return said[:1].upper() + said[1:]


def step(chase: Chase, kind: Channel) -> str:
    """``Firm reminder by e-mail``."""
    words = translate("Review", "{tone} {channel}")
    return words.format(tone=tone(chase.level.tone), channel=channel(kind))


def reason(chase: Chase, today: date, last: tuple[date, Tone] | None) -> str:
    """``14 days late, friendly reminder of Tue 3 Nov unanswered``."""
    parts = [_how_late(chase, today)]
    disputed = totals(line.disputed for line in chase.lines if line.disputed)
    if disputed:
        words = translate("Review", "{sum} disputed and not asked for")
        parts.append(words.format(sum=sums(disputed)))
    if last is not None:
        words = translate("Review", "{reminder} of {day} unanswered")
        said = _earlier(last[1], chase.level.tone)
        parts.append(words.format(reminder=said, day=near(last[0], today)))
    elif any(line.days_late for line in chase.lines):
        parts.append(translate("Review", "not reminded yet"))
    if chase.credit:
        words = translate("Review", "{sum} on account taken off")
        parts.append(words.format(sum=sums(chase.credit)))
    return ", ".join(parts)


def _earlier(sent: Tone, now: Tone) -> str:
    """What the last reminder was; one that was about older invoices too may have been sterner."""
    return translate("Review", "reminder") if sent.rank > now.rank else tone_within(sent)


def _how_late(chase: Chase, today: date) -> str:
    worst = max(line.days_late for line in chase.lines)
    if worst == 0:
        first = min(line.due for line in chase.lines)
        words = translate("Review", "due {day}")
        said = words.format(day=near(first, today)) if first > today else late(0)
    else:
        said = late(worst)
    if len(chase.lines) == 1:
        return said
    words = translate("Review", "{count} invoices, the oldest {late}")
    return words.format(count=len(chase.lines), late=said)


def reminders(count: int) -> str:
    """``1 reminder``, ``12 reminders``."""
    return _count(count, translate("Review", "1 reminder"), translate("Review", "{n} reminders"))


def emails(count: int) -> str:
    """``1 e-mail``, ``10 e-mails``."""
    return _count(count, translate("Review", "1 e-mail"), translate("Review", "{n} e-mails"))


def letters(count: int) -> str:
    """``1 letter``, ``4 letters``."""
    return _count(count, translate("Review", "1 letter"), translate("Review", "{n} letters"))


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(n=f"{count:,}")


def summary(choices: Sequence[Choice]) -> str:
    """``12 reminders: 10 e-mails, 4 letters, £18,240.00``."""
    if not choices:
        return translate("Review", "Nothing is ticked")
    mails = sum(one.channel.by_email for one in choices)
    posts = sum(one.channel.by_post for one in choices)
    parts = [emails(mails)] if mails else []
    if posts:
        parts.append(letters(posts))
    asked = totals(money for one in choices for money in one.prepared.chase.demanded)
    parts.append(sums(asked))
    return f"{reminders(len(choices))}: {', '.join(parts)}"


def will_go(mails: int, posts: int, seconds: int, *, by_hand: int = 0) -> str:
    """What stands in the toast after sending; ``by_hand`` wait for the owner's mail program."""
    if by_hand and mails:
        words = translate("Review", "{emails} will go in {seconds} s, {n} by your mail program")
        return words.format(emails=emails(mails), seconds=seconds, n=f"{by_hand:,}")
    if by_hand:
        words = translate("Review", "{emails} for your mail program: open them in the Outbox")
        return words.format(emails=emails(by_hand))
    if not mails:
        words = translate("Review", "{letters} made, ready to print")
        return words.format(letters=letters(posts))
    words = translate("Review", "{emails} will go in {seconds} s")
    return words.format(emails=emails(mails), seconds=seconds)
