"""Addresses as the post of each country wants them; countries in the language of the sender."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.domain.client import Address, Contact, DebtorType
from dunning_desktop.domain.letterhead import Envelope, Letterhead
from dunning_desktop.letters.address import address_lines, recipient
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, CONSUMER, facts
from tests.letters.reading import text

PRESS = Press()
FORMS = {
    "GB": (
        Address(("14 Canal Street",), "Sheffield", "South Yorkshire", "S3 8AB", "GB"),
        ("14 Canal Street", "Sheffield", "South Yorkshire", "S3 8AB"),
    ),
    "GB without a county": (
        Address(("Unit 7", "The Mill"), "Sheffield", "", "S3 8AB", "GB"),
        ("Unit 7", "The Mill", "Sheffield", "S3 8AB"),
    ),
    "JE": (
        Address(("1 Royal Square",), "St Helier", "", "JE2 4WA", "JE"),
        ("1 Royal Square", "St Helier", "JE2 4WA"),
    ),
    "IE": (
        Address(("1 Grand Parade",), "Cork", "Co. Cork", "T12 AB34", "IE"),
        ("1 Grand Parade", "Cork", "Co. Cork", "T12 AB34"),
    ),
    "DE": (
        Address(("Hafenstraße 12",), "Hamburg", "Hamburg", "20457", "DE"),
        ("Hafenstraße 12", "20457 Hamburg"),
    ),
    "AT": (Address(("Ring 1",), "Wien", "", "1010", "AT"), ("Ring 1", "1010 Wien")),
    "CH": (Address(("Bundesplatz 1",), "Bern", "BE", "3003", "CH"), ("Bundesplatz 1", "3003 Bern")),
    "FR": (
        Address(("8 rue de la Paix",), "Paris", "Île-de-France", "75002", "FR"),
        ("8 rue de la Paix", "75002 Paris"),
    ),
    "NL": (Address(("Dam 1",), "Amsterdam", "", "1012 JS", "NL"), ("Dam 1", "1012 JS Amsterdam")),
    "PL": (
        Address(("ul. Piwna 3",), "Gdańsk", "pomorskie", "80-831", "PL"),
        ("ul. Piwna 3", "80-831 Gdańsk"),
    ),
    "US": (
        Address(("350 Fifth Avenue", "Suite 7"), "New York", "NY", "10118-0110", "US"),
        ("350 Fifth Avenue", "Suite 7", "New York, NY 10118-0110"),
    ),
    "CA": (
        Address(("1 Front Street",), "Toronto", "ON", "M5J 2X2", "CA"),
        ("1 Front Street", "Toronto ON M5J 2X2"),
    ),
    "AU": (
        Address(("1 George Street",), "Sydney", "NSW", "2000", "AU"),
        ("1 George Street", "Sydney NSW 2000"),
    ),
    "ES": (
        Address(("Calle Mayor 5",), "Getafe", "Madrid", "28901", "ES"),
        ("Calle Mayor 5", "28901 Getafe", "Madrid"),
    ),
    # The province of an Italian address stands behind its town.
    "IT": (
        Address(("Via Roma 1",), "Monza", "MB", "20900", "IT"),
        ("Via Roma 1", "20900 Monza MB"),
    ),
}
EACH = pytest.mark.parametrize("form", FORMS)
SENDERS = {
    "GB": ("GERMANY", "FRANCE", "UNITED STATES", "SPAIN", "ITALY", "IRELAND", "POLAND"),
    "IE": ("GERMANY", "FRANCE", "UNITED STATES", "SPAIN", "ITALY", None, "POLAND"),
    "DE": (None, "FRANKREICH", "VEREINIGTE STAATEN", "SPANIEN", "ITALIEN", "IRLAND", "POLEN"),
    "FR": ("ALLEMAGNE", None, "ÉTATS-UNIS", "ESPAGNE", "ITALIE", "IRLANDE", "POLOGNE"),
    "US": ("GERMANY", "FRANCE", None, "SPAIN", "ITALY", "IRELAND", "POLAND"),
    "ES": ("ALEMANIA", "FRANCIA", "ESTADOS UNIDOS", None, "ITALIA", "IRLANDA", "POLONIA"),
    "IT": ("GERMANIA", "FRANCIA", "STATI UNITI", "SPAGNA", None, "IRLANDA", "POLONIA"),
    "NL": ("DUITSLAND", "FRANKRIJK", "VERENIGDE STATEN", "SPANJE", "ITALIË", "IERLAND", "POLEN"),
    "PL": ("NIEMCY", "FRANCJA", "STANY ZJEDNOCZONE", "HISZPANIA", "WŁOCHY", "IRLANDIA", None),
    "AU": ("GERMANY", "FRANCE", "UNITED STATES", "SPAIN", "ITALY", "IRELAND", "POLAND"),
}
DESTINATIONS = ("DE", "FR", "US", "ES", "IT", "IE", "PL")


@EACH
def test_inland_an_address_is_written_as_its_post_wants_it(form: str) -> None:
    address, lines = FORMS[form]
    assert address_lines(address, address.country) == lines


@EACH
def test_abroad_the_country_stands_last(form: str) -> None:
    address, lines = FORMS[form]
    *before, country = address_lines(address, "NO")
    assert tuple(before) == lines
    assert country == country.upper()
    assert country not in lines


@pytest.mark.parametrize("sender", SENDERS)
def test_countries_are_named_in_the_language_of_the_sender(sender: str) -> None:
    found = []
    for country in DESTINATIONS:
        street, town, *abroad = address_lines(Address(("A",), "B", country=country), sender)
        assert (street, town) == ("A", "B")
        found.append(abroad[0] if abroad else None)
    assert tuple(found) == SENDERS[sender]


@pytest.mark.parametrize("sender", ["", "XX", "??"])
def test_a_sender_in_no_known_country_writes_english(sender: str) -> None:
    assert address_lines(Address(("Ring 1",), "Wien", "", "1010", "AT"), sender)[-1] == "AUSTRIA"


def test_a_country_that_is_not_known_stands_as_it_was_typed() -> None:
    assert address_lines(Address(("A",), "B", "", "1", "ZQ"), "GB") == ("A", "1 B", "ZQ")


def test_without_a_country_none_is_named() -> None:
    address = Address(("A",), "B", "C", "D", country="")
    assert address_lines(address, "GB") == ("A", "B", "C", "D")


def test_nothing_is_nothing() -> None:
    assert address_lines(Address((), country="DE"), "GB") == ()
    assert address_lines(Address(("", "  "), country="DE"), "GB") == ()


@pytest.mark.parametrize(
    ("address", "last"),
    [
        (Address(("A",), "Chicago", "", "60601", "US"), "Chicago, 60601"),
        (Address(("A",), "Chicago", "IL", "", "US"), "Chicago, IL"),
        (Address(("A",), "Chicago", "", "", "US"), "Chicago"),
        (Address(("A",), "", "IL", "60601", "US"), "IL 60601"),
        (Address(("A",), "Sydney", "", "2000", "AU"), "Sydney 2000"),
        (Address(("A",), "", "", "20457", "DE"), "20457"),
        (Address(("A",), "Hamburg", "", "", "DE"), "Hamburg"),
    ],
)
def test_what_is_missing_leaves_no_gap(address: Address, last: str) -> None:
    assert address_lines(address, address.country) == ("A", last)


def test_lines_are_tidied() -> None:
    address = Address((" Unit\n7 ", "", "The  Mill"), " Sheffield\t", "", " S3\n8AB")
    assert address_lines(address, "GB") == ("Unit 7", "The Mill", "Sheffield", "S3 8AB")


# In the window


def forms(address: Address, **fields: object) -> list[tuple[str, ...]]:
    client = replace(CLIENT, address=address, **fields)  # type: ignore[arg-type] # its fields
    return list(recipient(facts(client=client)))


def test_the_window_is_offered_ever_shorter_forms() -> None:
    address, _ = FORMS["GB"]
    name, person = "Willow & Stone Interiors Ltd", "Priya Shah"
    assert forms(address) == [
        (name, person, "14 Canal Street", "Sheffield", "South Yorkshire", "S3 8AB"),
        (name, person, "14 Canal Street", "Sheffield S3 8AB", "South Yorkshire"),
        (name, person, "14 Canal Street", "Sheffield S3 8AB"),
        (name, "14 Canal Street", "Sheffield S3 8AB"),
    ]


@pytest.mark.parametrize("form", ["US", "CA", "AU", "IT"])
def test_a_state_that_takes_no_line_is_never_left_out(form: str) -> None:
    address, lines = FORMS[form]
    assert {one[-2] for one in forms(address)} == {lines[-1]}


@EACH
def test_the_shortest_form_still_finds_the_way(form: str) -> None:
    address, _ = FORMS[form]
    shortest = " ".join(forms(address)[-1])
    for needed in (CLIENT.name, *address.lines, address.city, address.postcode):
        assert needed in shortest
    assert "Priya Shah" not in shortest
    assert (address.country == "GB") == (shortest.endswith(address.postcode))


def test_a_consumer_and_a_namesake_are_named_once() -> None:
    person = Contact(name="joan mary okafor")
    one = replace(CONSUMER, contacts=(person,))
    assert next(recipient(facts(client=one)))[:2] == ("Joan Mary Okafor", "14 Canal Street")
    trader = replace(one, debtor_type=DebtorType.SOLE_TRADER)
    assert next(recipient(facts(client=trader)))[:2] == ("Joan Mary Okafor", "14 Canal Street")


@pytest.mark.parametrize(
    "address", [Address(), Address(("14 Canal Street",)), Address(city="Leeds", postcode="LS1")]
)
def test_without_an_address_to_post_to_only_the_name_stands_there(address: Address) -> None:
    assert forms(address) == [("Willow & Stone Interiors Ltd",)]


@EACH
def test_the_letter_prints_it_line_by_line(form: str) -> None:
    address, lines = FORMS[form]
    letterhead = Letterhead(envelope=Envelope.DIN_B)
    client = replace(CLIENT, address=address, contacts=())
    one = facts(client=client, business=replace(BUSINESS, letterhead=letterhead))
    said = text(PRESS.letter(one, PRESS.words(one)))
    assert f"Willow & Stone Interiors Ltd {' '.join(lines)} " in said


def test_a_german_business_writes_to_britain_in_german() -> None:
    business = replace(BUSINESS, address=FORMS["DE"][0], language="de")
    one = facts(client=replace(CLIENT, language="de"), business=business)
    said = text(PRESS.letter(one, PRESS.words(one)))
    assert "14 Canal Street Sheffield S3 8AB VEREINIGTES KÖNIGREICH" in said
    assert "Hafenstraße 12 20457 Hamburg 0117" in said
