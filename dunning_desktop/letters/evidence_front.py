"""The pages of an evidence file that the program writes: cover, index, account, chronology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.letters.address import address_lines
from dunning_desktop.letters.evidence_content import Dossier
from dunning_desktop.letters.flow import Block, Pages, Placed, paged
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.geometry import MM, TEXT, Box
from dunning_desktop.letters.groups import Beside, Together
from dunning_desktop.letters.ledger import Ledger
from dunning_desktop.letters.masthead import draw_sender, running_head, sender_bottom
from dunning_desktop.letters.prose import Blank, Prose
from dunning_desktop.letters.rows import Lane, Rows
from dunning_desktop.letters.sheet import GREY, Sheet
from dunning_desktop.letters.style import STATEMENT
from dunning_desktop.letters.table import NONE, Column, Table
from dunning_desktop.letters.vocabulary import one_line

STYLE = STATEMENT[0]
PAPER = Box(TEXT.left, 26 * MM, TEXT.right, 276 * MM)
_BELOW_SENDER = 14 * MM
_SMALL = 8.8
_TINY = 7.4
_DAY = 66.0
_PAGE = 34.0
_EXHIBIT = 40.0
_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of the index: what is to be found, and on which page of the file, from 1."""

    title: str
    page: int
    number: int = 0
    day: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Pages that the program wrote, and where on them lines of the index stand.

    ``lines`` are page (from 0), box and line of the index, for what leads there.
    """

    pdf: bytes
    lines: tuple[tuple[int, Box, int], ...] = ()


def cover(dossier: Dossier) -> Written:
    """Who against whom, for how much."""
    top = sender_bottom(dossier.house) + _BELOW_SENDER
    box = Box(TEXT.left, top, TEXT.right, PAPER.bottom)
    sheet = _sheet(dossier, dossier.say("head", "title"))
    draw_sender(sheet, dossier.house)
    _draw(sheet, paged(tuple(_cover(dossier)), box, PAPER)[0])
    return _finished(sheet)


def index(dossier: Dossier, lines: Sequence[IndexLine]) -> Written:
    """What is where; as many pages for the same lines, whatever their page numbers."""
    title = dossier.say("parts", "index")
    columns = (
        Lane(dossier.say("columns", "number"), 26.0),
        Lane(dossier.say("columns", "what")),
        Lane(dossier.say("columns", "day"), _DAY),
        Lane(dossier.say("columns", "page"), _PAGE, figures=True),
    )
    rows = [
        (str(one.number or ""), one.title, one.day, dossier.figures.number(one.page))
        for one in lines
    ]
    table = Rows.of(columns, rows, size=_SMALL, width=PAPER.width, above=STYLE.section)
    pages = paged((_title(title), table), PAPER, PAPER)
    found = tuple(
        (page, area, placed.block.first + place)
        for page, blocks in enumerate(pages)
        for placed in blocks
        if isinstance(placed.block, Rows)
        for place, (_row, area) in enumerate(placed.block.areas(placed.box))
    )
    return Written(_printed(dossier, title, pages).pdf, found)


def account(dossier: Dossier) -> Written:
    """The statement of account: what was invoiced, settled, and is owed on each invoice."""
    return _part(dossier, "account", _account(dossier))


def chronology(dossier: Dossier) -> Written:
    """What happened, oldest first."""
    columns = (
        Lane(dossier.say("columns", "day"), _DAY),
        Lane(dossier.say("columns", "happened")),
        Lane(dossier.say("columns", "exhibit"), _EXHIBIT, figures=True),
    )
    rows = [
        (dossier.figures.short_day(one.day), dossier.told(one), str(one.exhibit or ""))
        for one in dossier.facts.events
    ]
    table = Rows.of(columns, rows, size=_SMALL, width=PAPER.width, above=STYLE.section)
    return _part(dossier, "chronology", [table])


def contacts(dossier: Dossier) -> Written:
    """The telephone calls."""
    calls = dossier.facts.calls
    if not calls:
        return _part(dossier, "contacts", [_prose(dossier.say("contacts", "none"))])
    columns = (
        Lane(dossier.say("columns", "day"), _DAY + 34),
        Lane(dossier.say("columns", "person"), 100.0),
        Lane(dossier.say("columns", "outcome"), 96.0),
        Lane(dossier.say("columns", "note")),
    )
    rows = [
        (
            f"{dossier.figures.short_day(one.at.astimezone().date())} {one.at.astimezone():%H:%M}",
            "\n".join(one_line(part) for part in (one.person, one.phone) if part.strip()) or NONE,
            dossier.code(one.outcome),
            one.note.strip(),
        )
        for one in calls
    ]
    table = Rows.of(columns, rows, size=_SMALL, width=PAPER.width, above=STYLE.section)
    return _part(dossier, "contacts", [table])


def schedule(dossier: Dossier) -> Written:
    """The fingerprint of each exhibit, so that it can be held against the original."""
    columns = (
        Lane(dossier.say("columns", "number"), 22.0),
        Lane(dossier.say("columns", "file")),
        Lane(dossier.say("columns", "size"), 52.0, figures=True),
        Lane(dossier.say("columns", "sha256"), 252.0),
    )
    rows = [
        (
            str(one.number),
            one_line(one.name),
            dossier.figures.number(len(one.content)),
            one.sha256,
        )
        for one in dossier.facts.exhibits
    ]
    table = Rows.of(columns, rows, size=_TINY, width=PAPER.width, above=STYLE.section)
    return _part(dossier, "schedule", [table])


# Blocks


def _cover(dossier: Dossier) -> Iterator[Block]:
    facts, owed = dossier.facts, dossier.facts.owed
    yield Prose(dossier.say("head", "title"), strong(), 26.0, 32.0)
    yield Prose(dossier.subject, regular(), 14.0, 19.0, 4.0, GREY)
    yield Blank(18.0)
    yield Beside(
        (
            _party(dossier, "creditor", dossier.house.name, dossier.house.address),
            _party(dossier, "debtor", one_line(facts.client.name), tuple(_debtor(dossier))),
        ),
        (0.0, PAPER.width / 2),
        _BETWEEN,
    )
    yield Blank(14.0)
    key = "provisional" if owed.provisional else "total"
    yield _caption(dossier.say("head", key))
    yield Prose(dossier.figures.money(owed.total), strong(), 22.0, 28.0)
    if owed.daily.minor:
        daily = dossier.figures.money(owed.daily)
        yield _prose(dossier.say("head", "daily", daily=daily))
    yield _prose(dossier.say("head", "until", day=dossier.today), above=16.0)
    opened = dossier.figures.day(facts.opened_on)
    yield _prose(dossier.say("head", "opened", day=opened) + ".", above=4.0)
    yield _prose(_left_out(dossier), above=4.0)
    yield _prose(dossier.say("head", "made"), above=4.0)

def _left_out(dossier: Dossier) -> str:
    count = dossier.facts.left_out
    key = {0: "none_left_out", 1: "left_out_one"}.get(count, "left_out")
    return dossier.say("head", key, count=dossier.figures.number(count))


def _party(dossier: Dossier, key: str, name: str, lines: Iterable[str]) -> Block:
    said = (Prose(line, regular(), STYLE.text, STYLE.leading) for line in lines)
    title = Prose(name, strong(), STYLE.text * 1.1, STYLE.leading * 1.1)
    return Together((_caption(dossier.say("head", key)), title, *said))


def _debtor(dossier: Dossier) -> Iterator[str]:
    """Where the debtor is, and what it is in law."""
    client = dossier.facts.client
    yield from address_lines(client.address, dossier.facts.business.address.country)
    yield dossier.texts.statement["debtor"][client.debtor_type.value]
    if client.reference.strip():
        yield one_line(client.reference)


def _account(dossier: Dossier) -> Iterator[Block]:
    money, short = dossier.figures.money, dossier.figures.short_day
    items, owed = [one.item for one in dossier.facts.items], dossier.facts.owed
    column = dossier.texts.evidence["columns"]
    table = Table(
        columns=(
            Column(column["invoice"], tuple(one_line(x.number) for x in items), figures=False),
            Column(column["issued"], tuple(short(x.issued) for x in items), figures=False),
            Column(
                column["due"], tuple(short(x.original_due or x.due) for x in items), figures=False
            ),
            Column(column["amount"], tuple(money(x.amount) for x in items)),
            Column(column["settled"], tuple(money(x.amount - x.open) for x in items)),
            Column(column["open"], tuple(money(x.open) for x in items), sum=money(owed.principal)),
            Column(
                column["total"],
                tuple(money(_total(one)) for one in dossier.facts.items),
                sum=money(owed.total),
            ),
        ),
        sums=dossier.say("account", "sums") if len(items) > 1 else "",
        ending=(
            (dossier.say("account", "principal"), money(owed.principal)),
            (dossier.say("account", "on_top"), money(owed.on_top)),
            (dossier.say("account", "total"), money(owed.total)),
        ),
    )
    yield Ledger.of(table, STYLE, PAPER.width)
    yield from _payments(dossier)


def _total(one: OwedItem) -> Money:
    return one.item.open + Money(one.claim.amount, one.item.open.currency)


def _payments(dossier: Dossier) -> Iterator[Block]:
    """What settled anything of the invoices, oldest first."""
    found = sorted(
        (
            (settled.day, one.item.number, settled)
            for one in dossier.facts.items
            for settled in one.item.settlements
        ),
        key=lambda row: row[:2],
    )
    heading = Prose(
        dossier.say("account", "payments"), strong(), STYLE.text, STYLE.leading, STYLE.section
    )
    yield heading
    if not found:
        yield _prose(dossier.say("account", "payments_none"))
        return
    column = dossier.texts.evidence["columns"]
    lanes = (
        Lane(column["day"], _DAY),
        Lane(column["invoice"]),
        Lane(column["what"], 120.0),
        Lane(column["total"], 90.0, figures=True),
    )
    rows = [
        (
            dossier.figures.short_day(day),
            one_line(number),
            dossier.say("account", "paid" if one.paid else "credited"),
            dossier.figures.money(one.whole),
        )
        for day, number, one in found
    ]
    yield Rows.of(lanes, rows, size=_SMALL, width=PAPER.width, above=STYLE.paragraph)


def _title(text: str) -> Prose:
    return Prose(text, strong(), STYLE.subject, STYLE.subject * 1.2)


def _caption(text: str) -> Prose:
    return Prose(text, regular(), STYLE.note, STYLE.note_leading, 0.0, GREY)


def _prose(text: str, *, above: float = STYLE.paragraph) -> Prose:
    return Prose(text, regular(), STYLE.text, STYLE.leading, above, measure=STYLE.measure)


# Pages


def _part(dossier: Dossier, name: str, blocks: Iterable[Block]) -> Written:
    title = dossier.say("parts", name)
    return _printed(dossier, title, paged((_title(title), *blocks), PAPER, PAPER))


def _printed(dossier: Dossier, title: str, pages: Pages) -> Written:
    sheet = _sheet(dossier, title)
    for page in pages:
        running_head(sheet, dossier.house, (dossier.subject, title), dossier.today)
        _draw(sheet, page)
        sheet.next_page()
    return Written(sheet.finish())


def _sheet(dossier: Dossier, title: str) -> Sheet:
    return Sheet(
        title=title,
        author=dossier.house.name,
        language=dossier.figures.tag,
        day=dossier.facts.today,
    )


def _draw(sheet: Sheet, page: Iterable[Placed]) -> None:
    for placed in page:
        placed.block.draw(sheet, placed.box)


def _finished(sheet: Sheet) -> Written:
    sheet.next_page()
    return Written(sheet.finish())
