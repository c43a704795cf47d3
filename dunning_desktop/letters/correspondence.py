"""What every letter and e-mail to a client prints: to whom, on what day, and how to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dunning_desktop.domain.money import Money
from dunning_desktop.letters.addressed import Addressed
from dunning_desktop.letters.creditor_reference import (
    BANKED_BY_IBAN,
    Reference,
    reference_for,
)
from dunning_desktop.letters.figures import Figures
from dunning_desktop.letters.house import House, bare_site
from dunning_desktop.letters.pay_code import PayCode, link_code, transfer_code
from dunning_desktop.letters.texts import Texts
from dunning_desktop.letters.vocabulary import one_line

UK_REFERENCE = 18
"""Characters of a payment reference that British banks carry."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Correspondence:
    """Something to a client, ready to be set; what is to be paid, and when, is its subclass's."""

    facts: Addressed
    texts: Texts
    figures: Figures

    @property
    def labels(self) -> Mapping[str, str]:
        """The short words of the language."""
        return self.texts.labels

    @cached_property
    def house(self) -> House:
        """The business as its paper shows it."""
        return House(self.facts.business, self.labels)

    @property
    def amounts(self) -> tuple[str, ...]:
        """What is to be paid: one amount a currency."""
        raise NotImplementedError

    @property
    def pay_by(self) -> str:
        """The one date."""
        raise NotImplementedError

    @property
    def asks(self) -> bool:
        """Whether it asks for money at all."""
        return True

    @property
    def amount_caption(self) -> str:
        """What stands over the amount."""
        return self.labels["amount_to_pay"]

    @property
    def enclosed(self) -> str:
        """What an e-mail says of the letter that goes with it."""
        return self.labels["attached"]

    @cached_property
    def account(self) -> tuple[Pair, ...]:
        """Where to pay: captions and values, without those that are not known."""
        bank = self.facts.business.bank
        values = {
            "account_name": one_line(bank.account_name),
            "sort_code": grouped(bank.sort_code, 2, "-"),
            "account_number": one_line(bank.account_number),
            "iban": grouped(bank.iban, 4, " "),
            "bic": one_line(bank.bic),
            "bank": one_line(bank.bank),
        }
        pairs = tuple((self.labels[key], value) for key, value in values.items() if value)
        more = {"quote": self.pay_reference.shown, "pay_online": bare_site(self._link)}
        return (*pairs, *((self.labels[key], value) for key, value in more.items() if value))

    @property
    def monies(self) -> tuple[Money, ...]:
        """The amounts to be paid as money; what asks for nothing has none."""
        return ()

    @cached_property
    def pay_reference(self) -> Reference:
        """What to quote: in the form that the account's country has for it."""
        said = one_line(self.facts.reference)
        iban = self.facts.business.bank.iban.strip()
        if iban and self._currency in BANKED_BY_IBAN:
            return reference_for(said, iban=iban, currency=self._currency)
        short = payment_reference(self.facts)
        return Reference(short, short)

    @cached_property
    def code(self) -> PayCode | None:
        """What to scan in order to pay: a transfer where it can be one, else a page."""
        letterhead, bank = self.facts.business.letterhead, self.facts.business.bank
        if not letterhead.codes or not self.asks:
            return None
        if bank.iban.strip() and len(self.monies) == 1:
            name = one_line(bank.account_name) or self.house.name
            made = transfer_code(name, bank.iban, self.monies[0], self.pay_reference)
            if made is not None:
                return made
        return link_code(letterhead.pay_link) if letterhead.pay_link else None

    @property
    def _link(self) -> str:
        return self.facts.business.letterhead.pay_link

    @property
    def _currency(self) -> str:
        """The one currency that is asked for; empty where there are several, or none."""
        codes = {one.currency for one in self.monies}
        return codes.pop() if len(codes) == 1 else ""

    @cached_property
    def has_account(self) -> bool:
        """Whether an account to pay into is known."""
        bank = self.facts.business.bank
        return bool(bank.account_number.strip() or bank.iban.strip())

    @cached_property
    def pay_note(self) -> str:
        """A word of caution beside bank details; without an account, where to find it."""
        if not self.has_account:
            return self.labels["no_details"]
        by_phone = self.facts.business.phone.strip()
        return self.labels["check_details" if by_phone else "check_details_no_phone"]

    @cached_property
    def heading(self) -> tuple[Pair, ...]:
        """Date and references, as they stand beside the address."""
        facts = self.facts
        pairs = (
            ("date", self.figures.day(facts.today)),
            ("reference", one_line(facts.reference)),
            ("account", one_line(facts.client.reference)),
        )
        return tuple((self.labels[key], value) for key, value in pairs if value)


def payment_reference(facts: Addressed) -> str:
    """The reference to quote, no longer than a British bank carries."""
    return one_line(facts.reference)[:UK_REFERENCE].strip()


def grouped(text: str, size: int, gap: str) -> str:
    """An account code in groups; one that does not divide evenly is left as it was typed."""
    bare = "".join(one for one in text if one.isalnum())
    if len(bare) % size and gap == "-":
        return one_line(text)
    return gap.join(bare[at : at + size] for at in range(0, len(bare), size))
