"""Short ways to a book's ladders, for the tests of what the owner sees of them."""

from __future__ import annotations

from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.dialogs.ladder_level import LevelCard
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.ladders import offered, policies
from dunning_desktop.usecases.office import Office


def named(office: Office, name: str) -> DunningPolicy:
    """The ladder of that name as it is offered."""
    return next(one for one in offered(policies(office)).values() if one.name == name)


def key(office: Office, name: str) -> int:
    """Its id."""
    return named(office, name).id


def chase_all(office: Office) -> None:
    """Let everything go out that is proposed."""
    prepared = review(office).prepared
    issue(office, [Choice(one, one.words, one.chase.channel) for one in prepared])


def put(card: LevelCard, day: int) -> None:
    """Set the day of a step, as if it was typed and left."""
    card.day.setValue(day)
    card.day.editingFinished.emit()
