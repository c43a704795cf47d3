"""Settings, Letters: the picture follows what is chosen, and letters look so once it is saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QMessageBox
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_letters import LettersSection
from dunning_desktop.ui.review.sheets import drawn
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.widgets.colour_field import ColourField
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.letter_samples import sample_letter
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import letter_pdf, outbox
from dunning_desktop.usecases.settings import business, save_business
from tests.letters.reading import pieces, text
from tests.ui.accessible import nameless
from tests.ui.books import BUSINESS, add_client
from tests.ui.conftest import dispose
from tests.ui.printing import Printed, print_dialog, save_there, with_printers

RED = "#c03030"
NO_PAGE = "That is not the address of a page. It begins with https:// and has no spaces."
ABOUT_LINK = "If your clients can pay online. Leave it empty otherwise."


@pytest.fixture
def printed() -> Printed:
    return Printed()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, printed: Printed) -> Surroundings:
    return with_printers(office, tmp_path, printed)


@pytest.fixture
def page(furnished: Office, window: Window) -> SettingsPage:
    window.show_settings("letters")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def section(page: SettingsPage, qtbot: QtBot) -> LettersSection:
    """Its picture is drawn as wide as there is room."""
    made = page.letters
    qtbot.waitUntil(lambda: made.sheets.images[0].width() == made.sheets.wanted_width)
    return made


def picture_of(office: Office, section: LettersSection, wanted: Letterhead) -> tuple[QImage, ...]:
    return drawn(sample_letter(office, wanted), section.sheets.wanted_width)


def colours(images: tuple[QImage, ...]) -> set[str]:
    first = images[0]
    places = [(x, y) for x in range(0, first.width(), 2) for y in range(0, first.height(), 2)]
    return {first.pixelColor(x, y).name() for x, y in places}


def letter_after(office: Office) -> bytes:
    """A reminder that goes by post, made now."""
    add_client(office, "By Post", email="", due=[("P-1", 9, 10_000)])
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    issue(office, choices)
    (letter,) = [one for one in outbox(office).letters if one.client == "By Post"]
    return letter_pdf(office, letter.id).pdf


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    found = next(one for one in pieces(pdf) if one.text == words)
    return found.left, found.top


# The picture


def test_the_picture_shows_letters_as_they_are(
    furnished: Office, page: SettingsPage, section: LettersSection
) -> None:
    assert section.sheets.images == picture_of(furnished, section, Letterhead())
    assert not page._save.isEnabled()


def test_the_picture_follows_style_colour_and_envelope_before_they_are_saved(
    furnished: Office, section: LettersSection, qtbot: QtBot
) -> None:
    modern = Letterhead(style=PaperStyle.MODERN)
    red = replace(modern, accent=RED)
    french = replace(red, envelope=Envelope.FR)
    for wanted in (modern, red, french, replace(french, shift_y=40)):
        before = section.sheets.images
        section.style_.choose(wanted.style)
        section.accent._take(wanted.accent)
        section.envelope.choose(wanted.envelope)
        section.down.setValue(wanted.shift_y / 10)
        qtbot.waitUntil(lambda: section.sheets.images != before)  # noqa: B023 - asked at once
        assert section.sheets.images == picture_of(furnished, section, wanted)
    assert RED in colours(section.sheets.images)
    assert business(furnished).letterhead == Letterhead()


def test_the_picture_waits_for_a_page_that_is_still_being_typed(
    furnished: Office, section: LettersSection, qtbot: QtBot
) -> None:
    before = section.sheets.images
    section.link.setText("https://")
    section.draw()
    assert section.sheets.images == before
    section.link.setText("https://pay.carter.example")
    qtbot.waitUntil(lambda: section.sheets.images != before)
    wanted = Letterhead(pay_link="https://pay.carter.example")
    assert section.sheets.images == picture_of(furnished, section, wanted)


def test_the_picture_stands_beside_the_form_or_below_it(
    section: LettersSection, window: Window, qtbot: QtBot
) -> None:
    for width, beside in ((1500, True), (900, False), (1500, True)):
        window.resize(width, 800)
        qtbot.wait(20)
        form, picture = section.form.geometry(), section.sheets.geometry()
        assert (picture.left() > form.right()) is beside, width
        assert (picture.top() > form.bottom()) is not beside, width


@pytest.mark.parametrize("width", [1500, 1300, 1040, 800])
def test_nothing_is_cut_off_at_the_right(
    page: SettingsPage, section: LettersSection, window: Window, qtbot: QtBot, width: int
) -> None:
    for one in (1500, width):
        window.resize(one, 800)
        qtbot.wait(20)
    for part in (section.form, section.sheets):
        right = part.mapTo(page.stack, part.rect().bottomRight()).x()
        assert right < page.stack.width(), type(part).__name__


# Saving


def test_what_is_chosen_is_saved_and_letters_look_so(
    furnished: Office, page: SettingsPage, section: LettersSection, window: Window
) -> None:
    section.style_.choose(PaperStyle.MODERN)
    section.accent._take(RED)
    section.envelope.choose(Envelope.FR)
    section.right.setValue(-1.5)
    section.link.setText(" https://pay.carter.example/now ")
    section.codes.setChecked(False)
    assert page.dirty == (section,)
    page._save.trigger()
    assert business(furnished).letterhead == Letterhead(
        envelope=Envelope.FR,
        shift_x=-15,
        style=PaperStyle.MODERN,
        accent=RED,
        pay_link="https://pay.carter.example/now",
        codes=False,
    )
    assert window._toast.text == "Your letters are saved."
    assert not page._save.isEnabled()
    pdf = letter_after(furnished)
    left, _top = place_of(pdf, "By Post")
    assert left > 100, "the window of a French envelope is on the right"
    assert RED in colours(drawn(pdf, 800))
    assert "pay.carter.example/now" in text(pdf)


def test_saving_letters_keeps_the_rest_of_the_business(
    furnished: Office, page: SettingsPage, section: LettersSection
) -> None:
    before = business(furnished)
    section.codes.setChecked(False)
    page.business.identity.phone.setText("01632 960000")
    page._save.trigger()
    wanted = replace(before, phone="01632 960000", letterhead=Letterhead(codes=False))
    assert business(furnished) == wanted


def test_discard_shows_again_what_is_in_the_book(
    furnished: Office, page: SettingsPage, section: LettersSection
) -> None:
    before = section.sheets.images
    section.style_.choose(PaperStyle.TRADITIONAL)
    section.accent._take(RED)
    section.link.setText("nonsense")
    page._save.trigger()
    page._discard.trigger()
    assert (section.style_.value(), section.accent.colour, section.link.text()) == (
        PaperStyle.CLASSIC, "", "",
    )  # fmt: skip
    assert section.form.complaint(section.link) == ABOUT_LINK
    assert section.sheets.images == before
    assert page.dirty == ()
    assert business(furnished).letterhead == Letterhead()


def test_a_change_elsewhere_does_not_wipe_what_was_chosen(
    page: SettingsPage, section: LettersSection
) -> None:
    section.envelope.choose(Envelope.DIN_A)
    page.mark_stale()
    assert section.envelope.value() is Envelope.DIN_A
    assert section.dirty


@pytest.mark.parametrize(
    "link", ["http://pay.carter.example", "pay.carter.example", "https://pay", "https://a.b/c d"]
)
def test_what_is_no_page_is_said_under_its_field_and_nothing_is_saved(
    furnished: Office, page: SettingsPage, section: LettersSection, link: str
) -> None:
    section.style_.choose(PaperStyle.MODERN)
    section.link.setText(link)
    page.show_section("mail")
    page._save.trigger()
    assert page.section == "letters"
    assert section.form.complaint(section.link) == NO_PAGE
    assert business(furnished).letterhead == Letterhead()
    assert page._save.isEnabled()
    section.link.setText("https://pay.carter.example")
    page._save.trigger()
    assert section.form.complaint(section.link) == ABOUT_LINK
    assert business(furnished).letterhead.style is PaperStyle.MODERN


# The envelope


def test_the_usual_envelope_is_named(furnished: Office, page: SettingsPage) -> None:
    envelope = page.letters.envelope
    assert envelope.itemText(0) == "As usual: UK, DL: A4 folded in three"
    assert envelope.value() is None
    now = business(furnished)
    save_business(furnished, replace(now, address=replace(now.address, country="DE")))
    page.mark_stale()
    assert envelope.itemText(0) == "As usual: Germany, DIN 5008 form B"


def test_the_address_is_moved_by_tenths_of_a_millimetre(section: LettersSection) -> None:
    for tenths in range(-80, 81):
        section.right.setValue(tenths / 10)
        section.down.setValue(-tenths / 10)
        typed = section.typed()
        assert (typed.shift_x, typed.shift_y) == (tenths, -tenths)
    section.down.setValue(8.1)
    assert (section.right.text(), section.down.text()) == ("8.0 mm", "8.0 mm")
    section.right.stepDown()
    assert section.typed().shift_x == 75


def test_what_was_moved_is_shown_again_and_moves_the_address(
    furnished: Office, page: SettingsPage, section: LettersSection
) -> None:
    straight = place_of(sample_letter(furnished, Letterhead()), "14 Canal Street")
    for field, typed in ((section.right, "1.3"), (section.down, "-0.7")):
        field.selectAll()
        QTest.keyClicks(field, typed)
    page._save.trigger()
    page.mark_stale()
    assert (section.right.value(), section.down.value()) == (1.3, -0.7)
    kept = business(furnished).letterhead
    moved = place_of(sample_letter(furnished, kept), "14 Canal Street")
    assert moved[0] - straight[0] == pytest.approx(1.3, abs=0.05)
    assert moved[1] - straight[1] == pytest.approx(-0.7, abs=0.05)


def test_the_test_page_is_printed_as_it_is_chosen(
    section: LettersSection, window: Window, printed: Printed
) -> None:
    section.envelope.choose(Envelope.CH_LEFT)
    section.right.setValue(1.5)
    section.print.click()
    dialog = print_dialog(window)
    assert dialog.form.complaint(dialog.printer) == "At 100 %, not fitted to the page."
    assert (dialog.order, dialog.both_sides) == (None, None)
    dialog._save.click()
    ((pdf, printer, title),) = printed.jobs
    assert (printer, title) == ("lp2", "Test page")
    assert "Where the window is: CH-SN-left" in text(pdf)
    assert "Shifted by +1.5 mm to the right and +0.0 mm down." in text(pdf)
    assert window._toast.text == "It went to the printer."


def test_the_test_page_is_saved_for_the_usual_envelope(
    section: LettersSection, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = save_there(monkeypatch, tmp_path / "test")
    section.save_page.click()
    assert proposed == ["Test page of the envelope.pdf"]
    assert "Where the window is: GB-DL" in text((tmp_path / "test.pdf").read_bytes())
    assert window._toast.text == "Saved as test.pdf."


def test_no_test_page_is_made_of_what_cannot_be_printed(
    section: LettersSection, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = save_there(monkeypatch, tmp_path / "test.pdf")
    section.link.setText("nonsense")
    section.print.click()
    section.save_page.click()
    assert section.form.complaint(section.link) == NO_PAGE
    assert window.findChildren(PrintDialog) == []
    assert proposed == []


def test_without_a_printer_it_says_so(section: LettersSection, window: Window) -> None:
    section._paper._surroundings = replace(section._paper._surroundings, printers=tuple)
    section.print.click()
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "No printer was found."
    dispose(box)


# What letters should name


def test_what_a_company_must_name_is_asked_for_until_it_is_there(
    furnished: Office, page: SettingsPage, section: LettersSection
) -> None:
    assert section.missing.isHidden()
    save_business(furnished, replace(BUSINESS, registered_name="Carter Plumbing Ltd"))
    page.mark_stale()
    assert not section.missing.isHidden()
    assert section.missing.text() == (
        "In your country a business names more on its letters. Enter under Business: "
        "your register, number and office."
    )
    page.business.legal.registration.setPlainText("Registered in England no. 01234567")
    page._save.trigger()
    assert section.missing.isHidden()


# A colour


def chosen_colour(field: ColourField, colour: str) -> QColorDialog:
    field.choose.click()
    (dialog,) = field.findChildren(QColorDialog)
    dialog.setCurrentColor(QColor(colour))
    return dialog


def test_a_colour_is_chosen_shown_and_removed(section: LettersSection) -> None:
    field = section.accent
    assert (field.choose.text(), field.remove.isHidden()) == ("As the style has it", True)
    chosen_colour(field, RED).accept()
    assert (field.colour, field.choose.text()) == (RED, RED)
    assert field.choose.accessibleName() == f"Colour: {RED}"
    assert field.choose.icon().pixmap(18, 18).toImage().pixelColor(9, 9) == QColor(RED)
    assert section.dirty
    field.remove.click()
    assert (field.colour, field.choose.icon().isNull(), field.remove.isHidden()) == ("", True, True)


def test_a_colour_that_was_thought_better_of_changes_nothing(section: LettersSection) -> None:
    chosen_colour(section.accent, RED).reject()
    QCoreApplication.sendPostedEvents()
    assert section.accent.colour == ""
    assert not section.dirty


def test_everything_has_a_name(section: LettersSection, window: Window) -> None:
    section.accent._take(RED)
    assert nameless(window) == []
