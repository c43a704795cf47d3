"""Instalment plans in the details of a client or an invoice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from dunning_desktop.domain.plans import PlanState
from dunning_desktop.ui.dialogs.plan import ask_for_plan
from dunning_desktop.ui.dialogs.plan_view import PlanViewDialog
from dunning_desktop.ui.panels.agreements import row
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import plans as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.usecases.agreement_cards import Agreements

translate = QCoreApplication.translate

CALLS_FOR_YOU = frozenset({PlanState.DEFAULTED, PlanState.LATE})


def show_plans(panel: DetailsPanel, shell: Shell, found: Agreements) -> None:
    """Every plan with how it stands, the newest first."""
    for plan, stands in found.plans:
        press = button(
            translate("Plans", "Show…"), opener(shell, plan.id), look="link"
        )
        name = translate("Plans", "Show {what}")
        press.setAccessibleName(name.format(what=words.title(plan)))
        panel.add(
            row(
                words.STATE_LOOKS[stands.state],
                words.title(plan),
                words.under(plan, stands, found.today),
                press=press,
            )
        )


def show_default(panel: DetailsPanel, shell: Shell, found: Agreements) -> None:
    """A notice for every plan that is late or was not kept."""
    for plan, stands in found.plans:
        if stands.state in CALLS_FOR_YOU and stands.open.minor:
            icon = words.STATE_LOOKS[stands.state][0]
            said = f"{words.title(plan)}. {words.under(plan, stands, found.today)}."
            press = button(translate("Plans", "Show…"), opener(shell, plan.id))
            panel.notice(icon, said, press)


def plan_offer(shell: Shell, client_id: int) -> QPushButton:
    """Agree instalments with a client."""
    return button(translate("Plans", "Instalments…"), lambda: ask_for_plan(shell, client_id))


def opener(shell: Shell, plan_id: int) -> Callable[[], None]:
    """Opens a plan."""
    return lambda: PlanViewDialog(shell, plan_id).open()
