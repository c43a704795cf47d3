"""An invoice's details: what is open, what comes next, what it costs, what happened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.invoice import Invoice, InvoiceState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem, owed_in_all
from dunning_desktop.domain.proposal import NotToday, WhyNot
from dunning_desktop.ui.choosing_start import OLD, start_buttons
from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.charge import ChargeDialog
from dunning_desktop.ui.dialogs.dispute import ask_for_dispute
from dunning_desktop.ui.dialogs.late_terms import ask_for_late_terms
from dunning_desktop.ui.dialogs.more_time import ask_for_time
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.dialogs.skip import ask_to_skip
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.look.fonts import as_figure
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.panels.agreements import show_agreements, show_waiting
from dunning_desktop.ui.panels.owed import (
    across,
    claim_button,
    show_charges,
    show_sums,
    waive_button,
)
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.panels.plans import show_plans
from dunning_desktop.ui.setting_aside import ask_to_cancel, cancel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import claims, reasons, words
from dunning_desktop.ui.text.dates import day, late
from dunning_desktop.ui.text.ladders import older, whose
from dunning_desktop.ui.text.late_terms import with_owner
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.agreement_cards import Agreements, agreements_on
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import item_statement, was_claimed
from dunning_desktop.usecases.rows import InvoiceCard


@dataclass(frozen=True, slots=True)
class Seen:
    """What the panel shows."""

    card: InvoiceCard
    agreed: Agreements


def look_at(office: Office, invoice_id: int) -> Seen:
    """The invoice's card, and what was agreed about it."""
    return Seen(invoice_card(office, invoice_id), agreements_on(office, invoice_id))


class InvoicePanel(DetailsPanel):
    """``edit_asked`` carries the invoice's id."""

    edit_asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.tr("Details of the invoice"))
        self._invoice: Invoice | None = None
        self._cancel = action(self, self.tr("Cancel invoice…"), self._on_cancel, icon_name="ban")
        self._late: OwedItem | None = None
        self._fee: Money | None = None
        self._cost = action(
            self, self.tr("Add a cost or fee…"), self._on_cost, icon_name="scale"
        )
        self._late_terms = action(
            self, self.tr("Late-payment terms…"), self._on_late_terms, icon_name="clock-alert"
        )
        self._item_id: int | None = None
        self._skip = action(
            self, self.tr("Pass over the next reminder…"), self._on_skip, icon_name="chevron-right"
        )
        self._open_item: int | None = None
        self._promise = action(
            self, self.tr("They promise to pay…"), self._on_promise, icon_name="hand-coins"
        )
        self._time = action(
            self, self.tr("More time…"), self._on_time, icon_name="calendar-clock"
        )
        self._dispute = action(
            self, self.tr("They dispute it…"), self._on_dispute, icon_name="triangle-alert"
        )
        self.keep_in_more(
            self._promise,
            self._time,
            self._dispute,
            self._skip,
            self._cost,
            self._late_terms,
            self._cancel,
        )

    def load(self, key: int) -> None:
        self.shell.desk.ask(
            look_at, key, then=self._show, failed=self.gone, owner=self, latest="card"
        )

    def _on_cost(self) -> None:
        if self._late is not None:
            ChargeDialog(self.shell, self._late, fee=self._fee).open()

    def _on_late_terms(self) -> None:
        if self._invoice is not None:
            ask_for_late_terms(self.shell, self._invoice.id)

    def _on_skip(self) -> None:
        if self._item_id is not None:
            ask_to_skip(self.shell, self._item_id)

    def _on_promise(self) -> None:
        if self._invoice is not None and self._open_item is not None:
            ask_for_promise(self.shell, self._invoice.client_id, item_id=self._open_item)

    def _on_time(self) -> None:
        if self._open_item is not None:
            ask_for_time(self.shell, self._open_item)

    def _on_dispute(self) -> None:
        if self._open_item is not None:
            ask_for_dispute(self.shell, self._open_item)

    def _on_cancel(self) -> None:
        invoice = self._invoice
        if invoice is None:
            return
        if invoice.cancelled:
            cancel(self.shell, invoice.id, invoice.number, cancelled=False)
        else:
            ask_to_cancel(self.shell, invoice.id, invoice.number)

    def _show(self, seen: Seen) -> None:
        card = seen.card
        self._invoice = invoice = card.invoice
        self._open_item = _open_item(card)
        for one in (self._promise, self._time, self._dispute):
            one.setEnabled(self._open_item is not None)
        self._item_id = _to_skip(card)
        self._skip.setEnabled(self._item_id is not None)
        self._late_terms.setEnabled(not invoice.cancelled)
        self._cancel.setText(
            self.tr("Bring the invoice back") if invoice.cancelled else self.tr("Cancel invoice…")
        )
        self.start(self.tr("Invoice {number}").format(number=invoice.number), card.client.name)
        self.add(self._amount(card))
        self.add(self._buttons(card))
        if invoice.cancelled:
            said = self.tr("Cancelled: it is neither owed nor chased.")
            self.notice("ban", said, button(self.tr("Bring back"), self._on_cancel))
        show_waiting(self, self.shell, seen.agreed)
        if card.open.minor and card.state is not InvoiceState.CANCELLED:
            self._next_step(card)
        self._figures(card)
        self._owed(card)
        if card.settlements:
            self._settled(card)
        if not seen.agreed.empty:
            show_agreements(self, self.shell, seen.agreed)
            show_plans(self, self.shell, seen.agreed)
        self._reminders(card)
        self.finish()

    def _amount(self, card: InvoiceCard) -> QWidget:
        figure = label(money(card.open), selectable=True)
        as_figure(figure)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(figure)
        row.addStretch(1)
        name, colour = words.STATE_LOOKS[card.state]
        state = iconed(name, label(self._state(card)), colour=colour)
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _state(self, card: InvoiceCard) -> str:
        if card.state is InvoiceState.OVERDUE:
            # Of several parts the first that is open: an earlier one may be paid.
            open_ = [one.item.due for one in card.owed if one.item.open.minor > 0]
            due = min(open_ or [item.due for item in card.invoice.items])
            return late((self.shell.desk.today() - due).days)
        return words.invoice_state(card.state)

    def _buttons(self, card: InvoiceCard) -> QWidget:
        invoice, shell = card.invoice, self.shell
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        if card.open.minor and not invoice.cancelled:
            row.addWidget(
                button(
                    self.tr("Payment…"),
                    lambda: PaymentDialog(
                        shell, client_id=invoice.client_id, invoice_id=invoice.id
                    ).open(),
                )
            )
        row.addWidget(button(self.tr("Correct…"), lambda: self.edit_asked.emit(invoice.id)))
        row.addStretch()
        return box

    def _next_step(self, card: InvoiceCard) -> None:
        self.part(self.tr("Next step"))
        if card.next_step is not None:
            said = reasons.ready_at_length(card.next_step, call=card.call)
            name = "phone" if card.call else "send"
            self.add(iconed(name, label(said, wrap=True), colour="accent"))
            self.add(across(self._take_step(card)))
        elif card.waiting is not None:
            said = reasons.why_not(card.waiting, self.shell.desk.today())
            self.add(iconed(reasons.icon_of(card.waiting), label(f"{said}.", wrap=True)))
            self._decide(card, card.waiting)
        coming = reasons.coming(card.ahead, card.waiting, self.shell.desk.today())
        if coming:
            self.text(coming)
        said = whose(card.ladder, card.ladder_owner, card.ladder_tag)
        self.text(f"{said} {older()}" if card.ladder_older else said, "quiet")

    def _decide(self, card: InvoiceCard, waiting: NotToday) -> None:
        """Of an old debt that is left alone, or waits for a decision: how to begin with it."""
        if waiting.code in OLD:
            ids = [item.id for item in card.invoice.items]
            for one in start_buttons(self.shell, ids):
                self.add(across(one))

    def _take_step(self, card: InvoiceCard) -> QPushButton:
        client_id, shell = card.invoice.client_id, self.shell
        if card.call:
            return button(self.tr("Call…"), lambda: CallDialog(shell, [client_id]).open())
        return button(self.tr("Look at the reminder…"), lambda: shell.review([client_id]))

    def _figures(self, card: InvoiceCard) -> None:
        invoice = card.invoice
        self.part(self.tr("Figures"))
        pairs = [(self.tr("Issued"), day(invoice.issued))]
        pairs += self._due_days(card)
        pairs.append((self.tr("Total"), money(invoice.total)))
        if card.open != invoice.total and not invoice.cancelled:
            pairs.append((self.tr("Settled"), money(invoice.total - card.open)))
        if invoice.reference:
            pairs.append((self.tr("Reference"), invoice.reference))
        pairs.append((self.tr("Open"), money(card.open)))
        self.facts(pairs, strong_last=True)
        # Too long for a value: those do not wrap, and would push the others out of sight.
        late = with_owner(card.late, invoice.total.currency, owner=card.late_owner)
        self.text(self.tr("Late payment: {terms}.").format(terms=late), "quiet")

    def _due_days(self, card: InvoiceCard) -> list[tuple[str, str]]:
        """The due day; of several parts each with its amount, and whether it is paid."""
        items = card.invoice.items
        if len(items) == 1:
            pairs = [(self.tr("Due"), day(items[0].due))]
            if items[0].original_due != items[0].due:
                pairs.append((self.tr("First due"), day(items[0].original_due)))
            return pairs
        open_ = {one.item.item_id: one.item.open.minor for one in card.owed}
        part, paid = self.tr("{amount} due {day}"), self.tr("paid")
        return [
            (
                part.format(amount=money(one.amount), day=day(one.due)),
                money(Money(open_[one.id], one.amount.currency)) if open_.get(one.id) else paid,
            )
            for one in items
        ]

    def _owed(self, card: InvoiceCard) -> None:
        """What is owed in all, how it comes about, and the ledger of charges."""
        self._late = next((one for one in card.owed if self._can_cost(card.client, one)), None)
        self._cost.setEnabled(self._late is not None)
        self._fee = card.fee
        on_top = [one for one in card.owed if one.has_more]
        if on_top:
            invoice = card.invoice
            working = button(self.tr("Show working…"), lambda: self._show_working(invoice))
            buttons = [working, waive_button(self.shell, on_top[0])]
            show_sums(self, owed_in_all(card.owed), buttons)
        for one in card.owed:
            self._about(one.claim)
        unclaimed = [one for one in on_top if not one.item.open.minor and not was_claimed(one)]
        if unclaimed:
            said = self.tr("Paid late: this can still be claimed, and is in no reminder yet.")
            ids = [one.item.item_id for one in unclaimed]
            self.notice("scale", said, claim_button(self.shell, ids))
        if card.charges:
            show_charges(self, self.shell, card.charges, card.owed)

    def _can_cost(self, client: Client, owed: OwedItem) -> bool:
        """A fee that was agreed is owed without interest too; of a debtor nobody confirmed, not."""
        late = owed.item.due < self.shell.desk.today() and bool(owed.item.open)
        return owed.claim.interest is not None or (late and client.debtor_confirmed)

    def _about(self, claim: Claim) -> None:
        """Where the rate comes from, and what to know of the figures."""
        if claim.amount:
            self.text(claims.basis(claim), "quiet")
        for said in (*claims.cautions(claim), claims.refused(claim)):
            if said:
                self.add(iconed("info", label(said, wrap=True)))

    def _show_working(self, invoice: Invoice) -> None:
        ids = tuple(item.id for item in invoice.items)
        WorkingDialog(
            self.shell,
            lambda office: item_statement(office, ids),
            title=self.tr("Working of invoice {number}").format(number=invoice.number),
        ).open()

    def _settled(self, card: InvoiceCard) -> None:
        self.part(self.tr("What settled it"))
        self.facts(
            [
                (f"{day(on)}  ·  {words.method(method)}", money(amount))
                for on, amount, method in card.settlements
            ]
        )

    def _reminders(self, card: InvoiceCard) -> None:
        self.part(self.tr("Reminders"))
        if not card.reminders:
            self.text(self.tr("None so far."), "quiet")
            return
        self.facts(
            [
                (f"{day(on)}  ·  {words.tone(tone)}", words.delivery(state))
                for on, tone, state in card.reminders
            ]
        )


# Nothing comes next there that could be passed over.
_NOTHING_TO_SKIP = frozenset({WhyNot.LADDER_DONE, WhyNot.OLD_DEBT, WhyNot.TO_DECIDE})


def _open_item(card: InvoiceCard) -> int | None:
    """The item that something can be agreed about: the first with something open."""
    if card.invoice.cancelled:
        return None
    open_ = (one.item.item_id for one in card.owed if one.item.open.minor > 0)
    return next(open_, None)


def _to_skip(card: InvoiceCard) -> int | None:
    """The item whose next reminder can be passed over: the first with something open."""
    if card.invoice.cancelled or (card.waiting and card.waiting.code in _NOTHING_TO_SKIP):
        return None
    open_ = (one.item.item_id for one in card.owed if one.item.open.minor > 0)
    return next(open_, None)
