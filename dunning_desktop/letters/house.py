"""The house whose paper it is: its name, its address, how to reach it, its particulars in law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.letters.address import address_lines
from dunning_desktop.letters.envelopes import layout_of
from dunning_desktop.letters.geometry import Layout
from dunning_desktop.letters.look import Look, look_of
from dunning_desktop.letters.vocabulary import display_name, one_line


@dataclass(frozen=True)
class House:
    """A business as its paper shows it, in the words of a language; any part may be empty."""

    business: Business
    labels: Mapping[str, str]

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands on its letters."""
        return layout_of(self.business.letterhead, self.business.address.country)

    @cached_property
    def look(self) -> Look:
        """What they look like."""
        return look_of(self.business.letterhead)

    @cached_property
    def name(self) -> str:
        """The name the business goes by."""
        return display_name(self.business)

    @cached_property
    def address(self) -> tuple[str, ...]:
        """The lines of its address."""
        return address_lines(self.business.address, self.business.address.country)

    @cached_property
    def reach(self) -> tuple[str, ...]:
        """How the business can be reached; a number and an address need no caption."""
        business = self.business
        ways = (one_line(business.phone), one_line(business.email), bare_site(business.website))
        return tuple(way for way in ways if way)

    @cached_property
    def company(self) -> tuple[str, ...]:
        """What the law wants at the foot of a company's letter; empty parts left out."""
        business = self.business
        vat = one_line(business.vat_number)
        parts = (
            one_line(business.registered_name),
            one_line(business.registration),
            self.labels["vat"].format(number=vat) if vat else "",
        )
        return tuple(part for part in parts if part)


def on_plain_paper(business: Business) -> Business:
    """The business with plain A4, whatever its letters look like."""
    return replace(business, letterhead=Letterhead(envelope=Envelope.GB_DL))


def as_annex(business: Business) -> Business:
    """The business for what goes with a letter: it is on plain paper, in the face of figures."""
    letterhead = business.letterhead
    if letterhead.style is PaperStyle.MODERN:
        return business
    return replace(business, letterhead=replace(letterhead, style=PaperStyle.CLASSIC))


def bare_site(website: str) -> str:
    """A web address as people say it; without its scheme no program takes it for a link."""
    return one_line(website).removeprefix("https://").removeprefix("http://").rstrip("/")
