"""The late-payment terms of one invoice: as for the client, or what was agreed for this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.late_fields import LateFields
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import claims
from dunning_desktop.ui.text import late_terms as text
from dunning_desktop.ui.text.terms import what_is_wrong
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.late_terms import (
    LatePrice,
    LateView,
    late_price,
    late_view,
    set_late_terms,
)


def ask_for_late_terms(shell: Shell, invoice_id: int) -> None:
    """Look at the invoice, and ask what late payment of it costs."""
    shell.desk.ask(
        late_view,
        invoice_id,
        then=lambda view: LateTermsDialog(shell, view).open(),
        owner=shell.as_parent(),
        latest="late-terms",
    )


class LateTermsDialog(FormDialog):
    """What it would change is said before it is saved."""

    def __init__(self, shell: Shell, view: LateView) -> None:
        super().__init__(shell, width=540)
        self._view = view
        invoice = view.invoice
        self.name_it(self.tr("Late payment of invoice {number}").format(number=invoice.number))
        about = self.tr(
            "For what you agreed for this one invoice. What was claimed already keeps its figures."
        )
        self.form.wide(label(about, "quiet", wrap=True))
        self._late = LateFields(self.form, invoice.total.currency)
        self._late.show_usual(view.usual)
        self._late.show_late(view.held, own=invoice.late is not None)
        self._effect = label(wrap=True)
        self._notes = label(look="warning", wrap=True)
        self.form.wide(self._effect)
        self.form.wide(self._notes)
        self._notes.hide()
        self._late.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Ask what the choice would change."""
        self.shell.desk.ask(
            late_price,
            self._view.invoice.id,
            self._late.so_far(),
            then=self._on_price,
            owner=self,
            latest="late-price",
        )

    def _on_price(self, found: LatePrice) -> None:
        self._effect.setText(text.effect(found))
        said = list(dict.fromkeys(self._cautions(found)))
        self._notes.setText("\n".join(said))
        self._notes.setVisible(bool(said))
        self.grow()

    def _cautions(self, found: LatePrice) -> Iterator[str]:
        if found.unasked:
            yield text.not_agreed(self._view.client.name)
        for one in found.findings:
            yield what_is_wrong(one)
        for claim in found.claims:
            yield from claims.cautions(claim)
            if claims.refused(claim):
                yield claims.refused(claim)

    def check(self) -> bool:
        self._late.check()
        return super().check()

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "reminder_fee": self._late.fee,
            "contract_rate": self._late.rate,
            "invoice": self._late.basis,
        }

    def save(self) -> None:
        self.shell.desk.do(
            set_late_terms,
            self._view.invoice.id,
            self._late.late(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, before: LateTerms | None) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        invoice = self._view.invoice
        self.shell.toast(
            self.tr("Late-payment terms of invoice {number} are saved.").format(
                number=invoice.number
            ),
            undo=lambda: desk.do(set_late_terms, invoice.id, before, owner=parent),
        )
        self.accept()
