"""Settlement offers in words: what was offered, how it stands, and what accepting it means."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.offers import OfferState
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.offers import OfferView, Settlement

translate = QCoreApplication.translate

_FEW = 3
_STATES = {
    OfferState.OPEN: QT_TRANSLATE_NOOP("Offers", "Stands until {day}"),
    OfferState.EXPIRED: QT_TRANSLATE_NOOP("Offers", "Ran out {day}"),
    OfferState.ACCEPTED: QT_TRANSLATE_NOOP("Offers", "Accepted"),
    OfferState.DECLINED: QT_TRANSLATE_NOOP("Offers", "Declined"),
    OfferState.WITHDRAWN: QT_TRANSLATE_NOOP("Offers", "Withdrawn"),
}
STATE_LOOKS = {
    OfferState.OPEN: ("scale", "text"),
    OfferState.EXPIRED: ("hourglass", "quiet"),
    OfferState.ACCEPTED: ("circle-check", "good"),
    OfferState.DECLINED: ("circle-x", "quiet"),
    OfferState.WITHDRAWN: ("undo-2", "quiet"),
}


def about(numbers: tuple[str, ...]) -> str:
    """``invoice A-1``, ``invoices A-1, A-2``, ``12 invoices``."""
    if len(numbers) == 1:
        return translate("Offers", "invoice {number}").format(number=numbers[0])
    if len(numbers) <= _FEW:
        return translate("Offers", "invoices {numbers}").format(numbers=", ".join(numbers))
    return translate("Offers", "{count} invoices").format(count=len(numbers))


def offered(view: OfferView) -> str:
    """``Offer to settle for £60.00, invoice A-1``."""
    words = translate("Offers", "Offer to settle for {sum}, {what}")
    return words.format(sum=money(view.offer.amount), what=about(view.numbers))


def state(view: OfferView, today: date) -> str:
    """How it stands, and until when."""
    words = translate("Offers", _STATES[view.state])
    return words.format(day=near(view.offer.expires_on, today))


def let_go(view: OfferView) -> str:
    """What accepting it means."""
    if view.forgone is None:
        return translate("Offers", "No more than that is open by now.")
    words = translate(
        "Offers",
        "They pay {sum}. The other {rest} is let go, and so are interest and compensation up to "
        "today. A dispute it belongs to is closed as settled.",
    )
    return words.format(sum=money(view.offer.amount), rest=money(view.forgone))


def settled(client: str, done: Settlement) -> str:
    """What the toast says, with what is still to be entered."""
    if not done.to_credit:
        return translate("Offers", "Settled with {client}, the credit note entered.").format(
            client=client
        )
    words = translate("Offers", "Settled with {client}. Enter a credit note for {sum} yet.")
    return words.format(client=client, sum=money(done.to_credit))
