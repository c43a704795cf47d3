"""Typing an invoice in, or correcting one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.staging import due_items
from dunning_desktop.domain.terms import Terms
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.invoice_days import InvoiceDays
from dunning_desktop.ui.dialogs.invoice_late import InvoiceLate
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.client_picker import ClientPicker
from dunning_desktop.ui.widgets.fields import Choice, DayEdit, currency_choice
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.holding import Holding
from dunning_desktop.usecases.invoices import invoice_card, save_invoice
from dunning_desktop.usecases.ladder_use import holding_of
from dunning_desktop.usecases.ladders import offered
from dunning_desktop.usecases.late_terms import usual_in
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business


@dataclass(frozen=True, slots=True)
class ClientTerms:
    """A client, and the terms and the ladder that hold for it; ``currency`` is the business's."""

    client: Client
    terms: Terms
    holding: Holding
    currency: str


def terms_of(office: Office, client_id: int) -> ClientTerms:
    """The client's own terms, else the business's."""
    client = client_card(office, client_id).client
    home = business(office)
    return ClientTerms(client, client.terms or home.terms, holding_of(office), home.currency)


def known_invoice(office: Office, invoice_id: int) -> tuple[Invoice, ClientTerms]:
    """An invoice of the book, to be corrected."""
    invoice = invoice_card(office, invoice_id).invoice
    return invoice, terms_of(office, invoice.client_id)


class InvoiceDialog(FormDialog):
    """The due day follows from the terms until the owner sets it."""

    def __init__(self, shell: Shell, *, correct: bool = False) -> None:
        super().__init__(shell, width=520)
        self.name_it(self.tr("Correct the invoice") if correct else self.tr("New invoice"))
        self._known: Invoice | None = None
        self._terms: Terms | None = None
        self._home = "GBP"
        self._due_is_own = False
        self._build()

    @classmethod
    def new(cls, shell: Shell, *, client_id: int | None = None) -> InvoiceDialog:
        """For an invoice that is not in the book yet; open it."""
        dialog = cls(shell)
        if client_id is not None:
            shell.desk.ask(terms_of, client_id, then=dialog._take_client, owner=dialog)
        return dialog

    @classmethod
    def correct(cls, shell: Shell, invoice_id: int) -> InvoiceDialog:
        """For an invoice of the book, opened at once."""
        dialog = cls(shell, correct=True)
        shell.desk.ask(known_invoice, invoice_id, then=dialog._take_invoice, owner=dialog)
        dialog.open()
        return dialog

    def _build(self) -> None:
        today = self.shell.desk.today()
        self._client = ClientPicker(self.shell.desk, name=self.tr("Client"))
        self._client.chosen.connect(self._on_client)
        self.form.row(self.tr("Client"), self._client)
        self._number = QLineEdit()
        self.form.row(self.tr("Invoice number"), self._number)
        self._issued = DayEdit(today)
        self._issued.dateChanged.connect(lambda _day: self._follow_terms())
        self.form.row(self.tr("Issued on"), self._issued)
        self._due = DayEdit(Terms().due_on(today))
        self._due.userDateChanged.connect(lambda _day: self._on_due())
        self.form.row(self.tr("Due on"), self._due)
        self._total = MoneyEdit()
        self._total.textChanged.connect(lambda _text: self._explain_terms())
        self._currency = currency_choice(self.tr("Currency"))
        self._currency.setFixedWidth(96)
        self._currency.currentIndexChanged.connect(lambda _at: self._on_currency())
        self.form.row(self.tr("Total with VAT"), self._total, beside=self._currency)
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(self.tr("Their order number, if they gave one"))
        self.form.row(self.tr("Reference"), self._reference)
        self._ladder: Choice[int | None] = Choice([(None, self.tr("As for the client"))])
        self.form.row(self.tr("Reminders"), self._ladder)
        self.days = InvoiceDays(today)
        self.days.resized.connect(self.fit)
        self.form.wide(self.days)
        self.late = InvoiceLate()
        self.late.resized.connect(self.fit)
        self.form.wide(self.late)

    def _on_currency(self) -> None:
        self._total.set_currency(self._currency.value() or "GBP")
        self._show_late()

    def _show_late(self) -> None:
        if self._terms is not None:
            currency = self._total.currency
            usual = usual_in(self._terms, currency, business=self._home)
            self.late.show_usual(usual, currency)

    def _on_client(self, client_id: int) -> None:
        self.shell.desk.ask(
            terms_of, client_id, then=self._take_terms, owner=self, latest="terms"
        )

    def _take_client(self, found: ClientTerms) -> None:
        self._client.blockSignals(True)
        self._client.choose(found.client.id, found.client.name)
        self._client.blockSignals(False)
        self._take_terms(found)

    def _take_terms(self, found: ClientTerms) -> None:
        self._terms, self._home = found.terms, found.currency
        self._offer(found)
        if self._known is None:
            self._currency.choose(found.client.currency)
            self._show_late()
        self._follow_terms()

    def _offer(self, found: ClientTerms) -> None:
        """The ladders of the book, and its own even when retired; what was chosen stays chosen."""
        own = self._known.policy_id if self._known else None
        chosen = self._ladder.value() or own
        ladders = offered(found.holding.ladders, chosen)
        names = [(key, ladder_name(policy.name)) for key, policy in ladders.items()]
        theirs = ladder_name(found.holding.of(found.client).name)
        said = self.tr("As for the client ({name})").format(name=theirs)
        self._ladder.offer([(None, said), *names], chosen=chosen)

    def _take_invoice(self, pair: tuple[Invoice, ClientTerms]) -> None:
        invoice, found = pair
        self._known = invoice
        # They have a dialog of their own, which says first what they would change.
        self.late.hide()
        self._due_is_own = True
        self._number.setText(invoice.number)
        self._issued.set_day(invoice.issued)
        self._show_due(invoice.items[0].due)
        self._currency.choose(invoice.total.currency)
        self._total.set_amount(invoice.total)
        self._reference.setText(invoice.reference)
        self.days.show_invoice(invoice)
        self._take_client(found)
        if len(invoice.items) > 1:
            self._due.setEnabled(False)
            self._total.setEnabled(False)
            self.form.hint(self._due, self.tr("This invoice is paid in several parts."))

    def _follow_terms(self) -> None:
        if self._terms is None or self._due_is_own:
            return
        self._show_due(self._terms.due_on(self._issued.day()))
        self._explain_terms()

    def _explain_terms(self) -> None:
        """Say what the terms make of it: of an invoice in parts, each with its day."""
        if self._terms is None or self._due_is_own:
            return
        said = self.tr("From the terms: {terms}.").format(terms=words.terms(self._terms))
        total = self._total.amount()
        if self._terms.stages and total is not None and total.minor > 0:
            parts = (
                self.tr("{amount} by {day}").format(amount=money(one.amount), day=day(one.due))
                for one in due_items(self._terms, self._issued.day(), total)
            )
            said = self.tr("In parts, from the terms: {parts}.").format(parts="; ".join(parts))
        self.form.hint(self._due, said)

    def _show_due(self, day: date) -> None:
        blocked = self._due.blockSignals(True)
        self._due.set_day(day)
        self._due.blockSignals(blocked)

    def _on_due(self) -> None:
        self._due_is_own = True
        self.form.hint(self._due, "")

    def check(self) -> bool:
        if self._client.client_id is None:
            self.form.wrong(self._client, self.tr("Choose a client from the list."))
        if not self._number.text().strip():
            self.form.wrong(self._number, self.tr("Enter the invoice number."))
        if self._due.day() < self._issued.day():
            self.form.wrong(self._due, self.tr("It cannot fall due before it was issued."))
        amount = self._total.amount()
        if amount is None:
            self.form.wrong(self._total, self.tr("Type the amount like 1,234.50."))
        elif amount.minor <= 0:
            self.form.wrong(self._total, self.tr("The total must be more than nothing."))
        late_is_right = self._known is not None or self.late.check()
        return super().check() and late_is_right

    def fields(self) -> Mapping[str, QWidget]:
        return {"number": self._number, "total": self._total, "amount": self._total}

    def invoice(self) -> Invoice:
        """What was typed, over what the invoice was."""
        invoice = replace(self.days.put(self._invoice()), policy_id=self._ladder.value())
        return invoice if self._known else self.late.put(invoice)

    def _invoice(self) -> Invoice:
        total = self._total.amount() or Money.zero(self._total.currency)
        client_id = self._client.client_id or 0
        known = self._known
        items = self._items(total)
        if known is None:
            return Invoice(
                client_id=client_id,
                number=self._number.text().strip(),
                issued=self._issued.day(),
                total=total,
                items=items,
                reference=self._reference.text().strip(),
                source="typed",
            )
        return replace(
            known,
            client_id=client_id,
            number=self._number.text().strip(),
            issued=self._issued.day(),
            total=total,
            items=items,
            reference=self._reference.text().strip(),
        )

    def _items(self, total: Money) -> tuple[DueItem, ...]:
        due = self._due.day()
        if self._known is None:
            if self._terms is not None and not self._due_is_own and total.minor > 0:
                return due_items(self._terms, self._issued.day(), total)
            return (DueItem(total, due, due),)
        if len(self._known.items) > 1:
            return self._known.items
        item = self._known.items[0]
        # A day that was extended keeps its original; one that was mistyped does not.
        original = due if due != item.due else item.original_due
        return (replace(item, amount=total, due=due, original_due=original),)

    def save(self) -> None:
        self.shell.desk.do(
            save_invoice, self.invoice(), owner=self, then=self._done, failed=self.explain
        )

    def _done(self, _invoice_id: int) -> None:
        said = self.tr("Invoice {number} is saved.").format(number=self._number.text().strip())
        self.shell.toast(said)
        self.accept()
