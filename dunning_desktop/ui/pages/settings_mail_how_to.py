"""The owner's own registration with Microsoft or Google: the steps to it, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.mail_accounts import SignIn
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.text import sign_in as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.wheel import WheelGuard

NUMBER_WIDTH = 20


class HowToPart(QWidget):
    """``open_page`` gets the address where the steps begin."""

    changed = Signal()

    def __init__(self, open_page: Callable[[str], object]) -> None:
        super().__init__()
        self._open_page = open_page
        self.kind = Choice(
            (one, words.name(one)) for one in (SignIn.MICROSOFT, SignIn.GOOGLE)
        )
        self.client_id = QLineEdit()
        self.client_secret = QLineEdit()
        self.client_secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.page = button("", self._on_page, icon_name="external-link")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(SMALL)
        self._instead = label(look="quiet", wrap=True)
        self._build()
        WheelGuard(self.kind, parent=self)
        self.kind.currentIndexChanged.connect(self._on_kind)
        for one in (self.client_id, self.client_secret):
            one.textChanged.connect(lambda _text: self.changed.emit())
        self._on_kind()

    def _build(self) -> None:
        self._above, self.form = Form(), Form()
        self._above.row(self.tr("Sign in with"), self.kind)
        self.form.row(self.tr("Client ID"), self.client_id)
        self._secret_row = Form()
        self._secret_row.row(self.tr("Client secret"), self.client_secret)
        across = QHBoxLayout()
        across.addWidget(self.page)
        across.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SMALL)
        column.setSpacing(MEDIUM)
        column.addWidget(label(words.why(), "quiet", wrap=True))
        column.addWidget(self._above)
        column.addLayout(self._steps)
        column.addLayout(across)
        column.addWidget(self.form)
        column.addWidget(self._secret_row)
        column.addWidget(self._instead)

    def _on_kind(self, *_what: object) -> None:
        kind = self.sign_in
        empty(self._steps)
        for number, step in enumerate(words.steps(kind), start=1):
            self._steps.addWidget(_step(number, step))
        self.client_id.setPlaceholderText(words.form_of_id(kind))
        self._secret_row.setVisible(kind is SignIn.GOOGLE)
        said = self.tr("Open {page}").format(page=words.PAGES[kind].partition("//")[2])
        self.page.setText(said)
        self.page.setAccessibleName(said)
        self._instead.setText(words.instead(kind))
        self.changed.emit()

    def _on_page(self) -> None:
        self._open_page(words.PAGES[self.sign_in])

    # Values

    @property
    def sign_in(self) -> SignIn:
        """Whom the registration is with."""
        return self.kind.value() or SignIn.MICROSOFT

    @property
    def id(self) -> str:
        """The client id as typed."""
        return self.client_id.text().strip()

    @property
    def secret(self) -> str:
        """The client secret as typed: Google gives one to every program."""
        return self.client_secret.text().strip() if self.sign_in is SignIn.GOOGLE else ""

    def show_registration(self, sign_in: SignIn, client_id: str, *, secret_kept: bool) -> None:
        """Show what is known; a secret is never shown back."""
        self.kind.choose(SignIn.MICROSOFT if sign_in is SignIn.PASSWORD else sign_in)
        self.client_id.setText(client_id)
        self.client_secret.clear()
        self._secret_row.hint(
            self.client_secret,
            self.tr("Unchanged: type to replace it.")
            if secret_kept
            else self.tr("Goes with the client ID; Google gives one to every program."),
        )


def _step(number: int, text: str) -> QWidget:
    """The number stands in a column of its own, so that the lines hang beside it."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SMALL)
    figure = label(f"{number}.")
    figure.setFixedWidth(NUMBER_WIDTH)
    # For a screen reader too, number and step are one.
    said = label(text, wrap=True, selectable=True)
    said.setAccessibleName(f"{number}. {text}")
    layout.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(said, 1)
    return row
