"""What late payment of one invoice costs, where something else was agreed than the terms have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.terms import ContractRate, LateBasis, RatePer, Terms


@dataclass(frozen=True, slots=True)
class LateTerms:
    """The late-payment terms of an invoice: they go before those of its client.

    ``rate`` is percent by ``per``, set where the basis is the contract; ``fee`` for each reminder
    is minor units of the invoice's currency. Raises ``InvalidField`` as ``Terms`` does.
    """

    basis: LateBasis = LateBasis.STATUTORY
    rate: Decimal | None = None
    per: RatePer = RatePer.YEAR
    fee: int | None = None

    def __post_init__(self) -> None:
        if self.rate is not None and not self.rate.is_finite():
            raise InvalidField(field="contract_rate", reason="range")
        self.over(Terms())

    @property
    def contract(self) -> ContractRate | None:
        """The agreed rate, where the basis is the contract."""
        return None if self.rate is None else ContractRate(self.rate, self.per)

    def over(self, terms: Terms) -> Terms:
        """The terms of the client, or of the business, with these in their place."""
        return replace(
            terms,
            late_basis=self.basis,
            contract_rate=self.rate,
            contract_per=self.per,
            reminder_fee=self.fee,
        )


def late_part(terms: Terms) -> LateTerms:
    """What terms have of it: that with which an invoice of its own begins."""
    return LateTerms(
        terms.late_basis, terms.contract_rate, terms.contract_per, terms.reminder_fee
    )


def terms_that_hold(business: Terms, client: Terms | None, invoice: LateTerms | None) -> Terms:
    """The terms of an invoice: its own before its client's, those before the business's."""
    terms = client or business
    return terms if invoice is None else invoice.over(terms)
