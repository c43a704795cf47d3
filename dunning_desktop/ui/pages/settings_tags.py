"""Tags that bring a ladder to their clients."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from dunning_desktop.ui import ladder_changes
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import CONTROL_HEIGHT, LARGE, SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.ladder_use import tagged
from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.ladder_use import Tags, TagUse, tags
from dunning_desktop.usecases.ladders import offered


class TagLadders(QWidget):
    """Each known tag with its choice, which takes effect at once; the toast takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._known = Tags((), {})
        self.choices: dict[str, Choice[int | None]] = {}
        heading = label(self.tr("Tags"))
        as_heading(heading)
        self._about = label(look="quiet", wrap=True)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(LARGE)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(heading)
        column.addWidget(self._about)
        column.addWidget(self._sheet)

    def reload(self) -> None:
        """Ask for the tags."""
        self._shell.desk.ask(tags, then=self._show, owner=self, latest="tags")

    def _show(self, found: Tags) -> None:
        if found == self._known and self._about.text():
            return
        focus = next((name for name, one in self.choices.items() if one.hasFocus()), "")
        self._known = found
        empty(self._grid)
        self.choices = {}
        for row, use in enumerate(found.known):
            self._add(row, use)
        self._sheet.setVisible(bool(found.known))
        self._about.setText(self._explained(bool(found.known)))
        follow_layout(self)
        if focus in self.choices:
            self.choices[focus].setFocus()

    def _explained(self, any_known: bool) -> str:
        if any_known:
            return self.tr(
                "A tag can bring a ladder to all clients that have it. A client's or an invoice's "
                "own ladder goes before it. Of two tags with a ladder the first in the alphabet "
                "decides."
            )
        return self.tr(
            "No client has a tag yet. Type tags such as Trade or Slow payer in a client's details; "
            "here you can then give all clients with that tag a ladder at once."
        )

    def _add(self, row: int, use: TagUse) -> None:
        named = self.tr("Ladder of {tag}").format(tag=use.name)
        choice: Choice[int | None] = Choice((), name=named)
        choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        ladders = offered(self._known.ladders, use.policy_id)
        names = [(key, ladder_name(one.name)) for key, one in ladders.items()]
        choice.offer([(None, self.tr("None of its own")), *names], chosen=use.policy_id)
        choice.activated.connect(lambda _at: self._on_chosen(use))
        name = label(use.name, wrap=True)
        name.setBuddy(choice)
        name.setMinimumHeight(CONTROL_HEIGHT)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(name, row, 0, middle)
        self._grid.addWidget(label(tagged(use), "quiet"), row, 1, middle)
        self._grid.addWidget(choice, row, 2)
        self.choices[use.name] = choice

    def _on_chosen(self, use: TagUse) -> None:
        chosen = self.choices[use.name].value()
        if chosen != use.policy_id:
            policy = self._known.ladders[chosen] if chosen is not None else None
            ladder_changes.give_to_tag(self._shell, use.name, policy)
