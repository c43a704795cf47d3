"""Every language says everything: the same files, the same names, and no gap in any situation."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from string import Formatter

import pytest
from jinja2 import Environment, nodes

from dunning_desktop import resources
from dunning_desktop.domain.claims import NOTHING
from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.content import content_of
from dunning_desktop.letters.press import Press
from dunning_desktop.letters.texts import languages
from dunning_desktop.letters.working import working
from tests.helpers.facts import (
    ANYWHERE,
    BUSINESS,
    CLIENT,
    CONSUMER,
    contractual,
    facts,
    line,
    many,
    statutory,
)
from tests.helpers.paper_facts import (
    extension_facts,
    instalment_facts,
    invoice,
    plan_facts,
    promise_facts,
    statement_facts,
    thanks_facts,
)

PRESS = Press()
AGREED = ("promise", "extension", "plan", "instalment", "instalment-late")
LETTERS = (*Tone, "thanks", "statement", *AGREED)
TABLES = ("labels.toml", "statement.toml")
FILES = {*TABLES, "macros.txt", "phrases.txt", "notes.txt", *(f"{one}.txt" for one in LETTERS)}
OF_ONE_LAW = {"claimed", "rests_on", "follows"}
"""Phrases of letters before action, whose words are those of one country's law."""
LOOSE = re.compile(r"[{}%]{2}|None|Undefined|  | [.,]|\.\.|,,|\( | \)")
"""What a gap in a sentence leaves behind."""
EARLIER = tuple(date(2026, month, 8) for month in range(3, 11))
EACH = pytest.mark.parametrize("language", languages())


def everything(words: Words) -> str:
    return f"{words.subject}\n\n{words.opening}\n\n{words.closing}"


def keys(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Each key with the names that are filled into its text."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from keys(value, f"{before}{key}.")
        else:
            named = (name for _, name, _, _ in Formatter().parse(str(value)) if name)
            yield f"{before}{key}", frozenset(named)


def blocks(language: str, file: str) -> Mapping[str, nodes.Block]:
    tree = Environment().parse(resources.read_text("letters", language, file))
    return {one.name: one for one in tree.find_all(nodes.Block)}


@EACH
def test_the_files_are_all_there(language: str) -> None:
    found = {one.name for one in resources.path("letters", language).iterdir()}
    assert found >= FILES
    assert language == "en-GB" or found == FILES


@EACH
@pytest.mark.parametrize("file", TABLES)
def test_tables_have_the_same_keys_and_fill_in_the_same_names(language: str, file: str) -> None:
    def table(of: str) -> dict[str, frozenset[str]]:
        return dict(keys(tomllib.loads(resources.read_text("letters", of, file))))

    assert table(language) == table("en-GB")


@EACH
def test_there_is_every_phrase_and_no_other(language: str) -> None:
    found, wanted = blocks(language, "phrases.txt"), blocks("en-GB", "phrases.txt")
    assert found.keys() | OF_ONE_LAW == wanted.keys()


@EACH
@pytest.mark.parametrize("name", LETTERS)
def test_texts_are_simple_enough_to_be_edited(language: str, name: str) -> None:
    """Names, and paragraphs that stand where something is or is not so; nothing else."""
    for part, block in blocks(language, f"{name}.txt").items():
        if part == "slip":
            continue
        for node in block.find_all((nodes.Expr, nodes.Stmt)):
            simple = (nodes.Block, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If)
            assert isinstance(node, (*simple, nodes.Not)), (part, type(node))
        for switch in block.find_all(nodes.If):
            assert not switch.else_, part
            assert not switch.elif_, part


def _reminders(client: Client, tone: Tone) -> Iterator[Words]:
    claim = contractual(line().open, date(2026, 10, 25))
    situations = (
        None,
        many(3, tone=tone),
        many(2, tone=tone),
        many(12, tone=tone),
        [line("A", days=0, tone=tone)],
        [line("A", days=-3, tone=tone), line("B", days=-3, tone=tone)],
        [line("A", days=-3, tone=tone), line("B", days=-9, tone=tone)],
        [line("A", days=40, tone=tone), line("B", days=-2, tone=Tone.COURTESY)],
        [line("A", days=40, tone=tone), *many(5, tone=Tone.COURTESY)],
        [line("A", days=1, paid=5, tone=tone)],
        [line("A", days=22, tone=tone, claim=claim)],
        [line("A", days=22, tone=tone, claim=NOTHING)],
    )
    houses = (BUSINESS, Business(), replace(BUSINESS, phone=""), replace(BUSINESS, email=""))
    for lines, business, previous in product(situations, houses, ((), EARLIER[:1], EARLIER)):
        yield PRESS.words(
            facts(lines, tone=tone, client=client, business=business, previous=previous)
        )


@EACH
@pytest.mark.parametrize("tone", list(Tone))
def test_reminders_have_no_gap_in_any_situation(language: str, tone: Tone) -> None:
    seen = set()
    for one in (CLIENT, CONSUMER, ANYWHERE):
        for words in _reminders(replace(one, language=language), tone):
            said = everything(words)
            assert not LOOSE.search(said), said
            assert "\n" not in words.subject
            assert Words.paragraphs(words.opening)[0].endswith((",", ":"))
            seen.add(said)
    assert len(seen) > 50


def _papers(client: Client) -> Iterator[PaperFacts]:
    two = (invoice(), invoice("INV-0423", 36_050, paid=10_000))
    yield from (promise_facts(client=client), promise_facts(50_000, *two, client=client))
    yield extension_facts(client=client)
    yield extension_facts(rests=False, interest=1843, client=client)
    for number, accepted, interest in product((1, 2, 5, 12), (True, False), (True, False)):
        yield plan_facts(number, *two, accepted=accepted, with_interest=interest, client=client)
        yield plan_facts(number, invoice(), accepted=accepted, client=client)
    strict = plan_facts(client=client)
    assert strict.plan is not None
    yield replace(strict, plan=replace(strict.plan, grace_days=0, answer_by=None))
    for position, paid, late in product((1, 3, 5, 6), (0, 1000), (True, False)):
        yield instalment_facts(position, paid=paid, late=late, client=client)
    yield from (thanks_facts(client=client), thanks_facts(*two, client=client))
    for day in (date(2026, 10, 1), date(2026, 11, 22)):
        yield statement_facts(invoice(), today=day, client=client)
        yield statement_facts(*two, *two[:1] * 4, today=day, client=client)


@EACH
def test_papers_have_no_gap_in_any_situation(language: str) -> None:
    for one in (CLIENT, CONSUMER):
        for paper in _papers(replace(one, language=language)):
            said = everything(PRESS.paper_words(paper))
            assert not LOOSE.search(said), said
            assert "sincerely" not in said or language.startswith("en")


@EACH
def test_the_working_has_no_gap(language: str) -> None:
    client = replace(CLIENT, language=language)
    law = statutory(line().open, date(2026, 10, 25))
    for tone in (Tone.FIRM, Tone.FINAL):
        for claim in (law, contractual(line().open, date(2026, 10, 25))):
            lines = [line(days=28, tone=tone, claim=claim)]
            notes = working(content_of(facts(lines, tone=tone, client=client)))
            assert notes
            assert not LOOSE.search(" ".join(notes)), notes


@EACH
def test_amounts_are_never_broken(language: str) -> None:
    """The spaces inside an amount are such as no line breaks at, and stay so in the words."""
    one = facts(client=replace(CLIENT, language=language))
    amount = content_of(one).amounts[0]
    assert " " not in amount
    assert amount in everything(PRESS.words(one))
