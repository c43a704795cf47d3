"""What can be done to a ladder at once: each asks first where it has to, and can be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import ladder_use as say
from dunning_desktop.ui.text.ladders import ladder_name
from dunning_desktop.usecases.ladder_use import KnownLadder, LadderCard, UnderWay, ladder_card
from dunning_desktop.usecases.ladders import (
    bring_back,
    choose_ladder,
    move_to_newest,
    retire_ladder,
    set_tag_ladder,
)

translate = QCoreApplication.translate
ROLE = QMessageBox.ButtonRole


def choose(shell: Shell, wanted: DunningPolicy) -> None:
    """Let a ladder hold for everybody; the toast takes it back."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("LadderChanges", "{name} holds from now on.")

    def told(before: int | None) -> None:
        def back() -> None:
            if before is not None:
                desk.do(choose_ladder, before, owner=parent)

        shell.toast(words.format(name=ladder_name(wanted.name)), undo=back)

    desk.do(choose_ladder, wanted.id, owner=parent, then=told)


def ask_to_exchange(
    shell: Shell, before: DunningPolicy, wanted: DunningPolicy, found: UnderWay
) -> QMessageBox:
    """Ask whether another ladder is to hold for those who are being chased."""
    box = _question(shell.as_parent(), translate("LadderChanges", "Another ladder for everybody"))
    asked = translate("LadderChanges", "Let {name} hold for everybody?")
    box.setText(asked.format(name=ladder_name(wanted.name)))
    box.setInformativeText(say.exchanged(before.name, wanted.name, found))
    yes = box.addButton(translate("LadderChanges", "Change for everybody"), ROLE.AcceptRole)
    keep = translate("LadderChanges", "Keep {name}").format(name=ladder_name(before.name))
    box.setEscapeButton(box.addButton(keep, ROLE.RejectRole))
    box.setDefaultButton(yes)
    yes.clicked.connect(lambda: choose(shell, wanted))
    box.open()
    return box


def ask_about_those_under_way(
    parent: QWidget, found: UnderWay, go_on: Callable[[bool], object]
) -> QMessageBox:
    """Ask whether what is being chased follows the new version; ``go_on`` gets the answer."""
    box = _question(parent, translate("LadderChanges", "A new version of the ladder"))
    box.setText(say.under_way(found.invoices))
    box.setInformativeText(
        translate(
            "LadderChanges",
            "They can stay on it to the end, or go on with the new one where they stand. What was "
            "sent stays as it is. Everything else follows the new version.",
        )
    )
    keep = box.addButton(translate("LadderChanges", "Keep them on it"), ROLE.AcceptRole)
    move = box.addButton(translate("LadderChanges", "Move them to the new one"), ROLE.AcceptRole)
    box.setEscapeButton(box.addButton(translate("LadderChanges", "Cancel"), ROLE.RejectRole))
    box.setDefaultButton(keep)
    keep.clicked.connect(lambda: go_on(False))
    move.clicked.connect(lambda: go_on(True))
    box.open()
    return box


def _question(parent: QWidget, title: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def move_those_behind(shell: Shell, policy: DunningPolicy) -> None:
    """Let all that is under way follow the newest version."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("LadderChanges", "All of them follow the newest version of {name} now.")

    def back() -> None:
        desk.do(move_to_newest, policy.id, moved=False, owner=parent)

    desk.do(
        move_to_newest,
        policy.id,
        owner=parent,
        then=lambda _none: shell.toast(words.format(name=ladder_name(policy.name)), undo=back),
    )


def return_to(shell: Shell, older: DunningPolicy) -> None:
    """Let an older version hold again; what is being chased is asked about first."""
    parent = shell.as_parent()

    def ask(card: LadderCard) -> None:
        if card.under_way.invoices:
            ask_about_those_under_way(parent, card.under_way, go_on)
        else:
            go_on(move=False)

    def go_on(move: bool) -> None:
        _return_to(shell, older, move=move)

    shell.desk.ask(ladder_card, older.id, then=ask, owner=parent)


def _return_to(shell: Shell, older: DunningPolicy, *, move: bool) -> None:
    desk, parent = shell.desk, shell.as_parent()
    said = translate("LadderChanges", "{name} is as it was in version {number}.")

    def told(before: int) -> None:
        shell.toast(
            said.format(name=ladder_name(older.name), number=older.version),
            undo=lambda: desk.do(bring_back, before, move=move, owner=parent),
        )

    desk.do(bring_back, older.id, move=move, owner=parent, then=told)


def retire(shell: Shell, known: KnownLadder) -> None:
    """Offer a ladder no more."""
    desk, parent, key = shell.desk, shell.as_parent(), known.policy.id

    def back() -> None:
        desk.do(retire_ladder, key, retired=False, owner=parent)

    desk.do(
        retire_ladder,
        key,
        retired=True,
        owner=parent,
        then=lambda _none: shell.toast(say.retired(known), undo=back),
    )


def offer_again(shell: Shell, policy: DunningPolicy) -> None:
    """Offer a retired ladder again."""
    desk, parent = shell.desk, shell.as_parent()
    words = translate("LadderChanges", "{name} is offered again.")

    def back() -> None:
        desk.do(retire_ladder, policy.id, retired=True, owner=parent)

    desk.do(
        retire_ladder,
        policy.id,
        retired=False,
        owner=parent,
        then=lambda _none: shell.toast(words.format(name=ladder_name(policy.name)), undo=back),
    )


def give_to_tag(shell: Shell, tag: str, policy: DunningPolicy | None) -> None:
    """Let a tag bring a ladder, or none."""
    desk, parent = shell.desk, shell.as_parent()
    if policy is None:
        words = translate("LadderChanges", "The tag {tag} brings no ladder any more.")
    else:
        words = translate("LadderChanges", "Clients with the tag {tag} follow {name} now.")
    said = words.format(tag=tag, name=ladder_name(policy.name) if policy else "")

    def told(before: int | None) -> None:
        shell.toast(said, undo=lambda: desk.do(set_tag_ladder, tag, before, owner=parent))

    desk.do(set_tag_ladder, tag, policy.id if policy else None, owner=parent, then=told)
