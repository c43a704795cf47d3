"""An evidence file of five hundred pages against merging the same PDFs and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from dunning_desktop.letters.press import Press
from tests.bench.figures import Figure, compare
from tests.helpers import facts
from tests.helpers.exhibits import email, evidence_of, exhibit, pdf


def _exhibits(count: int) -> list[bytes]:
    """Letters of a page, scans of ten pages, and e-mails with a letter."""
    press = Press()
    made = facts.facts(facts.many(6))
    letter = press.letter(made, press.words(made))
    scan = pdf("Page of a contract", pages=10)
    mail = email(("letter.pdf", "application/pdf", letter))
    return [(letter, scan, mail)[at % 3] for at in range(count)]


def run(_folder: Path, scale: float) -> Iterator[Figure]:
    contents = _exhibits(max(int(115 * scale), 3))
    found = [
        exhibit(
            one,
            name="paper.pdf" if one.startswith(b"%PDF") else "mail.eml",
            media_type="application/pdf" if one.startswith(b"%PDF") else "message/rfc822",
        )
        for one in contents
    ]
    case = evidence_of(*found)
    press = Press()
    with pikepdf.open(BytesIO(press.evidence(case))) as opened:
        pages = len(opened.pages)

    def ours() -> None:
        press.evidence(case)

    def floor() -> None:
        whole = pikepdf.new()
        for one in contents:
            if one.startswith(b"%PDF"):
                whole.pages.extend(pikepdf.open(BytesIO(one)).pages)
        whole.save(BytesIO())

    yield compare(f"an evidence file of {pages} pages", ours, floor, "merged only", rounds=3)
