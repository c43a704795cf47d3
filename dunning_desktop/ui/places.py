"""The places of the rail; the page of each is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dunning_desktop.ui.pages.page import Page

Window = TypeVar("Window")


@dataclass(frozen=True, slots=True)
class Place(Generic[Window]):
    """A page's name, what the rail shows of it, and what makes it.

    ``make`` imports the page itself: all pages together cost more than the window, 280 ms.
    """

    name: str
    title: str
    icon_name: str
    make: Callable[[Window], Page]


class Places(Mapping[str, Page], Generic[Window]):
    """Pages by their names, in the order of the rail. Looking one up makes it; listing does not."""

    def __init__(
        self, window: Window, places: Sequence[Place[Window]], made: Callable[[Page], None]
    ) -> None:
        self._window = window
        self._places = {one.name: one for one in places}
        self._made = made
        self._pages: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self._pages:
            page = self._pages[name] = self._places[name].make(self._window)
            self._made(page)
        return self._pages[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def open_so_far(self) -> Sequence[str]:
        """The names of the pages that were made."""
        return tuple(self._pages)
