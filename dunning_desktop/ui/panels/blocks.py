"""Why a client is left alone just now, in its details, and what ends that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.setting_aside import resume, settle
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import leaving_alone as alone
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.plain import one_line
from dunning_desktop.ui.text.reasons import BLOCK_ICONS, blocked
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.usecases.rows import ClientCard

translate = QCoreApplication.translate

LONGEST_NOTE = 400


def show_blocks(panel: DetailsPanel, shell: Shell, card: ClientCard) -> None:
    """A notice for every reason to leave them alone, each with what ends it.

    First why nobody may write to them, then the owner's own pauses.
    """
    today, client = shell.desk.today(), card.client
    for block in card.silent:
        press = button(alone.press(block, today), _settler(shell, card, block))
        panel.notice(BLOCK_ICONS[block.kind], silent(block, today), press)
    if card.holds:
        press = button(
            translate("BlocksPart", "Resume chasing"),
            lambda: resume(shell, client.id, client.name),
        )
        panel.notice(_icon(card.holds), held(card.holds, today), press)


def _settler(shell: Shell, card: ClientCard, block: Block) -> Callable[[], None]:
    return lambda: settle(shell, card.client.id, card.client.name, block)


def silent(block: Block, today: date) -> str:
    """Why nobody may write to them: until when, what was noted, and who set it."""
    if block.start > today:
        what = alone.to_come(block)
    else:
        what = blocked(block.kind, add_days(block.until, 1) if block.until else None, today)
    return _joined(f"{what}.", block)


def said_of(block: Block, today: date) -> str:
    """A block in a sentence: what it is, until when, and what was noted."""
    until = add_days(block.until, 1) if block.until else None
    what = blocked(block.kind, until, today)
    # What somebody answered stands there, too: a stranger's words.
    return f"{what}. {one_line(block.reason, LONGEST_NOTE)}".strip()


def held(holds: Sequence[Block], today: date) -> str:
    """Why the owner leaves them alone: the pause of the whole client that lasts longest."""
    whole = [one for one in holds if one.item_id is None]
    if not whole:
        return translate("BlocksPart", "Some of their invoices are on hold.")
    longest = _longest(whole)
    if longest.kind is not BlockKind.HOLD:
        return said_of(longest, today)
    if longest.until is None:
        said = translate("BlocksPart", "On hold until you resume.")
    else:
        words = translate("BlocksPart", "On hold up to and with {day}.")
        said = words.format(day=day(longest.until))
    return _joined(said, longest)


def _joined(said: str, block: Block) -> str:
    """What is said of a block, what was noted, and who set it."""
    noted = f"{block.reason.rstrip('.')}." if block.reason else ""
    return " ".join(one for one in (said, noted, alone.set_by(block)) if one)


def _longest(holds: Sequence[Block]) -> Block:
    return max(holds, key=lambda one: (one.until or date.max, -one.id))


def _icon(holds: Sequence[Block]) -> str:
    whole = [one for one in holds if one.item_id is None]
    return BLOCK_ICONS.get(_longest(whole or holds).kind, "circle-pause")
