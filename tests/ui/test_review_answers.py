"""The line over the review: whether anybody has read what the clients answered."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.office import Office
from tests.ui.accessible import nameless
from tests.ui.postbox import later, with_inbox


def opened(window: Window) -> ReviewPage:
    page = views_of(window).open_review()
    page.mark_stale()
    return page


def test_where_nobody_reads_answers_the_owner_is_asked(
    furnished: Office, window: Window
) -> None:
    page = opened(window)
    assert page.answers.isVisible()
    assert page.answers.text.text() == (
        "Answers are not read here. Has anybody of these written to you? Untick them."
    )
    assert page.answers.text.property("look") == ""
    assert nameless(window) == []
    assert page.answers.button.text() == "Set it up"
    page.answers.button.click()
    assert window.page is window.pages["settings"]


def test_not_in_the_demo_book(furnished: Office, window: Window) -> None:
    window.desk.open(lambda: replace(furnished, demo=True))
    page = opened(window)
    assert page.proposals.lines.rowCount() == 2
    assert page.answers.isHidden()


def test_not_where_there_is_nothing_to_send(office: Office, window: Window) -> None:
    assert opened(window).answers.isHidden()


def test_answers_that_were_read_are_told_quietly(furnished: Office, window: Window) -> None:
    with_inbox(furnished)
    listen(furnished)
    page = opened(window)
    at = f"{furnished.clock.now().astimezone():%H:%M}"
    assert page.answers.text.text() == f"Answers read at {at}"
    assert page.answers.text.property("look") == "quiet"
    assert page.answers.button.isHidden()


def test_old_news_are_a_warning(furnished: Office, window: Window) -> None:
    with_inbox(furnished)
    listen(furnished)
    later(furnished, minutes=61)
    page = opened(window)
    assert page.answers.text.text().startswith("Answers were last read on 20 Nov 2026, ")
    assert page.answers.text.text().endswith("Has anybody of these written since? Untick them.")
    assert page.answers.button.text() == "Settings"


def test_an_inbox_never_read_yet_is_said_to_be(furnished: Office, window: Window) -> None:
    with_inbox(furnished)
    assert opened(window).answers.text.text().startswith("Your inbox was not read yet.")


def test_an_inbox_that_cannot_be_read_says_why(furnished: Office, window: Window) -> None:
    box = with_inbox(furnished)
    listen(furnished)
    box.refuses = Fault.CERTIFICATE
    listen(furnished)
    assert opened(window).answers.text.text() == (
        "The inbox of sam@carter.example cannot be read: the mail server could not prove who it "
        "is. Has anybody of these written since? Untick them."
    )
