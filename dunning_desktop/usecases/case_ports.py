"""What the use cases need of a book's cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dunning_desktop.domain.cases import Case, CaseStep
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.partners import Partner
from dunning_desktop.domain.pre_action import Enclosure


@dataclass(frozen=True, slots=True)
class Form:
    """An official form as the owner added it, without its bytes."""

    kind: Enclosure
    name: str
    sha256: str
    added_at: datetime


class Cases(Protocol):
    """Debts on their way to an agency, a solicitor or a court."""

    def cases(self, client_ids: Collection[int] | None = None) -> Sequence[Case]:
        """Those of these clients, or all, that were not opened by mistake, oldest first."""

    def case(self, case_id: int) -> Case:
        """Raises ``NotFound``."""

    def save_case(
        self, case: Case, *, jurisdiction: str, debtor: DebtorType, at: datetime
    ) -> int:
        """A new case under the law of that day; its id."""

    def set_law(self, case_id: int, *, jurisdiction: str, debtor: DebtorType) -> None:
        """Keep under which law its letter was written: a correction of the client comes later."""

    def withdraw_case(self, case_id: int, *, withdrawn: bool = True) -> None:
        """It was opened by mistake."""

    def add_step(self, case_id: int, step: CaseStep, *, at: datetime) -> int:
        """Append a step; its id."""

    def step(self, step_id: int) -> tuple[int, CaseStep]:
        """A step with the id of its case. Raises ``NotFound``."""

    def post_step(self, step_id: int, posted_on: date | None) -> None:
        """Keep the day on which a letter was posted that the outbox does not know."""

    def forget_document(self, step_id: int) -> None:
        """Its paper goes back with it."""

    def partners(self) -> Sequence[Partner]:
        """Agencies and solicitors, in the order they were added."""

    def partner(self, partner_id: int) -> Partner:
        """Raises ``NotFound``."""

    def save_partner(self, partner: Partner) -> int:
        """Insert (id 0) or update; its id."""

    def forms(self) -> Sequence[Form]:
        """The official forms that are there."""

    def form(self, kind: Enclosure) -> bytes:
        """Raises ``NotFound``."""

    def save_form(
        self, kind: Enclosure, name: str, content: bytes, *, at: datetime
    ) -> None:
        """Keep a form in the place of an older one."""

    def remove_form(self, kind: Enclosure) -> None:
        """It is there no more. Raises ``NotFound``."""

    def withdraw_step(self, step_id: int, *, withdrawn: bool = True) -> None:
        """It was taken by mistake."""
