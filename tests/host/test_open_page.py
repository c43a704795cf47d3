"""Opening a page of the web: over HTTPS only, and exactly the address that was given."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from dunning_desktop.host.errors import CannotOpen
from dunning_desktop.host.open_page import open_page

SIGN_IN = (
    "https://login.example/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A40017"
    "&scope=https%3A%2F%2Fgraph.example%2FMail.Send+User.Read&state=a-b_c%2Bd%3D"
    "&login_hint=sam%40own.example"
)


class Browser(QObject):
    """Stands in for the owner's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown.append(bytes(url.toEncoded().data()).decode())


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    stand_in = Browser()
    slot: Any = "show_url"  # PySide's stubs say bytes; only text is taken.
    for scheme in ("https", "http", "file"):
        QDesktopServices.setUrlHandler(scheme, stand_in, slot)
    yield stand_in
    for scheme in ("https", "http", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize(
    "address",
    [
        "https://myaccount.google.com/apppasswords",
        "https://accounts.zoho.eu/home#security/app_password",
        SIGN_IN,
    ],
)
def test_a_page_is_opened_letter_for_letter(browser: Browser, address: str) -> None:
    open_page(address)
    assert browser.shown == [address]


@pytest.mark.parametrize(
    "address",
    ["http://a.example", "file:///etc/passwd", "javascript:alert(1)", "a.example", "", "https:"],
)
def test_nothing_else_is_opened(browser: Browser, address: str) -> None:
    with pytest.raises(CannotOpen):
        open_page(address)
    assert browser.shown == []
