"""Giving up interest, compensation or costs on an invoice, with a reason that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.claims import kind
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.charges import restore_charges, waive

LONGEST_REASON = 200


class WaiveDialog(FormDialog):
    """A box for each kind that is owed; what is left unticked stays claimed."""

    def __init__(self, shell: Shell, owed: OwedItem) -> None:
        super().__init__(shell, width=500)
        self._owed = owed
        self.name_it(
            self.tr("Give up charges on {number}").format(number=owed.item.number),
            self.tr("Give up"),
        )
        self._boxes: dict[ChargeKind, QCheckBox] = {}
        self._build()

    def _build(self) -> None:
        self.form.wide(
            label(
                self.tr("The invoice itself stays owed. Interest goes on from tomorrow while it "
                        "is unpaid."),
                "quiet",
                wrap=True,
            )
        )
        self._kinds = QWidget()
        column = QVBoxLayout(self._kinds)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for one in ChargeKind:
            still = self._owed.claim.open(one)
            if still is None:
                continue
            words = self.tr("{kind}: {sum}").format(kind=kind(one), sum=money(still))
            box = QCheckBox(words)
            box.setChecked(True)
            self._boxes[one] = box
            column.addWidget(box)
        self.form.row(self.tr("What"), self._kinds)
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.setPlaceholderText(self.tr("Good client, first time late"))
        self.form.row(self.tr("Why"), self._reason)

    def kinds(self) -> tuple[ChargeKind, ...]:
        """What is ticked."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def check(self) -> bool:
        if not self.kinds():
            self.form.wrong(self._kinds, self.tr("Tick what you give up."))
        if not self._reason.text().strip():
            self.form.wrong(self._reason, self.tr("Say why: it is kept with the invoice."))
        return super().check()

    def fields(self) -> Mapping[str, QWidget]:
        return {"reason": self._reason, "kind": self._kinds}

    def save(self) -> None:
        self.shell.desk.do(
            waive,
            self._owed.item.item_id,
            self.kinds(),
            reason=self._reason.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, charge_ids: tuple[int, ...]) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            self.tr("Given up on {number}.").format(number=self._owed.item.number),
            undo=lambda: desk.do(restore_charges, charge_ids, owner=parent),
        )
        self.accept()
