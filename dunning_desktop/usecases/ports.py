"""What the use cases need from the outer rooms, apart from storage (see ``ledger``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

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
from dunning_desktop.usecases.drafts import FilePreview, ImportDraft

Progress = Callable[[int, int], bool]
"""Called with (done, total) between items; False means: stop here."""


class Clock(Protocol):
    """The time. ``now`` is aware and in UTC, ``today`` is the owner's calendar day."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


class Stationery(Protocol):
    """Puts a reminder or an agreement into words, and the words on paper and into an e-mail."""

    def languages(self) -> Sequence[str]:
        """The languages letters can be written in."""

    def built_in(self, text: LetterText, language: str) -> Words:
        """A built-in text with its names and conditions, as an owner edits it."""

    def words(self, facts: ReminderFacts) -> Words:
        """The text of the reminder's level in the client's language: the owner's, or built in.

        Raises ``OwnTextError`` for one that was not checked when it was kept.
        """

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        """The PDF letter: the same bytes for the same facts and words."""

    def email(
        self,
        facts: ReminderFacts,
        words: Words,
        *,
        letter_attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        """The same reminder as the body of an e-mail.

        ``signature``: the account's own lines, under the signatory's. ``headline``: a first line
        that says what it is about, where the subject is that of an older conversation.
        """

    def calibration(self, letterhead: Letterhead) -> bytes:
        """A page that shows where the window of the envelope is, to lay one on it."""

    def statement(self, facts: StatementFacts) -> bytes:
        """A statement of interest as a PDF, with the working of every figure."""

    def evidence(self, facts: EvidenceFacts, *, progress: Progress | None = None) -> bytes:
        """An evidence file as one PDF. Raises ``Stopped`` where the progress says so."""

    def claim_sheet(
        self, claim: CourtClaim, business: Business, *, specimen: bool = False
    ) -> bytes:
        """The summary of a claim as a PDF: the same bytes for the same claim."""

    def sealed(self, files: Mapping[str, bytes], password: str, *, day: date) -> bytes:
        """The files in an encrypted ZIP, dated with that day."""

    def partner_words(self, notice: PartnerNotice) -> Words:
        """The built-in text of an e-mail to an agency or a solicitor."""

    def partner_email(
        self, notice: PartnerNotice, words: Words, *, signature: str = "", headline: str = ""
    ) -> EmailBody:
        """The words as the body of an e-mail, signed and headed as ``email`` is."""

    def paper_words(self, facts: PaperFacts) -> Words:
        """The built-in text of a paper about an agreement, in the client's language."""

    def paper(self, facts: PaperFacts, words: Words) -> bytes:
        """The PDF of it: the same bytes for the same facts and words."""

    def paper_email(
        self,
        facts: PaperFacts,
        words: Words,
        *,
        attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        """The same as the body of an e-mail; ``attached``: the PDF goes with it.

        It is signed and headed as ``email`` is.
        """

    def terms_texts(self, facts: TermsFacts) -> TermsTexts:
        """The clause for terms and conditions, and the foot of an invoice."""

    def credit_policy(self, facts: TermsFacts) -> bytes:
        """One page for a new client as a PDF: the same bytes for the same facts."""

    def without_glyphs(self, text: str) -> str:
        """The characters of a text that no letter can print, each once, in their order."""

    def page_count(self, pdf: bytes) -> int:
        """How many pages a PDF has."""

    def posting_list(self, facts: PostingList) -> bytes:
        """The letters of a day as a table, to have stamped by the post."""

    def bundle(
        self,
        letters: Sequence[bytes],
        *,
        titles: Sequence[str] = (),
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        """One PDF of all the letters, in their order, to print in one go.

        ``titles`` name the bookmarks; ``duplex`` begins each letter on a sheet of its own. Raises
        ``Stopped`` where the progress says so.
        """


class Keychain(Protocol):
    """Passwords in the operating system's store; where there is none, for this session only."""

    @property
    def name(self) -> str:
        """What the store calls itself; empty where no safe store was found."""

    def get(self, key: str) -> str | None:
        """The password under that key, None where there is none."""

    def set(self, key: str, password: str) -> bool:
        """Keep the password: True in the store (written and read back), False this session only."""

    def delete(self, key: str) -> None:
        """Forget the password."""


class InvoiceFiles(Protocol):
    """Reads files of invoices; writes nothing."""

    def preview(
        self,
        path: Path,
        *,
        today: date,
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> FilePreview:
        """How the file reads and how it would be mapped. Raises ``UnreadableFile``."""

    def draft(
        self,
        path: Path,
        preview: FilePreview,
        *,
        today: date,
        progress: Progress | None = None,
    ) -> ImportDraft:
        """What would be imported, with a verdict for each row. Raises ``UnreadableFile``."""
