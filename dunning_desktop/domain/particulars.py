"""What the law of a country wants to be named on the letters of a business.

The lists are those that business advisers of these countries give; nothing is refused for them.
They are of companies: a sole trader without a registered name is asked for less.
"""

from __future__ import annotations

from enum import StrEnum

from dunning_desktop.domain.client import Business
from dunning_desktop.domain.jurisdiction import country_of


class Particular(StrEnum):
    """Something a letter should name."""

    ADDRESS = "address"
    REGISTRATION = "registration"
    VAT = "vat"


_OF_COMPANIES = {
    # Companies (Trading Disclosures) Regulations: name, part of the UK, number, office.
    "GB": (Particular.ADDRESS, Particular.REGISTRATION),
    # Companies Act 2014: name, number, registered office.
    "IE": (Particular.ADDRESS, Particular.REGISTRATION),
    # GmbHG s. 35a, AktG s. 80, HGB s. 37a: form, seat, register and number, managing directors.
    "DE": (Particular.ADDRESS, Particular.REGISTRATION),
    "AT": (Particular.ADDRESS, Particular.REGISTRATION),
    # Code de commerce R. 123-237: SIREN, RCS and seat.
    "FR": (Particular.ADDRESS, Particular.REGISTRATION),
    # Codice civile art. 2250: seat, register and number.
    "IT": (Particular.ADDRESS, Particular.REGISTRATION, Particular.VAT),
    "ES": (Particular.ADDRESS, Particular.REGISTRATION),
    # Handelsregisterwet 2007 art. 27: the number of the register.
    "NL": (Particular.ADDRESS, Particular.REGISTRATION),
    # WVV 2:20: form, seat, enterprise number, court.
    "BE": (Particular.ADDRESS, Particular.REGISTRATION, Particular.VAT),
    # KSH art. 206: seat, court, KRS, NIP, capital.
    "PL": (Particular.ADDRESS, Particular.REGISTRATION, Particular.VAT),
}


def missing_particulars(business: Business) -> tuple[Particular, ...]:
    """What the law wants on letters and is not known of the business, in the order of a form."""
    company = bool(business.registered_name.strip() or business.registration.strip())
    wanted = _OF_COMPANIES.get(country_of(business.jurisdiction), ()) if company else ()
    known = {
        Particular.ADDRESS: business.address.usable,
        Particular.REGISTRATION: bool(business.registration.strip()),
        Particular.VAT: bool(business.vat_number.strip()),
    }
    always = () if wanted else (Particular.ADDRESS,)
    return tuple(one for one in (*always, *wanted) if not known[one])
