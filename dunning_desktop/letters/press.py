"""The press: puts a reminder into words, on paper and into an e-mail (``ports.Stationery``)."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.letters.bundle import bundled
from dunning_desktop.letters.content import content_of
from dunning_desktop.letters.email import email_body
from dunning_desktop.letters.letter import letter_pdf
from dunning_desktop.letters.statement import statement_pdf
from dunning_desktop.letters.vocabulary import vocabulary


class Press:
    """Stateless: fonts, texts and logos are kept by the modules that read them."""

    def words(self, facts: ReminderFacts) -> Words:
        """The built-in text of the reminder's level, in the client's language."""
        content = content_of(facts)
        return content.texts.words(facts.chase.level.tone, vocabulary(facts, content.figures))

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        """The PDF letter: the same bytes for the same facts and words."""
        return letter_pdf(content_of(facts), words)

    def email(self, facts: ReminderFacts, words: Words, *, letter_attached: bool) -> EmailBody:
        """The same reminder as the body of an e-mail."""
        return email_body(content_of(facts), words, letter_attached=letter_attached)

    def statement(self, facts: StatementFacts) -> bytes:
        """A statement of interest as a PDF, with the working of every figure."""
        return statement_pdf(facts)

    def bundle(self, letters: Sequence[bytes], *, duplex: bool = False) -> bytes:
        """One PDF of all the letters, in their order, to print in one go."""
        return bundled(letters, duplex=duplex)
