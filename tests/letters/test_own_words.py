"""The owner's own texts: used in their language, able to say all they may, and unable to run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter import OwnWords, ReminderFacts, Words
from dunning_desktop.domain.letter_markup import check
from dunning_desktop.domain.letter_texts import (
    REMINDERS,
    LetterText,
    OwnTextError,
    conditions_of,
    names_of,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from dunning_desktop.letters.texts import languages
from tests.helpers.facts import ANYWHERE, BUSINESS, CLIENT, CONSUMER, facts, line, many
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
EVERY_TEXT = pytest.mark.parametrize("text", list(LetterText))
EVERY_LANGUAGE = pytest.mark.parametrize("language", languages())
UNRESOLVED = re.compile(r"[{}%]{2}|None|Undefined|<|object|function|Macro")
EARLIER = (date(2026, 10, 22), date(2026, 11, 4))
TWO = (invoice(), invoice("INV-0423", 36_050, paid=10_000))
FRIENDLY = Words("Our {{ number }}", "{{ greeting }}\n\nPay {{ total }}, please.", "{{ business }}")

Facts = ReminderFacts | PaperFacts


def said(one: Facts) -> Words:
    return PRESS.words(one) if isinstance(one, ReminderFacts) else PRESS.paper_words(one)


def everything(words: Words) -> str:
    return f"{words.subject}\n\n{words.opening}\n\n{words.closing}"


def owning(one: Facts, *own: tuple[str, Words]) -> Facts:
    return replace(one, own=own)


def saying(opening: str, *, language: str = "en-GB") -> OwnWords:
    return ((language, Words("Subject", opening, "Closing")),)


def situations(text: LetterText, client: Client = CLIENT) -> Iterator[Facts]:
    """Facts in which every name of the text has something to say at least once."""
    if text.is_reminder:
        yield from _reminders(Tone(text.value), client)
        return
    match text:
        case LetterText.PROMISE:
            yield from (promise_facts(client=client), promise_facts(50_000, *TWO, client=client))
        case LetterText.EXTENSION:
            yield extension_facts(client=client)
            yield extension_facts(rests=False, interest=1843, client=client)
        case LetterText.PLAN:
            yield plan_facts(6, *TWO, client=client)
            yield plan_facts(1, invoice(), accepted=True, with_interest=True, client=client)
            open_ended = plan_facts(client=client)
            assert open_ended.plan is not None
            yield replace(open_ended, plan=replace(open_ended.plan, answer_by=None, grace_days=0))
        case LetterText.INSTALMENT | LetterText.INSTALMENT_LATE:
            late = text is LetterText.INSTALMENT_LATE
            for position, paid in ((2, 0), (5, 1000), (6, 0)):
                yield instalment_facts(position, paid=paid, late=late, client=client)
        case LetterText.THANKS:
            yield from (thanks_facts(client=client), thanks_facts(*TWO, client=client))
        case LetterText.STATEMENT:
            yield statement_facts(client=client)
            early = statement_facts(*TWO, today=date(2026, 9, 30), client=client)
            yield replace(early, credit=(Money(1_000, "GBP"),))


def _reminders(tone: Tone, client: Client) -> Iterator[ReminderFacts]:
    yield facts(tone=tone, client=client, previous=EARLIER)
    yield facts(many(4, tone=tone), tone=tone, client=client, credit=[Money(1_000, "GBP")])
    yield facts([line("A", days=-3, tone=tone)], tone=tone, client=client, business=Business())
    yield facts([line("A", days=1, paid=5, tone=tone)], tone=tone, client=client)
    pending = line("B", days=-2, tone=Tone.COURTESY)
    yield facts([line("A", days=40, tone=tone), pending], tone=tone, client=client)


def everywhere(text: LetterText, language: str) -> Iterator[Facts]:
    """The same for a company, for a person, and for who has no name to be greeted by."""
    for one in (CLIENT, CONSUMER, ANYWHERE):
        yield from situations(text, replace(one, language=language))


def told(one: Facts) -> Iterator[tuple[str, str]]:
    """The paragraphs of an own text as names and values."""
    for paragraph in said(one).opening.split("\n\n"):
        name, _, value = paragraph.partition(":")
        yield name, value.strip()


# Whose words


def test_own_words_stand_in_place_of_the_built_in_ones() -> None:
    words = said(owning(facts(), ("en-GB", FRIENDLY)))
    expected = Words(
        "Our INV-0417", "Dear Priya Shah,\n\nPay £1,240.00, please.", "Carter Plumbing"
    )
    assert words == expected


@EVERY_LANGUAGE
def test_own_words_are_of_their_language_only(language: str) -> None:
    one = facts(client=replace(CLIENT, language=language))
    own = said(owning(one, ("de", FRIENDLY)))
    if language == "de":
        assert own.subject == "Our INV-0417"
        assert own.opening.endswith("Pay 1.240,00\xa0£, please.")
    else:
        assert own == said(one)


def test_each_language_has_its_own() -> None:
    french = replace(FRIENDLY, subject="La facture {{ number }}")
    own = (("de", FRIENDLY), ("fr", french))
    for language, subject in (("de-AT", "Our INV-0417"), ("fr-CA", "La facture INV-0417")):
        one = facts(client=replace(CLIENT, language=language))
        assert said(owning(one, *own)).subject == subject


def test_who_is_written_to_in_english_for_want_of_his_own_reads_the_english_ones() -> None:
    finnish = facts(client=replace(CLIENT, language="fi-FI"))
    assert said(owning(finnish, ("en-GB", FRIENDLY))).subject == "Our INV-0417"


def test_american_words_are_not_for_britons() -> None:
    one = owning(facts(), ("en-US", FRIENDLY))
    assert said(one) == said(facts())


@EVERY_TEXT
def test_every_text_can_be_worded_anew(text: LetterText) -> None:
    words = Words("About {{ number }}", "{{ greeting }}", "{{ business }}")
    one = next(situations(text))
    made = said(owning(one, ("en-GB", words)))
    assert made == Words("About INV-0417", "Dear Priya Shah,", "Carter Plumbing")


def test_the_letter_prints_them() -> None:
    one = facts(business=BUSINESS)
    own = replace(one, own=(("en-GB", FRIENDLY),))
    assert PRESS.letter(own, PRESS.words(own)) != PRESS.letter(one, PRESS.words(one))
    assert (
        "Pay £1,240.00, please." in PRESS.email(own, PRESS.words(own), letter_attached=False).text
    )


# What they may say


@EVERY_TEXT
@EVERY_LANGUAGE
def test_every_name_can_be_used_and_leaves_nothing_unresolved(
    text: LetterText, language: str
) -> None:
    names = names_of(text)
    opening = "\n\n".join(f"{name}: {{{{ {name} }}}}" for name in names)
    for one in everywhere(text, language):
        found = dict(told(owning(one, (language, replace(FRIENDLY, opening=opening)))))
        assert list(found) == list(names)
        assert not UNRESOLVED.search("\n".join(found.values())), found


@EVERY_TEXT
@EVERY_LANGUAGE
def test_every_condition_holds_or_does_not(text: LetterText, language: str) -> None:
    opening = "\n\n".join(
        f"{one}: {{% if {one} %}}yes{{% endif %}}{{% if not {one} %}}no{{% endif %}}"
        for one in conditions_of(text)
    )
    for one in everywhere(text, language):
        found = dict(told(owning(one, (language, replace(FRIENDLY, opening=opening)))))
        assert list(found) == list(conditions_of(text))
        assert set(found.values()) <= {"yes", "no"}


@pytest.mark.parametrize(
    "texts", [REMINDERS, *((one,) for one in LetterText if one not in REMINDERS)]
)
def test_no_name_is_empty_in_every_situation(texts: Sequence[LetterText]) -> None:
    names = names_of(texts[0])
    opening = "\n\n".join(f"{name}: {{{{ {name} }}}}" for name in names)
    spoken = {
        name
        for one in chain.from_iterable(everywhere(text, "en-GB") for text in texts)
        for name, value in told(owning(one, ("en-GB", replace(FRIENDLY, opening=opening))))
        if value
    }
    assert set(names) - spoken == set()


@EVERY_TEXT
@EVERY_LANGUAGE
def test_the_built_in_source_as_an_own_text_says_the_same(text: LetterText, language: str) -> None:
    source = PRESS.built_in(text, language)
    check(text, source)
    for one in everywhere(text, language):
        assert said(owning(one, (language, source))) == said(one)


@EVERY_TEXT
def test_the_built_in_source_is_shown_with_its_names(text: LetterText) -> None:
    source = PRESS.built_in(text, "en-GB")
    assert source.opening.startswith("{{ greeting }}")
    assert "block" not in everything(source)
    assert source == PRESS.built_in(text, "en-NZ")
    assert source != PRESS.built_in(text, "de")


# What they cannot do


@pytest.mark.parametrize(
    "source",
    [
        "{% for one in range(1000000000) %}x{% endfor %}",
        "{% for one in numbers %}{{ one }}{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% set total = 0 %}",
        "{% include 'phrases.txt' %}",
        "{{ 'x' * 1000000000 }}",
        "{{ ''.__class__.mro() }}",
        "{{ total.__class__ }}",
        "{{ lipsum() }}",
        "{{ total | replace('1', '9') }}",
        "{# not said #}",
        "{% raw %}{{ total }}{% endraw %}",
        "{% endblock %}",
        "{{ total",
    ],
)
def test_a_text_that_would_run_never_does(source: str) -> None:
    for part in ("subject", "opening", "closing"):
        words = replace(FRIENDLY, **{part: source})
        with pytest.raises(OwnTextError) as caught:
            check(LetterText.FRIENDLY, words)
        assert (caught.value.data["part"], caught.value.data["reason"]) == (part, "braces")
        with pytest.raises(OwnTextError):
            said(owning(facts(), ("en-GB", words)))


@pytest.mark.parametrize("name", ["nobody", "Total", "amount", "loop", "caller", "_"])
def test_an_unknown_name_is_said_to_be_one(name: str) -> None:
    words = replace(FRIENDLY, opening=f"{{{{ {name} }}}}")
    with pytest.raises(OwnTextError) as caught:
        check(LetterText.FRIENDLY, words)
    assert caught.value.data == {"part": "opening", "reason": "unknown", "name": name}
    with pytest.raises(OwnTextError):
        said(owning(facts(tone=Tone.FRIENDLY), ("en-GB", words)))


@pytest.mark.parametrize("name", ["opening", "subject", "closing", "slip"])
def test_a_text_cannot_name_a_part_of_itself(name: str) -> None:
    """It would be said inside itself, and again inside that, without an end."""
    with pytest.raises(DunningError):
        said(replace(facts(), own=saying(f"{{{{ {name} }}}}")))


@pytest.mark.parametrize("name", ["lipsum", "range", "cycler", "phrases", "plural", "invoices"])
def test_tools_of_the_press_are_no_names(name: str) -> None:
    words = replace(FRIENDLY, opening=f"{{{{ {name} }}}}")
    with pytest.raises(OwnTextError):
        check(LetterText.FRIENDLY, words)
    with pytest.raises(DunningError):
        said(owning(facts(), ("en-GB", words)))


@pytest.mark.parametrize("source", ["{% if late %}x", "x{% endif %}", "{% endif %}{% if late %}"])
def test_a_condition_without_an_end_is_no_crash(source: str) -> None:
    with pytest.raises(DunningError):
        said(replace(facts(), own=saying(source)))


@pytest.mark.parametrize(
    "source", ["{{{ total }}", "{{{ total }}}", "{{% if late %}x{% endif %}", "{"]
)
def test_a_brace_before_others_is_refused_or_printed(source: str) -> None:
    words = replace(FRIENDLY, opening=source)
    try:
        check(LetterText.FRIENDLY, words)
    except OwnTextError:
        return
    assert said(owning(facts(), ("en-GB", words))).opening.startswith("{")


MARKS = (
    "{",
    "}",
    "{{ total }}",
    "{{ number }}",
    "{% if late %}",
    "{% endif %}",
    "%",
    "#",
    "-",
    "x\n",
)


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map("".join))
def test_what_was_checked_can_be_said(source: str) -> None:
    words = replace(FRIENDLY, opening=source)
    try:
        check(LetterText.FRIENDLY, words)
    except OwnTextError:
        return
    assert isinstance(said(owning(facts(), ("en-GB", words))).opening, str)


def test_a_name_with_braces_stays_a_name_in_own_words() -> None:
    trap = facts(client=replace(CLIENT, name="{{ total }} {% for %} Ltd"))
    words = replace(FRIENDLY, opening="{{ client }}: {{ total }}")
    opening = said(owning(trap, ("en-GB", words))).opening
    assert opening == "{{ total }} {% for %} Ltd: £1,240.00"


def test_spaces_and_lines_are_tidied() -> None:
    words = Words(" Pay\n {{ total }} ", "A\nb  c\r\n\r\n\r\n- one\n- two\nmore\n\nD", "\n\nE\n\n")
    made = said(owning(facts(), ("en-GB", words)))
    assert made == Words("Pay £1,240.00", "A b c\n\n- one\n\n- two more\n\nD", "E")


def test_reminders_are_four_texts() -> None:
    assert [one.value for one in REMINDERS] == [one.value for one in Tone]
