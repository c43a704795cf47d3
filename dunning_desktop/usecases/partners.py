"""The address book of agencies and solicitors, and the file that one of them takes a debt from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.partners import Columns, Partner, hand_over_rows
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.CASES})


def partners(office: Office, *, archived: bool = False) -> tuple[Partner, ...]:
    """Those of the book by their names; archived ones only where they are asked for."""
    with office.read() as ledger:
        found: Sequence[Partner] = ledger.cases.partners()
    known = (one for one in found if archived or not one.archived)
    return tuple(sorted(known, key=lambda one: (one.name.casefold(), one.id)))


def find_partner(office: Office, name: str) -> Partner:
    """The one of that name, whatever its case. Raises ``NotFound``."""
    wanted = name.strip().casefold()
    for one in partners(office, archived=True):
        if one.name.casefold() == wanted:
            return one
    raise NotFound(kind="partner", key=name)


def save_partner(office: Office, partner: Partner) -> Outcome[int]:
    """Add a partner (id 0) or change one; its id.

    Raises ``InvalidField`` (``name``, ``partner-taken``) where another has the name.
    """
    for one in partners(office, archived=True):
        if one.name.casefold() == partner.name.strip().casefold() and one.id != partner.id:
            raise InvalidField(field="name", reason="partner-taken")
    with office.write() as ledger:
        partner_id = ledger.cases.save_partner(replace(partner, name=partner.name.strip()))
        ledger.diary.note(
            AuditCode.PARTNER_SAVED, at=office.clock.now(), name=partner.name, by=office.user
        )
    return Outcome(partner_id, TOUCHED)


def hand_over_csv(office: Office, case_id: int, partner_id: int | None = None) -> bytes:
    """The open invoices of a case as CSV in a partner's columns, in UTF-8 with a mark.

    Cells are just what they are: whoever takes the file reads it with a program, and a name that
    was changed would be another name. Raises ``NotFound``.
    """
    view = case_view(office, case_id)
    columns: Columns = ()
    if partner_id is not None:
        with office.read() as ledger:
            columns = ledger.cases.partner(partner_id).columns
    written = io.StringIO(newline="")
    csv.writer(written).writerows(hand_over_rows(columns, view.client, view.items))
    return written.getvalue().encode("utf-8-sig")
