"""Settings: saved when Save is pressed, checked beside the field, and never lost by accident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from dunning_desktop.domain.client import BankDetails
from dunning_desktop.domain.mail import Fault, Receipt
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.ui.bank_numbers import complaints, is_iban, shown_iban, shown_sort_code
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_identity import looks_like_address
from dunning_desktop.ui.pages.settings_logo import MOST_BYTES
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.imports import batches, commit, draft, preview
from dunning_desktop.usecases.mail_accounts import account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business
from tests.ui.accessible import nameless
from tests.ui.books import Drawer, Pocket
from tests.ui.mail_providers import guess


@pytest.fixture
def surroundings(office: Office, tmp_path: Path) -> Surroundings:
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        guess_provider=guess,
        book_path=tmp_path / "book" / "book.dunning",
    )


@pytest.fixture
def page(furnished: Office, window: Window) -> SettingsPage:
    window.go_to("settings")
    found = window.pages["settings"]
    assert isinstance(found, SettingsPage)
    return found


def box_over(window: Window) -> QMessageBox:
    boxes = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def click(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def picture(width: int = 40, height: int = 20) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x13657B)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("GB29 NWBK 6016 1331 9268 19", True),
        ("gb29nwbk60161331926819", True),
        ("GB29 NWBK 6016 1331 9268 91", False),
        ("GB29 NWBK 6016 1331 9268", False),
        ("IE29 AIBK 9311 5212 3456 78", True),
        ("DE89 3704 0044 0532 0130 00", True),
        ("12345678", False),
    ],
)
def test_an_iban_is_checked_by_its_figures(text: str, right: bool) -> None:
    assert is_iban(text) is right


def test_bank_numbers_are_shown_as_people_write_them() -> None:
    assert shown_sort_code("12 34 56") == "12-34-56"
    assert shown_sort_code("12345") == "12345"
    assert shown_iban("GB29NWBK60161331926819") == "GB29 NWBK 6016 1331 9268 19"


def test_half_an_account_is_no_account() -> None:
    assert complaints(BankDetails(sort_code="123456")) == {"account_number": "missing"}
    assert complaints(BankDetails(account_number="12345678")) == {"sort_code": "missing"}
    assert complaints(BankDetails(sort_code="12345", account_number="1")) == {
        "sort_code": "form",
        "account_number": "form",
    }
    assert complaints(BankDetails()) == {}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a@b.example", True),
        ("a@b", False),
        ("a b@c.de", False),
        ("@b.example", False),
        ("", False),
        ("first.last+bills@b-c.co.uk", True),
        ("a@müller.example", True),
        ("a@@b.example", False),
        ("a@b.example, c@d.example", False),
        ("Ann <a@b.example>", False),
        ("mailto:a@b.example", False),
        ("a@b..example", False),
        ("a@b.example.", False),
        ("a@-b.example", False),
        (".a@b.example", False),
        ("ä@b.example", False),
    ],
)
def test_an_address_has_its_form(text: str, right: bool) -> None:
    assert looks_like_address(text) is right


def test_nothing_is_to_be_saved_until_something_was_changed(page: SettingsPage) -> None:
    assert not page._save.isEnabled()
    assert page._unsaved.isHidden()
    page.business.identity.phone.setText("01632 960000")
    assert page._save.isEnabled()
    assert not page._unsaved.isHidden()


def test_the_business_is_saved_as_typed_and_keeps_the_rest(
    furnished: Office, page: SettingsPage
) -> None:
    before = business(furnished)
    page.business.identity.name.setText("Carter & Daughter")
    page.business.bank.sort_code.setText("20-00-00")
    page.business.legal.vat.setText("GB 1")
    page._save.trigger()
    after = business(furnished)
    assert after == replace(
        before,
        name="Carter & Daughter",
        bank=replace(before.bank, sort_code="200000"),
        vat_number="GB 1",
    )
    assert not page._save.isEnabled()


def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_is_saved(
    furnished: Office, page: SettingsPage
) -> None:
    page.business.bank.sort_code.setText("12345")
    page.business.identity.name.setText("")
    page._save.trigger()
    bank, identity = page.business.bank, page.business.identity
    assert bank.form.complaint(bank.sort_code) == "A sort code has six figures, like 12-34-56."
    assert identity.form.complaint(identity.name) == "Enter the name your clients know you by."
    assert business(furnished).name == "Carter Plumbing"
    assert bank.sort_code.text() == "12345"


def test_a_change_elsewhere_does_not_wipe_what_is_being_typed(
    furnished: Office, page: SettingsPage
) -> None:
    page.business.identity.phone.setText("01632 960000")
    page.mark_stale()
    assert page.business.identity.phone.text() == "01632 960000"
    page._discard.trigger()
    assert page.business.identity.phone.text() == business(furnished).phone


def test_terms_speak_in_pounds(page: SettingsPage) -> None:
    terms = page.terms.terms
    assert "£1,000.00" in terms.example.text()
    assert "£70.00 fixed compensation" in terms.example.text()
    own = Terms(late_basis=LateBasis.NONE)
    terms.terms.show_terms(own, business=own)
    assert terms.example.text().startswith("You ask for nothing on top")


def test_closing_asks_before_changes_are_lost(
    furnished: Office, page: SettingsPage, window: Window
) -> None:
    page.business.identity.phone.setText("01632 960000")
    window.close()
    assert window.isVisible()
    click(box_over(window), "Stay here")
    assert window.isVisible()
    window.close()
    click(box_over(window), "Save and quit")
    assert not window.isVisible()
    assert business(furnished).phone == "01632 960000"


def test_closing_stays_when_what_was_typed_cannot_be_saved(
    furnished: Office, page: SettingsPage, window: Window
) -> None:
    page.business.bank.sort_code.setText("1")
    window.close()
    click(box_over(window), "Save and quit")
    assert window.isVisible()
    window.close()
    click(box_over(window), "Discard them")
    assert not window.isVisible()
    assert business(furnished).bank.sort_code == "123456"


# Logo


def test_a_logo_is_shown_kept_and_removed(
    furnished: Office, page: SettingsPage, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(picture())
    logo = page.business.identity.logo
    logo.read(path)
    assert not logo.picture.pixmap().isNull()
    page._save.trigger()
    assert business(furnished).logo == path.read_bytes()
    logo.remove.click()
    page._save.trigger()
    assert business(furnished).logo == b""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4", "not a PNG, JPEG or SVG"),
        (b"\x89PNG\r\n\x1a\n broken", "not a PNG, JPEG or SVG"),
        (b"x" * (MOST_BYTES + 1), "larger than 2 MB"),
    ],
)
def test_a_picture_that_will_not_do_leaves_the_logo_as_it_was(
    page: SettingsPage, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(picture())
    logo = page.business.identity.logo
    logo.read(path)
    before = logo.logo
    path.write_bytes(content)
    logo.read(path)
    assert words in logo.trouble.text()
    assert logo.logo == before
    logo.read(tmp_path / "gone.png")
    assert "cannot be read" in logo.trouble.text()


# Mail account


@pytest.fixture
def mail(page: SettingsPage) -> SettingsPage:
    page.show_section("mail")
    return page


def test_the_address_brings_its_server(mail: SettingsPage) -> None:
    form = mail.mail.form
    form.server.host.clear()
    form.address.setText("sam@fine.example")
    form.address.editingFinished.emit()
    made = form.account()
    assert (made.host, made.port, made.tls, made.user) == (
        "smtp.fine.example", 587, TlsMode.STARTTLS, "sam",
    )  # fmt: skip
    assert form.hint.text() == "Fine Mail wants an app password."


def test_an_own_server_is_not_overwritten(mail: SettingsPage) -> None:
    form = mail.mail.form
    form.server.host.setText("mail.own.example")
    form.address.setText("sam@fine.example")
    form.address.editingFinished.emit()
    assert form.server.host.text() == "mail.own.example"


def test_the_password_goes_to_the_keychain_and_is_never_shown_back(
    furnished: Office, mail: SettingsPage
) -> None:
    form = mail.mail.form
    assert form.password_field.text() == ""
    assert form.password_field.echoMode() is QLineEdit.EchoMode.Password
    assert "Test keychain" in form.password_part.form.complaint(form.password_field)
    form.password_field.setText("new secret")
    mail._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert furnished.keychain.get(saved.secret_key) == "new secret"
    assert form.password_field.text() == ""
    form.seen.sender_name.setText("Sam")
    mail._save.trigger()
    assert furnished.keychain.get(saved.secret_key) == "new secret"


def test_without_a_keychain_it_says_how_long_the_password_is_kept(
    furnished: Office, mail: SettingsPage, window: Window
) -> None:
    assert isinstance(furnished.keychain, Pocket)
    furnished.keychain.name = ""
    mail.mark_stale()
    form = mail.mail.form
    said = form.password_part.form.complaint(form.password_field)
    assert "only until you close the program" in said
    form.password_field.setText("new secret")
    mail._save.trigger()
    assert "kept until you close the program" in window._toast.text


def test_a_server_without_a_login_takes_no_password(
    furnished: Office, mail: SettingsPage
) -> None:
    form = mail.mail.form
    form.server.no_login.setChecked(True)
    mail._save.trigger()
    saved = account(furnished)
    assert saved is not None
    assert (saved.secret_key, saved.user) == ("", "")
    assert form.server.no_login.isChecked()
    assert form.server.fold.said.endswith(", no password")


def test_an_account_without_server_or_address_is_not_saved(mail: SettingsPage) -> None:
    form = mail.mail.form
    form.server.host.clear()
    form.address.setText("sam")
    mail._save.trigger()
    assert "not an e-mail address" in form.form.complaint(form.address)
    assert "Enter the name of your provider" in form.server.form.complaint(form.server.host)
    assert mail._save.isEnabled()


def test_the_test_message_goes_to_the_owner(furnished: Office, mail: SettingsPage) -> None:
    form = mail.mail.form
    form.test.press.click()
    assert form.result.text() == (
        "Your provider took the test message. Look for it in the inbox of sam@carter.example."
    )
    assert isinstance(furnished.postman, Drawer)
    assert furnished.postman.sent[0].recipients == ("sam@carter.example",)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.LOGIN, "did not accept the user name or password"),
        (Fault.UNREACHABLE, "could not be reached"),
        (Fault.TLS_MODE, "Try 465 with TLS from the start, or 587 with STARTTLS"),
        (Fault.CERTIFICATE, "could not prove who it is"),
        (Fault.INSECURE, "offers no secure connection"),
    ],
)
def test_a_failed_test_says_what_happened_and_what_to_press(
    furnished: Office, mail: SettingsPage, fault: Fault, words: str
) -> None:
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.refuses = fault
    form = mail.mail.form
    form.server.host.setText("typed.example")
    form.test.press.click()
    assert words in form.result.text()
    assert "535 5.7.8 no" in form.result.text()
    assert form.test.press.isEnabled()
    assert form.server.host.text() == "typed.example"


def test_a_refused_test_message_is_no_success(furnished: Office, mail: SettingsPage) -> None:
    assert isinstance(furnished.postman, Drawer)
    answer: Callable[[object], Receipt] = lambda _m: Receipt("553 no", Fault.SENDER)  # noqa: E731
    furnished.postman.answer = answer
    mail.mail.form.test.press.click()
    assert "send from that address" in mail.mail.form.result.text()


# Reminders and book


def test_the_ladder_reads_from_before_the_day_to_the_last_reminder(page: SettingsPage) -> None:
    page.show_section("reminders")
    assert [one.when for one in page.ladder.rungs] == [
        "3 days before", "3 days after", "14 days after", "28 days after",
    ]  # fmt: skip
    assert page.ladder.rungs[-1].what == "Final reminder, by e-mail and letter"
    assert "asks for interest" in page.ladder.rungs[-1].then


def imported(office: Office, folder: Path) -> None:
    path = folder / "open.csv"
    path.write_text(
        "Client,Invoice number,Invoice date,Due date,Total\nNew Ltd,N-1,2026-09-01,2026-10-01,50\n",
        encoding="utf-8",
    )
    commit(office, draft(office, path, preview(office, path)))


def test_an_import_can_be_taken_back_from_the_book_section(
    furnished: Office, page: SettingsPage, window: Window, tmp_path: Path
) -> None:
    imported(furnished, tmp_path)
    page.mark_stale()
    page.show_section("book")
    (row,) = batches(furnished)
    buttons = page.book.findChildren(QPushButton)
    undo = next(one for one in buttons if one.text() == "Undo import" and one.isVisible())
    assert undo.accessibleName() == "Undo the import of open.csv"
    undo.click()
    click(box_over(window), "Undo import")
    assert batches(furnished)[0].undone_at is not None
    assert window._toast.text == "The import of open.csv was taken back."
    page.book.take_back(row)
    box = box_over(window)
    assert "cannot be undone" in box.text()
    box.close()


def test_the_book_says_where_it_lies(page: SettingsPage, tmp_path: Path) -> None:
    opened: list[Path] = []
    page.book._open_file = opened.append
    page.book.folder.click()
    assert page.book.path.text() == str(tmp_path / "book" / "book.dunning")
    assert opened == [tmp_path / "book"]


def test_everything_has_a_name(page: SettingsPage, window: Window) -> None:
    for key in ("business", "terms", "mail", "reminders", "book"):
        page.show_section(key)
        assert nameless(window) == []
