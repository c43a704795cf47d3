"""Puts blocks one under the other and breaks them into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.sheet import Sheet
from dunning_desktop.letters.style import Style


class Block(Protocol):
    """Something that stands in the column of text. Measures are points."""

    @property
    def above(self) -> float:
        """The space above it; none at the top of a page."""

    def height(self, _width: float, /) -> float:
        """How tall it is in a column of that width."""

    def split(self, _width: float, _room: float, /) -> tuple[Block, Block] | None:
        """A first part that fits the room, and the rest; None where it must not be split there."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Draw it from the top of the box on."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands on its page."""

    block: Block
    box: Box


Pages = list[list[Placed]]

_HOPELESS = 2
"""What needs more pages than that loosely does not fit on one tightly."""


def paged(blocks: Sequence[Block], first: Box, later: Box) -> Pages:
    """The blocks on as many pages as they need; the first page has a box of its own."""
    pages: Pages = [[]]
    box, y = first, first.top
    rest = list(reversed(blocks))
    while rest:
        block = rest.pop()
        top = y + (block.above if pages[-1] else 0)
        room = box.bottom - top
        height = block.height(box.width)
        if height > room:
            parts = block.split(box.width, room)
            if parts is not None:
                rest.extend((parts[1], parts[0]))
                continue
            if pages[-1]:
                rest.append(block)
                pages.append([])
                box, y = later, later.top
                continue
        # Higher than a page and not to be split: it runs over the edge rather than be lost.
        pages[-1].append(Placed(block, Box(box.left, top, box.right, top + height)))
        y = top + height
    return pages


def loosest(
    blocks: Callable[[Style], Iterable[Block]], densities: Sequence[Style], first: Box, later: Box
) -> Pages:
    """Set as loosely as one page allows; what needs several is set loosely."""
    tried: list[Pages] = []
    for style in densities:
        tried.append(paged(tuple(blocks(style)), first, later))
        if len(tried[-1]) == 1:
            return tried[-1]
        if len(tried[-1]) > _HOPELESS:
            break
    return tried[0]
