"""The package that goes to an agency or a solicitor: file, list, data and originals, sealed."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.evidence import EvidenceFacts, Exhibit
from dunning_desktop.usecases.evidence import evidence, evidence_pdf
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.partners import hand_over_csv
from dunning_desktop.usecases.plain import fields_of, plain
from dunning_desktop.usecases.ports import Progress

FORMAT = "dunning-desktop-case"
VERSION = 1
FILE, LIST, DATA, SUMS = "Evidence file.pdf", "Invoices.csv", "Case.json", "SHA256SUMS.txt"
EXHIBITS = "Exhibits"

# No letter or figure that is taken for another one when it is read aloud.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP = 5, 4
"""Twenty signs of 31: 99 bits."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
TOUCHED = frozenset({Touched.CASES, Touched.CLIENTS})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a case goes into its file. ``leave_out`` are keys of exhibits, kept back."""

    leave_out: Collection[str] = ()
    with_notes: bool = True


@dataclass(frozen=True, slots=True)
class Package:
    """What was made: its bytes with their SHA-256; ``password`` opens it, empty for a plain PDF."""

    content: bytes
    sha256: str
    exhibits: int
    password: str = ""


def new_password() -> str:
    """A password to be read out over the telephone; it is kept nowhere."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def case_file(
    office: Office,
    case_id: int,
    wanted: Wanted | None = None,
    *,
    progress: Progress | None = None,
) -> Outcome[Package]:
    """The evidence file alone, as a PDF; the history keeps that it was made.

    Raises ``NotFound``, and ``Stopped`` where the progress says so.
    """
    facts = _facts(office, case_id, wanted)
    pdf = evidence_pdf(office, facts, progress=progress)
    return Outcome(_noted(office, facts, pdf), TOUCHED)


def case_package(
    office: Office,
    case_id: int,
    partner_id: int | None = None,
    wanted: Wanted | None = None,
    *,
    progress: Progress | None = None,
) -> Outcome[Package]:
    """Everything for a partner in one encrypted ZIP, with a password made for it.

    Raises ``NotFound``, and ``Stopped`` where the progress says so.
    """
    facts = _facts(office, case_id, wanted)
    files = {
        FILE: evidence_pdf(office, facts, progress=progress),
        LIST: hand_over_csv(office, case_id, partner_id),
        DATA: case_data(facts),
        **{_name(one): one.content for one in facts.exhibits},
    }
    files[SUMS] = _sums(files)
    password = new_password()
    content = office.stationery.sealed(files, password, day=facts.today)
    return Outcome(_noted(office, facts, content, password=password), TOUCHED)


def _facts(office: Office, case_id: int, wanted: Wanted | None) -> EvidenceFacts:
    chosen = wanted or Wanted()
    return evidence(
        office, case_id, leave_out=chosen.leave_out, with_notes=chosen.with_notes
    )


def _noted(
    office: Office, facts: EvidenceFacts, content: bytes, *, password: str = ""
) -> Package:
    """What was made, and a line of the history that it can be held against later."""
    made = Package(content, hashlib.sha256(content).hexdigest(), len(facts.exhibits), password)
    with office.write() as ledger:
        ledger.diary.note(
            AuditCode.CASE_FILE_MADE,
            at=office.clock.now(),
            client_id=facts.client.id,
            case_id=facts.case_id,
            sha256=made.sha256,
            count=made.exhibits,
            sealed=bool(password),
            by=office.user,
        )
    return made


def _name(one: Exhibit) -> str:
    """``Exhibits/07 order.pdf``: whoever has no password reads the names, so they tell nothing."""
    ending = _ENDING.search(one.name)
    return f"{EXHIBITS}/{one.number:02} {one.kind}{ending[0].lower() if ending else ''}"


def _sums(files: Mapping[str, bytes]) -> bytes:
    """As ``sha256sum --check`` reads it."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items())
    return ("\n".join(lines) + "\n").encode()


def case_data(facts: EvidenceFacts) -> bytes:
    """Everything in the file but its pictures, for programs: codes, ISO days, amounts as text."""
    client, business = facts.client, facts.business
    made = {
        "format": FORMAT,
        "version": VERSION,
        "case": facts.case_id,
        "as_of": facts.today,
        "opened_on": facts.opened_on,
        "creditor": {
            "name": business.name,
            "registered_name": business.registered_name,
            "registration": business.registration,
            "vat_number": business.vat_number,
            "address": business.address,
            "email": business.email,
            "phone": business.phone,
        },
        "debtor": {
            "name": client.name,
            "type": client.debtor_type,
            "law": client.jurisdiction,
            "reference": client.reference,
            "address": client.address,
            "contacts": client.contacts,
        },
        "owed": {**fields_of(facts.owed), "total": facts.owed.total},
        "invoices": [
            {
                "number": one.item.number,
                "issued": one.item.issued,
                "due": one.item.original_due or one.item.due,
                "amount": one.item.amount,
                "open": one.item.open,
                "settlements": one.item.settlements,
                "interest": one.claim.interest,
                "on_top": one.claim.amount,
            }
            for one in facts.items
        ],
        "chronology": facts.events,
        "contacts": facts.calls,
        "exhibits": [{**fields_of(one), "file": _name(one)} for one in facts.exhibits],
        "left_out": facts.left_out,
    }
    return json.dumps(plain(made), ensure_ascii=False, indent=1).encode()
