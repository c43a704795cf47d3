"""What a benchmark answers, and how time is taken."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Seconds the program took, and seconds the floor took in the same run."""

    name: str
    ours: float
    floor: float
    floor_name: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else 0.0


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(
    ours: Callable[[], object], floor: Callable[[], object], *, rounds: int
) -> tuple[float, float]:
    """The medians of both, taken in turns: a busy machine then slows both alike."""
    pairs = [(seconds(floor), seconds(ours)) for _ in range(rounds)]
    return statistics.median(x for _, x in pairs), statistics.median(x for x, _ in pairs)


def compare(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    floor_name: str,
    *,
    rounds: int = 5,
) -> Figure:
    mine, least = medians(ours, floor, rounds=rounds)
    return Figure(name, mine, least, floor_name)


def table(figures: list[Figure]) -> str:
    """One line a figure."""
    head = f"{'what':<44} {'ours':>10} {'floor':>10} {'ratio':>7}  floor"
    lines = [
        f"{x.name:<44} {_ms(x.ours):>10} {_ms(x.floor):>10} {x.ratio:>7.1f}  {x.floor_name}"
        for x in figures
    ]
    return "\n".join([head, "-" * len(head), *lines])


def _ms(value: float) -> str:
    return f"{value * 1000:,.1f} ms" if value < 10 else f"{value:,.2f} s"
