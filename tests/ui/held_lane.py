"""A lane that holds its jobs until a test lets them run."""

from __future__ import annotations

from dunning_desktop.ui.lanes import Deliver, Work, attempt


class HeldLane:
    """Runs a job at once, or holds it while ``holds`` is set."""

    def __init__(self) -> None:
        self.held: list[tuple[Work, Deliver]] = []
        self.holds = False

    def submit(self, work: Work, deliver: Deliver) -> None:
        if self.holds:
            self.held.append((work, deliver))
        else:
            deliver(attempt(work))

    def release(self) -> None:
        self.holds = False
        for work, deliver in self.held:
            deliver(attempt(work))
        self.held.clear()

    def close(self) -> None:
        pass
