"""``dunning case partner`` and the list for one: whom a debt is handed over to."""

from __future__ import annotations

import argparse
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from dunning_desktop.cli.desk import as_json, fields_of, say, table
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.partners import Columns, Field, Partner, PartnerKind
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.partners import (
    find_partner,
    hand_over_csv,
    partners,
    save_partner,
)

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def add_partner_verbs(kinds: Verbs[argparse.ArgumentParser]) -> None:
    """Add what is about partners to the verbs of ``dunning case``."""
    saving = kinds.add_parser("partner", help="add an agency or a solicitor, or change one")
    saving.add_argument("name", metavar="NAME")
    saving.add_argument("--kind", type=PartnerKind, choices=list(PartnerKind), metavar="KIND",
                        help=", ".join(PartnerKind))  # fmt: skip
    saving.add_argument("--contact", metavar="TEXT", help="who answers there")
    saving.add_argument("--email", metavar="ADDRESS")
    saving.add_argument("--phone", metavar="NUMBER")
    saving.add_argument(
        "--column",
        action="append",
        type=_column,
        dest="columns",
        metavar="HEADING=FIELD",
        help=f"a column of their file, in order; a field is one of {', '.join(Field)}",
    )
    saving.add_argument("--archive", action="store_true", help="offer it no more")
    saving.set_defaults(run=save)
    listing = kinds.add_parser("partners", help="the agencies and solicitors of the book")
    listing.set_defaults(run=listed)
    writing = kinds.add_parser("csv", help="write the open invoices of a case as a partner's CSV")
    writing.add_argument("case", type=int, metavar="CASE", help="its number")
    writing.add_argument("--partner", metavar="NAME", help="whose columns (default: the usual)")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE")
    writing.set_defaults(run=write_csv)
    for one in (saving, listing):
        one.add_argument("--json", action="store_true", help="as JSON")


def save(office: Office, options: Namespace) -> int:
    """Add the partner of that name, or change what was said about it."""
    try:
        known = find_partner(office, options.name)
    except NotFound:
        known = Partner(options.name)
    columns: Columns = tuple(options.columns) if options.columns else known.columns
    save_partner(
        office,
        replace(
            known,
            kind=options.kind or known.kind,
            contact=known.contact if options.contact is None else options.contact,
            email=known.email if options.email is None else options.email,
            phone=known.phone if options.phone is None else options.phone,
            columns=columns,
            archived=options.archive,
        ),
    )
    return listed(office, options)


def listed(office: Office, options: Namespace) -> int:
    """Those a case can be handed over to."""
    found = partners(office)
    if options.json:
        as_json([fields_of(one) for one in found])
    elif not found:
        say("There is no agency and no solicitor in the book.")
    else:
        table(
            ("name", "what", "e-mail", "telephone"),
            [(one.name, one.kind.value, one.email or "-", one.phone or "-") for one in found],
            right=set(),
        )
    return 0


def write_csv(office: Office, options: Namespace) -> int:
    """Write the file; nothing is sent."""
    partner = find_partner(office, options.partner).id if options.partner else None
    options.out.write_bytes(hand_over_csv(office, options.case, partner))
    say(f"{options.out} written.")
    return 0


def _column(text: str) -> tuple[str, Field]:
    heading, equals, what = text.rpartition("=")
    if not equals or not heading.strip():
        raise argparse.ArgumentTypeError(f"{text} is not HEADING=FIELD")
    try:
        return heading.strip(), Field(what)
    except ValueError:
        fields = ", ".join(Field)
        raise argparse.ArgumentTypeError(f"{what} is not one of {fields}") from None
