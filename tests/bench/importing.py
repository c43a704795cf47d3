"""An import of CSV rows against `csv` and `executemany` of the same rows."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dunning_desktop.usecases.imports import commit, draft, preview
from dunning_desktop.usecases.office import Office
from tests.bench.figures import Figure, seconds
from tests.helpers.offices import an_office, furnish, new_book

HEADINGS = ("Invoice Number", "Client", "Email", "Invoice Date", "Due Date", "Total", "Balance")


def _file(path: Path, rows: int) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for n in range(rows):
            client = n % max(rows // 50, 1)
            month, day = n % 12 + 1, n % 15 + 13
            total = f"{100 + n % 900}.{n % 100:02}"
            name, mail = f"Client {client} Ltd", f"a{client}@x.example"
            dates = (f"2026-{month:02}-{day:02}", f"2027-{month:02}-{day:02}")
            out.writerow((f"N-{n:06}", name, mail, *dates, total, total))
    return path


def _floor(path: Path, book: Path) -> None:
    """Read, and write the same three tables with the same columns; nothing is judged."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {name: key for key, name in enumerate(dict.fromkeys(x["Client"] for x in rows), 1)}
    with closing(sqlite3.connect(book)) as connection:
        connection.executemany(
            "INSERT INTO client (id, name, name_key, debtor_type, currency, address_lines)"
            " VALUES (?, ?, ?, 'company', 'GBP', '[]')",
            [(key, name, name.casefold()) for name, key in names.items()],
        )
        pence = [int(x["Total"].replace(".", "")) for x in rows]
        connection.executemany(
            "INSERT INTO invoice (id, client_id, number, number_key, issued, total, currency)"
            " VALUES (?, ?, ?, ?, ?, ?, 'GBP')",
            [
                (
                    n,
                    names[x["Client"]],
                    x["Invoice Number"],
                    x["Invoice Number"].casefold(),
                    x["Invoice Date"],
                    pence[n],
                )
                for n, x in enumerate(rows)
            ],
        )
        connection.executemany(
            "INSERT INTO due_item (invoice_id, client_id, position, amount, currency, due,"
            " original_due) VALUES (?, ?, 1, ?, 'GBP', ?, ?)",
            [
                (n, names[x["Client"]], pence[n], x["Due Date"], x["Due Date"])
                for n, x in enumerate(rows)
            ],
        )
        connection.commit()


def _import(office: Office, path: Path) -> Iterator[tuple[str, float]]:
    """The steps of an import with their seconds."""
    shown = preview(office, path)
    drafts = []
    yield "draft", seconds(lambda: drafts.append(draft(office, path, shown)))
    yield "commit", seconds(lambda: commit(office, drafts[0]))
    yield "the same file again", seconds(lambda: commit(office, drafts[0]))


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = max(int(100_000 * scale), 1)
    path = _file(folder / "invoices.csv", count)
    empty = new_book(folder / "floor.dunning")
    floor = seconds(lambda: _floor(path, empty))
    with an_office(folder) as office:
        furnish(office)
        steps = dict(_import(office, path))
        with office.read() as ledger:
            assert len(ledger.imports.open_from("mapped")) in {0, count}
    name = f"import of {count:,} rows"
    whole = steps["draft"] + steps["commit"]
    yield Figure(f"{name}, draft and commit", whole, floor, "csv and executemany")
    for step, spent in steps.items():
        yield Figure(f"  {step}", spent, floor, "csv and executemany")
