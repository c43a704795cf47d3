"""The press: puts what goes to a client into words, on paper and into an e-mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pypdfium2

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.court import CourtClaim
from dunning_desktop.domain.evidence import EvidenceFacts
from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.partner_notice import PartnerNotice
from dunning_desktop.domain.posting_list import PostingList
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms_paper import TermsFacts, TermsTexts
from dunning_desktop.letters.calibration import calibration_page
from dunning_desktop.letters.claim_sheet import claim_sheet
from dunning_desktop.letters.content import content_of
from dunning_desktop.letters.credit_policy import credit_policy
from dunning_desktop.letters.email import email_body
from dunning_desktop.letters.fonts import without_glyphs
from dunning_desktop.letters.letter import letter_pdf
from dunning_desktop.letters.paper import paper_email, paper_pdf
from dunning_desktop.letters.paper_content import paper_content
from dunning_desktop.letters.paper_vocabulary import paper_vocabulary
from dunning_desktop.letters.partner_mail import partner_email, partner_words
from dunning_desktop.letters.posting_list import posting_list
from dunning_desktop.letters.statement import statement_pdf
from dunning_desktop.letters.terms_texts import terms_texts
from dunning_desktop.letters.texts import languages, text_language, texts_for
from dunning_desktop.letters.vocabulary import vocabulary
from dunning_desktop.usecases.ports import Progress


class Press:
    """``ports.Stationery``. Stateless: fonts, texts and logos are kept by what reads them."""

    def languages(self) -> Sequence[str]:
        """The languages letters can be written in, the usual one first."""
        return languages()

    def built_in(self, text: LetterText, language: str) -> Words:
        """A built-in text with its names and conditions, as an owner edits it."""
        return texts_for(text_language(language)).source(text)

    def words(self, facts: ReminderFacts) -> Words:
        """The text of the reminder's level in the client's language: the owner's, or built in."""
        content = content_of(facts)
        values = vocabulary(facts, content.figures)
        return content.texts.words(facts.chase.level.tone, values, own=dict(facts.own))

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        """The PDF letter: the same bytes for the same facts and words."""
        return letter_pdf(content_of(facts), words)

    def email(
        self,
        facts: ReminderFacts,
        words: Words,
        *,
        letter_attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        """The same reminder as the body of an e-mail."""
        return email_body(
            content_of(facts),
            words,
            letter_attached=letter_attached,
            signature=signature,
            headline=headline,
        )

    def calibration(self, letterhead: Letterhead) -> bytes:
        """A page that shows where the window of the envelope is, to lay one on it."""
        return calibration_page(letterhead)

    def statement(self, facts: StatementFacts) -> bytes:
        """A statement of interest as a PDF, with the working of every figure."""
        return statement_pdf(facts)

    def evidence(self, facts: EvidenceFacts, *, progress: Progress | None = None) -> bytes:
        """An evidence file as one PDF. Raises ``Stopped`` where the progress says so."""
        # Reading PDFs of others is seldom asked for, and costs more to load than all the rest.
        from dunning_desktop.letters.evidence_file import evidence_pdf  # noqa: PLC0415

        return evidence_pdf(facts, progress=progress)

    def claim_sheet(
        self, claim: CourtClaim, business: Business, *, specimen: bool = False
    ) -> bytes:
        """The summary of a claim as a PDF: the same bytes for the same claim."""
        return claim_sheet(claim, business, specimen=specimen)

    def sealed(self, files: Mapping[str, bytes], password: str, *, day: date) -> bytes:
        """The files in an encrypted ZIP, dated with that day."""
        from dunning_desktop.letters.sealed import sealed  # noqa: PLC0415 - the same

        return sealed(files, password, day=day)

    def partner_words(self, notice: PartnerNotice) -> Words:
        """The built-in text of an e-mail to an agency or a solicitor."""
        return partner_words(notice)

    def partner_email(
        self, notice: PartnerNotice, words: Words, *, signature: str = "", headline: str = ""
    ) -> EmailBody:
        """The words as the body of an e-mail."""
        return partner_email(notice, words, signature=signature, headline=headline)

    def terms_texts(self, facts: TermsFacts) -> TermsTexts:
        """The clause for terms and conditions, and the foot of an invoice."""
        return terms_texts(facts)

    def credit_policy(self, facts: TermsFacts) -> bytes:
        """One page for a new client as a PDF: the same bytes for the same facts."""
        return credit_policy(facts)

    def paper_words(self, facts: PaperFacts) -> Words:
        """The text of a paper about an agreement in the client's language, own or built in."""
        content = paper_content(facts)
        values = paper_vocabulary(facts, content.figures)
        return content.texts.words(facts.text, values, own=dict(facts.own))

    def paper(self, facts: PaperFacts, words: Words) -> bytes:
        """The PDF of it: the same bytes for the same facts and words."""
        return paper_pdf(paper_content(facts), words)

    def paper_email(
        self,
        facts: PaperFacts,
        words: Words,
        *,
        attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        """The same as the body of an e-mail; ``attached``: the PDF goes with it."""
        return paper_email(
            paper_content(facts),
            words,
            attached=attached,
            signature=signature,
            headline=headline,
        )

    def without_glyphs(self, text: str) -> str:
        """The characters of a text that no letter can print, each once, in their order."""
        return without_glyphs(text)

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""
        with pypdfium2.PdfDocument(pdf) as document:
            return len(document)

    def posting_list(self, facts: PostingList) -> bytes:
        """The letters of a day as a table, to have stamped by the post."""
        return posting_list(facts)

    def bundle(
        self,
        letters: Sequence[bytes],
        *,
        titles: Sequence[str] = (),
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        """One PDF of all the letters, in their order, to print in one go.

        Raises ``Stopped`` where the progress says so.
        """
        from dunning_desktop.letters.bundle import bundled  # noqa: PLC0415 - the same

        return bundled(letters, titles=titles, duplex=duplex, progress=progress)
