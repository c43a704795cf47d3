"""The form of a mail account: what the address brings, what is saved, and what is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea

from dunning_desktop.domain.errors import CannotSave, MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Duty, Inbox, MailAccount, Route, TlsMode
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail import AccountForm
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.accounts import inbox_sentence
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import nameless, tab_order
from tests.ui.books import ACCOUNT, Drawer
from tests.ui.held_lane import HeldLane
from tests.ui.mail_providers import guess


@dataclass
class Letterbox:
    """A postbox that remembers who was let in, and refuses as the test says."""

    refuses: tuple[Fault, str] | None = None
    let_in: list[tuple[MailAccount, str]] = field(default_factory=list)

    @contextmanager
    def open(self, tried: MailAccount, secret: str, *, keep: object = None) -> Iterator[Letterbox]:
        self.let_in.append((tried, secret))
        if self.refuses is not None:
            raise MailError(fault=self.refuses[0], detail=self.refuses[1])
        yield self

    def sent(self, message_ids: Collection[str]) -> frozenset[str]:
        return frozenset(message_ids)


@pytest.fixture
def letterbox(office: Office) -> Letterbox:
    made = Letterbox()
    object.__setattr__(office, "postbox", made)
    return made


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def desk(office: Office, lane: HeldLane, qapp: object) -> Iterator[Desk]:
    made = Desk(InlineLane(), lane)
    made.open(lambda: office)
    yield made
    made.close()


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, opened: list[str]) -> Surroundings:
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        guess_provider=guess,
        open_page=opened.append,
    )


@pytest.fixture
def page(letterbox: Letterbox, furnished: Office, window: Window) -> SettingsPage:
    window.go_to("settings")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    found.show_section("mail")
    return found


@pytest.fixture
def form(page: SettingsPage) -> AccountForm:
    return page.mail.form


def type_address(form: AccountForm, address: str) -> None:
    form.address.setText(address)
    form.address.editingFinished.emit()


def empty_server(form: AccountForm) -> None:
    form.server.host.clear()


# What the address brings


def test_the_address_brings_server_limits_and_inbox(form: AccountForm) -> None:
    empty_server(form)
    type_address(form, "sam@fine.example")
    form.inbox.reads.setChecked(True)
    made = form.account()
    assert (made.host, made.port, made.tls, made.user) == (
        "smtp.fine.example", 587, TlsMode.STARTTLS, "sam",
    )  # fmt: skip
    assert (made.daily_limit, made.minute_limit) == (400, 20)
    assert made.inbox == Inbox("imap.fine.example", files_sent=True)
    assert form.form.complaint(form.address) == "Fine Mail: its settings are filled in."


def test_another_address_takes_its_own_and_leaves_none_of_the_earlier(form: AccountForm) -> None:
    empty_server(form)
    type_address(form, "sam@fine.example")
    type_address(form, "sam@plain.example")
    form.inbox.reads.setChecked(True)
    made = form.account()
    assert (made.host, made.daily_limit, made.minute_limit) == ("smtp.plain.example", None, 30)
    assert form.inbox.host.text() == ""
    type_address(form, "sam@nobody.example")
    assert form.account().host == ""
    assert form.form.complaint(form.address) == "Nothing is known of this address's provider."


def test_the_settings_of_a_saved_account_go_with_its_address(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    empty_server(form)
    type_address(form, "sam@fine.example")
    page._save.trigger()
    type_address(form, "sam@plain.example")
    made = form.account()
    assert (made.host, made.daily_limit, made.minute_limit) == ("smtp.plain.example", None, 30)


def test_a_server_of_ones_own_stays_until_its_field_is_emptied(form: AccountForm) -> None:
    type_address(form, "sam@fine.example")
    assert form.account().host == "mail.carter.example"
    assert "the server you typed stays" in form.form.complaint(form.address)
    empty_server(form)
    form.server.host.editingFinished.emit()
    assert form.account().host == "smtp.fine.example"
    assert form.form.complaint(form.address) == "Fine Mail: its settings are filled in."


def test_own_limits_stay(form: AccountForm) -> None:
    empty_server(form)
    form.limits.daily.setText("50")
    type_address(form, "sam@fine.example")
    assert form.account().daily_limit == 50


def test_what_is_known_is_folded_away_and_said(form: AccountForm) -> None:
    assert not form.server.fold.is_open
    assert not form.server.host.isVisible()
    assert form.server.fold.said == "mail.carter.example, port 465, TLS from the start"


def test_the_note_leads_to_the_page_where_the_password_is_made(
    form: AccountForm, opened: list[str]
) -> None:
    type_address(form, "sam@fine.example")
    assert form.note.open.accessibleName() == "Open the page of Fine Mail"
    form.note.open.click()
    assert opened == ["https://help.fine.example/app-passwords"]
    type_address(form, "sam@closed.example")
    assert form.note.hint.text() == "Closed Mail takes no password from programs."
    assert form.note.property("look") == "notice-warning"
    assert not form.note.open.isVisible()
    type_address(form, "sam@plain.example")
    assert not form.note.isVisible()


def test_a_page_that_cannot_be_opened_is_named(
    form: AccountForm, surroundings: Surroundings
) -> None:
    def refuse(address: str) -> None:
        raise CannotSave(name=address)

    object.__setattr__(surroundings, "open_page", refuse)
    type_address(form, "sam@fine.example")
    form.note.open.click()
    assert form.unopened.isVisible()
    assert "https://help.fine.example/app-passwords" in form.unopened.text()


def test_the_hint_of_a_saved_account_shows_and_is_no_change(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    known = account(furnished)
    assert known is not None
    save_account(furnished, replace(known, address="sam@fine.example"))
    page.mark_stale()
    assert form.note.hint.text() == "Fine Mail wants an app password."
    assert not page._save.isEnabled()
    assert not form.touched
    assert form.account().daily_limit is None


# What goes with a message


def test_everything_that_is_typed_is_saved(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    form.seen.sender_name.setText("Sam at Carter")
    form.seen.reply_to.setText("office@carter.example")
    form.seen.signature.setPlainText("Open Mon to Fri\n0117 496 0123\n")
    form.seen.copy.setChecked(True)
    form.seen.invoices.setChecked(True)
    form.seen.duty.choose(Duty.LATE)
    form.limits.daily.setText("1,200")
    form.limits.minute.setValue(0)
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example")
    form.inbox.user.setText("sam.c")
    page._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert (saved.sender_name, saved.reply_to) == ("Sam at Carter", "office@carter.example")
    assert saved.signature == "Open Mon to Fri\n0117 496 0123"
    assert (saved.copy_to_self, saved.attach_invoices, saved.duty) == (True, True, Duty.LATE)
    assert (saved.daily_limit, saved.minute_limit) == (1200, 0)
    assert saved.inbox == Inbox("imap.carter.example", user="sam.c")
    assert form.seen.signature.toPlainText() == "Open Mon to Fri\n0117 496 0123"
    assert form.account() == saved
    assert not page._save.isEnabled()


def test_a_copy_is_not_offered_where_the_provider_keeps_one(form: AccountForm) -> None:
    form.seen.copy.setChecked(True)
    type_address(form, "sam@fine.example")
    assert not form.seen.copy.isEnabled()
    assert "your provider puts what it sends into your Sent folder" in (
        form.seen.form.complaint(form.seen.copy)
    )
    assert not form.account().copy_to_self
    form.inbox.reads.setChecked(True)
    form.inbox.files_sent.setChecked(False)
    assert form.seen.copy.isEnabled()
    assert form.account().copy_to_self


def test_what_an_account_is_for_is_said_in_a_sentence(form: AccountForm) -> None:
    form.seen.duty.choose(Duty.SPARE)
    assert form.seen.form.complaint(form.seen.duty).startswith("Nothing goes from it by itself")


@pytest.mark.parametrize("text", ["many", "0", "-3", "1.5", "100001", "٣"])
def test_a_limit_that_is_none_is_said_beside_its_field(
    furnished: Office, page: SettingsPage, form: AccountForm, text: str
) -> None:
    form.limits.daily.setText(text)
    page._save.trigger()
    said = form.limits.form.complaint(form.limits.daily)
    assert said == "Enter a number like 500, or leave it empty."
    assert account(furnished) is not None
    assert page._save.isEnabled()
    form.limits.daily.clear()
    page._save.trigger()
    assert not page._save.isEnabled()
    assert "Empty: none known" in form.limits.form.complaint(form.limits.daily)


def test_every_complaint_stands_at_its_field_and_the_first_has_the_cursor(
    page: SettingsPage, form: AccountForm
) -> None:
    form.address.setText("sam")
    form.server.host.clear()
    form.seen.reply_to.setText("nobody")
    form.inbox.reads.setChecked(True)
    page._save.trigger()
    assert "not an e-mail address" in form.form.complaint(form.address)
    assert form.server.fold.is_open
    assert "mail server" in form.server.form.complaint(form.server.host)
    assert "not an e-mail address" in form.seen.form.complaint(form.seen.reply_to)
    assert "answers arrive at" in form.inbox.form.complaint(form.inbox.host)
    assert page.window().focusWidget() is form.address


def test_a_complaint_far_up_is_scrolled_to(page: SettingsPage, form: AccountForm) -> None:
    page.window().resize(900, 500)
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example")
    form.address.clear()
    area = page.stack.currentWidget()
    assert isinstance(area, QScrollArea)
    QApplication.processEvents()
    area.ensureWidgetVisible(form.inbox.try_row.press)
    assert not area.viewport().rect().contains(form.address.mapTo(area.viewport(), QPoint(0, 5)))
    page._save.trigger()
    assert area.viewport().rect().contains(form.address.mapTo(area.viewport(), QPoint(0, 5)))


# With the mail program


def test_a_limit_that_is_not_shown_keeps_nothing_from_being_saved(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    form.limits.daily.setText("many")
    form.ways.buttons[Way.PROGRAM].setChecked(True)
    page._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert (saved.route, saved.daily_limit) == (Route.PROGRAM, None)


def test_with_the_mail_program_no_server_is_needed_and_the_password_goes(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    before = account(furnished)
    assert before is not None
    form.server.host.clear()
    form.inbox.reads.setChecked(True)
    form.ways.buttons[Way.PROGRAM].setChecked(True)
    for hidden in (form.server, form.password_part, form.sign_in, form.test, form.limits):
        assert not hidden.isVisible()
    assert "You press Send there" in form.ways.program.text()
    assert not form.inbox.reads.isEnabled()
    page._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert (saved.route, saved.secret_key, saved.inbox) == (Route.PROGRAM, "", None)
    assert furnished.keychain.get(before.secret_key) is None
    form.ways.buttons[Way.PASSWORD].setChecked(True)
    page._save.trigger()
    assert form.password_part.form.complaint(form.password_field) == "Enter the password."


# Answers


def test_answers_are_read_only_when_wanted(form: AccountForm) -> None:
    assert not form.inbox.reads.isChecked()
    assert not form.inbox.sheet.isVisible()
    assert "never changes or marks anything" in form.inbox.about.text()
    assert form.account().inbox is None


def test_an_inbox_is_tried_with_what_is_typed(form: AccountForm, letterbox: Letterbox) -> None:
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example")
    form.inbox.tls.choose(TlsMode.STARTTLS)
    form.inbox.tls.activated.emit(1)
    form.password_field.setText("typed now")
    form.inbox.try_row.press.click()
    ((tried, secret),) = letterbox.let_in
    assert tried.inbox == Inbox("imap.carter.example", 143, TlsMode.STARTTLS)
    assert secret == "typed now"
    assert form.inbox.try_row.result.text() == (
        "The inbox can be read, and nothing in it was changed."
    )
    assert form.inbox.try_row.press.isEnabled()


@pytest.mark.parametrize(
    ("fault", "detail", "words"),
    [
        (Fault.LOGIN, "535 no", "did not accept the user name or password"),
        (Fault.UNREACHABLE, "refused", "usually 993"),
        (Fault.NO_SERVER, "unknown-host", "Look for a slip in the server's name"),
        (Fault.CERTIFICATE, "expired", "your password was not sent"),
        (Fault.TLS_MODE, "tls-first", "Try 993 with TLS"),
    ],
)
def test_an_inbox_that_cannot_be_read_says_why(
    form: AccountForm, letterbox: Letterbox, fault: Fault, detail: str, words: str
) -> None:
    letterbox.refuses = (fault, detail)
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example")
    form.inbox.try_row.press.click()
    assert words in form.inbox.try_row.result.text()
    assert form.inbox.try_row.press.isEnabled()


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_an_inbox_has_a_sentence(fault: Fault) -> None:
    said = inbox_sentence(fault, "")
    assert said
    assert said.endswith(".")
    assert "465" not in inbox_sentence(fault, "no-login")


def test_a_book_without_a_postbox_says_that_no_inbox_can_be_read(
    furnished: Office, form: AccountForm
) -> None:
    object.__setattr__(furnished, "postbox", None)
    form.inbox.reads.setChecked(True)
    form.inbox.host.setText("imap.carter.example")
    form.inbox.try_row.press.click()
    assert form.inbox.try_row.result.text() == "No inbox can be read in this book."


# While something is under way


def test_nothing_of_the_network_is_waited_for_on_the_screen(
    furnished: Office, form: AccountForm, lane: HeldLane
) -> None:
    lane.holds = True
    form.test.press.click()
    assert form.result.text() == "Sending a test message…"
    assert not form.test.press.isEnabled()
    assert isinstance(furnished.postman, Drawer)
    assert furnished.postman.sent == []
    form.seen.sender_name.setText("Sam")
    lane.release()
    assert len(furnished.postman.sent) == 1
    assert form.result.text().startswith("Your provider took the test message.")


def test_what_a_test_said_stays_when_the_page_is_loaded_again(
    page: SettingsPage, form: AccountForm
) -> None:
    form.test.press.click()
    form.server.fold.show_sheet(shown=True)
    page.mark_stale()
    assert form.result.text().startswith("Your provider took the test message.")
    assert form.server.fold.is_open


def test_an_answer_for_an_account_that_is_gone_from_the_form_is_not_shown(
    page: SettingsPage, form: AccountForm, lane: HeldLane
) -> None:
    form.seen.sender_name.setText("Sam")
    lane.holds = True
    form.test.press.click()
    page._discard.trigger()
    lane.release()
    assert form.result.text() == ""
    assert form.test.press.isEnabled()


def test_a_test_that_fails_after_its_dialog_is_closed_says_nothing(
    furnished: Office, window: Window, page: SettingsPage, lane: HeldLane
) -> None:
    told: list[object] = []
    window.desk.trouble.connect(told.append)
    dialog = page.mail.accounts.open_account(replace(ACCOUNT, secret_key="key", id=1))
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.refuses = Fault.LOGIN
    lane.holds = True
    dialog.account.test.press.click()
    assert lane.held
    dialog.reject()
    lane.release()
    assert told == []


def test_every_control_has_a_name_whatever_is_chosen(page: SettingsPage, window: Window) -> None:
    form = page.mail.form
    form.inbox.reads.setChecked(True)
    form.server.fold.show_sheet(shown=True)
    form.sign_in.fold.show_sheet(shown=True)
    for way in (Way.PASSWORD, Way.PROGRAM):
        form.ways.choose(way)
        assert nameless(window) == []


def test_the_keyboard_reaches_everything(page: SettingsPage, window: Window) -> None:
    form = page.mail.form
    form.inbox.reads.setChecked(True)
    form.server.fold.show_sheet(shown=True)
    reached = tab_order(window)
    for one in (
        form.address, form.password_field, form.server.fold.press, form.server.host,
        form.sign_in.fold.press, form.test.press, form.seen.signature, form.seen.copy,
        form.limits.daily, form.limits.minute, form.inbox.reads, form.inbox.try_row.press,
    ):  # fmt: skip
        assert one in reached


# The welcome


def test_the_welcome_asks_for_no_more_than_is_needed(
    office: Office, window: Window
) -> None:
    dialog = views_of(window).open_welcome().open_setup()
    dialog._go(2)
    form = dialog.account
    empty_server(form)
    type_address(form, "rosa@fine.example")
    form.password_field.setText("secret")
    assert form.test.isVisible()
    for later in (form.seen, form.limits, form.inbox):
        assert not later.isVisible()
    dialog.next.click()
    saved = account(office)
    assert saved is not None
    assert (saved.address, saved.host) == ("rosa@fine.example", "smtp.fine.example")
    assert (saved.daily_limit, saved.inbox) == (400, None)
    dialog.reject()
