"""The owner's own letterhead paper: what is printed on it is bare, what is e-mailed is not."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.domain.policy import Channel
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.outbox import letter_pdf, message_of
from dunning_desktop.usecases.paper_issue import issue_paper
from dunning_desktop.usecases.papers import statement_paper
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import STREET, Book
from tests.helpers.facts import BUSINESS
from tests.letters.reading import text

HEAD = "0117 496 0123"


@pytest.fixture
def real(book: Book) -> Book:
    """A book with the real press, and paper that has its head on it already."""
    made = replace(book, office=replace(book.office, stationery=Press()))
    known = business(made.office)
    bare = Letterhead(style=PaperStyle.PREPRINTED)
    mine = replace(
        BUSINESS, terms=known.terms, policy_id=known.policy_id, letterhead=bare, signatory="Sam"
    )
    save_business(made.office, replace(mine, email="", phone=HEAD))
    return made


def _attached(book: Book, message_id: int) -> str:
    raw = message_of(book.office, message_id).frozen.raw
    message = message_from_bytes(raw, policy=policy.default)
    (pdf,) = message.iter_attachments()
    return text(pdf.get_content())


def _heads(words: str) -> int:
    """How often the number stands there: in the words it is said once, too."""
    return words.count(HEAD)


def test_a_reminder_that_goes_both_ways_has_its_head_in_the_e_mail_alone(real: Book) -> None:
    key = real.client(address=STREET)
    real.invoice(key, "A1", late=7)
    choices = [replace(one, channel=Channel.EMAIL_AND_LETTER) for one in real.choices()]
    issued = issue(real.office, choices).value
    printed = text(letter_pdf(real.office, issued.letter_ids[0]).pdf)
    sent = _attached(real, issued.message_ids[0])
    assert "Carter Plumbing & Heating Ltd" in sent
    assert _heads(sent) == _heads(printed) + 1
    assert "Registered in England" in sent
    assert "Registered in England" not in printed


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.EMAIL_AND_LETTER])
def test_so_does_a_paper(real: Book, channel: Channel) -> None:
    key = real.client(address=STREET)
    real.invoice(key, "A1", late=7)
    paper = statement_paper(real.office, key)
    assert paper is not None
    issued = issue_paper(real.office, paper.facts, paper.words, channel=channel).value
    assert issued.message_id is not None
    assert "Registered in England" in _attached(real, issued.message_id)
    if issued.letter_id is not None:
        printed = text(letter_pdf(real.office, issued.letter_id).pdf)
        assert "Registered in England" not in printed
