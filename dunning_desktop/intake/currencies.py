"""Currency codes, and what the symbols in amounts can mean."""

from __future__ import annotations

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
    NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES
    VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(code for line in _CODES.splitlines() for code in line.split())
"""ISO 4217 codes of money in circulation."""

SYMBOLS: dict[str, tuple[str, ...]] = {
    "£": ("GBP",),
    "€": ("EUR",),
    "$": ("USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "BBD", "BSD", "JMD", "TTD", "FJD"),
    "US$": ("USD",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "NZ$": ("NZD",),
    "S$": ("SGD",),
    "HK$": ("HKD",),
    "R$": ("BRL",),
    "¥": ("JPY", "CNY"),
    "₹": ("INR",),
    "RS": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "RS.": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "₺": ("TRY",),
    "₪": ("ILS",),
    "₴": ("UAH",),
    "₦": ("NGN",),
    "ZŁ": ("PLN",),
    "KČ": ("CZK",),
    "KR": ("SEK", "NOK", "DKK", "ISK"),
    "KR.": ("DKK", "SEK", "NOK", "ISK"),
    "FR.": ("CHF",),
    "FT": ("HUF",),
    "LEI": ("RON",),
    "R": ("ZAR",),
}
"""What a symbol, in capitals, can mean: the likeliest first."""


def currency_of(unit: str, usual: str) -> tuple[str, bool]:
    """The code for a symbol or code, and whether it was a guess.

    A symbol of several currencies means ``usual`` where that is one of them, else the likeliest.
    """
    meanings = SYMBOLS.get(unit)
    if meanings is None:
        return (unit if unit in CODES else ""), False
    code = usual if usual in meanings else meanings[0]
    return code, len(meanings) > 1
