"""The client takes an offer to settle: what follows, and the credit note for the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import offers as text
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.offers import (
    OfferView,
    Settlement,
    accept_offer,
    take_back_settlement,
)

LONGEST_NUMBER = 64


class AcceptOfferDialog(FormDialog):
    """Without a number the credit note is still to be entered."""

    def __init__(self, shell: Shell, client: str, view: OfferView) -> None:
        super().__init__(shell, width=520)
        self._client, self._view = client, view
        self.name_it(
            self.tr("{client} accepts the offer").format(client=client), self.tr("Settle it")
        )
        self.form.wide(label(text.let_go(view), wrap=True))
        self._number = QLineEdit()
        self._number.setMaxLength(LONGEST_NUMBER)
        self._number.setPlaceholderText(self.tr("Leave it empty to enter it later"))
        self.form.row(self.tr("Credit note no."), self._number)

    def fields(self) -> Mapping[str, QWidget]:
        return {"number": self._number}

    def save(self) -> None:
        self.shell.desk.do(
            accept_offer,
            self._view.offer.id,
            credit_number=self._number.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, done: Settlement) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            text.settled(self._client, done),
            undo=lambda: desk.do(take_back_settlement, done, owner=parent),
        )
        self.accept()
