"""Sort codes, account numbers, IBANs and BICs: checked by their form, nothing is looked up."""

from __future__ import annotations

import re

from dunning_desktop.domain.client import BankDetails

SORT_CODE = re.compile(r"\d{6}")
ACCOUNT_NUMBER = re.compile(r"\d{8}")
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
# The registry's lengths, where British businesses bank; elsewhere the check digits must do.
IBAN_LENGTHS = {"GB": 22, "IE": 22, "DE": 22, "FR": 27, "NL": 18, "BE": 16, "ES": 24, "IT": 27,
                "LT": 20, "LU": 20, "PT": 25, "AT": 20, "CH": 21, "PL": 28}  # fmt: skip


def bare(text: str) -> str:
    """The text without blanks and hyphens, in capitals."""
    return re.sub(r"[\s-]", "", text).upper()


def shown_sort_code(text: str) -> str:
    """``12-34-56``."""
    digits = bare(text)
    return "-".join(re.findall("..", digits)) if SORT_CODE.fullmatch(digits) else text


def shown_iban(text: str) -> str:
    """In groups of four."""
    return " ".join(re.findall(".{1,4}", bare(text)))


def is_iban(text: str) -> bool:
    """Whether form, length and check digits are right (ISO 13616, modulo 97)."""
    iban = bare(text)
    if not IBAN.fullmatch(iban) or len(iban) != IBAN_LENGTHS.get(iban[:2], len(iban)):
        return False
    digits = "".join(str(int(mark, 36)) for mark in iban[4:] + iban[:4])
    return int(digits) % 97 == 1


def complaints(bank: BankDetails) -> dict[str, str]:
    """What is wrong, by field: ``form`` or ``missing``."""
    wrong = {}
    if bank.sort_code and not SORT_CODE.fullmatch(bank.sort_code):
        wrong["sort_code"] = "form"
    if bank.account_number and not ACCOUNT_NUMBER.fullmatch(bank.account_number):
        wrong["account_number"] = "form"
    if bank.account_number and not bank.sort_code:
        wrong["sort_code"] = "missing"
    if bank.sort_code and not bank.account_number:
        wrong["account_number"] = "missing"
    if bank.iban and not is_iban(bank.iban):
        wrong["iban"] = "form"
    if bank.bic and not BIC.fullmatch(bank.bic):
        wrong["bic"] = "form"
    return wrong
