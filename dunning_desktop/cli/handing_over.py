"""``dunning case file``, ``handover``, ``told`` and ``outcome``: the file, and who has it."""

from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from dunning_desktop.cli.desk import amount, as_json, fields_of, say, table
from dunning_desktop.domain.cases import CaseStep, StepKind, check_step
from dunning_desktop.domain.court import particulars
from dunning_desktop.domain.errors import CannotSave
from dunning_desktop.usecases.case_package import Package, Wanted, case_file, case_package
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import take_step
from dunning_desktop.usecases.court import claim_sheet, court_claim
from dunning_desktop.usecases.evidence import evidence_choices
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outcomes import outcomes
from dunning_desktop.usecases.partners import find_partner
from dunning_desktop.usecases.recovery import mark_told

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_hand_over_verbs(kinds: Verbs[argparse.ArgumentParser]) -> None:
    """Add what is about the file and whoever has it to the verbs of ``dunning case``."""
    filing = kinds.add_parser("file", help="write the evidence file as a PDF")
    filing.add_argument(
        "--out", type=Path, metavar="FILE", help="without it only the exhibits are listed"
    )
    filing.set_defaults(run=write_file)
    handing = kinds.add_parser("handover", help="write all of it as an encrypted ZIP, hand it over")
    handing.add_argument("--to", required=True, metavar="NAME", help="one of your partners")
    handing.add_argument("--out", type=Path, required=True, metavar="FILE")
    handing.add_argument(
        "--only-write", action="store_true", help="do not keep that it was handed over"
    )
    handing.set_defaults(run=hand_over)
    for one in (filing, handing):
        one.add_argument("case", type=int, metavar="CASE", help="its number")
        one.add_argument(
            "--leave-out", action="append", default=[], metavar="KEY", help="keep an exhibit back"
        )
        one.add_argument(
            "--no-notes", action="store_true", help="without what was noted about calls"
        )
    telling = kinds.add_parser("told", help="they know of what was paid to you directly")
    telling.add_argument("case", type=int, metavar="CASE", help="its number")
    telling.set_defaults(run=told)
    ending = kinds.add_parser("outcome", help="what came of the debts that were handed over")
    ending.set_defaults(run=outcome)
    suing = kinds.add_parser("court", help="what a claim would say, its fee and particulars")
    suing.add_argument("case", type=int, metavar="CASE", help="its number")
    suing.add_argument("--out", type=Path, metavar="FILE", help="write the summary as a PDF")
    suing.set_defaults(run=court)
    for one in (filing, handing, telling, ending, suing):
        one.add_argument("--json", action="store_true", help="as JSON")


def write_file(office: Office, options: Namespace) -> int:
    """Write the file; without a place for it say what would be in it."""
    if options.out is None:
        return _choices(office, options)
    _check_place(options.out)
    made = case_file(office, options.case, _wanted(options)).value
    _write(options.out, made)
    return _tell(options, made)


def _choices(office: Office, options: Namespace) -> int:
    found = evidence_choices(office, options.case)
    if options.json:
        as_json([fields_of(one) for one in found])
    elif not found:
        say("There is no exhibit yet.")
    else:
        table(
            ("key", "what", "day", "title"),
            [(one.key, one.kind.value, str(one.day or "-"), one.title) for one in found],
            right=set(),
        )
    return 0


def hand_over(office: Office, options: Namespace) -> int:
    """Write the package, then keep that the case went to the partner.

    Nothing is written where the case may not be handed over yet.
    """
    partner = find_partner(office, options.to)
    today = office.clock.today()
    step = CaseStep(StepKind.HANDED_OVER, today, partner_id=partner.id)
    if not options.only_write:
        check_step(case_view(office, options.case).row.case, step, today)
    _check_place(options.out)
    made = case_package(office, options.case, partner.id, _wanted(options)).value
    _write(options.out, made)
    if not options.only_write:
        take_step(office, options.case, step)
    return _tell(options, made)


def _wanted(options: Namespace) -> Wanted:
    return Wanted(tuple(options.leave_out), with_notes=not options.no_notes)


def _check_place(path: Path) -> None:
    """Before minutes of work: whether there is such a folder. Raises ``CannotSave``."""
    if not path.absolute().parent.is_dir():
        raise CannotSave(name=path.name, reason="there is no such folder")


def _write(path: Path, made: Package) -> None:
    try:
        path.write_bytes(made.content)
    except OSError as error:
        raise CannotSave(name=path.name, reason=error.strerror or "") from error


def _tell(options: Namespace, made: Package) -> int:
    if options.json:
        told = {"exhibits": made.exhibits, "sha256": made.sha256, "password": made.password}
        as_json({"file": str(options.out), **told})
        return 0
    say(f"{options.out} written: {made.exhibits} exhibits, SHA-256 {made.sha256}")
    if made.password:
        say(f"Its password: {made.password}")
        say("It is kept nowhere. Tell it by telephone, not by e-mail.")
    return 0


def court(office: Office, options: Namespace) -> int:
    """What a claim would say today."""
    claim = court_claim(office, options.case)
    if options.out is not None:
        _check_place(options.out)
        options.out.write_bytes(claim_sheet(office, claim))
    lines = particulars(claim)
    if options.json:
        sums = {"claimed": claim.claimed, "fee": claim.fee, "total": claim.total}
        as_json({**fields_of(claim), **sums, "online": claim.online, "particulars": lines})
        return 0
    say(
        f"Claimed {amount(claim.claimed)}, {amount(claim.daily)} for each further day; "
        f"court fee {amount(claim.fee)} as known on {claim.fees.checked}."
    )
    say(f"Statutory demand: {claim.demand.value}.")
    say()
    say("\n".join(lines))
    return 0


def told(office: Office, options: Namespace) -> int:
    """Keep that the partner knows of all that came directly."""
    mark_told(office, options.case)
    return outcome(office, options)


def outcome(office: Office, options: Namespace) -> int:
    """By partner and currency: what went, what came, what they keep, what is left."""
    found = outcomes(office)
    if options.json:
        as_json(
            [
                {**fields_of(one), "partner": one.partner.name, "net": one.net}
                for one in found
            ]
        )
    elif not found:
        say("No case was handed over to anybody of the address book yet.")
    else:
        table(
            ("partner", "cases", "running", "handed over", "came in", "%", "commission", "fees",
             "left"),
            [
                (
                    one.partner.name, str(one.cases), str(one.running), amount(one.handed),
                    amount(one.came), str(one.percent), amount(one.commission),
                    amount(one.fees), amount(one.net),
                )
                for one in found
            ],
            right={1, 2, 3, 4, 5, 6, 7, 8},
        )  # fmt: skip
    return 0
