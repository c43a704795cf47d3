"""Finding the settings of an address: only when asked to, and never without a confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail import AccountForm
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import nameless
from tests.ui.held_lane import HeldLane
from tests.ui.mail_providers import Found, Known, guess

OWN = Known(name="own.example", host="mail.hoster.example", hint="", help_url="")


class Finder:
    """Finds what the test says, and remembers for whom."""

    def __init__(self) -> None:
        self.answer: Found | MailError | None = None
        self.asked: list[str] = []

    def __call__(self, address: str) -> Found | None:
        self.asked.append(address)
        if isinstance(self.answer, MailError):
            raise self.answer
        return self.answer


@pytest.fixture
def finder() -> Finder:
    return Finder()


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
def surroundings(office: Office, tmp_path: Path, finder: Finder) -> Surroundings:
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        guess_provider=guess,
        find_settings=finder,
    )


@pytest.fixture
def form(furnished: Office, window: Window) -> AccountForm:
    window.show_settings("mail")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    form = page.mail.form
    form.server.host.clear()
    return form


def type_address(form: AccountForm, address: str = "sam@own.example") -> None:
    form.address.setText(address)
    form.address.editingFinished.emit()


def test_it_is_offered_only_where_nothing_is_known(form: AccountForm) -> None:
    assert not form.finding.isVisible()
    type_address(form, "sam@fine.example")
    assert not form.finding.isVisible()
    type_address(form)
    assert form.finding.press.isVisible()
    assert "own.example" in form.finding.about.text()
    type_address(form, "sam@plain.example")
    assert not form.finding.isVisible()


def test_no_network_is_asked_before_the_click(form: AccountForm, finder: Finder) -> None:
    type_address(form)
    assert finder.asked == []
    form.finding.press.click()
    assert finder.asked == ["sam@own.example"]


def test_a_known_provider_behind_the_domain_is_filled_in_at_once(
    form: AccountForm, finder: Finder
) -> None:
    finder.answer = Found(Known())
    type_address(form)
    form.finding.press.click()
    made = form.account()
    assert (made.host, made.user, made.daily_limit) == ("smtp.fine.example", "sam", 400)
    assert form.finding.result.text() == (
        "Fine Mail takes the mail of own.example, so its settings are filled in."
    )
    assert form.note.hint.text() == "Fine Mail wants an app password."
    assert not form.seen.copy.isEnabled()


@pytest.mark.parametrize("how", ["srv", "autoconfig"])
def test_what_the_domain_itself_says_is_confirmed_first(
    form: AccountForm, finder: Finder, how: str
) -> None:
    finder.answer = Found(OWN, how, asks_first=True)
    type_address(form)
    form.finding.press.click()
    assert form.account().host == ""
    assert form.finding.question.isVisible()
    assert "mail.hoster.example, port 587, STARTTLS" in form.finding.asks.text()
    assert "Your password will go there" in form.finding.asks.text()
    form.finding.yes.click()
    assert form.account().host == "mail.hoster.example"
    assert not form.finding.question.isVisible()
    assert form.finding.result.text() == "The settings that own.example names are filled in."


def test_the_safe_answer_has_the_keyboard_and_fills_nothing_in(
    form: AccountForm, finder: Finder
) -> None:
    finder.answer = Found(OWN, "srv", asks_first=True)
    type_address(form)
    form.finding.press.click()
    assert form.window().focusWidget() is form.finding.no
    form.finding.no.click()
    assert form.account().host == ""
    assert form.finding.result.text().startswith("Nothing was filled in.")
    form.finding.confirm()
    assert form.account().host == ""


def test_an_own_server_gives_way_to_what_was_looked_for(
    form: AccountForm, finder: Finder
) -> None:
    finder.answer = Found(Known())
    type_address(form)
    form.server.host.setText("wrong.example")
    form.finding.press.click()
    assert form.account().host == "smtp.fine.example"


def test_nothing_found_says_where_it_looked(form: AccountForm) -> None:
    type_address(form)
    form.finding.press.click()
    said = form.finding.result.text()
    assert "Nobody says how mail is sent from own.example" in said
    assert "DNS" in said
    assert "autoconfig" in said
    assert form.finding.press.isVisible()


def test_a_network_that_fails_is_said(form: AccountForm, finder: Finder) -> None:
    finder.answer = MailError(fault=Fault.UNREACHABLE, detail="no-such-domain")
    type_address(form)
    form.finding.press.click()
    assert form.finding.result.text() == (
        "The settings could not be looked for. There is no such domain. Look for a slip in what "
        "stands after the @."
    )


def test_it_can_be_cancelled_and_what_comes_later_is_not_taken(
    form: AccountForm, finder: Finder, lane: HeldLane
) -> None:
    finder.answer = Found(Known())
    type_address(form)
    lane.holds = True
    form.finding.press.click()
    assert form.finding.working.isVisible()
    assert nameless(form.window()) == []
    form.finding.working.stop.click()
    assert not form.finding.working.isVisible()
    assert form.finding.press.isVisible()
    lane.release()
    assert form.account().host == ""


def test_an_answer_for_an_earlier_address_is_not_taken(
    form: AccountForm, finder: Finder, lane: HeldLane
) -> None:
    finder.answer = Found(replace(OWN, host="late.example"))
    type_address(form)
    lane.holds = True
    form.finding.press.click()
    type_address(form, "sam@fine.example")
    lane.release()
    assert form.account().host == "smtp.fine.example"
