"""Whatever people type into names and addresses, a letter and an e-mail come out."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.client import Address, BankDetails, Business, Client, DebtorType
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters import fonts
from dunning_desktop.letters.press import Press
from dunning_desktop.letters.wrapping import fitted, shortened, wrapped
from tests.helpers.facts import CLIENT, compounding, facts, german, line, owed, statement
from tests.letters.reading import page_count

PRESS = Press()
ANY = st.text(max_size=120)
NAMES = ANY.filter(lambda text: bool(text.strip()))
ADDRESSES = st.builds(
    Address,
    st.lists(ANY, max_size=7).map(tuple),
    ANY,
    ANY,
    ANY,
    st.sampled_from(["GB", "FR", "", "??"]),
)
BUSINESSES = st.builds(
    Business,
    name=ANY,
    address=ADDRESSES,
    email=ANY,
    phone=ANY,
    website=ANY,
    registered_name=ANY,
    registration=st.text(max_size=600),
    vat_number=ANY,
    bank=st.builds(BankDetails, ANY, ANY, ANY, ANY, ANY, ANY),
    signatory=ANY,
)


@pytest.fixture(autouse=True, scope="module")
def _glyphs_are_missing() -> Iterator[None]:
    """Characters without a glyph are the point here, not trouble."""
    logger = logging.getLogger(fonts.__name__)
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(logging.NOTSET)


@given(business=BUSINESSES, name=NAMES, address=ADDRESSES, number=NAMES, reference=ANY)
def test_names_never_stop_a_reminder(
    business: Business, name: str, address: Address, number: str, reference: str
) -> None:
    client = Client(name=name, debtor_type=DebtorType.COMPANY, address=address, reference=reference)
    one = facts(
        [line(number, tone=Tone.FINAL), line("B", days=-1)],
        tone=Tone.FINAL,
        client=client,
        business=business,
        reference=reference,
    )
    words = PRESS.words(one)
    assert page_count(PRESS.letter(one, words)) <= 3
    body = PRESS.email(one, words, letter_attached=True)
    assert "<script" not in body.html


@given(business=BUSINESSES, name=NAMES, address=ADDRESSES, number=ANY, reference=ANY)
def test_names_never_stop_a_statement(
    business: Business, name: str, address: Address, number: str, reference: str
) -> None:
    client = Client(name=name, debtor_type=DebtorType.COMPANY, address=address, reference=reference)
    items = [owed(german(), number), owed(compounding(), "B")]
    assert page_count(PRESS.statement(statement(items, client=client, business=business))) <= 4
    alone = statement(items[:1], client=None, business=business)
    assert page_count(PRESS.statement(alone)) <= 2


@given(words=st.builds(Words, ANY, st.text(max_size=3000), st.text(max_size=3000)))
def test_words_never_stop_a_letter(words: Words) -> None:
    assert page_count(PRESS.letter(facts(), words)) >= 1


@given(text=st.text(max_size=300), width=st.floats(20, 500), size=st.sampled_from([7.0, 10.5]))
def test_wrapping_loses_nothing_and_keeps_the_measure(text: str, width: float, size: float) -> None:
    face = fonts.regular()
    lines = wrapped(text, face, size, width)
    bare = "".join(fonts.printable(text).split())
    assert "".join("".join(lines).split()) == bare
    assert all(face.width(one, size) <= width + 0.01 or len(one) == 1 for one in lines)
    assert face.width(shortened(text, face, size, width), size) <= width + 0.01


@given(texts=st.lists(NAMES, min_size=1, max_size=12), height=st.floats(12, 90))
def test_what_is_fitted_fits(texts: list[str], height: float) -> None:
    sizes = ((10.0, 12.0), (8.0, 9.0))
    fit = fitted(texts, fonts.regular(), width=200, height=height, sizes=sizes)
    assert fit.height <= height
    if fit.whole:
        assert "".join("".join(fit.lines).split()) == "".join(
            "".join(fonts.printable(one) for one in texts).split()
        )


def test_the_client_named_by_an_empty_contact() -> None:
    one = facts(client=replace(CLIENT, contacts=(replace(CLIENT.contacts[0], name="  "),)))
    assert PRESS.words(one).opening.startswith("Dear Accounts Team,")
