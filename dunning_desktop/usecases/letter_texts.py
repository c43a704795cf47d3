"""The words of letters: built-in ones, and the owner's own in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_markup import check
from dunning_desktop.domain.letter_texts import LetterText, OwnText
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.BUSINESS, Touched.REMINDERS})


@dataclass(frozen=True, slots=True)
class TextInUse:
    """A text of a language as letters say it now. ``own``: not as it is built in."""

    text: LetterText
    language: str
    words: Words
    own: bool


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """The languages there are texts in, and which texts are the owner's own."""

    languages: Sequence[str]
    own: frozenset[tuple[LetterText, str]]


def known_texts(office: Office) -> KnownTexts:
    """What there is to choose from."""
    with office.read() as ledger:
        own = frozenset((one.text, one.language) for one in ledger.texts.all())
    return KnownTexts(office.stationery.languages(), own)


def text_in_use(office: Office, text: LetterText, language: str) -> TextInUse:
    """A text as letters say it now, with its names and conditions."""
    with office.read() as ledger:
        found = [one for one in ledger.texts.of(text) if one.language == language]
    words = found[0].words if found else office.stationery.built_in(text, language)
    return TextInUse(text, language, words, own=bool(found))


def built_in_text(office: Office, text: LetterText, language: str) -> Words:
    """The built-in words of a text, with names and conditions."""
    return office.stationery.built_in(text, language)


def save_text(office: Office, own: OwnText) -> Outcome[TextInUse]:
    """Keep the owner's own words; those that are built in need not be kept.

    Raises ``OwnTextError``.
    """
    check(own.text, own.words)
    if own.words == office.stationery.built_in(own.text, own.language):
        return reset_text(office, own.text, own.language)
    with office.write() as ledger:
        ledger.texts.save(own, office.clock.now())
        ledger.diary.note(
            AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part=f"text:{own.text}"
        )
    return Outcome(TextInUse(own.text, own.language, own.words, own=True), TOUCHED)


def reset_text(office: Office, text: LetterText, language: str) -> Outcome[TextInUse]:
    """Say it in the built-in words again."""
    with office.write() as ledger:
        if ledger.texts.remove(text, language):
            ledger.diary.note(
                AuditCode.BUSINESS_CHANGED, at=office.clock.now(), part=f"text:{text}"
            )
    words = office.stationery.built_in(text, language)
    return Outcome(TextInUse(text, language, words, own=False), TOUCHED)
