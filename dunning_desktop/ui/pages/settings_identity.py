"""Who the business is: name, address, logo; and what the law wants on its letters."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from dunning_desktop.domain.client import Address, Business
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.pages.settings_logo import LogoPicker
from dunning_desktop.ui.pages.settings_part import BusinessPart
from dunning_desktop.ui.widgets.fields import country_choice

STREET_HEIGHT = 68
ADDRESS_MARK = "@"
# What every server takes before the @: neither a second address nor a name around it.
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_NAME = re.compile(rf"{_WORD}(\.{_WORD})*")


class Identity(BusinessPart):
    """What stands at the head of every letter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.field(self.tr("Business name"), self.name)
        self.street = QPlainTextEdit()
        self.street.setFixedHeight(STREET_HEIGHT)
        self.street.setTabChangesFocus(True)
        self.field(self.tr("Street"), self.street)
        self.city = QLineEdit()
        self.postcode = QLineEdit()
        self.postcode.setPlaceholderText(self.tr("Postcode"))
        self.postcode.setAccessibleName(self.tr("Postcode"))
        self.postcode.setFixedWidth(140)
        self.field(self.tr("Town"), self.city, beside=self.postcode)
        self.country = country_choice(self.tr("Country"))
        self.field(self.tr("Country"), self.country)
        self.phone = QLineEdit()
        self.field(self.tr("Phone"), self.phone)
        self.email = QLineEdit()
        self.field(self.tr("E-mail"), self.email)
        self.website = QLineEdit()
        self.field(self.tr("Web site"), self.website)
        self.signatory = QLineEdit()
        self.field(self.tr("Signed by"), self.signatory)
        self.form.hint(self.signatory, self.tr("Whom your clients should call or write to."))
        self.logo = LogoPicker(desk)
        self.logo.changed.connect(self.touch)
        self.form.row(self.tr("Logo"), self.logo)

    def fill(self, business: Business) -> None:
        address = business.address
        self.name.setText(business.name)
        self.street.setPlainText("\n".join(address.lines))
        self.city.setText(address.city)
        self.postcode.setText(address.postcode)
        self.country.choose(address.country)
        self.phone.setText(business.phone)
        self.email.setText(business.email)
        self.website.setText(business.website)
        self.signatory.setText(business.signatory)
        self.logo.show_logo(business.logo)
        self.form.hint(self.signatory, self.tr("Whom your clients should call or write to."))

    def put(self, business: Business) -> Business:
        lines = (line.strip() for line in self.street.toPlainText().splitlines())
        address: Address = replace(
            business.address,
            lines=tuple(line for line in lines if line),
            city=self.city.text().strip(),
            postcode=self.postcode.text().strip(),
            country=self.country.value() or "GB",
        )
        return replace(
            business,
            name=self.name.text().strip(),
            address=address,
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            website=self.website.text().strip(),
            signatory=self.signatory.text().strip(),
            logo=self.logo.logo,
        )

    def check(self) -> bool:
        if not self.name.text().strip():
            self.form.wrong(self.name, self.tr("Enter the name your clients know you by."))
        if not looks_like_address(self.email.text(), empty=True):
            words = self.tr("That is not an e-mail address. Type it like name@example.com.")
            self.form.wrong(self.email, words)
        return super().check()


class Legal(BusinessPart):
    """What the law wants on a company's letters, and VAT."""

    def __init__(self) -> None:
        super().__init__()
        self.form.section(self.tr("On company letters"))
        self.registered = QLineEdit()
        self.field(self.tr("Registered name"), self.registered)
        self.form.hint(self.registered, self._hint())
        self.registration = QPlainTextEdit()
        self.registration.setFixedHeight(STREET_HEIGHT)
        self.registration.setTabChangesFocus(True)
        self.registration.setPlaceholderText(
            self.tr("Registered in England and Wales no. … Registered office: …")
        )
        self.field(self.tr("Number and office"), self.registration)
        self.vat = QLineEdit()
        self.vat.setPlaceholderText("GB 123 4567 89")
        self.field(self.tr("VAT number"), self.vat)

    def _hint(self) -> str:
        return self.tr("A limited company's letters must name it; a sole trader leaves it empty.")

    def fill(self, business: Business) -> None:
        self.registered.setText(business.registered_name)
        self.registration.setPlainText(business.registration)
        self.vat.setText(business.vat_number)
        self.form.hint(self.registered, self._hint())

    def put(self, business: Business) -> Business:
        return replace(
            business,
            registered_name=self.registered.text().strip(),
            registration=" ".join(self.registration.toPlainText().split()),
            vat_number=self.vat.text().strip(),
        )


def looks_like_address(text: str, *, empty: bool = False) -> bool:
    """Whether it has the form of an e-mail address; ``empty`` lets nothing at all pass."""
    bare = text.strip()
    if not bare:
        return empty
    name, _mark, domain = bare.rpartition(ADDRESS_MARK)
    parts = domain.split(".")
    return (
        _NAME.fullmatch(name) is not None
        and len(parts) > 1
        and all(one and one.strip("-") == one for one in parts)
        and not set(domain) & set(" ,;:<>/")
    )
