"""Letters against a plain Platypus letter of the same words."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from dunning_desktop.letters.press import Press
from tests.bench.figures import Figure, compare
from tests.helpers import facts


def _plain(opening: str, closing: str, rows: list[list[str]]) -> bytes:
    style = getSampleStyleSheet()["Normal"]
    flow: list[Flowable] = [Paragraph(one, style) for one in opening.split("\n\n")]
    flow += [Spacer(1, 12), Table(rows), Spacer(1, 12)]
    flow += [Paragraph(one, style) for one in closing.split("\n\n")]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(flow)
    return out.getvalue()


def run(_folder: Path, scale: float) -> Iterator[Figure]:
    count = int(500 * scale)
    press = Press()
    made = facts.facts(facts.many(6))
    words = press.words(made)
    heads = ["Invoice", "Issued", "Due", "Days", "Amount", "Open"]
    lines = [
        [x.number, str(x.issued), str(x.due), str(x.days_late), str(x.amount), str(x.open)]
        for x in made.chase.lines
    ]

    def ours() -> None:
        for _ in range(count):
            press.letter(made, words)

    def floor() -> None:
        for _ in range(count):
            _plain(words.opening, words.closing, [heads, *lines])

    press.letter(made, words)
    yield compare(f"{count} letters of six lines", ours, floor, "plain Platypus", rounds=3)
