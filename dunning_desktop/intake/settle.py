"""From the facts of one invoice to its draft: total, what is open, and the verdict."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dunning_desktop.domain.money import LARGEST_MINOR, Money, exponent
from dunning_desktop.intake.judge import Facts
from dunning_desktop.intake.parties import Remark
from dunning_desktop.intake.reading import Fault
from dunning_desktop.intake.synonyms import Kind
from dunning_desktop.usecases.drafts import DraftKind, Field, InvoiceDraft, RowCode, Verdict

_CLOSED = (RowCode.PAID, RowCode.VOID)


class Settled(NamedTuple):
    """What became of an invoice; the draft of a paid or void one is for settling the book's."""

    verdict: Verdict
    code: RowCode
    draft: InvoiceDraft | None = None
    remarks: tuple[Remark, ...] = ()
    field: Field | None = None
    text: str = ""


def settle(facts: Facts, rows: tuple[int, ...], columns: Collection[Field]) -> Settled:
    """The draft of an invoice and the verdict on it; ``columns`` are the fields the file has."""
    try:
        return _settle(facts, rows, columns)
    except Fault as fault:
        if facts.state in _CLOSED:
            return Settled(Verdict.SKIP, facts.state)
        return Settled(fault.verdict, fault.code, field=fault.field, text=fault.text)


def _settle(facts: Facts, rows: tuple[int, ...], columns: Collection[Field]) -> Settled:
    total, left, remarks = _figures(facts, columns)
    if not total:
        return Settled(Verdict.SKIP, facts.state if facts.state in _CLOSED else RowCode.NOTHING_DUE)
    issued, due, dated = _days(facts)
    credit = facts.kind is Kind.CREDIT_NOTE or total < 0
    if total < 0 and facts.kind is Kind.INVOICE:
        remarks = (*remarks, Remark(RowCode.NEGATIVE, Field.TOTAL, str(total)))
    # A credit note is written with either sign; an invoice that was overpaid owes nothing.
    total, left = abs(total), abs(left) if credit else max(left, Decimal(0))
    if left > total:
        raise Fault(RowCode.OPEN_OVER_TOTAL, Field.OPEN, str(left))
    whole = _money(total, facts.currency, Field.TOTAL)
    draft = InvoiceDraft(
        kind=DraftKind.CREDIT_NOTE if credit else DraftKind.INVOICE,
        client=facts.client,
        number=facts.number,
        issued=issued,
        due=due,
        total=whole,
        open=whole if left == total else _money(left, facts.currency, Field.OPEN),
        reference=facts.reference,
        void=facts.state is RowCode.VOID,
        rows=rows,
        total_stated=not {Field.TOTAL, Field.LINE_TOTAL}.isdisjoint(facts.amounts),
    )
    return _judged(facts, draft, (*facts.remarks, *remarks, *dated))


def _judged(facts: Facts, draft: InvoiceDraft, remarks: tuple[Remark, ...]) -> Settled:
    if facts.state in _CLOSED:
        return Settled(Verdict.SKIP, facts.state, draft)
    if not draft.open:
        return Settled(Verdict.SKIP, RowCode.NOTHING_DUE, draft)
    return Settled(Verdict.TAKE, RowCode.OK, draft, remarks)


def _figures(
    facts: Facts, columns: Collection[Field]
) -> tuple[Decimal, Decimal, tuple[Remark, ...]]:
    """Total and open amount with the file's signs: what is missing follows from the rest."""
    total = facts.amounts.get(Field.TOTAL, facts.amounts.get(Field.LINE_TOTAL))
    paid = facts.amounts.get(Field.PAID, Decimal(0))
    left = facts.amounts.get(Field.OPEN)
    if total is None and left is None:
        raise Fault(RowCode.NO_TOTAL, Field.TOTAL)
    if total is None:
        total = (left or Decimal(0)) + paid
    if facts.state in _CLOSED:
        return total, Decimal(0), ()
    if left is not None:
        return total, left, ()
    if Field.PAID in columns:
        return total, total - paid, ()
    return total, total, (Remark(RowCode.OPEN_DERIVED, Field.OPEN),)


def _days(facts: Facts) -> tuple[date, date | None, tuple[Remark, ...]]:
    if facts.issued is None:
        if facts.due is None:
            raise Fault(RowCode.NO_DATE, Field.ISSUED)
        return facts.due, facts.due, (Remark(RowCode.ISSUE_DERIVED, Field.ISSUED),)
    if facts.due is None:
        return facts.issued, None, (Remark(RowCode.DUE_DERIVED, Field.DUE),)
    if facts.due < facts.issued:
        text = facts.due.isoformat()
        return facts.issued, facts.due, (Remark(RowCode.DUE_BEFORE_ISSUE, Field.DUE, text),)
    return facts.issued, facts.due, ()


def _money(amount: Decimal, currency: str, field: Field) -> Money:
    """The amount exactly; it has 24 figures at the most, so that nothing here is rounded."""
    scaled = amount.scaleb(exponent(currency))
    if abs(scaled) > LARGEST_MINOR or scaled != scaled.to_integral_value():
        raise Fault(RowCode.BAD_AMOUNT, field, str(amount))
    return Money(int(scaled), currency)
