"""Particulars: what the law of a country wants on letters, of companies and of others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.domain.client import Address, Business
from dunning_desktop.domain.particulars import missing_particulars

ADDRESS = Address(("1 High Street",), city="Leeds", postcode="LS1 1AA")
COMPANY = Business(registered_name="Carter Plumbing & Heating Ltd")


def _missing(business: Business) -> list[str]:
    return [one.value for one in missing_particulars(business)]


@pytest.mark.parametrize(
    ("country", "missing"),
    [
        ("GB", ["address", "registration"]),
        ("GB-SCT", ["address", "registration"]),
        ("IE", ["address", "registration"]),
        ("DE", ["address", "registration"]),
        ("AT", ["address", "registration"]),
        ("FR", ["address", "registration"]),
        ("IT", ["address", "registration", "vat"]),
        ("ES", ["address", "registration"]),
        ("NL", ["address", "registration"]),
        ("BE", ["address", "registration", "vat"]),
        ("PL", ["address", "registration", "vat"]),
        ("US", ["address"]),
    ],
)
def test_a_company_names_what_its_country_wants(country: str, missing: list[str]) -> None:
    assert _missing(replace(COMPANY, jurisdiction=country)) == missing


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"address": ADDRESS}, ["registration", "vat"]),
        ({"registration": "KRS 0000012345"}, ["address", "vat"]),
        ({"vat_number": "PL 1234567890"}, ["address", "registration"]),
        ({"registration": "KRS 1", "vat_number": "PL 1", "address": ADDRESS}, []),
        ({"registration": "  ", "vat_number": "\n"}, ["address", "registration", "vat"]),
    ],
)
def test_what_is_known_is_not_asked_for(fields: dict[str, object], missing: list[str]) -> None:
    business = replace(COMPANY, jurisdiction="PL", **fields)  # type: ignore[arg-type]
    assert _missing(business) == missing


@pytest.mark.parametrize("country", ["GB", "IT", "PL", "US"])
def test_a_sole_trader_names_an_address_alone(country: str) -> None:
    trader = Business(name="Sam Carter", registered_name="  ", jurisdiction=country)
    assert _missing(trader) == ["address"]
    assert _missing(replace(trader, address=ADDRESS)) == []


def test_whoever_is_in_a_register_is_a_company() -> None:
    known = Business(name="Carter", registration="HRB 12345", jurisdiction="IT", address=ADDRESS)
    assert _missing(known) == ["vat"]


def test_an_address_nobody_could_write_to_is_none() -> None:
    towns_only = replace(COMPANY, address=Address((), city="Leeds"), registration="01234567")
    assert _missing(towns_only) == ["address"]
