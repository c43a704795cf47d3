"""Jurisdictions by their codes: a country of ISO 3166, perhaps with a part of it."""

from __future__ import annotations

from itertools import takewhile

from dunning_desktop.domain.errors import InvalidField

# ISO 3166-1 alpha-2, and XK as everybody uses it.
_ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY
KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV
MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY
QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA
ZM ZW
"""
COUNTRIES = frozenset(_ISO_3166.split())
# The parts of the United Kingdom with a law of their own; EAW is England and Wales together.
PARTS_OF_GB = frozenset({"EAW", "ENG", "WLS", "SCT", "NIR"})
LONGEST_PART = 3


def country_of(jurisdiction: str) -> str:
    """The country a jurisdiction lies in: ``GB`` of ``GB-SCT``."""
    return jurisdiction.split("-", 1)[0]


def check_jurisdiction(code: str) -> str:
    """The code, if it is one. Raises ``InvalidField`` (``jurisdiction``, ``unknown``)."""
    country, dash, part = code.partition("-")
    fine = country in COUNTRIES and (not dash or _is_part(country, part))
    if not fine:
        raise InvalidField(field="jurisdiction", reason="unknown", text=code)
    return code


def _is_part(country: str, part: str) -> bool:
    if country == "GB":
        return part in PARTS_OF_GB
    return 0 < len(part) <= LONGEST_PART and part.isascii() and part.isalnum() and part.isupper()


# Postcode areas that lie in Scotland or in Northern Ireland as a whole.
_SCOTLAND = frozenset(
    ("AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE")
)
_NORTHERN_IRELAND = frozenset(("BT",))


def usual_jurisdiction(country: str, postcode: str) -> str:
    """Whose law a client's debts are usually under, going by its address.

    England and Wales are ``GB``. Areas that cross the border (TD) are taken for English: which law
    holds is for the contract to say, and for the owner to choose.
    """
    if country != "GB":
        return country
    area = "".join(takewhile(str.isalpha, postcode.strip().upper()))
    if area in _SCOTLAND:
        return "GB-SCT"
    return "GB-NIR" if area in _NORTHERN_IRELAND else "GB"
