"""The reference to quote, in the form that the banks of a country check and carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum import iso11649
from stdnum.be import ogm_vcs
from stdnum.ch import esr

BANKED_BY_IBAN = frozenset({"EUR", "CHF"})
"""Currencies whose transfers carry a reference of any length that people write."""
_LONGEST = 140
_ISO_COUNTRIES = frozenset({"BE", "CH", "LI", "FI", "SI"})
"""Where people know references that begin with RF; elsewhere a number is quoted as it is."""
_ISO_LENGTH = 21
"""What an ISO 11649 reference holds behind RF and its two check digits."""
_ISO_SIGNS = re.compile(r"[A-Z0-9]+")
_BELGIAN_LENGTH, _SWISS_LENGTH = 10, 26
_QR_BANKS = range(30_000, 32_000)
"""Swiss account numbers with such a bank number take the 27-digit reference only."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is printed, and as a machine reads it. ``is_iso``: ISO 11649."""

    shown: str
    plain: str
    is_iso: bool = False


def reference_for(text: str, *, iban: str, currency: str) -> Reference:
    """The reference for a transfer to that account.

    With an account number of Belgium (in euro) or Switzerland (in francs or euro) a reference of
    digits gets that country's form; others get ISO 11649 where that is usual. What was said
    stands in it whole, so that who reads the bank statement finds it. Where no form takes it, and
    everywhere else, it stays as it is.
    """
    bare = "".join(iban.split()).upper()
    said = " ".join(text.split())[:_LONGEST].strip()
    plain = Reference(said, said)
    if not said or currency not in BANKED_BY_IBAN or not bare:
        return plain
    country = bare[:2]
    if country == "BE" and currency == "EUR":
        found = _belgian_of(said)
    elif country in {"CH", "LI"} and _is_qr_account(bare):
        return _swiss(said) or plain
    else:
        found = None
    return found or _iso_given(said) or (_iso(said) if country in _ISO_COUNTRIES else plain)


def _belgian_of(said: str) -> Reference | None:
    """A reference of digits in the Belgian form, and one that has it already."""
    if ogm_vcs.is_valid(said):
        return _belgian(ogm_vcs.compact(said))
    if not _digits(said, _BELGIAN_LENGTH):
        return None
    number = said.zfill(_BELGIAN_LENGTH)
    return _belgian(number + ogm_vcs.calc_check_digits(number))


def _swiss(said: str) -> Reference | None:
    if not _digits(said, _SWISS_LENGTH):
        return None
    number = said.zfill(_SWISS_LENGTH)
    whole = number + esr.calc_check_digit(number)
    return Reference(_by_fives(whole), whole)


def _iso_given(said: str) -> Reference | None:
    """One that is in the form of ISO 11649 as it was given."""
    if not iso11649.is_valid(said):
        return None
    whole = iso11649.compact(said).upper()
    return Reference(iso11649.format(whole), whole, is_iso=True)


def _belgian(whole: str) -> Reference:
    return Reference(f"+++{ogm_vcs.format(whole)}+++", whole)


def _iso(said: str) -> Reference:
    signs = re.sub(r"[\s./_-]", "", said).upper()
    if len(signs) > _ISO_LENGTH or not _ISO_SIGNS.fullmatch(signs):
        return Reference(said, said)
    whole = f"RF{_check_digits(signs)}{signs}"
    return Reference(iso11649.format(whole), whole, is_iso=True)


def _check_digits(signs: str) -> str:
    """ISO 7064, mod 97-10, with the letters as numbers from ten on."""
    return f"{98 - int(''.join(str(int(one, 36)) for one in f'{signs}RF00')) % 97:02}"


def _digits(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= most


def _is_qr_account(iban: str) -> bool:
    bank = iban[4:9]
    return bank.isdigit() and int(bank) in _QR_BANKS


def _by_fives(whole: str) -> str:
    """``21 00000 00003 13947 14300 09017``, as Swiss payment slips print it."""
    head = len(whole) % 5
    parts = [whole[:head]] if head else []
    return " ".join((*parts, *(whole[at : at + 5] for at in range(head, len(whole), 5))))
