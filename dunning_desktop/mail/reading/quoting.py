"""Finds what was newly written in an answer: without what it quotes, and without its signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dunning_desktop.mail import cleaning

LONGEST = 2_000
_MOST_LINES = 2_000

# "On 26 Nov 2026, Rose & Sons wrote:" in the languages of the letters; it may take three lines.
_ATTRIBUTIONS = tuple(
    re.compile(rf"{first}.{{4,300}}?{last}\s?:$", re.IGNORECASE)
    for first, last in (
        (r"On\b", r"\bwrote"),
        (r"Am\b", r"\bschrieb\b.{0,120}"),
        (r"Le\b", r"\ba écrit"),
        (r"Il\b", r"\bha scritto"),
        (r"El\b", r"\bescribió"),
        (r"Op\b", r"\b(schreef\b.{0,120}|geschreven)"),
        (r"W dniu\b", r"\b(napisał|napisała|napisał\(a\)|pisze)"),
        # Thunderbird's short form: the name comes first.
        (r"\S", r"\b(wrote|schrieb|a écrit|ha scritto|escribió|schreef|napisał(\(a\))?)"),
    )
)
_TIME_OR_MAILBOX = re.compile(r"\d{1,2}[:.h]\d{2}|\S@\S")
_LINES_OF_ATTRIBUTION = 3
_LONGEST_ATTRIBUTION = 400
_QUOTE = re.compile(r"\s{0,3}(>|&gt;)")
_ORIGINAL = re.compile(
    r"\s*-{2,}\s*(original message|original appointment|ursprüngliche nachricht|"
    r"originalnachricht|message d'origine|message original|messaggio originale|mensaje original|"
    r"oorspronkelijk bericht|wiadomość oryginalna|oryginalna wiadomość|forwarded message|"
    r"weitergeleitete nachricht|message transféré)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*\*?(from|von|de|da|van|od)\s?:\*?\s+\S", re.IGNORECASE)
_SENT = re.compile(
    r"\s*\*?(sent|date|gesendet|datum|envoyé|inviato|data|enviado( el)?|fecha|verzonden|"
    r"wysłano)\s?:\*?\s+\S",
    re.IGNORECASE,
)
_HEAD_LINES = 4
_RULE = re.compile(r"\s*[_*]{10,}\s*$")
_SIGNATURE = re.compile(r"--\s*$")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def newly_written(text: str) -> str:
    """What the sender wrote himself, at most 2,000 characters; all of it where nothing is left."""
    clean = _TURNING.sub("", cleaning.body(text)).replace("\u00a0", " ")
    lines = [line.rstrip() for line in clean.split("\n")[:_MOST_LINES]]
    own = _own(_without_quotes(lines[: _quoted_from(lines)]))
    return _short(own or _folded(lines))


def _quoted_from(lines: Sequence[str]) -> int:
    """Where the copied head of the mail that is answered begins, and with it all of that mail."""
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line) or _is_head(lines, number):
            return number
        if _RULE.match(line) and any(_is_head(lines, number + n) for n in (1, 2)):
            return number
    return len(lines)


def _is_head(lines: Sequence[str], number: int) -> bool:
    """Outlook's block: From, and soon after it Sent."""
    following = lines[number + 1 : number + 1 + _HEAD_LINES]
    return (
        number < len(lines)
        and bool(_FROM.match(lines[number]))
        and any(_SENT.match(line) for line in following)
    )


def _without_quotes(lines: Sequence[str]) -> list[str]:
    """Without marked quotations and who wrote them; what stands below them is kept."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        length = _attribution(lines, number)
        if length and not _quote_follows(lines, number + length):
            # Some programs do not mark what they quote: all that follows is it.
            break
        if not length and not _QUOTE.match(lines[number]):
            kept.append(lines[number])
        number += length or 1
    return kept


def _attribution(lines: Sequence[str], number: int) -> int:
    """How many lines from here on say who wrote what is quoted next, 0 for none."""
    for count in range(1, _LINES_OF_ATTRIBUTION + 1):
        block = lines[number : number + count]
        if len(block) < count or not block[-1].strip() or _QUOTE.match(block[-1]):
            return 0
        joined = " ".join(line.strip() for line in block)
        if not joined.endswith(":") or len(joined) > _LONGEST_ATTRIBUTION:
            continue
        if _names_writer(joined) and (_quote_follows(lines, number + count) or _is_dated(joined)):
            return count
    return 0


def _names_writer(joined: str) -> bool:
    return any(one.match(joined) for one in _ATTRIBUTIONS)


def _quote_follows(lines: Sequence[str], number: int) -> bool:
    following = next((line for line in lines[number : number + 3] if line.strip()), "")
    return bool(_QUOTE.match(following))


def _is_dated(attribution: str) -> bool:
    """Whether it names a time or a mailbox, as no sentence that ends with a colon does."""
    return bool(_TIME_OR_MAILBOX.search(attribution))


def _own(lines: Sequence[str]) -> str:
    """Without the signature, unless nothing else is there."""
    end = next((n for n, line in enumerate(lines) if _SIGNATURE.match(line)), len(lines))
    return _folded(lines[:end])


def _folded(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
