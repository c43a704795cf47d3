"""Trying a mail account: what is said of bad input, and of what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import InvalidField, MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox
from dunning_desktop.mail.addresses import checked
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail import AccountForm
from dunning_desktop.ui.pages.settings_mail_server import looks_like_host
from dunning_desktop.ui.text.accounts import inbox_trouble
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.mail_trials import sending_trouble
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from tests.helpers.dovecot import dovecot
from tests.helpers.smtp_server import PASSWORD, smtp_server
from tests.ui.books import Drawer


@pytest.fixture
def form(furnished: Office, window: Window) -> AccountForm:
    window.go_to("settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("mail")
    return page.mail.form


@pytest.mark.parametrize("fault", sorted(set(Fault) - {Fault.BOUNCED, Fault.NO_ACCOUNT}))
def test_nothing_is_promised_of_a_test_message(fault: Fault) -> None:
    """It waits nowhere, has no client, and the settings are open already."""
    said = sending_trouble(MailError(fault=fault, detail=""))
    assert said.endswith(".")
    for promise in ("by itself", "by themselves", "in Settings", "client", "Send again"):
        assert promise not in said


def test_what_lies_behind_it_stands_below() -> None:
    said = sending_trouble(MailError(fault=Fault.NO_SERVER, detail="unknown-host"))
    what, behind = said.split("\n")
    assert what.endswith("so nothing was sent. Check that you are online.")
    assert behind.startswith("There is no server of that name.")


def test_a_server_that_was_taken_for_another_is_named(tmp_path: Path) -> None:
    """The words that real servers greet with."""
    (tmp_path / "out").mkdir()
    with dovecot(tmp_path) as server, smtp_server(tmp_path / "out") as out:
        sending = replace(server.account(), port=server.imaps)
        with (
            pytest.raises(MailError) as inbox_answers,
            SmtpPostman(make_context=server.trusting).connect(sending, PASSWORD),
        ):
            pass
        reading = replace(out.account(), inbox=Inbox(out.host, out.port))
        with (
            pytest.raises(MailError) as sender_answers,
            ImapPostbox(make_context=out.trusting).open(reading, PASSWORD),
        ):
            pass
    assert sending_trouble(inbox_answers.value).endswith("Its name often begins with smtp.")
    said = inbox_trouble(sender_answers.value)
    assert said.endswith("The inbox's name often begins with imap, on port 993.")
    assert "220" not in said


@pytest.mark.parametrize(
    "address",
    ["", "a b@c.example", "ä@b.example", "a@b", f"{'a' * 65}@b.example"],
)
def test_an_address_that_cannot_be_written_to_is_explained(address: str) -> None:
    with pytest.raises(InvalidField) as refused:
        checked(address)
    assert "e-mail address" in sentence(refused.value)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("smtp.example.com", True),
        ("localhost", True),
        ("mail-1.müller.example.", True),
        ("192.0.2.7", True),
        ("2001:db8::7", True),
        ("", False),
        ("https://smtp.example.com/", False),
        ("smtp.example.com:465", False),
        ("me@example.com", False),
        ("smtp example com", False),
        ("smtp..example.com", False),
    ],
)
def test_a_server_has_a_name_and_nothing_else(text: str, right: bool) -> None:
    assert looks_like_host(text) is right


def test_a_web_address_is_no_server(form: AccountForm) -> None:
    form.server.host.setText("https://smtp.carter.example")
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example:993")
    form.test.press.click()
    assert "name alone" in form.server.form.complaint(form.server.host)
    assert "name alone" in form.inbox.form.complaint(form.inbox.host)
    assert form.server.fold.is_open


def test_what_came_of_an_earlier_try_goes_once_the_form_is_complained_of(
    furnished: Office, form: AccountForm
) -> None:
    assert isinstance(furnished.postman, Drawer)
    form.test.press.click()
    assert form.result.text().startswith("Your provider took")
    form.server.host.clear()
    form.test.press.click()
    assert form.result.isHidden()
    assert len(furnished.postman.sent) == 1
