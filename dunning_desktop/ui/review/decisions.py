"""What the owner decides in the review, kept apart from the proposal: it outlives a reload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.policy import Channel
from dunning_desktop.usecases.dunning import Choice, Prepared

Part = Literal["subject", "opening", "closing"]
PARTS: tuple[Part, ...] = ("subject", "opening", "closing")


@dataclass(frozen=True, slots=True)
class Edit:
    """The owner's text, and the built-in one it was written in the place of."""

    text: str
    instead_of: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the owner wants for one client; ``channel`` None is as proposed."""

    ticked: bool = True
    channel: Channel | None = None
    personal: str = ""
    edits: Mapping[Part, Edit] = field(default_factory=dict)

    @property
    def has_words(self) -> bool:
        """Whether anything was written."""
        return bool(self.personal.strip() or self.edits)


AS_PROPOSED = Decision()


def edited(decision: Decision, part: Part, *, text: str, built_in: str) -> Decision:
    """The decision with a text of the owner's; the built-in text takes an edit away."""
    edits = {one: edit for one, edit in decision.edits.items() if one != part}
    if text.strip() and text != built_in:
        edits[part] = Edit(text, built_in)
    return replace(decision, edits=edits)


def set_aside(decision: Decision, built_in: Words) -> tuple[Part, ...]:
    """The parts whose edit was written for other figures: it waits, and does not go out."""
    return tuple(
        part
        for part in PARTS
        if part in decision.edits and decision.edits[part].instead_of != getattr(built_in, part)
    )


def taken_up(decision: Decision, built_in: Words) -> Decision:
    """The decision with every edit that was set aside in use again."""
    edits = {
        part: replace(edit, instead_of=getattr(built_in, part))
        for part, edit in decision.edits.items()
    }
    return replace(decision, edits=edits)


def words_before_greeting(built_in: Words, decision: Decision) -> Words:
    """The built-in words with the owner's edits that still fit, without the personal line."""
    aside = set_aside(decision, built_in)
    changes = {
        part: edit.text for part, edit in decision.edits.items() if part not in aside
    }
    return replace(built_in, **changes)


def words_of(built_in: Words, decision: Decision) -> Words:
    """The words as they go out: edits and the personal line in their places."""
    words = words_before_greeting(built_in, decision)
    line = decision.personal.strip()
    if not line:
        return words
    return replace(words, opening=with_line(words.opening, line))


def with_line(opening: str, line: str) -> str:
    """The opening with a paragraph of the owner's right after the salutation."""
    blocks = opening.split("\n\n")
    greeted = blocks[0].strip().endswith(",")
    place = 1 if greeted else 0
    return "\n\n".join([*blocks[:place], line, *blocks[place:]])


def possible_channels(client: Client) -> tuple[Channel, ...]:
    """How a client can be reached, by what is known of it."""
    mail, post = client.mail_contact is not None, client.address.usable
    found = []
    if mail:
        found.append(Channel.EMAIL)
    if post:
        found.append(Channel.LETTER)
    if mail and post:
        found.append(Channel.EMAIL_AND_LETTER)
    return tuple(found)


def channel_of(prepared: Prepared, decision: Decision) -> Channel:
    """The channel that was chosen, where it is still possible; else the proposed one."""
    wanted = decision.channel
    if wanted is not None and wanted in possible_channels(prepared.facts.client):
        return wanted
    return prepared.chase.channel


class Decisions:
    """The decisions of one sitting, by client; nothing here is thrown away by a reload."""

    def __init__(self) -> None:
        self._made: dict[int, Decision] = {}

    def of(self, client_id: int) -> Decision:
        """What was decided for a client."""
        return self._made.get(client_id, AS_PROPOSED)

    def set(self, client_id: int, decision: Decision) -> None:
        """Decide for a client."""
        self._made[client_id] = decision

    def forget(self, client_ids: Sequence[int]) -> None:
        """Drop what was decided for clients, once it has gone out."""
        for client_id in client_ids:
            self._made.pop(client_id, None)

    def clear(self) -> None:
        """Begin a new sitting."""
        self._made.clear()

    def choice(self, prepared: Prepared) -> Choice:
        """The reminder as the owner wants it."""
        decision = self.of(prepared.chase.client_id)
        words = words_of(prepared.words, decision)
        return Choice(prepared, words, channel_of(prepared, decision))

    def choices(self, prepared: Sequence[Prepared]) -> tuple[Choice, ...]:
        """The reminders that are ticked."""
        return tuple(self.choice(one) for one in prepared if self.of(one.chase.client_id).ticked)
