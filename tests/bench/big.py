"""A large book, filled with plain SQL: four of five invoices are paid, or none."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from tests.helpers.offices import new_book

TODAY = date(2026, 11, 22)
PER_CLIENT = 50


def big_book(path: Path, invoices: int, *, unpaid: bool = False) -> Path:
    """A book of so many invoices, of one client for each fifty of them."""
    clients = max(invoices // PER_CLIENT, 1)
    numbers = range(1, invoices + 1)
    with closing(sqlite3.connect(new_book(path))) as connection:
        connection.executemany(
            "INSERT INTO client (id, name, name_key, debtor_type, jurisdiction, currency,"
            " address_lines, city) VALUES (?, ?, ?, 'company', 'GB', 'GBP',"
            " '[\"14 Canal Street\"]', 'Sheffield')",
            [(n, _name(n), _name(n).casefold()) for n in range(1, clients + 1)],
        )
        connection.executemany(
            "INSERT INTO contact (client_id, role, email) VALUES (?, 'accounts', ?)",
            [(n, f"accounts{n}@client.example") for n in range(1, clients + 1)],
        )
        rows = [(n, n % clients + 1, f"INV-{n:06}", *_days(n), 10_000 + n % 900) for n in numbers]
        connection.executemany(
            "INSERT INTO invoice (id, client_id, number, number_key, issued, total, currency)"
            " VALUES (?, ?, ?, ?, ?, ?, 'GBP')",
            [(n, c, number, number.casefold(), day, total) for n, c, number, day, _, total in rows],
        )
        connection.executemany(
            "INSERT INTO due_item (id, invoice_id, client_id, position, amount, currency, due,"
            " original_due) VALUES (?, ?, ?, 1, ?, 'GBP', ?, ?)",
            [(n, n, c, total, due, due) for n, c, _, _, due, total in rows],
        )
        paid = [] if unpaid else [row for row in rows if row[0] // clients % 5]
        connection.executemany(
            "INSERT INTO payment (id, client_id, received, amount, currency, method)"
            " VALUES (?, ?, ?, ?, 'GBP', 'bank')",
            [(n, c, due, total) for n, c, _, _, due, total in paid],
        )
        connection.executemany(
            "INSERT INTO allocation (payment_id, item_id, amount, day) VALUES (?, ?, ?, ?)",
            [(n, n, total, due) for n, _, _, _, due, total in paid],
        )
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
    return path


def _name(number: int) -> str:
    words = ("Willow", "Oak", "Baker", "Harbour", "Canal", "Minster", "Foundry", "Orchard")
    return f"{words[number % 8]} & {words[number // 8 % 8]} {number} Ltd"


def _days(number: int) -> tuple[str, str]:
    """Issued and due: over two years, a month of it still to come."""
    due = TODAY + timedelta(days=30 - number * 7 % 730)
    return (due - timedelta(days=30)).isoformat(), due.isoformat()
