"""Ways of working with Settings > Sending by itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import time

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_automation import AutomationPart
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.automation import by_itself, let_unattended
from dunning_desktop.usecases.clients import client_page
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.runs import automation, save_automation

FRIENDLY, FIRM, FINAL = 3, 14, 28
COMMAND = ("/opt/dunning", "run", "--scheduled", "--book", "/home/sam/book.dunning")


def settings_of(window: Window) -> SettingsPage:
    window.show_settings("automation")
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def part_of(window: Window) -> AutomationPart:
    return settings_of(window).automation


def standard(office: Office) -> int:
    return by_itself(office).ladders[0].policy_id


def allow(office: Office, *days: int) -> None:
    """Let these levels of the standard ladder go by themselves."""
    for day in days:
        let_unattended(office, standard(office), day, unattended=True)


def sends(office: Office, **changes: object) -> None:
    """On, and its thirty days are over; payments of any age will do."""
    day = office.clock.today().replace(year=2025)
    known = replace(automation(office), on=True, drafts_until=day, stale_after=None)
    save_automation(office, replace(known, **changes))  # type: ignore[arg-type]


def pay_a_little(office: Office) -> None:
    """Payments are known up to today."""
    (first, *_) = client_page(office, ListQuery(sort="name")).rows
    record_payment(office, Payment(first.id, office.clock.today(), Money(100, "GBP")))


@dataclass(frozen=True)
class State:
    """What a timetable holds."""

    kind: str
    at: time | None = None
    command: tuple[str, ...] = ()


@dataclass
class FakeTimetable:
    """The timetable of a computer that does what it is told, or refuses."""

    kind: str = "systemd"
    command: tuple[str, ...] = COMMAND
    kept: State | None = None
    refuses: DunningError | None = None
    calls: list[str] = field(default_factory=list)

    def state(self) -> State:
        self.calls.append("state")
        return self.kept or State(self.kind)

    def set(self, at: time) -> State:
        self.calls.append(f"set {at:%H:%M}")
        if self.refuses is not None:
            raise self.refuses
        self.kept = State(self.kind, at, self.command)
        return self.kept

    def remove(self) -> None:
        self.calls.append("remove")
        if self.refuses is not None:
            raise self.refuses
        self.kept = None
