"""Settings: the business, its terms and its paper."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.office import Office, Outcome, Touched


def business(office: Office) -> Business:
    """The owner's own company."""
    with office.read() as ledger:
        return ledger.parties.business()


def save_business(office: Office, changed: Business) -> Outcome[None]:
    """Keep the owner's own company."""
    with office.write() as ledger:
        ledger.parties.save_business(changed)
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now())
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_particulars(office: Office, changed: Business) -> Outcome[None]:
    """Keep who the business is; its terms, ladder, old debts and paper stay as they are."""
    with office.write() as ledger:
        now = ledger.parties.business()
        kept = replace(
            changed,
            terms=now.terms,
            policy_id=now.policy_id,
            old_debts=now.old_debts,
            old_before=now.old_before,
            letterhead=now.letterhead,
        )
        ledger.parties.save_business(kept)
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now())
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_terms(office: Office, terms: Terms) -> Outcome[None]:
    """Keep the business's terms and nothing else of it."""
    with office.write() as ledger:
        ledger.parties.save_business(replace(ledger.parties.business(), terms=terms))
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part="terms")
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))


def save_letterhead(office: Office, letterhead: Letterhead) -> Outcome[None]:
    """Keep how letters look, and nothing else."""
    with office.write() as ledger:
        ledger.parties.save_business(
            replace(ledger.parties.business(), letterhead=letterhead)
        )
        ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part="letterhead")
    return Outcome(None, frozenset({Touched.BUSINESS, Touched.REMINDERS}))
