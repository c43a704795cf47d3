"""The late-payment terms of an invoice in words, and what others would change."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import ContractRate, LateBasis, RatePer
from dunning_desktop.ui.text.claims import percent
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.late_terms import LatePrice
from dunning_desktop.usecases.rows import TermsOwner

translate = QCoreApplication.translate


_INTEREST = {
    LateBasis.STATUTORY: QT_TRANSLATE_NOOP("LateTerms", "Statutory interest"),
    LateBasis.NONE: QT_TRANSLATE_NOOP("LateTerms", "No interest"),
}
_OWNERS = {
    TermsOwner.INVOICE: QT_TRANSLATE_NOOP("LateTerms", "{terms} (agreed for this invoice)"),
    TermsOwner.CLIENT: QT_TRANSLATE_NOOP("LateTerms", "{terms} (as for the client)"),
    TermsOwner.BUSINESS: QT_TRANSLATE_NOOP("LateTerms", "{terms} (as in Settings)"),
}


def with_owner(late: LateTerms, currency: str, *, owner: TermsOwner) -> str:
    """``Statutory interest (as in Settings)``."""
    return translate("LateTerms", _OWNERS[owner]).format(terms=in_short(late, currency))


def in_short(late: LateTerms, currency: str) -> str:
    """``5 % a year``, ``1.5 % a month, 18 % a year``, ``Statutory interest, fee £12.00``."""
    said = _rate(late.contract) if late.contract else translate("LateTerms", _INTEREST[late.basis])
    if late.fee is None:
        return said
    fee = translate("LateTerms", "{interest}, fee {fee}")
    return fee.format(interest=said, fee=money(Money(late.fee, currency)))


def _rate(agreed: ContractRate) -> str:
    """A monthly rate is never shown without its yearly equivalent."""
    words = {
        RatePer.YEAR: translate("LateTerms", "{rate} a year"),
        RatePer.MONTH: translate("LateTerms", "{rate} a month, {yearly} a year"),
    }
    return words[agreed.per].format(rate=percent(agreed.percent), yearly=percent(agreed.yearly))


def yearly(rate: Decimal) -> str:
    """What stands under a monthly rate."""
    words = translate("LateTerms", "That is {rate} a year, for whole months.")
    return words.format(rate=percent(ContractRate(rate, RatePer.MONTH).yearly))


def effect(price: LatePrice) -> str:
    """What the choice makes of what is owed on top today."""
    if price.now == price.then:
        if not price.now.minor:
            return translate("LateTerms", "Nothing is owed on top today, either way.")
        same = translate("LateTerms", "Owed on top today: {sum}, as it is now.")
        return same.format(sum=money(price.now))
    words = translate("LateTerms", "Owed on top today: {then} in place of {now}.")
    return words.format(then=money(price.then), now=money(price.now))


def not_agreed(client: str) -> str:
    """What is owed only because it was agreed has to be shown."""
    words = translate(
        "LateTerms",
        "A rate or a fee is owed only if {client} agreed to it: keep the order or e-mail that "
        "says so.",
    )
    return words.format(client=client)
