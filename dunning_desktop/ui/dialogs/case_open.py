"""Taking what is overdue of a client further: which invoices, and a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.text.dates import late
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.client_picker import ClientPicker
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.case_views import Candidates, candidates
from dunning_desktop.usecases.cases import Opened, open_case, undo_open

LONGEST_NOTE = 200


class OpenCaseDialog(FormDialog):
    """Everything overdue is ticked; what is taken further is not chased meanwhile."""

    def __init__(self, shell: Shell, client_id: int | None = None) -> None:
        super().__init__(shell, width=540)
        self.name_it(self.tr("Take a debt further"), self.tr("Open the case"))
        self._found: Candidates | None = None
        self.items: dict[int, QCheckBox] = {}
        self._client = ClientPicker(shell.desk, name=self.tr("Client"))
        self._client.chosen.connect(self._on_client)
        self._list = QWidget()
        self._list.setAccessibleName(self.tr("Invoices"))
        self._boxes = QVBoxLayout(self._list)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self._note = QLineEdit()
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setPlaceholderText(self.tr("For your own timeline"))
        self._about = label(look="quiet", wrap=True)
        self._build()
        if client_id is not None:
            self._on_client(client_id)

    def _build(self) -> None:
        said = self.tr(
            "A case gathers what an agency, a solicitor or a court will ask for. Nothing of it is "
            "chased meanwhile."
        )
        self.form.wide(label(said, "quiet", wrap=True))
        self.form.row(self.tr("Client"), self._client)
        self.form.row(self.tr("Invoices"), self._list)
        self.form.wide(self._about)
        self.form.row(self.tr("Note"), self._note)
        self._follow()

    def _on_client(self, client_id: int) -> None:
        self.shell.desk.ask(
            candidates, client_id, then=self._take, owner=self, latest="candidates"
        )

    def _take(self, found: Candidates) -> None:
        self._found = found
        blocked = self._client.blockSignals(True)
        self._client.choose(found.client.id, found.client.name)
        self._client.blockSignals(blocked)
        for box in self.items.values():
            self._boxes.removeWidget(box)
            box.deleteLater()
        self.items = {one.item_id: self._box(one, found) for one in found.items}
        self._about.setText(
            text.rule(found.rule)
            if found.items
            else self.tr("Nothing of this client is overdue and in no case yet.")
        )
        self._follow()
        self.grow()

    def _box(self, item: ItemFacts, found: Candidates) -> QCheckBox:
        words = self.tr("{number}  ·  {sum}  ·  {late}")
        said = words.format(
            number=item.number, sum=money(item.open), late=late((found.today - item.due).days)
        )
        box = QCheckBox(said)
        # Of several currencies those of the oldest: a case has one.
        box.setChecked(item.open.currency == found.items[0].open.currency)
        box.toggled.connect(lambda _on: self._follow())
        self._boxes.addWidget(box)
        return box

    def chosen(self) -> Sequence[int]:
        """The items that are ticked."""
        return [key for key, box in self.items.items() if box.isChecked()]

    def _follow(self) -> None:
        self._save.setEnabled(bool(self.chosen()))

    def check(self) -> bool:
        if self._client.client_id is None:
            self.form.wrong(self._client, self.tr("Choose a client from the list."))
        return super().check()

    def fields(self) -> Mapping[str, QWidget]:
        return {"items": self._list}

    def save(self) -> None:
        self.shell.desk.do(
            open_case,
            self._client.client_id or 0,
            self.chosen(),
            note=self._note.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, opened: Opened) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        words = self.tr("The case of {client} is open.").format(client=self._client.text())
        self.shell.toast(words, undo=partial(desk.do, undo_open, opened, owner=parent))
        self.accept()
