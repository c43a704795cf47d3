"""The accounts in Settings: none says what to do, one has its form there, several are a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from dunning_desktop.domain.incoming import InboxMark
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Duty, Inbox, MailAccount, Route
from dunning_desktop.ui.dialogs.account import AccountDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail_list import AccountsPart
from dunning_desktop.ui.pages.settings_mail_row import AccountRow
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.mail_accounts import mailboxes, retire_account, save_account
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import nameless
from tests.ui.books import ACCOUNT, Pocket

LATE = replace(
    ACCOUNT, address="final@carter.example", duty=Duty.LATE, inbox=Inbox("imap.carter.example")
)
AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


@pytest.fixture
def page(furnished: Office, window: Window) -> SettingsPage:
    window.go_to("settings")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    found.show_section("mail")
    return found


@pytest.fixture
def accounts(page: SettingsPage) -> AccountsPart:
    return page.mail.accounts


def add(office: Office, window: Window, account: MailAccount = LATE) -> MailAccount:
    """Another account, as if it had been added on the page."""
    window.desk.do(save_account, account, "second", owner=window)
    return mailboxes(office).accounts[-1]


def words(row: AccountRow) -> list[str]:
    return [state.words for state in row.states]


def box_over(window: Window) -> QMessageBox:
    boxes = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def press(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def test_without_an_account_it_says_what_to_do_and_the_form_is_there(
    furnished: Office, page: SettingsPage, accounts: AccountsPart
) -> None:
    (only,) = mailboxes(furnished).accounts
    retire_account(furnished, only.id)
    page.mark_stale()
    assert accounts.nothing.isVisible()
    assert "Type the address" in accounts.nothing.text.text()
    assert accounts.form.isVisible()
    assert accounts.form.address.text() == ""
    assert not accounts.add.isVisible()
    assert accounts.rows == []


def test_the_only_account_has_its_form_there(accounts: AccountsPart) -> None:
    (row,) = accounts.rows
    assert words(row) == ["Ready to send"]
    assert row.edit.isHidden()
    assert not row.remove.isHidden()
    assert accounts.form.isVisible()
    assert accounts.form.address.text() == "sam@carter.example"
    assert not accounts.nothing.isVisible()


def test_several_are_a_list_and_each_opens_by_itself(
    furnished: Office, window: Window, accounts: AccountsPart
) -> None:
    add(furnished, window)
    assert [row.account.address for row in accounts.rows] == [
        "sam@carter.example", "final@carter.example",
    ]  # fmt: skip
    assert not accounts.form.isVisible()
    assert words(accounts.rows[1]) == ["Ready to send", "The inbox was not read yet"]
    assert accounts.rows[1].edit.accessibleName() == "Edit final@carter.example"
    accounts.rows[1].edit.click()
    dialog = window.findChild(AccountDialog)
    assert dialog is not None
    assert dialog.account.address.text() == "final@carter.example"
    assert nameless(dialog) == []
    dialog.account.seen.sender_name.setText("The office")
    dialog._save.click()
    first, second = mailboxes(furnished).accounts
    assert (first.sender_name, second.sender_name) == ("", "The office")
    assert furnished.keychain.get(second.secret_key) == "second"
    assert window._toast.text == "The mail account is saved."


def test_another_account_is_added_in_a_dialog_and_the_form_beneath_loses_nothing(
    furnished: Office, window: Window, page: SettingsPage, accounts: AccountsPart
) -> None:
    accounts.form.seen.sender_name.setText("Sam himself")
    accounts.add.click()
    dialog = window.findChild(AccountDialog)
    assert dialog is not None
    dialog._save.click()
    assert dialog.isVisible()
    dialog.account.address.setText("post@fine.example")
    dialog.account.server.host.setText("mail.fine.example")
    dialog.account.password_field.setText("third")
    dialog._save.click()
    assert [one.address for one in mailboxes(furnished).accounts] == [
        "sam@carter.example", "post@fine.example",
    ]  # fmt: skip
    assert accounts.form.isVisible()
    assert accounts.form.seen.sender_name.text() == "Sam himself"
    assert [row.edit.isHidden() for row in accounts.rows] == [True, False]
    page._save.trigger()
    assert [row.edit.isHidden() for row in accounts.rows] == [False, False]
    assert mailboxes(furnished).accounts[0].sender_name == "Sam himself"
    assert not accounts.form.isVisible()


@pytest.mark.parametrize(
    ("fault", "until", "said"),
    [
        (Fault.LOGIN, None, "Paused: user name or password not accepted"),
        (
            Fault.LIMIT,
            datetime(2026, 11, 20, 15, 40, tzinfo=UTC),
            f"goes on by itself at {datetime(2026, 11, 20, 15, 40, tzinfo=UTC).astimezone():%H:%M}",
        ),
        (Fault.LIMIT, datetime(2026, 11, 20, 8, 0, tzinfo=UTC), "Ready to send"),
    ],
)
def test_a_row_says_why_it_is_paused_and_when_it_goes_on(
    furnished: Office,
    page: SettingsPage,
    accounts: AccountsPart,
    fault: Fault,
    until: datetime | None,
    said: str,
) -> None:
    (only,) = mailboxes(furnished).accounts
    with furnished.write() as ledger:
        ledger.post.pause_account(only.id, fault, "", until=until)
    page.mark_stale()
    (row,) = accounts.rows
    assert said in words(row)[0]
    assert row.resume.isHidden() == said.startswith("Ready")


def test_try_again_lets_that_account_go_on_and_no_other(
    furnished: Office, window: Window, page: SettingsPage, accounts: AccountsPart
) -> None:
    add(furnished, window)
    with furnished.write() as ledger:
        for one in mailboxes(furnished).accounts:
            ledger.post.pause_account(one.id, Fault.LOGIN)
    page.mark_stale()
    accounts.rows[1].resume.click()
    assert [one.paused for one in mailboxes(furnished).accounts] == [Fault.LOGIN, None]
    assert words(accounts.rows[1])[0] == "Ready to send"


def test_a_row_says_how_far_the_inbox_is_read(
    furnished: Office, window: Window, page: SettingsPage, accounts: AccountsPart
) -> None:
    second = add(furnished, window)
    with furnished.write() as ledger:
        ledger.inboxes.heard(second.id, InboxMark(1, 7), at=AT)
    page.mark_stale()
    assert words(accounts.rows[1])[1] == f"Inbox read 20 Nov 2026, {AT.astimezone():%H:%M}"
    with furnished.write() as ledger:
        ledger.inboxes.deaf(second.id, Fault.LOGIN, "")
    page.mark_stale()
    said = words(accounts.rows[1])[1]
    assert said.startswith("The inbox cannot be read. The inbox did not accept the user name")
    assert f"It was read last 20 Nov 2026, {AT.astimezone():%H:%M}" in said


def test_a_mail_program_needs_no_server_to_be_ready(
    furnished: Office, window: Window, accounts: AccountsPart
) -> None:
    add(furnished, window, replace(LATE, route=Route.PROGRAM, inbox=None))
    assert words(accounts.rows[1]) == ["Ready: each e-mail opens in your mail program"]


# Removing


def test_removing_asks_first_and_forgets_the_secret(
    furnished: Office, window: Window, accounts: AccountsPart
) -> None:
    second = add(furnished, window)
    accounts.rows[1].remove.click()
    box = box_over(window)
    assert box.text() == "Remove the account final@carter.example?"
    assert "stays in your book" in box.informativeText()
    press(box, "Keep it")
    assert len(mailboxes(furnished).accounts) == 2
    accounts.rows[1].remove.click()
    press(box_over(window), "Remove account")
    assert [one.address for one in mailboxes(furnished).accounts] == ["sam@carter.example"]
    assert isinstance(furnished.keychain, Pocket)
    assert second.secret_key not in furnished.keychain.kept
    assert accounts.form.isVisible()
    assert window._toast.text == "The account final@carter.example is removed."


def test_what_was_typed_for_a_removed_account_goes_with_it(
    furnished: Office, window: Window, page: SettingsPage, accounts: AccountsPart
) -> None:
    accounts.form.seen.sender_name.setText("Sam himself")
    accounts.rows[0].remove.click()
    press(box_over(window), "Remove account")
    assert not page._save.isEnabled()
    assert accounts.form.address.text() == ""
    assert accounts.form.seen.sender_name.text() == ""
    assert accounts.nothing.isVisible()


def remind_all(office: Office) -> None:
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    issue(office, choices)


def test_an_account_stays_while_messages_wait_to_go_from_it(
    furnished: Office, window: Window, accounts: AccountsPart
) -> None:
    remind_all(furnished)
    accounts.rows[0].remove.click()
    press(box_over(window), "Remove account")
    told = box_over(window)
    assert "Messages still wait to go from this account" in told.text()
    told.close()
    assert len(mailboxes(furnished).accounts) == 1
