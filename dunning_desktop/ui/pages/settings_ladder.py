"""The ladder of reminders: which one holds, and what it sends on which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.ladders import Rung, about, ladder_name, rules, rung
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, choose_ladder, policies


@dataclass(frozen=True, slots=True)
class Known:
    """All ladders of the book, and the one that holds where there is no other."""

    ladders: Mapping[int, DunningPolicy]
    chosen: int


def known_ladders(office: Office) -> Known:
    """Ask for all of it in one go."""
    ladders = policies(office)
    chosen = business(office).policy_id
    if chosen is None or chosen not in ladders:
        chosen = next(iter(ladders), 0)
    return Known(ladders, chosen)


class Ladder(QWidget):
    """A choice takes effect at once; the toast takes it back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._known = Known({}, 0)
        self.rungs: tuple[Rung, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(
            label(
                self.tr(
                    "What goes out, counted from the day an invoice is due. Nothing is sent "
                    "until you have looked at it and pressed Send. A client or an invoice can "
                    "have another ladder."
                ),
                "quiet",
                wrap=True,
            )
        )
        self.choice: Choice[int] = Choice(())
        self.choice.activated.connect(lambda _at: self._on_chosen())
        self._form = Form()
        self._form.row(self.tr("Ladder"), self.choice)
        layout.addWidget(self._form)
        layout.addWidget(self._make_card())
        self._rules = label(look="quiet", wrap=True)
        layout.addWidget(self._rules)
        layout.addStretch()

    def _make_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self._grid.setHorizontalSpacing(LARGE)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(1, 1)
        return card

    def reload(self) -> None:
        """Ask for the ladders."""
        self._shell.desk.ask(known_ladders, then=self._show, owner=self, latest="ladder")

    def _show(self, known: Known) -> None:
        self._known = known
        names = [(key, ladder_name(policy.name)) for key, policy in known.ladders.items()]
        self.choice.offer(names, chosen=known.chosen)
        self._show_ladder(known.ladders.get(known.chosen, STANDARD))

    def _show_ladder(self, policy: DunningPolicy) -> None:
        empty(self._grid)
        self.rungs = tuple(rung(level) for level in policy.levels)
        for at, one in enumerate(self.rungs):
            self._add(at * 3, one)
        self._form.hint(self.choice, about(policy.name))
        self._rules.setText(rules(policy))

    def _add(self, at: int, one: Rung) -> None:
        when, what = label(one.when), label(one.what, wrap=True)
        as_heading(when)
        self._grid.addWidget(when, at, 0)
        self._grid.addWidget(what, at, 1)
        self._grid.addWidget(label(one.then, "quiet", wrap=True), at + 1, 1)
        self._grid.setRowMinimumHeight(at + 2, SMALL)

    def _on_chosen(self) -> None:
        chosen = self.choice.value()
        if chosen is None or chosen == self._known.chosen:
            return
        desk, parent = self._shell.desk, self._shell.as_parent()
        name = ladder_name(self._known.ladders[chosen].name)

        def told(before: int | None) -> None:
            def back() -> None:
                if before is not None:
                    desk.do(choose_ladder, before, owner=parent)

            self._shell.toast(self.tr("{name} holds from now on.").format(name=name), undo=back)

        desk.do(choose_ladder, chosen, owner=self, then=told)
