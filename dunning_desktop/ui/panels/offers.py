"""The settlement offers to a client, in its details, and how they were answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from dunning_desktop.domain.offers import OfferState
from dunning_desktop.ui.dialogs.accept_offer import AcceptOfferDialog
from dunning_desktop.ui.panels.agreements import row
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import offers as text
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.usecases.offers import (
    OfferView,
    decline_offer,
    reopen_offer,
    withdraw_offer,
)
from dunning_desktop.usecases.office import Outcome

translate = QCoreApplication.translate


def show_offers(
    panel: DetailsPanel, shell: Shell, views: Sequence[OfferView], *, client: str
) -> None:
    """Every offer there was, the newest first; nothing where there was none."""
    if not views:
        return
    panel.part(translate("OffersPart", "Offers to settle"))
    panel.text(translate("OffersPart", "Without prejudice: no court sees them."), "quiet")
    for view in views:
        panel.add(_offer(shell, view, client, shell.desk.today()))


def _offer(shell: Shell, view: OfferView, client: str, today: date) -> QWidget:
    press = _answers(shell, view, client) if view.state is OfferState.OPEN else None
    return row(
        text.STATE_LOOKS[view.state],
        text.offered(view),
        text.state(view, today),
        view.offer.said,
        press=press,
    )


def _answers(shell: Shell, view: OfferView, client: str) -> QPushButton:
    made = button(translate("OffersPart", "Answer"), lambda: None)
    menu = QMenu(made)
    accept = action(
        menu,
        translate("OffersPart", "They accept…"),
        lambda: AcceptOfferDialog(shell, client, view).open(),
    )
    accept.setEnabled(view.forgone is not None)
    menu.addAction(accept)
    for words, decide, said in (
        (
            translate("OffersPart", "They decline"),
            decline_offer,
            translate("OffersPart", "The offer to {client} is declined."),
        ),
        (
            translate("OffersPart", "Withdraw it"),
            withdraw_offer,
            translate("OffersPart", "The offer to {client} is withdrawn."),
        ),
    ):
        run = _deciding(shell, view, decide, said=said.format(client=client))
        menu.addAction(action(menu, words, run))
    made.setMenu(menu)
    return made


def _deciding(
    shell: Shell, view: OfferView, decide: Callable[..., Outcome[None]], *, said: str
) -> Callable[[], None]:
    """Decide at once; the toast opens the offer again."""
    desk, parent, offer_id = shell.desk, shell.as_parent(), view.offer.id

    def back() -> None:
        desk.do(reopen_offer, offer_id, owner=parent)

    return lambda: desk.do(
        decide, offer_id, owner=parent, then=lambda _none: shell.toast(said, undo=back)
    )
