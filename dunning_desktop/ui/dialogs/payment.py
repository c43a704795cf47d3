"""Recording money that came in, and what it settles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, PaymentOrder, Share
from dunning_desktop.ui.dialogs.effect import EffectTable
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.shares import SharesEdit
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import payments, words
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.client_picker import ClientPicker
from dunning_desktop.ui.widgets.fields import Choice, DayEdit, currency_choice
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.discounts import Taken, discounts_for
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.payments import (
    Payable,
    payable,
    record_payment,
    remove_payment,
)
from dunning_desktop.usecases.sharing import Effect, effects, suggest_shares


def record(
    office: Office,
    payment: Payment,
    shares: Sequence[Share] | None,
    *,
    invoice_id: int | None = None,
    order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST,
    taken: Taken | None = None,
) -> Outcome[int]:
    """Record it; without shares of the owner's own, the invoice it is for is settled first.

    With discounts that it takes, it settles what is left of their invoices.
    """
    if taken is not None and taken.discounts:
        return record_payment(office, payment, taken.shares, discounts=taken.discounts)
    if shares is None:
        shares = suggest_shares(
            office,
            payment.client_id,
            payment.amount,
            invoice_id=invoice_id,
            order=order,
            received=payment.received,
        )
    return record_payment(office, payment, shares)


def foresee(
    office: Office, client_id: int, paid: Money, received: date, *, invoice_id: int | None
) -> tuple[Taken, tuple[Effect, ...]]:
    """The discounts that a payment takes, and what it settles in each order without them."""
    return (
        discounts_for(office, client_id, paid, received=received, invoice_id=invoice_id),
        effects(office, client_id, paid, invoice_id=invoice_id, received=received),
    )


class PaymentDialog(FormDialog):
    """Amount first; what it settles is suggested until the owner shares it out by hand."""

    def __init__(
        self, shell: Shell, *, client_id: int | None = None, invoice_id: int | None = None
    ) -> None:
        super().__init__(shell, width=560)
        self.name_it(self.tr("Record a payment"), self.tr("Record"))
        self._invoice_id = invoice_id
        self._by_hand = False
        self._payable: Payable | None = None
        self._taken = Taken()
        self._effects: tuple[Effect, ...] = ()
        self._build()
        if client_id is not None:
            shell.desk.ask(payable, client_id, then=self._take_client, owner=self)

    def _build(self) -> None:
        self._client = ClientPicker(self.shell.desk, name=self.tr("Client"))
        self._client.chosen.connect(self._on_client)
        self.form.row(self.tr("From"), self._client)
        self._amount = MoneyEdit()
        self._amount.edited.connect(self._suggest)
        self._currency = currency_choice(self.tr("Currency"))
        self._currency.setFixedWidth(96)
        self._currency.currentIndexChanged.connect(lambda _at: self._on_currency())
        self.form.row(self.tr("Amount"), self._amount, beside=self._currency)
        self._received = DayEdit(self.shell.desk.today())
        self._received.dateChanged.connect(lambda _day: self._suggest())
        self.form.row(self.tr("Received on"), self._received)
        self._method = Choice((code, words.method(code)) for code in words.METHODS_TO_CHOOSE)
        self.form.row(self.tr("How"), self._method)
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(self.tr("As on your bank statement"))
        self.form.row(self.tr("Reference"), self._reference)
        self.form.section(self.tr("What it settles"))
        self._order = Choice((one, payments.payment_order(one)) for one in PaymentOrder)
        self._order.currentIndexChanged.connect(lambda _at: self._on_order())
        self.form.row(self.tr("Comes first"), self._order)
        self._discount = QCheckBox()
        self._discount.setAccessibleName(self.tr("Grant the discount"))
        self._discount.toggled.connect(lambda _on: self._follow_discount())
        self._discount.hide()
        self.form.wide(self._discount)
        self._about_discount = label(look="quiet", wrap=True)
        self._about_discount.hide()
        self.form.wide(self._about_discount)
        self._shares = SharesEdit()
        self._shares.edited.connect(self._on_shares)
        self.form.wide(self._shares)
        self._left = label(look="quiet", wrap=True)
        self.form.wide(self._left)
        self._effect = EffectTable()
        self.form.wide(self._effect)
        self._say_left()

    # What it is for

    def _on_client(self, client_id: int) -> None:
        self._by_hand = False
        self.shell.desk.ask(payable, client_id, then=self._take, owner=self, latest="payable")

    def _take_client(self, found: Payable) -> None:
        blocked = self._client.blockSignals(True)
        self._client.choose(found.client.id, found.client.name)
        self._client.blockSignals(blocked)
        self._take(found)
        self._offer_open()
        self._amount.setFocus()
        self._amount.selectAll()

    def _take(self, found: Payable) -> None:
        self._payable = found
        blocked = self._order.blockSignals(True)
        self._order.choose(found.order)
        self._order.blockSignals(blocked)
        self._currency.choose(found.client.currency)
        self._show_items()
        self._suggest()
        self.fit()

    def _offer_open(self) -> None:
        """Begin with what is open on the invoice: it is the amount most people pay."""
        items = self._payable.items if self._payable else ()
        mine = [one.open for one in items if one.invoice_id == self._invoice_id]
        if mine and not self._amount.text():
            self._currency.choose(mine[0].currency)
            self._amount.set_amount(sum(mine[1:], mine[0]))
            self._suggest()

    def _show_items(self) -> None:
        items = self._payable.items if self._payable else ()
        fitting = [one for one in items if one.open.currency == self._currency.value()]
        self._shares.show_items(fitting)

    def _on_currency(self) -> None:
        self._amount.set_currency(self._currency.value() or "GBP")
        self._by_hand = False
        self._show_items()
        self._suggest()

    def _on_order(self) -> None:
        self._by_hand = False
        self._suggest()

    # Sharing out

    def _suggest(self) -> None:
        amount, client_id = self._amount.amount(), self._client.client_id
        if self._by_hand or client_id is None or amount is None or amount.minor <= 0:
            self._show_discount(Taken())
            self._say_left()
            return
        self.shell.desk.ask(
            foresee,
            client_id,
            amount,
            self._received.day(),
            invoice_id=self._invoice_id,
            then=self._on_foreseen,
            owner=self,
            latest="shares",
        )

    def _on_foreseen(self, found: tuple[Taken, tuple[Effect, ...]]) -> None:
        taken, self._effects = found
        if taken != self._taken:
            self._show_discount(taken)
        self._follow_discount()

    def _show_discount(self, taken: Taken) -> None:
        """Offer to credit what it takes off; ticked where that is still in time."""
        self._taken = taken
        shown = bool(taken.discounts)
        if shown:
            self._discount.setText(payments.takes_discount(taken))
            self._about_discount.setText(payments.about_discount(taken))
        for one in (self._discount, self._about_discount):
            one.setVisible(shown)
        blocked = self._discount.blockSignals(True)
        self._discount.setChecked(shown and taken.in_time)
        self._discount.blockSignals(blocked)

    def _follow_discount(self) -> None:
        """Show what the money settles: with the discount nothing is left to put in an order."""
        if not self._effects:
            return
        chosen = next(one for one in self._effects if one.order is self._order.value())
        granted = self._discount.isChecked() and not self._by_hand
        if not self._by_hand:
            self._shares.show_shares(self._taken.shares if granted else chosen.shares)
        self._order.setEnabled(not granted)
        self._effect.show_effects(self._effects, chosen.order)
        if granted:
            self._effect.hide()
        self._say_left()
        self.fit()

    def _on_shares(self) -> None:
        """Shared out by hand, it takes no discount."""
        self._by_hand = True
        self._show_discount(Taken())
        self._say_left()

    def _say_left(self) -> None:
        amount, shares = self._amount.amount(), self._shares.shares()
        if amount is None or self._client.client_id is None:
            self._say(self.tr("Choose who paid and type the amount: the oldest is settled first."))
            return
        if shares is None:
            self._say(self.tr("One of the parts is not an amount."), "trouble")
            return
        left = amount - sum((one.whole for one in shares), Money.zero(amount.currency))
        if left.minor < 0:
            words_ = self.tr("{sum} more is shared out than was paid.")
            self._say(words_.format(sum=money(-left)), "trouble")
        elif left.minor:
            words_ = self.tr("{sum} is left over and stays as the client's credit.")
            self._say(words_.format(sum=money(left)), "accent")
        else:
            self._say(self.tr("All of it is shared out."))

    def _say(self, text: str, look: str = "quiet") -> None:
        self._left.setText(text)
        wear(self._left, look)

    @property
    def left_over(self) -> str:
        """What is said under the shares."""
        return self._left.text()

    # Saving

    def check(self) -> bool:
        if self._client.client_id is None:
            self.form.wrong(self._client, self.tr("Choose a client from the list."))
        amount = self._amount.amount()
        if amount is None:
            self.form.wrong(self._amount, self.tr("Type the amount like 1,234.50."))
        elif amount.minor <= 0:
            self.form.wrong(self._amount, self.tr("The amount must be more than nothing."))
        if self._received.day() > self.shell.desk.today():
            self.form.wrong(self._received, self.tr("That day has not come yet."))
        return super().check() and self._check_shares(amount)

    def _check_shares(self, amount: Money | None) -> bool:
        shares = self._shares.shares()
        if shares is None or amount is None:
            self._say(self.tr("One of the parts is not an amount."), "trouble")
            return False
        over = self._shares.over()
        if over:
            open_ = next(iter(over.values()))
            words_ = self.tr("Only {sum} is open on one of these. Lower its part.")
            self._say(words_.format(sum=money(open_)), "trouble")
            return False
        return sum(one.whole.minor for one in shares) <= amount.minor

    def fields(self) -> Mapping[str, QWidget]:
        return {"amount": self._amount}

    def payment(self) -> Payment:
        """What was typed."""
        return Payment(
            client_id=self._client.client_id or 0,
            received=self._received.day(),
            amount=self._amount.amount() or Money.zero(self._amount.currency),
            method=self._method.value() or "bank",
            reference=self._reference.text().strip(),
        )

    def save(self) -> None:
        self.shell.desk.do(
            record,
            self.payment(),
            self._shares.shares() if self._by_hand else None,
            invoice_id=self._invoice_id,
            order=self._order.value() or PaymentOrder.PRINCIPAL_FIRST,
            taken=self._taken if self._discount.isChecked() else None,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, payment_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        amount = self._amount.amount()
        said = self.tr("{sum} from {client} is recorded.").format(
            sum=money(amount) if amount else "", client=self._client.text()
        )
        self.shell.toast(
            said, undo=lambda: desk.do(remove_payment, payment_id, owner=parent), seconds=10
        )
        self.accept()
