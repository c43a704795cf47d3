"""Blocks made of blocks: kept together, under a heading, beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.letters.flow import Block
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page."""

    blocks: tuple[Block, ...]

    @property
    def above(self) -> float:
        """The space above the first one."""
        return self.blocks[0].above

    def height(self, width: float) -> float:
        """All of them with the space between."""
        between = sum(block.above for block in self.blocks[1:])
        return between + sum(block.height(width) for block in self.blocks)

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """One under the other."""
        y = box.top
        for number, block in enumerate(self.blocks):
            top = y + (block.above if number else 0)
            y = top + block.height(box.width)
            block.draw(sheet, Box(box.left, top, box.right, y))


@dataclass(frozen=True, slots=True)
class Headed:
    """A block under its heading, which is never left alone at the foot of a page."""

    heading: Block
    body: Block

    @property
    def above(self) -> float:
        """The space above the heading."""
        return self.heading.above

    def height(self, width: float) -> float:
        """Both with the space between."""
        return self._head(width) + self.body.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Where the body can be split."""
        parts = self.body.split(width, room - self._head(width))
        return (Headed(self.heading, parts[0]), parts[1]) if parts else None

    def draw(self, sheet: Sheet, box: Box) -> None:
        """One under the other."""
        Together((self.heading, self.body)).draw(sheet, box)

    def _head(self, width: float) -> float:
        return self.heading.height(width) + self.body.above


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks in columns beside each other; ``lefts`` are their left edges, in points."""

    blocks: tuple[Block, ...]
    lefts: tuple[float, ...]
    gap: float
    above: float = 0.0

    def height(self, width: float) -> float:
        """The tallest of them."""
        columns = zip(self.blocks, self._widths(width), strict=True)
        return max(block.height(column) for block, column in columns)

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Each from the top of the box."""
        columns = zip(self.blocks, self.lefts, self._widths(box.width), strict=True)
        for block, left, width in columns:
            start = box.left + left
            block.draw(sheet, Box(start, box.top, start + width, box.bottom))

    def _widths(self, width: float) -> tuple[float, ...]:
        rights = (*(left - self.gap for left in self.lefts[1:]), width)
        return tuple(right - left for left, right in zip(self.lefts, rights, strict=True))
