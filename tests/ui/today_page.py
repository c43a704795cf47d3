"""Ways of looking at the Today page."""

from __future__ import annotations

from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.pages.today_list import TaskLine
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.today_rows import Task


def today_of(window: Window) -> TodayPage:
    window.go_to("today")
    page = window.page
    assert isinstance(page, TodayPage)
    return page


def line_of(page: TodayPage, task: Task) -> TaskLine:
    return next(one for one in page.list.lines if one.row.task is task)


def said(page: TodayPage) -> list[str]:
    return [one.sentence.text() for one in page.list.lines]


def figures(page: TodayPage) -> list[list[str]]:
    return [[line.text() for line in card.figures] for card in page.figures.cards]
