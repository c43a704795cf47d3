"""The ladders of reminders: which holds for everybody, what each does, and which tags bring one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui import ladder_changes
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.pages.settings_ladder_card import LadderView
from dunning_desktop.ui.pages.settings_tags import TagLadders
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import ladder_use as say
from dunning_desktop.ui.text.ladders import Rung, about, ladder_name, version
from dunning_desktop.ui.widgets.buttons import ActionButton, action
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases.ladder_use import (
    KnownLadder,
    KnownLadders,
    UnderWay,
    known_ladders,
    led_by_the_business,
)

NARROW_NAMES = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Ladder(QWidget):
    """``choice`` is the one for everybody and takes effect at once; ``shown`` is looked at."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._known = KnownLadders({}, 0)
        self._wanted: int | None = None
        self._make_choices()
        self.change = action(self, self.tr("Change…"), self._on_change, icon_name="pencil")
        self.new = action(self, self.tr("New ladder…"), self._on_new, icon_name="plus")
        self.more = self._make_more()
        self.view = LadderView()
        self.used = label(look="quiet", wrap=True)
        self.behind = Notice(
            "info", "", presses=[(self.tr("Move them too"), self._on_move)], plain=True
        )
        self.behind.hide()
        self.tags = TagLadders(shell)
        self._build()

    def _make_choices(self) -> None:
        self.choice: Choice[int] = Choice(())
        self.choice.activated.connect(lambda _at: self._on_chosen())
        self.shown: Choice[int] = Choice((), name=self.tr("Ladder to look at"))
        self.shown.activated.connect(lambda _at: self._on_shown())
        for one in (self.choice, self.shown):
            # A long name must not widen the page.
            one.setSizeAdjustPolicy(NARROW_NAMES)
            one.setMinimumContentsLength(8)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(
            label(
                self.tr(
                    "A ladder says what goes out, counted from the day an invoice is due. A "
                    "client, a tag or an invoice can have another one than everybody."
                ),
                "quiet",
                wrap=True,
            )
        )
        self._form = Form()
        self._form.row(self.tr("For everybody"), self.choice)
        layout.addWidget(self._form)
        layout.addSpacing(SMALL)
        heading = label(self.tr("The ladders"))
        as_heading(heading)
        layout.addWidget(heading)
        layout.addLayout(self._across())
        self._about = label(look="quiet", wrap=True)
        for one in (self._about, self.behind, self.view, self.used):
            layout.addWidget(one)
        layout.addSpacing(SMALL)
        layout.addWidget(self.tags)
        layout.addStretch()

    def _across(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.shown, 1)
        row.addWidget(ActionButton(self.change))
        row.addWidget(ActionButton(self.new))
        row.addWidget(self.more)
        return row

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setIcon(icon("ellipsis", "quiet"))
        more.setAutoRaise(True)
        more.setProperty("look", "more")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAccessibleName(self.tr("More that can be done with the ladder"))
        more.setToolTip(self.tr("More that can be done with the ladder"))
        more.setMenu(QMenu(more))
        return more

    # Loading

    def reload(self) -> None:
        """Ask for the ladders and the tags."""
        self._shell.desk.ask(known_ladders, then=self._show, owner=self, latest="ladder")
        self.tags.reload()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The steps that are shown."""
        return self.view.rungs

    def _show(self, known: KnownLadders) -> None:
        shown = self._stays(known)
        self._known, self._wanted = known, None
        names = [(key, ladder_name(one.policy.name)) for key, one in known.ladders.items()]
        self.choice.offer(names, chosen=known.chosen)
        self.shown.offer(names, chosen=shown)
        self._show_ladder()

    def _stays(self, known: KnownLadders) -> int:
        """The ladder that was looked at, by its newest version."""
        if self._wanted in known.ladders:
            return self._wanted or 0
        before = self._known.ladders.get(self.shown.value() or 0)
        if before is None or before.policy.id == self._known.chosen:
            return known.chosen
        root = before.policy.root
        found = (key for key, one in known.ladders.items() if one.policy.root == root)
        return next(found, known.chosen)

    def current(self) -> KnownLadder | None:
        """The ladder that is looked at."""
        return self._known.ladders.get(self.shown.value() or 0)

    def _show_ladder(self) -> None:
        one = self.current()
        self.change.setEnabled(one is not None)
        self.new.setEnabled(one is not None)
        if one is None:
            return
        for_whom = about(one.policy.name)
        self._about.setText(for_whom)
        self._about.setVisible(bool(for_whom) and not one.older)
        self.view.show_policy(one.policy)
        self.used.setText(say.used_by(one, everybody=one.policy.id == self._known.chosen))
        self.behind.say(say.behind(one.behind))
        self.behind.setVisible(bool(one.behind))
        self._fill_more(one)

    def _fill_more(self, one: KnownLadder) -> None:
        before, menu = self.more.menu(), QMenu(self.more)
        own = one.policy.id == self._known.chosen
        retire = menu.addAction(
            self.tr("Retire (it holds for everybody)") if own else self.tr("Retire this ladder")
        )
        retire.setEnabled(not own)
        retire.triggered.connect(lambda _on=False: ladder_changes.retire(self._shell, one))
        versions = menu.addMenu(self.tr("Bring back an older version"))
        versions.setEnabled(bool(one.older))
        for older in one.older:
            back = partial(ladder_changes.return_to, self._shell, older)
            versions.addAction(version(older)).triggered.connect(lambda _on=False, do=back: do())
        retired = menu.addMenu(self.tr("Bring back a retired ladder"))
        retired.setEnabled(bool(self._known.retired))
        for policy in self._known.retired:
            again = partial(ladder_changes.offer_again, self._shell, policy)
            name = ladder_name(policy.name)
            retired.addAction(name).triggered.connect(lambda _on=False, do=again: do())
        self.more.setMenu(menu)
        if before is not None:
            before.deleteLater()

    # What can be done

    def _on_shown(self) -> None:
        self._show_ladder()

    def _on_chosen(self) -> None:
        chosen = self.choice.value()
        if chosen is None or chosen == self._known.chosen:
            return
        self._shell.desk.ask(
            led_by_the_business, then=partial(self._exchange, chosen), owner=self, latest="choose"
        )

    def _exchange(self, chosen: int, found: UnderWay) -> None:
        before, wanted = (self._known.ladders[key].policy for key in (self._known.chosen, chosen))
        if not found.invoices:
            self._wanted = chosen
            ladder_changes.choose(self._shell, wanted)
            return
        # Until it is answered the choice shows what holds.
        self.choice.choose(before.id)
        ladder_changes.ask_to_exchange(self._shell, before, wanted, found)

    def _on_change(self) -> None:
        one = self.current()
        if one is not None:
            self._open(LadderDialog(self._shell, one.policy.id))

    def _on_new(self) -> None:
        one = self.current()
        if one is not None:
            self._open(LadderDialog(self._shell, one.policy.id, copy=True))

    def _open(self, dialog: LadderDialog) -> None:
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, key: int) -> None:
        self._wanted = key
        self.reload()

    def _on_move(self) -> None:
        one = self.current()
        if one is not None:
            ladder_changes.move_those_behind(self._shell, one.policy)
