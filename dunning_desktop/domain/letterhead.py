"""The paper of a business: the envelope it is folded for, its style, and how it can be paid."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from dunning_desktop.domain.errors import DunningError


class Envelope(StrEnum):
    """The window envelopes that letters are laid out for, named as their profiles are."""

    GB_DL = "GB-DL"
    GB_C5 = "GB-C5"
    DIN_A = "DE-DIN5008-A"
    DIN_B = "DE-DIN5008-B"
    FR = "FR-NF"
    CH_LEFT = "CH-SN-left"
    CH_RIGHT = "CH-SN-right"
    US_9 = "US-9"
    US_10 = "US-10"
    NO = "NO"


class PaperStyle(StrEnum):
    """How a letter looks. ``PREPRINTED`` leaves head and foot free: they are on the paper."""

    CLASSIC = "classic"
    MODERN = "modern"
    TRADITIONAL = "traditional"
    PREPRINTED = "preprinted"


class LetterheadError(DunningError):
    """What was typed cannot be printed: data ``field`` and ``reason``."""

    code = "letterhead"


MOST_SHIFT = 80
"""Tenths of a millimetre: a printer that is further out needs mending."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LONGEST_LINK = 250
_LINK = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?([/?#][!-~]*)?", re.IGNORECASE)
_USUAL = {
    "GB": Envelope.GB_DL, "IE": Envelope.GB_DL, "FR": Envelope.FR, "CH": Envelope.CH_RIGHT,
    "LI": Envelope.CH_RIGHT, "US": Envelope.US_10, "CA": Envelope.US_10, "NO": Envelope.NO,
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the letters of a business look. ``envelope`` None: what is usual where it is.

    ``shift_x`` and ``shift_y`` move the address right and down, in tenths of a millimetre.
    ``accent`` is ``#rrggbb``, or empty for black. ``pay_link`` is an address of the web where
    anybody can pay. ``codes`` prints how to pay as a picture to scan.
    """

    envelope: Envelope | None = None
    shift_x: int = 0
    shift_y: int = 0
    style: PaperStyle = PaperStyle.CLASSIC
    accent: str = ""
    pay_link: str = ""
    codes: bool = True

    def __post_init__(self) -> None:
        """Refuse what no letter could be printed with."""
        for field in ("shift_x", "shift_y"):
            if abs(getattr(self, field)) > MOST_SHIFT:
                raise LetterheadError(field=field, reason="too-far")
        if self.accent and not _COLOUR.fullmatch(self.accent):
            raise LetterheadError(field="accent", reason="no-colour")
        if self.pay_link and not _is_link(self.pay_link):
            raise LetterheadError(field="pay_link", reason="no-link")

    def folded_for(self, country: str) -> Envelope:
        """The envelope of a business in that country."""
        return self.envelope or usual_envelope(country)

    @property
    def on_screen(self) -> Letterhead:
        """The same for a letter that goes by e-mail only: no paper brings its head and foot."""
        bare = self.style is PaperStyle.PREPRINTED
        return replace(self, style=PaperStyle.CLASSIC) if bare else self


def usual_envelope(country: str) -> Envelope:
    """What is bought in the shops of a country; DIN 5008 B where nothing else is known."""
    return _USUAL.get(country.upper() or "GB", Envelope.DIN_B)


def _is_link(text: str) -> bool:
    """A page of the web, of a length that a printed code can carry."""
    return len(text) <= _LONGEST_LINK and _LINK.fullmatch(text) is not None
