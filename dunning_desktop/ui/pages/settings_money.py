"""Where the business is paid, and its terms in plain words with an example in pounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit

from dunning_desktop.domain.calendar import add_months
from dunning_desktop.domain.claims import Claim, claim_on
from dunning_desktop.domain.client import BankDetails, Business, Client, DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import LateBasis, RatePer, Terms
from dunning_desktop.ui.bank_numbers import bare, complaints, shown_iban, shown_sort_code
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.terms import MoreShown, TermsEdit
from dunning_desktop.ui.pages.settings_part import BusinessPart
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office

EXAMPLE = Money(100_000, "GBP")
EXAMPLE_DAYS = 30


class Bank(BusinessPart):
    """Sort code and account number, or IBAN and BIC, checked by their form."""

    def __init__(self) -> None:
        super().__init__()
        self.form.section(self.tr("Where you are paid"))
        self.holder = QLineEdit()
        self.field(self.tr("Account name"), self.holder)
        self.sort_code = QLineEdit()
        self.sort_code.setPlaceholderText("12-34-56")
        self.sort_code.editingFinished.connect(self._tidy)
        self.field(self.tr("Sort code"), self.sort_code)
        self.number = QLineEdit()
        self.number.setPlaceholderText("12345678")
        self.field(self.tr("Account number"), self.number)
        self.iban = QLineEdit()
        self.iban.setPlaceholderText(self.tr("For clients abroad"))
        self.iban.editingFinished.connect(self._tidy)
        self.field("IBAN", self.iban)
        self.bic = QLineEdit()
        self.field("BIC", self.bic)

    def fill(self, business: Business) -> None:
        bank = business.bank
        self.holder.setText(bank.account_name)
        self.sort_code.setText(shown_sort_code(bank.sort_code))
        self.number.setText(bank.account_number)
        self.iban.setText(shown_iban(bank.iban))
        self.bic.setText(bank.bic)

    def _tidy(self) -> None:
        self.sort_code.setText(shown_sort_code(self.sort_code.text()))
        self.iban.setText(shown_iban(self.iban.text()))

    def bank(self, before: BankDetails) -> BankDetails:
        """What was typed, without blanks and hyphens."""
        return replace(
            before,
            account_name=self.holder.text().strip(),
            sort_code=bare(self.sort_code.text()),
            account_number=bare(self.number.text()),
            iban=bare(self.iban.text()),
            bic=bare(self.bic.text()),
        )

    def put(self, business: Business) -> Business:
        return replace(business, bank=self.bank(business.bank))

    def check(self) -> bool:
        words = {
            ("sort_code", "form"): self.tr("A sort code has six figures, like 12-34-56."),
            ("sort_code", "missing"): self.tr("Enter the sort code, too."),
            ("account_number", "form"): self.tr(
                "An account number has eight figures; put zeros before a shorter one."
            ),
            ("account_number", "missing"): self.tr("Enter the account number, too."),
            ("iban", "form"): self.tr("That IBAN has a typing mistake: its check fails."),
            ("bic", "form"): self.tr("A BIC has 8 or 11 letters and figures."),
        }
        fields = {
            "sort_code": self.sort_code,
            "account_number": self.number,
            "iban": self.iban,
            "bic": self.bic,
        }
        for name, why in complaints(self.bank(BankDetails())).items():
            self.form.wrong(fields[name], words[name, why])
        return super().check()


class BusinessTerms(BusinessPart):
    """Days to pay and late interest; the example is worked out by the same rules as letters.

    In the set-up ``more`` of the terms is not asked for.
    """

    def __init__(self, desk: Desk, *, more: MoreShown = MoreShown.NEVER) -> None:
        super().__init__()
        self._desk = desk
        self.form.section(self.tr("Your terms"))
        self.terms = TermsEdit(inherit=False, more=more)
        self.terms.changed.connect(self._on_changed)
        self.form.under(self.tr("Days to pay"), self.terms)
        self.example = label(look="note", wrap=True)
        self.form.wide(self.example)

    def fill(self, business: Business) -> None:
        self.terms.show_terms(
            business.terms, business=business.terms, currency=business.currency
        )
        self._work_out()

    def check(self) -> bool:
        trouble = self.terms.trouble
        if trouble is not None:
            self.form.wrong(self.terms, sentence(trouble))
        return super().check()

    def typed(self) -> Terms | None:
        """What was typed; None where it makes no terms."""
        return None if self.terms.trouble else self.terms.terms()

    def put(self, business: Business) -> Business:
        return replace(business, terms=self.typed() or business.terms)

    def _on_changed(self) -> None:
        if not self._filling:
            self._work_out()
        self.touch()

    def _work_out(self) -> None:
        terms = self.typed()
        if terms is not None:
            self._desk.ask(
                example_of,
                terms,
                then=lambda claim: self.example.setText(self.say(terms, claim)),
                owner=self,
                latest="example",
            )

    def say(self, terms: Terms, claim: Claim) -> str:
        """What the terms mean for an invoice of a thousand pounds."""
        if terms.contract_per is RatePer.MONTH and claim.interest is not None:
            words = self.tr(
                "An invoice of {sum} that a company pays a whole month late costs it {interest} "
                "more."
            )
            return words.format(sum=money(EXAMPLE), interest=money(claim.interest.total))
        if terms.late_basis is LateBasis.NONE or claim.interest is None:
            return self.tr(
                "You ask for nothing on top: an invoice of {sum} that is paid late stays {sum}."
            ).format(sum=money(EXAMPLE))
        interest = money(claim.interest.total)
        if claim.compensation is None:
            words = self.tr(
                "An invoice of {sum} that a company pays 30 days late costs it {interest} more."
            )
            return words.format(sum=money(EXAMPLE), interest=interest)
        words = self.tr(
            "An invoice of {sum} that a company pays 30 days late costs it {interest} interest "
            "and {fixed} fixed compensation more. Early reminders only mention it; the final one "
            "asks for it. Private persons never owe it."
        )
        return words.format(
            sum=money(EXAMPLE), interest=interest, fixed=money(claim.compensation)
        )


def example_of(office: Office, terms: Terms) -> Claim:
    """What a company owes on a thousand pounds that are thirty days, or a month, late today."""
    today = office.clock.today()
    by_month = terms.contract_per is RatePer.MONTH
    due = add_months(today, -1) if by_month else today - timedelta(days=EXAMPLE_DAYS)
    return claim_on(
        EXAMPLE,
        DebtDays(agreed=due),
        as_of=today,
        client=Client(name="-", debtor_type=DebtorType.COMPANY),
        terms=terms,
        law=office.law,
    )
