"""The tools of an office, loaded when first used: ReportLab alone costs more than a book."""

# ruff: noqa: PLC0415 - that is what this module is for
from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from pathlib import Path

    from dunning_desktop.domain.client import Business
    from dunning_desktop.domain.court import CourtClaim
    from dunning_desktop.domain.evidence import EvidenceFacts
    from dunning_desktop.domain.letter import EmailBody, ReminderFacts, Words
    from dunning_desktop.domain.letter_texts import LetterText
    from dunning_desktop.domain.letterhead import Letterhead
    from dunning_desktop.domain.mail import EmailContent, FrozenMessage
    from dunning_desktop.domain.mail_accounts import MailAccount
    from dunning_desktop.domain.papers import PaperFacts
    from dunning_desktop.domain.partner_notice import PartnerNotice
    from dunning_desktop.domain.posting_list import PostingList
    from dunning_desktop.domain.statement import StatementFacts
    from dunning_desktop.domain.terms_paper import TermsFacts, TermsTexts
    from dunning_desktop.mail.oauth.tokens import Tokens
    from dunning_desktop.mail.postman import AnyPostman
    from dunning_desktop.usecases.drafts import FilePreview, ImportDraft
    from dunning_desktop.usecases.mail_ports import Keep, OpenBox, Postbox, Wire
    from dunning_desktop.usecases.ports import InvoiceFiles, Progress, Stationery


class LateStationery:
    """The press, with ReportLab behind it, once something is to be written."""

    @cached_property
    def _press(self) -> Stationery:
        from dunning_desktop.letters.press import Press

        return Press()

    def languages(self) -> Sequence[str]:
        return self._press.languages()

    def built_in(self, text: LetterText, language: str) -> Words:
        return self._press.built_in(text, language)

    def words(self, facts: ReminderFacts) -> Words:
        return self._press.words(facts)

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        return self._press.letter(facts, words)

    def email(
        self,
        facts: ReminderFacts,
        words: Words,
        *,
        letter_attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        return self._press.email(
            facts,
            words,
            letter_attached=letter_attached,
            signature=signature,
            headline=headline,
        )

    def calibration(self, letterhead: Letterhead) -> bytes:
        return self._press.calibration(letterhead)

    def statement(self, facts: StatementFacts) -> bytes:
        return self._press.statement(facts)

    def evidence(self, facts: EvidenceFacts, *, progress: Progress | None = None) -> bytes:
        return self._press.evidence(facts, progress=progress)

    def claim_sheet(
        self, claim: CourtClaim, business: Business, *, specimen: bool = False
    ) -> bytes:
        return self._press.claim_sheet(claim, business, specimen=specimen)

    def sealed(self, files: Mapping[str, bytes], password: str, *, day: date) -> bytes:
        return self._press.sealed(files, password, day=day)

    def paper_words(self, facts: PaperFacts) -> Words:
        return self._press.paper_words(facts)

    def paper(self, facts: PaperFacts, words: Words) -> bytes:
        return self._press.paper(facts, words)

    def paper_email(
        self,
        facts: PaperFacts,
        words: Words,
        *,
        attached: bool,
        signature: str = "",
        headline: str = "",
    ) -> EmailBody:
        return self._press.paper_email(
            facts, words, attached=attached, signature=signature, headline=headline
        )

    def partner_words(self, notice: PartnerNotice) -> Words:
        return self._press.partner_words(notice)

    def partner_email(
        self, notice: PartnerNotice, words: Words, *, signature: str = "", headline: str = ""
    ) -> EmailBody:
        return self._press.partner_email(notice, words, signature=signature, headline=headline)

    def terms_texts(self, facts: TermsFacts) -> TermsTexts:
        return self._press.terms_texts(facts)

    def credit_policy(self, facts: TermsFacts) -> bytes:
        return self._press.credit_policy(facts)

    def without_glyphs(self, text: str) -> str:
        return self._press.without_glyphs(text)

    def page_count(self, pdf: bytes) -> int:
        return self._press.page_count(pdf)

    def posting_list(self, facts: PostingList) -> bytes:
        return self._press.posting_list(facts)

    def bundle(
        self,
        letters: Sequence[bytes],
        *,
        titles: Sequence[str] = (),
        duplex: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        return self._press.bundle(letters, titles=titles, duplex=duplex, progress=progress)


class LatePostman:
    """The postman, with smtplib and oauthlib behind it, once something is to be sent.

    ``linger`` are the seconds for which a connection is kept after use; see ``AnyPostman``.
    """

    def __init__(self, *, linger: float = 0) -> None:
        self._linger = linger

    @cached_property
    def _postman(self) -> AnyPostman:
        from dunning_desktop.mail.postman import AnyPostman

        return AnyPostman(linger=self._linger)

    @property
    def tokens(self) -> Tokens:
        """See ``AnyPostman``."""
        return self._postman.tokens

    def close_idle(self) -> None:
        if "_postman" in vars(self):
            self._postman.close_idle()

    def close(self) -> None:
        if "_postman" in vars(self):
            self._postman.close()

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        return self._postman.freeze(content, at=at)

    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> AbstractContextManager[Wire]:
        return self._postman.connect(account, secret, keep=keep)


class LatePostbox:
    """The postbox, with IMAPClient and oauthlib behind it, once an inbox is to be read.

    It has the postman's tokens: two that renew the same one would take it from each other.
    """

    def __init__(self, postman: LatePostman) -> None:
        self._postman = postman

    @cached_property
    def _postbox(self) -> Postbox:
        from dunning_desktop.mail.imap.postbox import ImapPostbox

        return ImapPostbox(bearer=self._postman.tokens.for_inbox)

    def open(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> AbstractContextManager[OpenBox]:
        return self._postbox.open(account, secret, keep=keep)


class LateFiles:
    """The reader of invoice files, once there is a file."""

    @cached_property
    def _reader(self) -> InvoiceFiles:
        from dunning_desktop.intake.reader import InvoiceReader

        return InvoiceReader()

    def preview(
        self,
        path: Path,
        *,
        today: date,
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> FilePreview:
        return self._reader.preview(
            path, today=today, sheet=sheet, encoding=encoding, delimiter=delimiter
        )

    def draft(
        self,
        path: Path,
        preview: FilePreview,
        *,
        today: date,
        progress: Progress | None = None,
    ) -> ImportDraft:
        return self._reader.draft(path, preview, today=today, progress=progress)
