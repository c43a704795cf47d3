"""Own letter texts in a book: kept by language, said by letters, and taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_markup import check
from dunning_desktop.domain.letter_texts import (
    LetterText,
    OwnText,
    OwnTextError,
    conditions_of,
    names_of,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.promises import Promise
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.letter_texts import (
    TOUCHED,
    TextInUse,
    built_in_text,
    known_texts,
    reset_text,
    save_text,
    text_in_use,
)
from dunning_desktop.usecases.outbox import letter_pdf, message_of, outbox
from dunning_desktop.usecases.papers import promise_paper
from tests.helpers.books import Book
from tests.helpers.facts import facts
from tests.letters.reading import text as text_of

FRIENDLY, FIRM, PROMISE = LetterText.FRIENDLY, LetterText.FIRM, LetterText.PROMISE
MINE = Words("Hello, {{ client }}", "Pay {{ total }}{% if late %} now{% endif %}.", "Yours, Sam")
OTHER = Words("Hello again", "Pay {{ total }}.", "Sam")


@pytest.fixture
def real(book: Book) -> Book:
    """The same book with the real press."""
    return replace(book, office=replace(book.office, stationery=Press()))


def _save(
    book: Book, words: Words = MINE, *, text: LetterText = FRIENDLY, language: str = "en-GB"
) -> TextInUse:
    return save_text(book.office, OwnText(text, language, words)).value


def _in_use(book: Book, text: LetterText = FRIENDLY, language: str = "en-GB") -> Words:
    return text_in_use(book.office, text, language).words


def _noted(book: Book) -> list[Mapping[str, object]]:
    """What the history says of the business since the book was made."""
    rows = book.dump()["audit_entry"]
    told = [json.loads(str(row[5])) for row in rows if row[2] == "business-changed"]
    return [one for one in told if one]


# Kept


def test_until_it_is_worded_anew_a_text_is_built_in(book: Book) -> None:
    built_in = Words("friendly en-GB", "{{ greeting }}", "Thank you.")
    assert built_in_text(book.office, FRIENDLY, "en-GB") == built_in
    seen = text_in_use(book.office, FRIENDLY, "en-GB")
    assert seen == TextInUse(FRIENDLY, "en-GB", built_in, own=False)


def test_a_saved_text_is_in_use(book: Book) -> None:
    outcome = save_text(book.office, OwnText(FRIENDLY, "en-GB", MINE))
    assert outcome.value == TextInUse(FRIENDLY, "en-GB", MINE, own=True)
    assert outcome.touched == TOUCHED
    assert text_in_use(book.office, FRIENDLY, "en-GB") == outcome.value
    assert built_in_text(book.office, FRIENDLY, "en-GB").subject == "friendly en-GB"


def test_saved_again_it_stands_in_place_of_what_was(book: Book) -> None:
    _save(book)
    _save(book, OTHER)
    assert _in_use(book) == OTHER
    assert len(book.dump()["letter_text"]) == 1


def test_each_language_and_each_text_has_its_own(book: Book) -> None:
    _save(book)
    _save(book, OTHER, language="de")
    assert (_in_use(book), _in_use(book, language="de")) == (MINE, OTHER)
    assert _in_use(book, FIRM).subject == "firm en-GB"
    reset_text(book.office, FRIENDLY, "en-GB")
    assert _in_use(book).subject == "friendly en-GB"
    assert _in_use(book, language="de") == OTHER


def test_what_there_is_to_choose_from(book: Book) -> None:
    assert known_texts(book.office).own == frozenset()
    _save(book, language="de")
    _save(book, text=FIRM)
    seen = known_texts(book.office)
    assert seen.languages == ("en-GB", "de")
    assert seen.own == {(FRIENDLY, "de"), (FIRM, "en-GB")}


def test_the_book_tells_them_in_the_order_of_text_and_language(book: Book) -> None:
    made = [(FRIENDLY, "en-GB"), (FRIENDLY, "de"), (FIRM, "en-GB")]
    for text, language in made:
        _save(book, text=text, language=language)
    with book.office.read() as ledger:
        assert list(ledger.texts.all()) == [
            OwnText(FIRM, "en-GB", MINE),
            OwnText(FRIENDLY, "de", MINE),
            OwnText(FRIENDLY, "en-GB", MINE),
        ]
        assert [one.language for one in ledger.texts.of("friendly")] == ["de", "en-GB"]
        assert list(ledger.texts.of("offer")) == []


def test_every_sign_comes_back_as_it_was_typed(book: Book) -> None:
    typed = Words(" Grüße & **fett** ", "- eins\n- zwei\n\n\u00a0{ – } 'x' \"y\"\n", "日本\\n%")
    _save(book, typed, language="de")
    assert _in_use(book, language="de") == typed


def test_the_built_in_words_need_not_be_kept(book: Book) -> None:
    _save(book)
    built_in = built_in_text(book.office, FRIENDLY, "en-GB")
    outcome = save_text(book.office, OwnText(FRIENDLY, "en-GB", built_in))
    assert outcome.value == TextInUse(FRIENDLY, "en-GB", built_in, own=False)
    assert book.dump()["letter_text"] == []
    assert known_texts(book.office).own == frozenset()


def test_it_is_said_in_the_built_in_words_again(book: Book) -> None:
    _save(book)
    outcome = reset_text(book.office, FRIENDLY, "en-GB")
    assert not outcome.value.own
    assert outcome.value.words == _in_use(book) == built_in_text(book.office, FRIENDLY, "en-GB")
    assert outcome.touched == TOUCHED


# The history


def test_the_history_names_the_text_each_time_it_changes(book: Book) -> None:
    _save(book)
    _save(book, OTHER, text=LetterText.INSTALMENT_LATE, language="de")
    reset_text(book.office, FRIENDLY, "en-GB")
    parts = ["text:friendly", "text:instalment-late", "text:friendly"]
    assert _noted(book) == [{"part": part} for part in parts]


def test_where_nothing_changes_nothing_is_noted(book: Book) -> None:
    reset_text(book.office, FRIENDLY, "en-GB")
    _save(book, built_in_text(book.office, FRIENDLY, "en-GB"))
    assert _noted(book) == []


# Refused


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (replace(MINE, subject=" "), ("subject", "empty", "")),
        (replace(MINE, opening="x" * 12_001), ("opening", "long", "12000")),
        (replace(MINE, opening="{{ amount }}"), ("opening", "unknown", "amount")),
        (replace(MINE, closing="{% if late %}x"), ("closing", "condition", "late")),
        (replace(MINE, closing="{% for x in y %}"), ("closing", "braces", "{% for x in y %}")),
    ],
)
def test_what_was_kept_stays_when_other_words_are_refused(
    book: Book, words: Words, refused: tuple[str, str, str]
) -> None:
    _save(book)
    before = book.dump()
    with pytest.raises(OwnTextError) as caught:
        _save(book, words)
    assert dict(caught.value.data) == dict(zip(("part", "reason", "name"), refused, strict=True))
    assert book.dump() == before


# Said


def test_a_reminder_says_the_owners_own_words(real: Book) -> None:
    _save(real)
    real.invoice(real.client(contacts=()), "A1", late=5)
    issued = real.issue()
    rows = real.dump()["reminder"]
    assert rows[0][9:12] == ("Hello, Acme Ltd", "Pay £100.00 now.", "Yours, Sam")
    said = text_of(letter_pdf(real.office, issued.letter_ids[0]).pdf)
    assert "Hello, Acme Ltd Pay £100.00 now. Invoice Dated" in said
    assert "slipped your attention" not in said
    assert [one.subject for one in outbox(real.office).letters] == ["Hello, Acme Ltd"]


def test_an_e_mail_says_them_too(real: Book) -> None:
    _save(real)
    real.invoice(real.client(), "A1", late=5)
    (key,) = real.issue().message_ids
    sent = message_from_bytes(message_of(real.office, key).frozen.raw, policy=policy.default)
    assert sent["Subject"] == "Hello, Acme Ltd"
    body = sent.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Pay £100.00 now.")


def test_only_letters_in_that_language_say_them(real: Book) -> None:
    _save(real, Words("Guten Tag", "Bitte {{ total }} zahlen.", "Sam"), language="de")
    english = real.client("Acme Ltd", language="en-GB")
    austrian = real.client("Zwirn GmbH", language="de-AT")
    for client in (english, austrian):
        real.invoice(client, f"A{client}", late=5)
    said = [one.words for one in real.choices()]
    assert said[0].subject == f"Reminder: invoice A{english}, due on 15 March 2026"
    assert (said[1].subject, said[1].closing) == ("Guten Tag", "Sam")


def test_only_reminders_of_that_tone_say_them(real: Book) -> None:
    _save(real, text=FIRM)
    real.invoice(real.client(), "A1", late=5)
    (choice,) = real.choices()
    assert choice.words.subject == "Reminder: invoice A1, due on 15 March 2026"


def test_a_paper_says_them_as_well(real: Book) -> None:
    _save(real, Words("Thanks", "{{ amount }} by {{ day }}.", "Sam"), text=PROMISE)
    client = real.client()
    real.invoice(client, "A1")
    today = real.clock.today()
    promised = Promise(client, today, today + timedelta(days=9), Money(9000, "GBP"))
    paper = promise_paper(real.office, promised)
    assert paper.words == Words("Thanks", "£90.00 by 29 March 2026.", "Sam")


def test_a_name_is_no_template(real: Book) -> None:
    """What a client is called is said, whatever it looks like."""
    _save(real)
    real.invoice(real.client("{{ total }} **Ltd**"), "A1", late=5)
    (choice,) = real.choices()
    assert choice.words.subject.replace("\u2060", "") == "Hello, {{ total }} **Ltd**"


@pytest.mark.parametrize("text", list(LetterText))
def test_every_built_in_text_could_be_an_own_one(real: Book, text: LetterText) -> None:
    for language in known_texts(real.office).languages:
        changed = replace(built_in_text(real.office, text, language), closing="Sam")
        assert _save(real, changed, text=text, language=language).own


# What is not refused

PLAIN = st.text("a {}%#\n-", min_size=1, max_size=4)
SIMPLE = st.one_of(
    PLAIN,
    st.sampled_from(names_of(LetterText.FINAL)).map("{{{{ {} }}}}".format),
    st.sampled_from(names_of(LetterText.FINAL)).map("{{{{{}}}}}".format),
)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    condition = st.sampled_from(conditions_of(LetterText.FINAL))
    form = st.sampled_from(["{{% if {} %}}{}{{% endif %}}", "{{%if not {}%}}{}{{%endif%}}"])
    within = st.builds(lambda made, name, what: made.format(name, what), form, condition, inner)
    return st.lists(st.one_of(inner, within), min_size=1, max_size=4).map("".join)


def _said(source: str) -> str | None:
    """What the press makes of a text; None of one that is refused."""
    words = Words("Hello", source, "Sam")
    try:
        check(LetterText.FINAL, words)
    except OwnTextError:
        return None
    own = replace(facts(tone=Tone.FINAL), own=(("en-GB", words),))
    return Press().words(own).opening


@given(st.recursive(SIMPLE, _nested, max_leaves=6))
def test_what_is_not_refused_can_be_said(source: str) -> None:
    said = _said(source) or ""
    # Neither a name nor a condition is left of it.
    assert "_" not in said
    assert "endif" not in said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{{ total }}", "{£1,321.18"),
        ("{{% if late %}x{% endif %}", "{x"),
        ("{% if late %}x{{% endif %}", "x{"),
        ("x {", "x {"),
    ],
)
def test_a_brace_before_another_is_a_brace_or_is_refused(source: str, said: str) -> None:
    assert _said(source) in {None, said}
