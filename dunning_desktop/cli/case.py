"""``dunning case``: take a debt further, see what it still needs, and keep what was done."""

from __future__ import annotations

import mimetypes
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from dunning_desktop.cli.desk import amount, as_json, fields_of, say, table
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseStanding, CaseState, CaseStep, StepKind
from dunning_desktop.domain.claim_letter import Agreement
from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.domain.readiness import Check, Checked, Verdict, stops
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.case_letters import case_letter, issue_letter, letter_bundle
from dunning_desktop.usecases.case_papers import add_form, add_paper, official_forms
from dunning_desktop.usecases.case_views import CaseRow, CaseView, case_rows, case_view
from dunning_desktop.usecases.cases import open_case, post_letter, take_step
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.partners import find_partner

STATES: Mapping[CaseState, str] = {
    CaseState.PREPARING: "being prepared",
    CaseState.LETTER_MADE: "letter before action made, not posted",
    CaseState.WAITING: "letter before action sent",
    CaseState.READY: "its time has run: decide",
    CaseState.HANDED_OVER: "handed over",
    CaseState.IN_COURT: "in court",
    CaseState.PAID: "paid",
    CaseState.SETTLED: "settled",
    CaseState.WRITTEN_OFF: "written off",
    CaseState.RECALLED: "taken back",
}
CHECKS: Mapping[Check, str] = {
    Check.DEBTOR: "what the client is in law",
    Check.ABROAD: "a private person abroad: ask somebody there first",
    Check.ADDRESS: "a postal address",
    Check.STATUS: "the client may be written to",
    Check.LIMITATION: "it is in time for a court",
    Check.DISPUTE: "nothing of it is disputed",
    Check.MONEY: "no money waits to be matched",
    Check.CONTRACT: "the contract or order",
    Check.TERMS: "the client took the terms",
    Check.INVOICES: "a copy of each invoice",
    Check.DELIVERY: "proof of delivery",
    Check.REMINDERS: "reminders were sent",
    Check.CONTACTS: "somebody spoke with them",
    Check.FORMS: "the official forms for the letter",
}
_MARKS: Mapping[Verdict, str] = {
    Verdict.DONE: "ok",
    Verdict.LOOK: "look",
    Verdict.MISSING: "missing",
    Verdict.STOP: "STOP",
}


def open_one(office: Office, options: Namespace) -> int:
    """Open a case for what is overdue of a client."""
    client = find_client(office, options.client)
    items = None
    if options.invoice:
        ids = [find_invoice(office, client.id, one) for one in options.invoice]
        with office.read() as ledger:
            items = [
                item.id for one in ids for item in ledger.receivables.invoice(one).items
            ]
    opened = open_case(office, client.id, items, note=options.note).value
    return _show(office, opened.case_id, as_data=options.json)


def listed(office: Office, options: Namespace) -> int:
    """Every case, those first in which something may still happen."""
    rows = case_rows(office)
    if options.json:
        as_json([_row_data(one) for one in rows])
        return 0
    if not rows:
        say("There is no case.")
        return 0
    table(
        ("case", "client", "state", "until", "open", "in time until", "invoices"),
        [
            (
                str(one.case.id),
                one.client,
                STATES[one.stands.state],
                _day(one.stands.until),
                amount(one.open),
                _day(one.limitation.last_day if one.limitation else None),
                ", ".join(one.numbers),
            )
            for one in rows
        ],
        right={4},
    )
    return 0


def check(office: Office, options: Namespace) -> int:
    """What a case still needs; 1 where something must be mended before it goes on."""
    view = case_view(office, options.case)
    _show(office, options.case, as_data=options.json)
    return 1 if stops(view.checks) else 0


def step(office: Office, options: Namespace) -> int:
    """Keep what was done in a case, or what the debtor did."""
    wanted = CaseStep(
        options.step,
        options.on or office.clock.today(),
        reason=options.reason,
        note=options.note,
        posted_on=options.posted,
        partner_id=find_partner(office, options.partner).id if options.partner else None,
    )
    take_step(office, options.case, wanted)
    return _show(office, options.case, as_data=options.json)


def letter(office: Office, options: Namespace) -> int:
    """Write the letter before action with its enclosures; with ``--issue`` keep it as made."""
    agreement = Agreement(options.written, options.agreed)
    made = case_letter(
        office, options.case, agreement=agreement, following=options.following
    )
    options.out.write_bytes(letter_bundle(office, made, made.paper.words))
    if options.issue:
        issue_letter(office, made, made.paper.words, by_email=options.email)
    if options.json:
        return _show(office, options.case, as_data=True)
    say(f"{options.out} written.")
    if options.issue:
        say("It waits to be posted: dunning case posted begins its time.")
    return 0


def paper(office: Office, options: Namespace) -> int:
    """Add a paper to the client of a case, of one of its invoices where it belongs to one."""
    view = case_view(office, options.case)
    invoice_id = None
    if options.invoice:
        invoice_id = find_invoice(office, view.client.id, options.invoice)
    add_paper(
        office, view.client.id, options.kind, _read(options.file), invoice_id=invoice_id
    )
    return _show(office, options.case, as_data=options.json)


def form(office: Office, options: Namespace) -> int:
    """Keep an official form; it goes with letters from then on."""
    add_form(office, options.kind, _read(options.file))
    names = [f"{one.kind}: {one.name}" for one in official_forms(office)]
    if options.json:
        as_json([fields_of(one) for one in official_forms(office)])
    else:
        say("\n".join(names))
    return 0


def _read(path: Path) -> Evidence:
    """Raises ``UnreadableFile``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        raise UnreadableFile(name=path.name, reason=reason, detail=error.strerror or "") from error
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Evidence(path.name, kind, content)


def posted(office: Office, options: Namespace) -> int:
    """Keep the day on which the letter before action was posted: its clock begins then."""
    letters = [
        one
        for one in case_view(office, options.case).row.case.taken
        if one.kind is StepKind.LETTER
    ]
    if not letters:
        say("There is no letter in that case.")
        return 2
    post_letter(office, letters[-1].id, options.on or office.clock.today())
    return _show(office, options.case, as_data=options.json)


def _show(office: Office, case_id: int, *, as_data: bool) -> int:
    view = case_view(office, case_id)
    if as_data:
        as_json(_data(view))
        return 0
    row = view.row
    say(f"Case {row.case.id}: {row.client}, {', '.join(row.numbers)}")
    say(f"{STATES[row.stands.state]}{_until(row.stands)}; owed today: {amount(view.owed)}")
    if view.relief is not None:
        first, last = view.relief.first_day, view.relief.last_day
        say(f"VAT on it can be claimed back from {first}, at the latest on {last}")
    for one in view.checks:
        say(f"  {_MARKS[one.verdict]:8}{CHECKS[one.check]}{_detail(one)}")
    return 0


def _until(stands: CaseStanding) -> str:
    running = stands.state is CaseState.WAITING and stands.until is not None
    return f", they have until {stands.until}" if running else ""


def _detail(one: Checked) -> str:
    parts = []
    for name, value in one.data.items():
        if isinstance(value, tuple) and value:
            parts.append(", ".join(str(each) for each in value))
        elif isinstance(value, BlockKind):
            parts.append(value.value.replace("-", " "))
        elif name == "last_day":
            parts.append(f"until {value}")
    return f": {'; '.join(parts)}" if parts else ""


def _day(day: object) -> str:
    return str(day) if day else "-"


def _row_data(row: CaseRow) -> dict[str, object]:
    return {
        "case": row.case.id,
        "client": row.client,
        "opened_on": row.case.opened_on,
        "state": row.stands.state,
        "since": row.stands.since,
        "until": row.stands.until,
        "letter": row.case.rule.kind,
        "invoices": row.numbers,
        "open": row.open,
        "in_time_until": row.limitation.last_day if row.limitation else None,
        "allowed": sorted(row.stands.allowed),
    }


def _data(view: CaseView) -> dict[str, object]:
    return {
        **_row_data(view.row),
        "owed": view.owed,
        "vat_relief": fields_of(view.relief) if view.relief else None,
        "steps": [
            {
                "step": one.kind,
                "day": one.day,
                "posted_on": one.posted_on,
                "reason": one.reason,
                "note": one.note,
            }
            for one in view.row.case.taken
        ],
        "checks": [
            {"check": one.check, "verdict": one.verdict, **one.data} for one in view.checks
        ],
    }
