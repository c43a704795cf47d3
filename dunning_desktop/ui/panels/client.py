"""A client's details: what is owed and for how long, how to reach them, what happened."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dunning_desktop.domain.client import Client, Contact
from dunning_desktop.domain.owed import owed_in_all
from dunning_desktop.ui.dialogs.call import CallDialog
from dunning_desktop.ui.dialogs.case_open import OpenCaseDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.dialogs.offer import ask_for_offer
from dunning_desktop.ui.dialogs.pause import PutOffDialog, RepliedDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.plain_paper import ask_for_statement, ask_for_thanks
from dunning_desktop.ui.dialogs.plan import ask_for_plan
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.dialogs.working import WorkingDialog
from dunning_desktop.ui.look.fonts import as_figure
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.panels.agreements import offers, show_agreements, show_waiting
from dunning_desktop.ui.panels.blocks import show_blocks
from dunning_desktop.ui.panels.offers import show_offers
from dunning_desktop.ui.panels.owed import claim_button, show_sums
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.panels.plans import plan_offer, show_default, show_plans
from dunning_desktop.ui.panels.terms import show_terms
from dunning_desktop.ui.panels.timeline import show_timeline
from dunning_desktop.ui.setting_aside import archive
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.widgets.ageing_bar import AgeingBar
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.ui.widgets.fields import country
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.agreement_cards import Agreements, agreements_of
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.offers import OfferView, offers_of
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.owed import ClientOwed, client_owed, client_statement
from dunning_desktop.usecases.replies import came_from
from dunning_desktop.usecases.rows import ClientCard, by_age
from dunning_desktop.usecases.terms import ClientTerms, client_terms


@dataclass(frozen=True, slots=True)
class Seen:
    """What the panel shows."""

    card: ClientCard
    owed: ClientOwed
    agreed: Agreements
    terms: ClientTerms
    offers: tuple[OfferView, ...] = ()
    came_in: tuple[IncomingRow, ...] = ()

    def by_age(self, currency: str) -> tuple[int, ...]:
        """What is open in a currency as the buckets of ``AgeingRow``."""
        open_ = ((one.item.due, one.item.open) for one in self.owed.items)
        return by_age(
            ((self.owed.today - due).days, money.minor)
            for due, money in open_
            if money.currency == currency and money.minor > 0
        )


def look_at(office: Office, client_id: int) -> Seen:
    """The client's card and what is owed."""
    return Seen(
        client_card(office, client_id),
        client_owed(office, client_id),
        agreements_of(office, client_id),
        client_terms(office, client_id),
        offers_of(office, client_id),
        came_from(office, client_id),
    )


class ClientPanel(DetailsPanel):
    """``edit_asked`` carries the client's id."""

    edit_asked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.setAccessibleName(self.tr("Details of the client"))
        self._client: Client | None = None
        self._archive = action(
            self, self.tr("Archive the client"), self._on_archive, icon_name="archive"
        )
        self._promise = action(
            self, self.tr("They promise to pay…"), self._on_promise, icon_name="hand-coins"
        )
        self._plan = action(
            self, self.tr("Agree instalments…"), self._on_plan, icon_name="calendar"
        )
        self._call = action(
            self, self.tr("Record a call…"), self._on_call, icon_name="phone"
        )
        self._replied = action(
            self, self.tr("They replied…"), self._on_replied, icon_name="message-square"
        )
        self._put_off = action(
            self, self.tr("Put off…"), self._on_put_off, icon_name="calendar-clock"
        )
        self._settle = action(
            self, self.tr("Offer to settle for less…"), self._on_settle, icon_name="scale"
        )
        self._statement = action(
            self, self.tr("Send a statement of account…"), self._on_statement,
            icon_name="file-text",
        )
        self._thank = action(
            self, self.tr("Thank them for paying…"), self._on_thank, icon_name="mail"
        )
        self._further = action(
            self, self.tr("Take it further…"), self._on_further, icon_name="briefcase"
        )
        self._hold = action(self, self.tr("Leave alone…"), self._on_hold, icon_name="circle-pause")
        self.keep_in_more(
            self._promise,
            self._plan,
            self._settle,
            self._call,
            self._replied,
            self._put_off,
            self._hold,
            self._statement,
            self._thank,
            self._further,
            self._archive,
        )

    def load(self, key: int) -> None:
        self.shell.desk.ask(
            look_at, key, then=self._show, failed=self.gone, owner=self, latest="card"
        )

    def _on_further(self) -> None:
        if self._client is not None:
            OpenCaseDialog(self.shell, self._client.id).open()

    def _on_archive(self) -> None:
        client = self._client
        if client is not None:
            archive(self.shell, client.id, client.name, archived=not client.archived)

    def _on_plan(self) -> None:
        if self._client is not None:
            ask_for_plan(self.shell, self._client.id)

    def _on_promise(self) -> None:
        if self._client is not None:
            ask_for_promise(self.shell, self._client.id)

    def _on_settle(self) -> None:
        if self._client is not None:
            ask_for_offer(self.shell, self._client.id)

    def _on_statement(self) -> None:
        if self._client is not None:
            ask_for_statement(self.shell, self._client.id)

    def _on_thank(self) -> None:
        if self._client is not None:
            ask_for_thanks(self.shell, self._client.id)

    def _on_call(self) -> None:
        if self._client is not None:
            CallDialog(self.shell, [self._client.id]).open()

    def _on_replied(self) -> None:
        if self._client is not None:
            RepliedDialog(self.shell, self._client.id, self._client.name).open()

    def _on_put_off(self) -> None:
        if self._client is not None:
            PutOffDialog(self.shell, self._client.id, self._client.name).open()

    def _on_hold(self) -> None:
        if self._client is not None:
            LeaveAloneDialog(self.shell, self._client.id, self._client.name).open()

    def _show(self, seen: Seen) -> None:
        card, client = seen.card, seen.card.client
        self._client = client
        self._settle.setEnabled(any(one.minor > 0 for one in card.balance))
        self._archive.setText(
            self.tr("Bring the client back")
            if client.archived
            else self.tr("Archive the client")
        )
        self.start(client.name, self._what(client))
        figure = label(sums(card.balance, none=self.tr("Nothing owed")), selectable=True)
        as_figure(figure)
        self.add(figure)
        self.add(self._buttons(card))
        self._standing(card)
        if not client.archived:
            show_waiting(self, self.shell, seen.agreed)
            show_default(self, self.shell, seen.agreed)
        if not client.debtor_confirmed:
            self._ask_to_confirm(client)
        self._money(card)
        self._owed(seen.owed)
        open_ = {one.item.open.currency for one in seen.owed.items if one.item.open.minor > 0}
        for currency in sorted(open_):
            self.add(AgeingBar(seen.by_age(currency), currency))
        items = [one.item for one in seen.owed.items if one.item.open.minor > 0]
        ways = offers(self.shell, client.id, items)
        if ways:
            ways = (*ways, plan_offer(self.shell, client.id))
        show_agreements(self, self.shell, seen.agreed, offers=ways)
        show_plans(self, self.shell, seen.agreed)
        show_offers(self, self.shell, seen.offers, client=client.name)
        show_terms(self, self.shell, client.id, seen.terms)
        self._reach(client)
        show_timeline(self, self.shell, card, seen.came_in)
        self.finish()

    def _what(self, client: Client) -> str:
        parts = [words.debtor_type(client.debtor_type), client.address.city, client.reference]
        if client.archived:
            parts.append(self.tr("archived"))
        return "  ·  ".join(part for part in parts if part)

    def _buttons(self, card: ClientCard) -> QWidget:
        client_id, shell = card.client.id, self.shell
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        if not card.client.archived and any(one.minor for one in card.overdue):
            row.addWidget(button(self.tr("Remind…"), lambda: shell.review([client_id])))
        row.addWidget(
            button(
                self.tr("Payment…"),
                lambda: PaymentDialog(shell, client_id=client_id).open(),
            )
        )
        row.addWidget(button(self.tr("Change…"), lambda: self.edit_asked.emit(client_id)))
        row.addStretch()
        return box

    def _standing(self, card: ClientCard) -> None:
        """Why they are not chased, where that is so, and what changes it."""
        client = card.client
        if client.archived:
            said = self.tr("Archived: nothing is sent to them.")
            self.notice("archive", said, button(self.tr("Bring back"), self._on_archive))
        else:
            show_blocks(self, self.shell, card)

    def _ask_to_confirm(self, client: Client) -> None:
        said = self.tr(
            "The import could only guess that this is a {type}. Confirm it under Change: "
            "until then no interest is claimed."
        )
        self.text(said.format(type=words.debtor_type(client.debtor_type).lower()), "note")

    def _money(self, card: ClientCard) -> None:
        self.part(self.tr("Balance"))
        pairs = [
            (self.tr("Open in all"), sums(card.balance)),
            (self.tr("Of that overdue"), sums(card.overdue)),
        ]
        if card.credit:
            pairs.append((self.tr("Paid but not matched"), sums(card.credit)))
        self.facts(pairs)

    def _owed(self, owed: ClientOwed) -> None:
        """Interest and compensation on top of the balance, where there is any."""
        if owed.late:
            working = button(self.tr("Show working…"), lambda: self._show_working(owed.client))
            show_sums(self, owed.sums, [working])
        if owed.claimable:
            words_ = self.tr(
                "{sum} of interest and compensation can still be claimed on invoices that were "
                "paid late. No reminder asks for it."
            )
            sum_ = sums(one.on_top for one in owed_in_all(owed.claimable))
            ids = [one.item.item_id for one in owed.claimable]
            self.notice("scale", words_.format(sum=sum_), claim_button(self.shell, ids))

    def _show_working(self, client: Client) -> None:
        WorkingDialog(
            self.shell,
            lambda office: client_statement(office, client.id),
            title=self.tr("Working of what {client} owes").format(client=client.name),
        ).open()

    def _reach(self, client: Client) -> None:
        self.part(self.tr("How to reach them"))
        for contact in client.contacts:
            self._contact(contact)
        if client.address.usable:
            lines = [*client.address.lines, f"{client.address.city} {client.address.postcode}"]
            if client.address.country != "GB":
                lines.append(country(client.address.country))
            text = label("\n".join(line.strip() for line in lines), selectable=True)
            self.add(iconed("map-pin", text))
        if not client.contacts and not client.address.usable:
            self.text(self.tr("No e-mail and no postal address: add one under Change."), "warning")

    def _contact(self, contact: Contact) -> None:
        who = ", ".join(part for part in (contact.name, words.role(contact.role)) if part)
        lines = [who, *(part for part in (contact.email, contact.phone) if part)]
        refused = bool(contact.refused)
        if refused:
            lines.append(self.tr("This address was refused by the mail server."))
        text = label("\n".join(lines), wrap=True, selectable=True)
        name, colour = ("circle-alert", "warning") if refused else ("mail", "quiet")
        self.add(iconed(name, text, colour=colour))
