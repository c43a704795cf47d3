"""The claim summary: a page with the sums of a claim and its particulars, to issue it from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.court import LINES, WIDTH, CourtClaim, particulars
from dunning_desktop.domain.money import Money
from dunning_desktop.letters.evidence_front import PAPER, STYLE
from dunning_desktop.letters.figures import figures_for
from dunning_desktop.letters.flow import Block, paged
from dunning_desktop.letters.fonts import regular, strong
from dunning_desktop.letters.geometry import MM, TEXT, Box
from dunning_desktop.letters.house import House, on_plain_paper
from dunning_desktop.letters.masthead import draw_foot, draw_sender, sender_bottom
from dunning_desktop.letters.prose import Prose
from dunning_desktop.letters.rows import Lane, Rows
from dunning_desktop.letters.sheet import GREY, Sheet
from dunning_desktop.letters.texts import EVIDENCE, text_language, texts_for

_BELOW_SENDER = 12 * MM
_AMOUNT = 110.0


def claim_sheet(claim: CourtClaim, business: Business, *, specimen: bool = False) -> bytes:
    """The page as a PDF: the same bytes for the same claim."""
    language = text_language(business.language, having=EVIDENCE)
    texts, figures = texts_for(language), figures_for(business.language, language)
    house = House(on_plain_paper(business), texts.labels)
    words = texts.evidence["claim"]
    sheet = Sheet(title=words["title"], author=house.name, language=figures.tag)
    first = Box(TEXT.left, sender_bottom(house) + _BELOW_SENDER, TEXT.right, PAPER.bottom)
    pages = paged(tuple(_blocks(claim, business)), first, PAPER)
    for number, page in enumerate(pages, 1):
        if number == 1:
            draw_sender(sheet, house)
        for placed in page:
            placed.block.draw(sheet, placed.box)
        draw_foot(sheet, house, number, pages=len(pages), specimen=specimen)
        sheet.next_page()
    return sheet.finish()


def _blocks(claim: CourtClaim, business: Business) -> Iterator[Block]:
    language = text_language(business.language, having=EVIDENCE)
    words, figures = texts_for(language).evidence["claim"], figures_for(business.language, language)
    names = {"creditor": claim.creditor, "debtor": claim.debtor}
    yield Prose(words["title"], strong(), STYLE.subject, STYLE.subject * 1.2)
    subject = words["subject"].format(**names)
    yield Prose(subject, regular(), STYLE.text, STYLE.leading, 2.0, GREY)
    until = words["until"].format(day=figures.day(claim.today))
    yield Prose(until, regular(), STYLE.text, STYLE.leading, 0.0, GREY)
    rows = [(caption, figures.money(money)) for caption, money in _sums(claim, words)]
    lanes = (Lane(""), Lane("", _AMOUNT, figures=True))
    yield Rows.of(lanes, rows, size=STYLE.text, width=PAPER.width, above=STYLE.section)
    yield _note(words["checked"].format(day=figures.day(claim.fees.checked)))
    if not claim.online:
        yield _note(words["offline"].format(most=figures.money(claim.fees.online_upto)))
    heading, size = words["particulars"], STYLE.text * 1.2
    yield Prose(heading, strong(), size, STYLE.leading, STYLE.section * 1.5)
    lines = particulars(claim)
    form = {"lines": str(len(lines)), "most": str(LINES), "width": str(WIDTH)}
    yield _note(words["form"].format(**form))
    for number, line in enumerate(lines):
        above = STYLE.paragraph if not number else 0.0
        yield Prose(line, regular(), STYLE.text, STYLE.leading, above)


def _sums(claim: CourtClaim, words: Mapping[str, str]) -> Iterator[tuple[str, Money]]:
    yield words["principal"], claim.principal
    if claim.interest.minor:
        yield words[f"interest_{claim.ground}"], claim.interest
    if claim.compensation.minor:
        yield words["compensation"], claim.compensation
    if claim.costs.minor:
        yield words["costs"], claim.costs
    yield words["claimed"], claim.claimed
    yield words["fee"], claim.fee
    yield words["total"], claim.total
    if claim.daily.minor:
        yield words["daily"], claim.daily


def _note(text: str) -> Prose:
    return Prose(
        text, regular(), STYLE.note, STYLE.note_leading, STYLE.paragraph, GREY,
        measure=STYLE.measure,
    )  # fmt: skip
