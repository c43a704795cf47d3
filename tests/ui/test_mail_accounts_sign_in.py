"""Signing in without a password: hidden without a registration, done in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import MailError, Stopped
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, Route, SignIn
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane, Lane, ThreadLane, attempt
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail import AccountForm
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text import sign_in as words
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.mail_accounts import account, mailboxes, save_account
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import nameless
from tests.ui.books import Drawer, Pocket
from tests.ui.held_lane import HeldLane
from tests.ui.mail_providers import guess

ID = "11111111-2222-3333-4444-555555555555"
PAGE = "https://login.example/authorize?x=1"


class Consent:
    """A consent that comes out as the test says."""

    def __init__(self) -> None:
        self.fails: MailError | None = None
        self.asked: list[tuple[MailAccount, str, str]] = []

    def __call__(
        self,
        account: MailAccount,
        client_secret: str,
        *,
        kept: str,
        open_page: Callable[[str], object],
        cancelled: Callable[[], bool],
    ) -> str:
        self.asked.append((account, client_secret, kept))
        open_page(PAGE)
        if cancelled():
            raise Stopped
        if self.fails is not None:
            raise self.fails
        return f"consent {len(self.asked)}"


class WaitsForever(Consent):
    """The owner never comes back from the browser."""

    def __call__(
        self,
        account: MailAccount,
        client_secret: str,
        *,
        kept: str,
        open_page: Callable[[str], object],
        cancelled: Callable[[], bool],
    ) -> str:
        self.asked.append((account, client_secret, kept))
        open_page(PAGE)
        while not cancelled():
            sleep(0.01)
        raise Stopped


@pytest.fixture
def consent() -> Consent:
    return Consent()


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def mail_lane(lane: HeldLane) -> Lane:
    return lane


@pytest.fixture
def desk(office: Office, mail_lane: Lane, qapp: object) -> Iterator[Desk]:
    made = Desk(InlineLane(), mail_lane)
    made.open(lambda: office)
    yield made
    made.close()


@pytest.fixture
def opened() -> list[str]:
    return []


@pytest.fixture
def surroundings(
    office: Office, tmp_path: Path, consent: Consent, opened: list[str]
) -> Surroundings:
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        guess_provider=guess,
        consent=consent,
        open_page=opened.append,
    )


@pytest.fixture
def page(furnished: Office, window: Window) -> SettingsPage:
    window.show_settings("mail")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def form(page: SettingsPage) -> AccountForm:
    form = page.mail.form
    form.address.setText("sam@closed.example")
    form.address.editingFinished.emit()
    return form


def register(form: AccountForm, sign_in: SignIn = SignIn.MICROSOFT) -> None:
    form.sign_in.how_to.kind.choose(sign_in)
    form.sign_in.how_to.client_id.setText(ID)


def sign_in_and_save(page: SettingsPage, form: AccountForm) -> None:
    register(form)
    form.sign_in.press.click()
    page._save.trigger()


# Before there is a registration


def test_without_a_registration_there_is_nothing_to_press(form: AccountForm) -> None:
    assert not form.ways.buttons[Way.MICROSOFT].isVisible()
    assert not form.ways.buttons[Way.GOOGLE].isVisible()
    assert not form.sign_in.row.isVisible()
    assert not form.sign_in.fold.is_open


def test_the_how_to_names_every_step_and_the_alternatives(
    form: AccountForm, window: Window, opened: list[str]
) -> None:
    form.sign_in.fold.show_sheet(shown=True)
    how_to = form.sign_in.how_to
    assert how_to.sign_in is SignIn.MICROSOFT
    assert not how_to.client_secret.isVisible()
    said = " ".join(words.steps(SignIn.MICROSOFT))
    for wanted in ("App registrations", "http://localhost", "Public client", "Mail.Send",
                   "offline_access", "User.Read"):  # fmt: skip
        assert wanted in said
    for wanted in ("app password", "another mailbox", "mail program"):
        assert wanted in how_to._instead.text()
        assert wanted in words.instead(SignIn.GOOGLE)
    how_to.page.click()
    assert opened == ["https://entra.microsoft.com"]
    how_to.kind.choose(SignIn.GOOGLE)
    assert how_to.client_secret.isVisible()
    said = " ".join(words.steps(SignIn.GOOGLE))
    for wanted in ("Desktop app", "gmail.send", "Test users", "7 days", "Testing"):
        assert wanted in said
    assert nameless(window) == []


def test_the_button_appears_with_the_client_id(form: AccountForm) -> None:
    register(form)
    assert form.ways.buttons[Way.MICROSOFT].isVisible()
    assert not form.ways.buttons[Way.GOOGLE].isVisible()
    assert form.sign_in.press.text() == "Sign in with Microsoft"
    register(form, SignIn.GOOGLE)
    assert form.ways.buttons[Way.GOOGLE].isVisible()
    assert form.sign_in.press.text() == "Sign in with Google"
    form.sign_in.how_to.client_id.clear()
    assert not form.ways.buttons[Way.GOOGLE].isVisible()


def test_without_a_way_to_consent_there_is_no_button(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    form.sign_in._consent = None
    register(form)
    assert not form.sign_in.row.isVisible()
    assert not form.ways.buttons[Way.MICROSOFT].isVisible()


# Signing in


def test_signing_in_opens_the_browser_and_is_saved_like_a_password(
    furnished: Office,
    page: SettingsPage,
    form: AccountForm,
    consent: Consent,
    opened: list[str],
) -> None:
    register(form)
    form.sign_in.press.click()
    assert opened == [PAGE]
    ((asked, client_secret, kept),) = consent.asked
    assert (asked.route, asked.sign_in, asked.client_id) == (Route.GRAPH, SignIn.MICROSOFT, ID)
    assert (asked.address, client_secret, kept) == ("sam@closed.example", "", ""), "no password"
    assert form.sign_in.state.text() == "Signed in as sam@closed.example"
    assert form.ways.value() is Way.MICROSOFT
    assert not form.password_part.isVisible()
    assert not form.server.isVisible()
    page._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert (saved.route, saved.sign_in, saved.client_id) == (
        Route.GRAPH, SignIn.MICROSOFT, ID,
    )  # fmt: skip
    assert furnished.keychain.get(saved.secret_key) == "consent 1"
    assert form.sign_in.state.text() == "Signed in as sam@closed.example"
    form.seen.sender_name.setText("Sam")
    page._save.trigger()
    assert furnished.keychain.get(saved.secret_key) == "consent 1"


def test_google_gets_the_secret_of_the_registration_too(
    form: AccountForm, consent: Consent
) -> None:
    register(form, SignIn.GOOGLE)
    form.sign_in.how_to.client_secret.setText("not so secret")
    form.sign_in.press.click()
    ((asked, client_secret, _kept),) = consent.asked
    assert (asked.route, asked.sign_in) == (Route.GMAIL, SignIn.GOOGLE)
    assert client_secret == "not so secret"


def test_the_test_message_goes_with_a_consent_that_is_not_saved_yet(
    furnished: Office, form: AccountForm
) -> None:
    register(form)
    form.sign_in.press.click()
    form.test.press.click()
    assert form.result.text().startswith("Your provider took the test message.")
    assert isinstance(furnished.postman, Drawer)
    assert furnished.postman.sent[0].recipients == ("sam@closed.example",)


def test_nobody_signed_in_is_said_and_nothing_saved(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    register(form)
    form.ways.buttons[Way.MICROSOFT].setChecked(True)
    page._save.trigger()
    assert form.sign_in.trouble.text() == "You are not signed in yet: press the button above."
    saved = account(furnished)
    assert saved is not None
    assert saved.route is Route.SMTP


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("denied", "The permission was refused in the browser"),
        ("admin-consent", "only an administrator can allow"),
        ("no-answer", "Nobody signed in in the browser"),
        ("other-mailbox: rosa@closed.example", "another mailbox"),
        ("client: AADSTS700016: no such application", "did not accept your registration"),
    ],
)
def test_a_sign_in_that_fails_says_why(
    form: AccountForm, consent: Consent, detail: str, said: str
) -> None:
    consent.fails = MailError(fault=Fault.LOGIN, detail=detail)
    register(form)
    form.sign_in.press.click()
    assert form.sign_in.trouble.text().startswith("You are not signed in.\n")
    assert said in form.sign_in.trouble.text()
    assert "password" not in form.sign_in.trouble.text()
    assert form.sign_in.press.isEnabled()
    assert form.sign_in.state.text() == "Not signed in yet"


# While the browser is open


def test_it_says_where_to_finish_and_can_be_cancelled(
    form: AccountForm, consent: Consent, lane: HeldLane, window: Window, opened: list[str]
) -> None:
    register(form)
    lane.holds = True
    form.sign_in.press.click()
    assert form.sign_in.working.isVisible()
    assert form.sign_in.working.text.text() == "Finish in your browser…"
    assert not form.sign_in.row.isVisible()
    assert nameless(window) == []
    form.sign_in.working.stop.click()
    assert not form.sign_in.working.isVisible()
    lane.release()
    assert (consent.asked, opened) == ([], [])
    assert form.sign_in.secret is None
    assert form.sign_in.state.text() == "Not signed in yet"
    assert not form.sign_in.trouble.isVisible()


def test_a_consent_that_crossed_the_cancelling_is_not_taken(
    form: AccountForm, lane: HeldLane
) -> None:
    register(form)
    lane.holds = True
    form.sign_in.press.click()
    ((work, deliver),) = lane.held
    answer = attempt(work)
    form.sign_in.cancel()
    deliver(answer)
    lane.held.clear()
    assert form.sign_in.secret is None
    assert form.sign_in.state.text() == "Not signed in yet"


def test_what_is_discarded_meanwhile_is_not_signed_in(
    page: SettingsPage, form: AccountForm, lane: HeldLane
) -> None:
    register(form)
    lane.holds = True
    form.sign_in.press.click()
    page._discard.trigger()
    lane.release()
    assert form.sign_in.secret is None
    assert form.ways.value() is Way.PASSWORD


# What a consent is good for


def test_another_address_needs_another_consent(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    sign_in_and_save(page, form)
    form.address.setText("rosa@closed.example")
    assert form.sign_in.state.text() == "Not signed in yet"
    page._save.trigger()
    assert form.sign_in.trouble.isVisible()
    form.address.setText("Sam@Closed.example")
    assert form.sign_in.state.text() == "Signed in as Sam@Closed.example"


def test_reading_answers_needs_one_more_permission(
    furnished: Office, page: SettingsPage, form: AccountForm, consent: Consent
) -> None:
    sign_in_and_save(page, form)
    form.inbox.reads.setChecked(True)
    assert form.inbox.permission.isVisible()
    assert form.sign_in.state.text().startswith("Signed in for sending only")
    page._save.trigger()
    assert form.sign_in.trouble.isVisible()
    form.sign_in.press.click()
    asked, _secret, kept = consent.asked[-1]
    assert asked.inbox == Inbox("imap.fine.example", files_sent=True)
    assert kept == "consent 1"
    page._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert saved.inbox is not None
    assert furnished.keychain.get(saved.secret_key) == "consent 2"
    form.inbox.reads.setChecked(False)
    assert form.sign_in.state.text().startswith("Signed in as")


def test_another_provider_sees_nothing_of_the_consent_before(
    page: SettingsPage, form: AccountForm, consent: Consent
) -> None:
    sign_in_and_save(page, form)
    register(form, SignIn.GOOGLE)
    form.sign_in.press.click()
    asked, _secret, kept = consent.asked[-1]
    assert (asked.sign_in, kept) == (SignIn.GOOGLE, "")


def test_back_to_a_password_asks_for_one(page: SettingsPage, form: AccountForm) -> None:
    sign_in_and_save(page, form)
    form.ways.buttons[Way.PASSWORD].setChecked(True)
    page._save.trigger()
    said = form.password_part.form.complaint(form.password_field)
    assert said == "Enter the password."


def test_a_signed_in_account_shows_again_as_it_was_saved(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    known = account(furnished)
    assert known is not None
    kept = replace(
        known, address="sam@closed.example", route=Route.SMTP, sign_in=SignIn.GOOGLE, client_id=ID
    )
    save_account(furnished, kept, "a consent")
    page._discard.trigger()
    assert form.ways.value() is Way.GOOGLE
    assert form.sign_in.how_to.id == ID
    assert form.sign_in.state.text() == "Signed in as sam@closed.example"
    # The route over SMTP is not offered here, but stays where it was chosen.
    assert form.account().route is Route.SMTP
    assert form.sign_in.fold.is_open is False


def test_without_a_keychain_it_says_how_long_one_is_signed_in(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    assert isinstance(furnished.keychain, Pocket)
    furnished.keychain.name = ""
    sign_in_and_save(page, form)
    assert "until you close the program" in form.sign_in.state.text()


def test_a_second_account_takes_the_registration_of_the_first(
    furnished: Office, page: SettingsPage, form: AccountForm
) -> None:
    sign_in_and_save(page, form)
    dialog = page.mail.accounts.open_new()
    dialog.account.address.setText("rosa@closed.example")
    dialog.account.address.editingFinished.emit()
    assert dialog.account.sign_in.how_to.id == ID
    dialog.account.sign_in.press.click()
    dialog._save.click()
    first, second = mailboxes(furnished).accounts
    assert (first.client_id, second.client_id) == (ID, ID)
    assert furnished.keychain.get(first.secret_key) == "consent 1"
    assert furnished.keychain.get(second.secret_key) == "consent 2"


class TestInAThread:
    """The consent waits in a thread of its own, and the browser is opened on the GUI's."""

    @pytest.fixture
    def mail_lane(self) -> Lane:
        return ThreadLane()

    def test_the_browser_is_opened_on_the_gui_thread(
        self, form: AccountForm, qtbot: QtBot, opened: list[str]
    ) -> None:
        register(form)
        form.sign_in.press.click()
        assert opened == []
        qtbot.waitUntil(lambda: form.sign_in.secret == "consent 1")
        assert opened == [PAGE]
        assert not form.sign_in.working.isVisible()

    def test_cancelling_ends_the_waiting_of_the_lane(
        self, form: AccountForm, qtbot: QtBot, desk: Desk
    ) -> None:
        waits = form.sign_in._consent = WaitsForever()
        register(form)
        form.sign_in.press.click()
        qtbot.waitUntil(lambda: bool(waits.asked))
        qtbot.waitUntil(form.sign_in.again.isVisible)
        with qtbot.waitSignal(desk.busy_changed):
            form.sign_in.working.stop.click()
        assert form.sign_in.secret is None
        assert not form.sign_in.again.isVisible()
