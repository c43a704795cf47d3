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
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.reasons import BLOCK_ICONS, blocked
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.usecases.rows import ClientCard

translate = QCoreApplication.translate

_PRESSES = {
    BlockKind.PROMISE: QT_TRANSLATE_NOOP("BlocksPart", "Do not wait"),
    BlockKind.DISPUTE: QT_TRANSLATE_NOOP("BlocksPart", "It is settled"),
}


def show_blocks(panel: DetailsPanel, shell: Shell, card: ClientCard) -> None:
    """A notice for what the client said, each with its end, and one for the owner's own pauses."""
    today, client = shell.desk.today(), card.client
    for block in card.said:
        press = button(translate("BlocksPart", _PRESSES[block.kind]), _settler(shell, card, block))
        said = said_of(block, today, number=card.numbers.get(block.item_id or 0, ""))
        panel.notice(BLOCK_ICONS[block.kind], said, press)
    if card.holds:
        press = button(
            translate("BlocksPart", "Resume chasing"),
            lambda: resume(shell, client.id, client.name),
        )
        panel.notice(_icon(card.holds), held(card.holds, today), press)


def _settler(shell: Shell, card: ClientCard, block: Block) -> Callable[[], None]:
    return lambda: settle(shell, card.client.id, card.client.name, block)


def said_of(block: Block, today: date, *, number: str = "") -> str:
    """A block in a sentence: what it is, on which invoice, until when, and what was noted."""
    until = add_days(block.until, 1) if block.until else None
    what = blocked(block.kind, until, today)
    if number:
        words = translate("BlocksPart", "{what}, invoice {number}")
        what = words.format(what=what, number=number)
    return f"{what}. {block.reason}".strip()


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
    return f"{said} {longest.reason}" if longest.reason else said


def _longest(holds: Sequence[Block]) -> Block:
    return max(holds, key=lambda one: (one.until or date.max, -one.id))


def _icon(holds: Sequence[Block]) -> str:
    whole = [one for one in holds if one.item_id is None]
    return BLOCK_ICONS.get(_longest(whole or holds).kind, "circle-pause")
