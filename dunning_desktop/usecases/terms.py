"""Terms in words: the clause, the foot of an invoice, the credit policy, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.client import Business, Client, DebtorType
from dunning_desktop.domain.regime import Regime
from dunning_desktop.domain.terms import Terms
from dunning_desktop.domain.terms_check import Checked, Finding, check_terms
from dunning_desktop.domain.terms_paper import Audience, TermsFacts, TermsTexts, audience_of
from dunning_desktop.usecases.acceptance import Accepted, accepted_in
from dunning_desktop.usecases.agreement_ports import TookTerms
from dunning_desktop.usecases.holding import holder
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose terms, and how to say them.

    ``business`` and ``terms`` are set where they were typed and not saved yet; ``audience`` None
    is found out: the client's own kind, or those that are in the book.
    """

    client_id: int | None = None
    business: Business | None = None
    terms: Terms | None = None
    audience: Audience | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class TermsPaper:
    """What the owner's paper says, and where it does not fit."""

    facts: TermsFacts
    texts: TermsTexts
    findings: tuple[Finding, ...]


def terms_paper(office: Office, wanted: Wanted) -> TermsPaper:
    """The texts from live terms and ladder, and what does not fit. Raises ``NotFound``."""
    with office.read() as ledger:
        facts, checked = _looked_up(ledger, office, wanted)
    return TermsPaper(facts, office.stationery.terms_texts(facts), check_terms(checked))


@dataclass(frozen=True, slots=True)
class ClientTerms:
    """The terms that hold for a client, where they do not fit, and that it took them.

    ``own`` is False where they are the business's.
    """

    facts: TermsFacts
    own: bool
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()


def client_terms(office: Office, client_id: int) -> ClientTerms:
    """What holds for a client; nothing is put into words. Raises ``NotFound``."""
    with office.read() as ledger:
        facts, checked = _looked_up(ledger, office, Wanted(client_id=client_id))
        return ClientTerms(
            facts=facts,
            own=ledger.parties.client(client_id).terms is not None,
            findings=check_terms(checked),
            accepted=accepted_in(ledger, client_id),
        )


def credit_policy_pdf(office: Office, facts: TermsFacts) -> bytes:
    """The credit policy as a PDF. No transaction is open while it is made."""
    return office.stationery.credit_policy(facts)


def _looked_up(
    ledger: Ledger, office: Office, wanted: Wanted
) -> tuple[TermsFacts, Checked]:
    business = wanted.business or ledger.parties.business()
    client = ledger.parties.client(wanted.client_id) if wanted.client_id else None
    own = client.terms if client else None
    terms = wanted.terms or own or business.terms
    holding = holder(ledger)
    nobody = Client("-", DebtorType.COMPANY)
    today = office.clock.today()
    regime = office.law_in(ledger).regime(business.jurisdiction, today)
    took = _of_client(ledger, client) if client else ledger.agreements.who_took_terms()
    facts = TermsFacts(
        business=business,
        terms=terms,
        policy=holding.of(client or nobody),
        regime=regime,
        audience=wanted.audience or _audience(took),
        language=wanted.language or (client.language if client else business.language),
        client=client.name if client else "",
        specimen=office.demo,
    )
    return facts, _checked(facts, took, today)


def _of_client(ledger: Ledger, client: Client) -> Sequence[TookTerms]:
    took = 1 if ledger.agreements.acceptances([client.id]) else 0
    return [TookTerms(client.debtor_type, 1, took)]


def _audience(took: Sequence[TookTerms]) -> Audience:
    """Both only where both are in the book: a trade firm's paper does not speak of consumers."""
    found = {audience_of(one.debtor) for one in took if one.clients} or {Audience.BUSINESSES}
    return found.pop() if len(found) == 1 else Audience.BOTH


def _checked(facts: TermsFacts, took: Sequence[TookTerms], today: date) -> Checked:
    debtors = {one.debtor for one in took if one.clients}
    return Checked(
        terms=facts.terms,
        policy=facts.policy,
        regime=facts.regime,
        debtors=frozenset(debtors or {DebtorType.COMPANY}),
        currency=facts.business.currency,
        reference=reference_at(facts.regime, today),
        clients=sum(one.clients for one in took),
        accepted=sum(one.took for one in took),
    )


def reference_at(regime: Regime | None, today: date) -> Decimal | None:
    """Today's reference rate as the law takes it; None where there is none."""
    quote = regime.table.at(today) if regime and regime.table else None
    return regime.rounding.apply(quote.rate.percent) if regime and quote else None
