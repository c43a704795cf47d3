"""Settings > Reminders: looking at ladders, versions, retiring, tags, and questions beforehand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_ladder import Ladder
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.ladder_use import tags
from dunning_desktop.usecases.ladders import policies, save_ladder, set_tag_ladder
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business
from tests.ui.books import clients, invoices
from tests.ui.ladders import chase_all, key, named


@pytest.fixture
def ladder(furnished: Office, window: Window) -> Ladder:
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("reminders")
    return page.ladder


def change(office: Office, *, name: str = "standard", gap: int = 9) -> int:
    return save_ladder(office, replace(named(office, name), gap_days=gap), move=False).value


def choose(ladder: Ladder, policy_id: int) -> None:
    ladder.choice.choose(policy_id)
    ladder.choice.activated.emit(ladder.choice.currentIndex())


def look_at(ladder: Ladder, policy_id: int) -> None:
    ladder.shown.choose(policy_id)
    ladder.shown.activated.emit(ladder.shown.currentIndex())


def in_menu(ladder: Ladder, *words: str) -> QAction:
    """What stands in the menu, or in a menu within it."""
    menu: QMenu = ladder.more.menu()
    for text in words[:-1]:
        (menu,) = (one for one in menu.findChildren(QMenu) if one.title() == text)
    return next(one for one in menu.actions() if one.text() == words[-1])


def versions(ladder: Ladder) -> list[str]:
    """The older versions that are offered."""
    menus = ladder.more.menu().findChildren(QMenu)
    (menu,) = (one for one in menus if one.title() == "Bring back an older version")
    return [one.text() for one in menu.actions()]


def questions() -> list[QMessageBox]:
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, QMessageBox) and one.isVisible()]


def answer(words: str) -> None:
    (box,) = questions()
    next(one for one in box.buttons() if one.text() == words).click()


def tag(office: Office, name: str, *texts: str) -> None:
    client = client_card(office, clients(office)[name]).client
    save_client(office, replace(client, tags=texts))


# Looking at them


def test_another_ladder_can_be_looked_at_while_the_first_one_holds(
    ladder: Ladder, furnished: Office
) -> None:
    assert ladder.used.text() == "It is for everybody without one of their own."
    look_at(ladder, key(furnished, "gentle"))
    assert [one.when for one in ladder.rungs] == ["7 days after", "28 days after", "56 days after"]
    assert ladder.used.text() == "Nobody has it yet."
    assert business(furnished).policy_id == key(furnished, "standard")
    assert ladder.choice.value() == key(furnished, "standard")


def test_whose_a_ladder_is_is_said(ladder: Ladder, furnished: Office) -> None:
    gentle = key(furnished, "gentle")
    for name in ("Aldgate Joinery", "Brindle & Sons"):
        client = client_card(furnished, clients(furnished)[name]).client
        save_client(furnished, replace(client, policy_id=gentle))
    set_tag_ladder(furnished, "Trade", gentle)
    change(furnished, name="gentle")
    ladder.reload()
    look_at(ladder, key(furnished, "gentle"))
    assert ladder.used.text() == "Version 2. It is for 2 clients and the tag Trade."


def test_what_is_looked_at_stays_when_it_is_changed(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    look_at(ladder, key(furnished, "gentle"))
    ladder.change.trigger()
    (dialog,) = window.findChildren(LadderDialog)
    dialog.levels.cards[0].out.click()
    dialog._save.click()
    assert ladder.shown.value() == key(furnished, "gentle")
    assert len(ladder.rungs) == 2
    assert ladder.choice.value() == key(furnished, "standard")


def test_a_new_ladder_is_looked_at_once_it_is_saved(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    ladder.new.trigger()
    (dialog,) = window.findChildren(LadderDialog)
    dialog._name.setText("Old friends")
    dialog._save.click()
    assert ladder.shown.value() == key(furnished, "Old friends")
    assert ladder.choice.value() == key(furnished, "standard")
    assert ladder.choice.itemText(4) == "Old friends"


def test_a_ladder_that_was_changed_is_not_praised_with_the_words_of_the_first(
    ladder: Ladder, furnished: Office
) -> None:
    assert not ladder._about.isHidden()
    change(furnished)
    ladder.reload()
    assert ladder._about.isHidden()


def test_a_new_ladder_can_be_made_from_anywhere(ladder: Ladder, window: Window) -> None:
    page = window.pages["settings"]
    assert ladder.new in page.actions_of_page()


# Another one for everybody


def test_while_nobody_is_being_chased_nothing_is_asked(
    ladder: Ladder, furnished: Office
) -> None:
    choose(ladder, key(furnished, "gentle"))
    assert questions() == []
    assert business(furnished).policy_id == key(furnished, "gentle")
    assert len(ladder.rungs) == 3


def test_who_is_being_chased_is_named_before_another_ladder_holds(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    chase_all(furnished)
    choose(ladder, key(furnished, "gentle"))
    (box,) = questions()
    assert box.text() == "Let Gentle hold for everybody?"
    assert box.informativeText().startswith("3 open invoices of 2 clients follow Standard")
    assert business(furnished).policy_id == key(furnished, "standard")
    assert ladder.choice.value() == key(furnished, "standard")
    answer("Keep Standard")
    assert business(furnished).policy_id == key(furnished, "standard")
    choose(ladder, key(furnished, "gentle"))
    answer("Change for everybody")
    assert business(furnished).policy_id == key(furnished, "gentle")
    assert ladder.choice.value() == key(furnished, "gentle")
    window.undo()
    assert business(furnished).policy_id == key(furnished, "standard")


# Versions


def test_what_follows_an_older_version_can_be_moved_and_moved_back(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    chase_all(furnished)
    assert ladder.behind.isHidden()
    change(furnished)
    ladder.reload()
    assert ladder.behind.title.text() == "3 open invoices are still chased by an older version."
    ladder.behind.buttons[0].click()
    assert ladder.behind.isHidden()
    a_1 = invoices(furnished)["A-1"]
    assert invoice_card(furnished, a_1).ladder_version == 2
    window.undo()
    assert not ladder.behind.isHidden()
    assert invoice_card(furnished, a_1).ladder_version == 1


def test_an_older_version_is_brought_back_from_the_menu(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    back = "Bring back an older version"
    assert not in_menu(ladder, back).isEnabled()
    levels = named(furnished, "standard").levels[:1]
    save_ladder(furnished, replace(named(furnished, "standard"), levels=levels), move=False)
    change(furnished)
    ladder.reload()
    assert versions(ladder) == [
        "Version 2: one step, 3 days before",
        "Version 1: 4 steps, 3 days before to 28 days after",
    ]
    in_menu(ladder, back, "Version 1: 4 steps, 3 days before to 28 days after").trigger()
    assert questions() == []
    assert (named(furnished, "standard").version, len(ladder.rungs)) == (4, 4)
    window.undo()
    assert (named(furnished, "standard").version, len(ladder.rungs)) == (5, 1)


def test_what_is_being_chased_is_asked_about_before_an_older_version_comes_back(
    ladder: Ladder, furnished: Office
) -> None:
    chase_all(furnished)
    change(furnished)
    ladder.reload()
    first = "Version 1: 4 steps, 3 days before to 28 days after"
    in_menu(ladder, "Bring back an older version", first).trigger()
    answer("Cancel")
    assert named(furnished, "standard").version == 2
    in_menu(ladder, "Bring back an older version", first).trigger()
    answer("Move them to the new one")
    assert invoice_card(furnished, invoices(furnished)["A-1"]).ladder_version == 3


# Retiring


def test_a_ladder_is_retired_and_brought_back(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    look_at(ladder, key(furnished, "strict"))
    in_menu(ladder, "Retire this ladder").trigger()
    assert policies(furnished)[_root(furnished, "strict")].retired
    assert ladder.shown.value() == key(furnished, "standard")
    assert "Strict" not in [ladder.choice.itemText(at) for at in range(ladder.choice.count())]
    in_menu(ladder, "Bring back a retired ladder", "Strict").trigger()
    assert not policies(furnished)[_root(furnished, "strict")].retired
    window.undo()
    assert policies(furnished)[_root(furnished, "strict")].retired


def _root(office: Office, name: str) -> int:
    return next(one.root for one in policies(office).values() if one.name == name)


def test_the_undo_of_retiring_offers_it_again(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    look_at(ladder, key(furnished, "strict"))
    in_menu(ladder, "Retire this ladder").trigger()
    window.undo()
    assert ladder.shown.count() == 4


def test_the_one_for_everybody_cannot_be_retired(ladder: Ladder) -> None:
    assert not in_menu(ladder, "Retire (it holds for everybody)").isEnabled()


# Tags


def test_without_tags_it_says_where_they_come_from(ladder: Ladder) -> None:
    assert ladder.tags.choices == {}
    assert ladder.tags._about.text().startswith("No client has a tag yet.")


def test_a_tag_brings_a_ladder_at_once_and_undo_takes_it_back(
    ladder: Ladder, furnished: Office, window: Window
) -> None:
    tag(furnished, "Aldgate Joinery", "Trade", "Slow payer")
    tag(furnished, "Brindle & Sons", "Trade")
    ladder.reload()
    assert list(ladder.tags.choices) == ["Slow payer", "Trade"]
    assert "first in the alphabet" in ladder.tags._about.text()
    field = ladder.tags.choices["Trade"]
    field.choose(key(furnished, "gentle"))
    field.activated.emit(field.currentIndex())
    brought = {one.name: one.policy_id for one in tags(furnished).known}
    assert brought == {"Slow payer": None, "Trade": key(furnished, "gentle")}
    assert invoice_card(furnished, invoices(furnished)["B-1"]).ladder == "gentle"
    window.undo()
    assert invoice_card(furnished, invoices(furnished)["B-1"]).ladder == "standard"
    assert ladder.tags.choices["Trade"].value() is None


def test_a_tag_keeps_a_ladder_that_was_retired(ladder: Ladder, furnished: Office) -> None:
    made = save_ladder(
        furnished, DunningPolicy("Mine", named(furnished, "gentle").levels), move=False
    ).value
    set_tag_ladder(furnished, "Trade", made)
    ladder.reload()
    look_at(ladder, made)
    in_menu(ladder, "Retire this ladder").trigger()
    field = ladder.tags.choices["Trade"]
    assert field.currentText() == "Mine"
