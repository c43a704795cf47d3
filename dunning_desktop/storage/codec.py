"""Rows to values and back: the only place that knows how a value is spread over columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping

from dunning_desktop.domain.client import (
    Address,
    BankDetails,
    Business,
    Client,
    Contact,
    ContactRole,
    DebtorType,
)
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import (
    BrokenPromise,
    Channel,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    OldDebts,
    PartPayment,
    Tone,
)
from dunning_desktop.domain.terms import (
    Consequence,
    DueBasis,
    LateBasis,
    RatePer,
    Stage,
    Terms,
)

Values = dict[str, Any]


def address_values(address: Address) -> Values:
    """An address as columns."""
    return {
        "address_lines": list(address.lines),
        "city": address.city,
        "region": address.region,
        "postcode": address.postcode,
        "country": address.country,
    }


def address_of(row: RowMapping) -> Address:
    """The address of a row."""
    return Address(
        lines=tuple(row["address_lines"]),
        city=row["city"],
        region=row["region"],
        postcode=row["postcode"],
        country=row["country"],
    )


def terms_values(terms: Terms | None) -> Values:
    """Terms as columns, all None where the business's own hold."""
    if terms is None:
        return dict.fromkeys(_TERMS)
    rate, discount = terms.contract_rate, terms.discount_percent
    return {
        "net_days": terms.net_days,
        "due_basis": terms.due_basis.value,
        "late_basis": terms.late_basis.value,
        "contract_rate": None if rate is None else str(rate),
        "contract_per": None if rate is None else terms.contract_per.value,
        "due_day": terms.due_day,
        "stages": [[str(one.percent), one.net_days] for one in terms.stages] or None,
        "discount_percent": None if discount is None else str(discount),
        "discount_days": terms.discount_days,
        "consequences": sorted(one.value for one in terms.consequences) or None,
        "reminder_fee": terms.reminder_fee,
    }


_TERMS = (
    *("net_days", "due_basis", "late_basis", "contract_rate", "contract_per", "due_day", "stages"),
    *("discount_percent", "discount_days", "consequences", "reminder_fee"),
)


def terms_of(row: RowMapping) -> Terms | None:
    """The terms of a row, None where it has none of its own."""
    if row["net_days"] is None:
        return None
    rate, discount = row["contract_rate"], row["discount_percent"]
    return Terms(
        net_days=row["net_days"],
        due_basis=DueBasis(row["due_basis"]),
        late_basis=LateBasis(row["late_basis"]),
        contract_rate=None if rate is None else Decimal(rate),
        contract_per=RatePer(row["contract_per"] or RatePer.YEAR),
        due_day=row["due_day"],
        stages=tuple(Stage(Decimal(part), days) for part, days in row["stages"] or ()),
        discount_percent=None if discount is None else Decimal(discount),
        discount_days=row["discount_days"],
        consequences=frozenset(Consequence(one) for one in row["consequences"] or ()),
        reminder_fee=row["reminder_fee"],
    )


def late_values(late: LateTerms | None) -> Values:
    """The late-payment terms of an invoice as columns, all None where its client's hold."""
    return {
        "late_basis": late.basis.value if late else None,
        "contract_rate": str(late.rate) if late and late.rate is not None else None,
        "contract_per": late.per.value if late and late.rate is not None else None,
        "reminder_fee": late.fee if late else None,
    }


def late_of(
    basis: str | None, rate: str | None, per: str | None, fee: int | None
) -> LateTerms | None:
    """The late-payment terms of these columns, None where an invoice has none of its own."""
    if basis is None:
        return None
    return LateTerms(
        LateBasis(basis),
        None if rate is None else Decimal(rate),
        RatePer(per or RatePer.YEAR),
        fee,
    )


def client_values(client: Client) -> Values:
    """A client as columns, without its contacts."""
    return {
        "name": client.name,
        "name_key": key_of(client.name),
        "debtor_type": client.debtor_type.value,
        "debtor_confirmed": client.debtor_confirmed,
        "reference": client.reference,
        "jurisdiction": client.jurisdiction,
        "language": client.language,
        "currency": client.currency,
        **address_values(client.address),
        **terms_values(client.terms),
        "policy_id": client.policy_id,
        "archived": client.archived,
        "note": client.note,
        "tags": list(client.tags),
    }


def client_of(row: RowMapping, contacts: Sequence[Contact]) -> Client:
    """The client of a row."""
    return Client(
        id=row["id"],
        name=row["name"],
        debtor_type=DebtorType(row["debtor_type"]),
        debtor_confirmed=row["debtor_confirmed"],
        reference=row["reference"],
        jurisdiction=row["jurisdiction"],
        language=row["language"],
        currency=row["currency"],
        address=address_of(row),
        contacts=tuple(contacts),
        terms=terms_of(row),
        policy_id=row["policy_id"],
        archived=row["archived"],
        note=row["note"],
        tags=tuple(row["tags"]),
    )


def contact_of(row: RowMapping) -> Contact:
    """The contact of a row."""
    return Contact(
        id=row["id"],
        name=row["name"],
        role=ContactRole(row["role"]),
        email=row["email"],
        phone=row["phone"],
        refused=row["refused"],
    )


def recipients_of(row: RowMapping) -> tuple[str, ...]:
    """The addresses that the message of a row goes to."""
    return tuple(one.strip() for one in row["recipient"].split(","))


def business_values(business: Business) -> Values:
    """The business as columns."""
    bank = business.bank
    return {
        "name": business.name,
        **address_values(business.address),
        "email": business.email,
        "phone": business.phone,
        "website": business.website,
        "registered_name": business.registered_name,
        "registration": business.registration,
        "vat_number": business.vat_number,
        "bank": {name: getattr(bank, name) for name in BankDetails.__slots__},
        "jurisdiction": business.jurisdiction,
        "language": business.language,
        "currency": business.currency,
        **terms_values(business.terms),
        "policy_id": business.policy_id,
        "signatory": business.signatory,
        "logo": business.logo,
        "old_debts": business.old_debts.value,
        "old_before": business.old_before,
        "letterhead": letterhead_values(business.letterhead),
    }


def business_of(row: RowMapping) -> Business:
    """The business of a row."""
    return Business(
        name=row["name"],
        address=address_of(row),
        email=row["email"],
        phone=row["phone"],
        website=row["website"],
        registered_name=row["registered_name"],
        registration=row["registration"],
        vat_number=row["vat_number"],
        bank=BankDetails(**row["bank"]),
        jurisdiction=row["jurisdiction"],
        language=row["language"],
        currency=row["currency"],
        terms=terms_of(row) or Terms(),
        policy_id=row["policy_id"],
        signatory=row["signatory"],
        logo=row["logo"],
        old_debts=OldDebts(row["old_debts"]),
        old_before=row["old_before"],
        letterhead=letterhead_of(row["letterhead"]),
    )


def letterhead_values(known: Letterhead) -> dict[str, str | int | bool]:
    """The look of letters as a JSON object."""
    return {
        "envelope": known.envelope.value if known.envelope else "",
        "shift_x": known.shift_x,
        "shift_y": known.shift_y,
        "style": known.style.value,
        "accent": known.accent,
        "pay_link": known.pay_link,
        "codes": known.codes,
    }


def letterhead_of(kept: Mapping[str, Any]) -> Letterhead:
    """The look of letters; what a book of earlier days does not say is as usual."""
    if not kept:
        return Letterhead()
    known = dict(kept)
    code, style = known.pop("envelope"), PaperStyle(known.pop("style"))
    return Letterhead(envelope=Envelope(code) if code else None, style=style, **known)


def level_of(row: RowMapping) -> DunningLevel:
    """The level of a row."""
    return DunningLevel(
        id=row["id"],
        position=row["position"],
        day=row["day"],
        tone=Tone(row["tone"]),
        channel=Channel(row["channel"]),
        days_to_pay=row["days_to_pay"],
        charges=ChargeRule(row["charges"]),
        unattended=row["unattended"],
        minimum=_sums_of(row["minimum"]),
    )


def level_values(policy_id: int, level: DunningLevel) -> Values:
    """A level of a policy as columns."""
    return {
        "policy_id": policy_id,
        "position": level.position,
        "day": level.day,
        "tone": level.tone.value,
        "channel": level.channel.value,
        "days_to_pay": level.days_to_pay,
        "charges": level.charges.value,
        "unattended": level.unattended,
        "minimum": _sums(level.minimum),
    }


def policy_values(policy: DunningPolicy) -> Values:
    """A policy as columns, without its levels; the first version names itself once it has an id."""
    return {
        "name": policy.name,
        "version": policy.version,
        "gap_days": policy.gap_days,
        "minimum": _sums(policy.minimum),
        "repeat_every": policy.repeat_every,
        "repeat_most": policy.repeat_most,
        "working_days": policy.working_days,
        "part_payment": policy.part_payment.value,
        "broken_promise": policy.broken_promise.value,
        "root_id": policy.root or None,
        "takes_over": policy.takes_over,
        "retired": policy.retired,
    }


def _sums(minimum: Sequence[Money]) -> Mapping[str, int]:
    return {one.currency: one.minor for one in minimum}


def _sums_of(stored: Mapping[str, int]) -> tuple[Money, ...]:
    return tuple(Money(minor, currency) for currency, minor in sorted(stored.items()))


def policy_of(row: RowMapping, levels: Sequence[DunningLevel]) -> DunningPolicy:
    """The policy of a row."""
    return DunningPolicy(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        gap_days=row["gap_days"],
        repeat_every=row["repeat_every"],
        repeat_most=row["repeat_most"],
        working_days=row["working_days"],
        minimum=_sums_of(row["minimum"]),
        part_payment=PartPayment(row["part_payment"]),
        broken_promise=BrokenPromise(row["broken_promise"]),
        root=row["root_id"] or row["id"],
        takes_over=row["takes_over"],
        retired=row["retired"],
        levels=tuple(levels),
    )
