"""What a text about payment terms may speak of: terms, ladder and law as ready words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from dunning_desktop import resources
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningPolicy
from dunning_desktop.domain.regime import Regime
from dunning_desktop.domain.terms import Consequence, RatePer, Terms
from dunning_desktop.domain.terms_paper import TermsFacts
from dunning_desktop.letters.figures import Figures, figures_for
from dunning_desktop.letters.texts import LABELS, Texts, languages, text_language
from dunning_desktop.letters.vocabulary import display_name, one_line

FOLDER = "terms"
_NAMED_LAWS = ("GB", "DE")
# A business of any kind: those the law of late payment was made for owe the same.
_BUSINESS = DebtorType.COMPANY


def terms_languages() -> tuple[str, ...]:
    """The languages terms can be written in, English first."""
    return languages(FOLDER)


def terms_language(language: str) -> str:
    """The language that stands in for one: itself, its parent, or English."""
    return text_language(language, folder=FOLDER)


@cache
def terms_texts_for(language: str) -> Texts:
    """The texts about terms in a language there is a folder for (see ``terms_language``)."""
    return Texts(language, folder=FOLDER)


@cache
def terms_labels(language: str) -> Mapping[str, Mapping[str, str]]:
    """Headings and captions, part by part."""
    return MappingProxyType(tomllib.loads(resources.read_text(FOLDER, language, LABELS)))


def figures_of(facts: TermsFacts) -> Figures:
    """How amounts and rates are written."""
    return figures_for(facts.language, terms_language(facts.language))


def terms_vocabulary(facts: TermsFacts) -> Mapping[str, object]:
    """The values of every text about terms (``macros.txt`` lists them)."""
    figures = figures_of(facts)
    return {
        "business": display_name(facts.business),
        "client": one_line(facts.client),
        "signatory": one_line(facts.business.signatory),
        "phone": one_line(facts.business.phone),
        "email": one_line(facts.business.email),
        "b2b": facts.audience.has_businesses,
        "b2c": facts.audience.has_consumers,
        "joined": figures.joined,
        **_days(facts.terms, figures),
        **_law(facts, figures),
        **_agreed(facts, figures),
        **_ladder(facts.policy, figures),
    }


def _days(terms: Terms, figures: Figures) -> dict[str, object]:
    discount = terms.discount_percent
    return {
        "basis": terms.due_basis.value,
        "net_days": terms.net_days,
        "due_day": terms.due_day or 0,
        "stages": tuple(
            {"percent": figures.percent(one.percent), "days": one.net_days}
            for one in terms.stages
        ),
        "discount": "" if discount is None else figures.percent(discount),
        "discount_days": terms.discount_days or 0,
    }


def _law(facts: TermsFacts, figures: Figures) -> dict[str, object]:
    regime = facts.regime
    known = regime is not None and regime.table is not None
    return {
        "law": _law_code(regime) if known and regime else "",
        "act": _act(regime) if regime else "",
        "statutory": facts.statute_holds,
        "margin": _margin(regime, _BUSINESS, figures),
        "reference": regime.table.name if regime and regime.table else "",
        "fixed": tuple(_fixed(facts, figures)),
        "consumer_margin": _margin(regime, DebtorType.CONSUMER, figures),
    }


def _law_code(regime: Regime) -> str:
    country = country_of(regime.jurisdiction)
    return country if country in _NAMED_LAWS else "EU"


def _act(regime: Regime) -> str:
    """The act by its name; what part of a country it is applied in is not part of it."""
    return regime.law.split(", as it applies", maxsplit=1)[0]


def _margin(regime: Regime | None, debtor: DebtorType, figures: Figures) -> str:
    """In Britain one says so many per cent above the base rate, elsewhere points."""
    if regime is None or not regime.covers(debtor):
        return ""
    margin = regime.margins[debtor]
    return figures.percent(margin) if _law_code(regime) == "GB" else figures.points(margin)


def _fixed(facts: TermsFacts, figures: Figures) -> Iterator[dict[str, str]]:
    """The law's fixed sums where they go with the interest that is asked for, smallest first."""
    regime = facts.regime
    if regime is None or not regime.covers(_BUSINESS):
        return
    agreed = facts.terms.contract is not None
    if not (facts.statute_holds or (agreed and not regime.contract_displaces)):
        return
    for place, band in enumerate(sorted(regime.bands, key=lambda one: one.from_amount.minor)):
        start = figures.money(band.from_amount) if place else ""
        yield {"from": start, "sum": figures.money(band.fixed_sum)}


def _agreed(facts: TermsFacts, figures: Figures) -> dict[str, object]:
    terms, contract = facts.terms, facts.terms.contract
    fee = terms.reminder_fee
    asked = {one.value.replace("-", "_"): one in terms.consequences for one in Consequence}
    return {
        "contract": figures.percent(contract.percent) if contract else "",
        "by_month": contract is not None and contract.per is RatePer.MONTH,
        "yearly": figures.percent(contract.yearly) if contract else "",
        "fee": "" if fee is None else figures.money(Money(fee, facts.business.currency)),
        **asked,
    }


def _ladder(policy: DunningPolicy, figures: Figures) -> dict[str, object]:
    written = [one.day for one in policy.levels if one.channel is not Channel.PHONE]
    calls = [one.day for one in policy.levels if one.channel is Channel.PHONE and one.day > 0]
    asks = [one.day for one in policy.levels if one.charges is ChargeRule.DEMAND and one.day > 0]
    again = policy.repeat_every if policy.repeat_most else None
    return {
        "before": figures.joined(str(-day) for day in written if day < 0),
        "on_day": 0 in written,
        "after": figures.joined(str(day) for day in written if day > 0),
        "again": again or 0,
        "again_most": policy.repeat_most,
        "calls": figures.joined(str(day) for day in calls),
        "asks_from": asks[0] if asks else 0,
    }
