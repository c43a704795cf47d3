"""The client of a row: name, address, and the first e-mail address that can be one."""

from __future__ import annotations

import re
from typing import NamedTuple

from dunning_desktop.domain.client import Address
from dunning_desktop.intake.countries import country_code
from dunning_desktop.usecases.drafts import ClientDraft, Field, RowCode

_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_LONGEST_EMAIL = 254
LONGEST = 200
"""Characters of a name, a reference or a line of an address."""
LINES = (Field.ADDRESS_1, Field.ADDRESS_2, Field.ADDRESS_3, Field.ADDRESS_4)
PARTY = (
    *(Field.CLIENT, Field.EMAIL, Field.PHONE, *LINES),
    *(Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY),
)
"""The fields a client is made of."""


class Remark(NamedTuple):
    """Something noticed about a row that is taken all the same."""

    code: RowCode
    field: Field
    text: str = ""


class Party(NamedTuple):
    """A client and what was noticed about it."""

    client: ClientDraft
    remarks: tuple[Remark, ...]


def make_party(texts: dict[Field, str], *, country: str) -> Party:
    """The client the clean texts of a row describe; long ones are cut, and said to be."""
    remarks = [
        Remark(RowCode.TOO_LONG, field, text)
        for field, text in texts.items()
        if len(text) > LONGEST
    ]
    short = {field: text[:LONGEST] for field, text in texts.items()}
    email = first_email(texts.get(Field.EMAIL, ""))
    if texts.get(Field.EMAIL) and not email:
        remarks.append(Remark(RowCode.BAD_EMAIL, Field.EMAIL, texts[Field.EMAIL]))
    code = country_code(short.get(Field.COUNTRY, ""))
    if short.get(Field.COUNTRY) and not code:
        remarks.append(Remark(RowCode.BAD_COUNTRY, Field.COUNTRY, short[Field.COUNTRY]))
    client = ClientDraft(
        name=short[Field.CLIENT],
        email=email,
        phone=short.get(Field.PHONE, ""),
        address=_address(short, code or country),
    )
    return Party(client, tuple(remarks))


def _address(texts: dict[Field, str], country: str) -> Address:
    return Address(
        lines=tuple(texts[field] for field in LINES if texts.get(field)),
        city=texts.get(Field.CITY, ""),
        region=texts.get(Field.REGION, ""),
        postcode=texts.get(Field.POSTCODE, ""),
        country=country,
    )


def first_email(text: str) -> str:
    """The first address in a cell that has the form of one: ``Jo <jo@a.example>; x@b.example``."""
    for part in re.split(r"[,;\s<>]+", text):
        address = part.strip("\"'()[]").removeprefix("mailto:").rstrip(".")
        if len(address) <= _LONGEST_EMAIL and _EMAIL.fullmatch(address):
            return address
    return ""
