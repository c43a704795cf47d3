"""A pile of letters: its order, both sides of the paper, the list for the post, and Stop."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import Destination
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QPushButton

from dunning_desktop.domain.errors import Stopped
from dunning_desktop.host.errors import CannotPrint
from dunning_desktop.ui import busy
from dunning_desktop.ui.busy import with_progress
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.batches import Order
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import mark_posted, mark_printed, outbox
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.rows import LetterState
from tests.letters.reading import page_texts, text
from tests.ui.accessible import nameless
from tests.ui.books import add_client
from tests.ui.conftest import dispose
from tests.ui.printing import Printed, print_dialog, save_there, with_printers

MANY = [(f"L-{number}", 9, 10_000) for number in range(30)]
MADE = ["Abroad SARL", "Long Ltd", "Short Ltd"]


@dataclass
class Printers:
    """What was printed on one side, and on both."""

    one_side: Printed = field(default_factory=Printed)
    both_sides: Printed = field(default_factory=Printed)


@pytest.fixture
def printers() -> Printers:
    return Printers()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, printers: Printers) -> Surroundings:
    made = with_printers(office, tmp_path, printers.one_side)
    return replace(made, print_both_sides=printers.both_sides)


@pytest.fixture
def page(office: Office, window: Window) -> OutboxPage:
    """Three letters to print: to France, one of two pages, and a short one."""
    abroad = add_client(office, "Abroad SARL", email="", due=[("F-1", 9, 900_000)])
    client = client_card(office, abroad).client
    save_client(office, replace(client, address=replace(client.address, country="FR")))
    add_client(office, "Long Ltd", email="", due=MANY)
    add_client(office, "Short Ltd", email="", due=[("S-1", 9, 10_000)])
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    window.desk.do(issue, choices, owner=window)
    window.go_to("outbox")
    found = window.pages["outbox"]
    assert isinstance(found, OutboxPage)
    found.show_part("letters")
    return found


def ids(office: Office, *names: str) -> list[int]:
    rows = outbox(office).letters
    return [next(one.id for one in rows if one.client == name) for name in names]


def bookmarks(pdf: bytes) -> list[tuple[str, int]]:
    """Each bookmark, and the page it leads to."""
    reader = pypdf.PdfReader(BytesIO(pdf))
    found = [one for one in reader.outline if isinstance(one, Destination)]
    return [(str(one.title), reader.get_destination_page_number(one) or 0) for one in found]


def boxes(window: Window) -> list[str]:
    return [one.text() for one in window.findChildren(QMessageBox) if one.isVisible()]


def answer(window: Window, words: str) -> None:
    (box,) = window.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == words).click()
    dispose(box)


# How they are printed


def test_order_and_sides_are_asked_for_a_pile_only(
    office: Office, page: OutboxPage, window: Window
) -> None:
    page.print_letters()
    several = print_dialog(window)
    assert several.windowTitle() == "Print 3 letters"
    assert several.order is not None
    assert several.both_sides is not None
    assert several.order.value() is Order.MADE
    assert not several.both_sides.isChecked()
    assert nameless(several) == []
    dispose(several)
    page.paper.print_letters(ids(office, "Short Ltd"))
    single = print_dialog(window)
    assert single.windowTitle() == "Print 1 letter"
    assert (single.order, single.both_sides) == (None, None)
    dispose(single)


def test_a_pile_is_printed_as_it_was_made_with_a_bookmark_for_each(
    page: OutboxPage, window: Window, printers: Printers
) -> None:
    page.print_letters()
    print_dialog(window)._save.click()
    ((pdf, printer, title),) = printers.one_side.jobs
    assert (printer, title) == ("lp2", "Letters")
    assert bookmarks(pdf) == [("Abroad SARL", 0), ("Long Ltd", 1), ("Short Ltd", 3)]
    assert len(page_texts(pdf)) == 4
    assert printers.both_sides.jobs == []


def test_on_both_sides_each_letter_has_a_sheet_of_its_own(
    office: Office, page: OutboxPage, window: Window, printers: Printers
) -> None:
    page.print_letters()
    dialog = print_dialog(window)
    assert dialog.both_sides is not None
    dialog.both_sides.setChecked(True)
    dialog._save.click()
    assert printers.one_side.jobs == []
    pages = page_texts(printers.both_sides.pdf)
    assert bookmarks(printers.both_sides.pdf) == [
        ("Abroad SARL", 0), ("Long Ltd", 2), ("Short Ltd", 4),
    ]  # fmt: skip
    assert [number for number, words in enumerate(pages) if not words] == [1, 5]
    assert "Abroad SARL" in pages[0]
    assert "Page 2 of 2" in pages[3]
    assert "Short Ltd" in pages[4]
    answer(window, "Yes, all printed")
    assert {one.state for one in outbox(office).letters} == {LetterState.PRINTED}


def test_by_postage_inland_comes_first_and_short_letters_before_long_ones(
    page: OutboxPage, window: Window, printers: Printers
) -> None:
    page.print_letters()
    dialog = print_dialog(window)
    assert dialog.order is not None
    dialog.order.choose(Order.POSTAGE)
    assert dialog.order.currentText() == "By postage: inland first, short letters first"
    dialog._save.click()
    assert bookmarks(printers.one_side.pdf) == [
        ("Short Ltd", 0), ("Long Ltd", 1), ("Abroad SARL", 3),
    ]  # fmt: skip


def test_what_the_printer_refuses_is_told_and_nothing_counts_as_printed(
    office: Office, page: OutboxPage, window: Window
) -> None:
    def refuse(_pdf: bytes, _printer: str, _title: str) -> None:
        raise CannotPrint(reason="refused", detail="no paper")

    page.paper._surroundings = replace(page.paper._surroundings, print_pdf=refuse)
    page.print_letters()
    print_dialog(window)._save.click()
    (said,) = boxes(window)
    assert said != "Did the letters come out well?"
    assert window.findChildren(QProgressDialog)[0].isHidden()
    assert {one.state for one in outbox(office).letters} == {LetterState.MADE}
    answer(window, "Close")


# The list for the post office


def test_there_is_no_list_before_letters_are_printed(office: Office, page: OutboxPage) -> None:
    assert not page._list_print.isEnabled()
    assert not page._list_save.isEnabled()
    page.desk.do(mark_printed, tuple(ids(office, "Short Ltd")), owner=page)
    assert page._list_print.isEnabled()
    assert page._list_save.isEnabled()


def test_the_list_is_printed_in_the_order_of_the_pile(
    office: Office, page: OutboxPage, window: Window, printers: Printers
) -> None:
    page.desk.do(mark_printed, tuple(ids(office, "Short Ltd", "Abroad SARL")), owner=page)
    page._list_print.trigger()
    print_dialog(window)._save.click()
    ((pdf, printer, title),) = printers.one_side.jobs
    assert (printer, title) == ("lp2", "Posting list")
    said = text(pdf)
    assert "Letters posted Handed to the post on 20 November 2026." in said
    assert "1 Abroad SARL 14 Canal Street, S3 8AB Sheffield, FRANCE" in said
    assert "2 Short Ltd 14 Canal Street, Sheffield, S3 8AB" in said
    assert "Long Ltd" not in said
    assert "Letters in all: 2" in said
    assert window._toast.text == "It went to the printer."
    assert boxes(window) == []


def test_the_list_is_saved(
    office: Office, page: OutboxPage, window: Window, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page.desk.do(mark_printed, tuple(ids(office, "Long Ltd")), owner=page)
    proposed = save_there(monkeypatch, tmp_path / "post.pdf")
    page._list_save.trigger()
    assert proposed == ["Posting list 2026-11-20.pdf"]
    assert "1 Long Ltd" in text((tmp_path / "post.pdf").read_bytes())
    assert window._toast.text == "Saved as post.pdf."


def test_letters_posted_already_are_listed_where_they_are_chosen(
    office: Office, page: OutboxPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.desk.do(mark_printed, tuple(ids(office, *MADE)), owner=page)
    page.desk.do(mark_posted, tuple(ids(office, *MADE)), owner=page)
    assert not page._list_save.isEnabled()
    page.letters.which.setCurrentText("All letters")
    page.letters.listing.table.selectAll()
    save_there(monkeypatch, tmp_path / "post.pdf")
    page._list_save.trigger()
    assert "Letters in all: 3" in text((tmp_path / "post.pdf").read_bytes())


# Progress, and Stop


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch, window: Window) -> list[int]:
    """The owner presses Stop when the first letter is done; how far each job came."""
    came: list[int] = []

    class Stopping(JobProgress):
        def __call__(self, done: int, total: int) -> bool:
            came.append(done)
            bar = window.findChildren(QProgressDialog)[-1]
            (stop,) = bar.findChildren(QPushButton)
            assert stop.text() == "Stop"
            stop.click()
            return super().__call__(done, total)

    monkeypatch.setattr(busy, "JobProgress", Stopping)
    return came


def test_a_job_that_is_stopped_says_so_and_prints_nothing(
    office: Office, page: OutboxPage, window: Window, printers: Printers, stopped: list[int]
) -> None:
    page.print_letters()
    print_dialog(window)._save.click()
    assert stopped == [1]
    assert window._toast.text == "Stopped. Nothing was made."
    assert printers.one_side.jobs == []
    assert boxes(window) == []
    assert {one.state for one in outbox(office).letters} == {LetterState.MADE}


def test_a_job_that_is_stopped_writes_no_file_and_replaces_none(
    page: OutboxPage, window: Window, stopped: list[int], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    folder = tmp_path / "saved"
    folder.mkdir()
    for before in (None, b"last week's letters"):
        path = folder / "letters.pdf"
        if before is not None:
            path.write_bytes(before)
        save_there(monkeypatch, path)
        page.save_as_one()
        assert window._toast.text == "Stopped. Nothing was made."
        assert [one.read_bytes() for one in folder.iterdir()] == ([before] if before else [])


def test_a_job_that_is_not_stopped_writes_its_file(
    page: OutboxPage, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = save_there(monkeypatch, tmp_path / "all.pdf")
    page.save_as_one()
    assert proposed == ["Letters 2026-11-20.pdf"]
    assert [name for name, _page in bookmarks((tmp_path / "all.pdf").read_bytes())] == MADE
    assert window._toast.text == "3 letters saved as all.pdf."


def test_how_far_a_job_is_can_be_seen(window: Window) -> None:
    seen: list[tuple[str, int, int, bool]] = []
    made: list[str] = []

    def run(_office: Office, what: str, *, progress: Progress) -> str:
        for done in (1, 2, 3):
            going_on = progress(done, 3)
            (bar,) = window.findChildren(QProgressDialog)
            seen.append((bar.labelText(), bar.value(), bar.maximum(), going_on))
        return what

    bar = with_progress(window, "Counting…", run, "letters", then=made.append)
    assert seen == [("Counting…", done, 3, True) for done in (1, 2, 3)]
    assert made == ["letters"]
    assert bar.isHidden()


def test_a_job_that_stops_at_the_end_has_made_nothing(window: Window) -> None:
    made: list[None] = []

    def run(_office: Office, *, progress: Progress) -> None:
        raise Stopped

    with_progress(window, "Counting…", run, then=made.append)
    assert made == []
    assert window._toast.text == "Stopped. Nothing was made."
