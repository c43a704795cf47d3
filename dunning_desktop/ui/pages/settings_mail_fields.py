"""The fields of a mail account, each part in its place; what was typed, and trying it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import MEDIUM
from dunning_desktop.ui.pages.settings_identity import looks_like_address
from dunning_desktop.ui.pages.settings_mail_find import FindPart
from dunning_desktop.ui.pages.settings_mail_inbox import InboxPart
from dunning_desktop.ui.pages.settings_mail_limits import LimitsPart
from dunning_desktop.ui.pages.settings_mail_note import ProviderNote
from dunning_desktop.ui.pages.settings_mail_password import PasswordPart
from dunning_desktop.ui.pages.settings_mail_seen import SeenPart
from dunning_desktop.ui.pages.settings_mail_server import PORTS, ServerPart
from dunning_desktop.ui.pages.settings_mail_sign_in import SignInPart
from dunning_desktop.ui.pages.settings_mail_try import TryRow
from dunning_desktop.ui.pages.settings_mail_ways import Way, WaysPart, sent_so
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.mail_trials import sending_trouble
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.scrolling import bring_into_view
from dunning_desktop.usecases.mail_accounts import send_test

EMPTY = MailAccount("", "", next(iter(PORTS.values())))


class AccountFields(QWidget):
    """``password`` is None while the stored one stays; what is typed is never shown back.

    ``short`` leaves out what one does not need to begin.
    """

    def __init__(self, desk: Desk, surroundings: Surroundings, *, short: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._surroundings = surroundings
        self._short = short
        self._known: MailAccount | None = None
        self._make_parts()
        self._build()

    def _make_parts(self) -> None:
        desk, surroundings = self._desk, self._surroundings
        self.form = Form()
        self.address = QLineEdit()
        self.address.setPlaceholderText("you@yourbusiness.co.uk")
        self.form.row(self.tr("Your address"), self.address)
        self.note = ProviderNote(self.open_page)
        self.finding = FindPart(desk, surroundings)
        self.ways = WaysPart()
        self.password_part = PasswordPart()
        self.server = ServerPart()
        self.sign_in = SignInPart(desk, surroundings.consent, self.open_page)
        self.sign_in.ask_form(self.account)
        self.unopened = label(look="alarm", wrap=True, selectable=True)
        self.unopened.hide()
        self.seen, self.limits = SeenPart(), LimitsPart()
        self.inbox = InboxPart(desk, self.try_inbox)
        self.test = TryRow(
            desk, self.tr("Send a test message to myself"), "send", self.send_test
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        first = (self.form, self.note, self.finding, self.ways, self.password_part)
        more = (self.seen, self.limits, self.inbox)
        for one in (*first, self.server, self.sign_in, self.unopened, self.test, *more):
            column.addWidget(one)
        for one in more:
            one.setVisible(not self._short)

    @property
    def account_id(self) -> int:
        """The account that is shown; 0 for a new one."""
        return self._known.id if self._known is not None else 0

    # Short names for the fields that are most asked for

    @property
    def password_field(self) -> QLineEdit:
        """Where the password is typed."""
        return self.password_part.field

    @property
    def hint(self) -> QLabel:
        """What the provider wants."""
        return self.note.hint

    @property
    def result(self) -> QLabel:
        """What came of the test message."""
        return self.test.result

    def open_page(self, address: str) -> None:
        """Open a page in the browser; where there is none, say its address."""
        self.unopened.hide()
        try:
            self._surroundings.open_page(address)
        except DunningError:
            words = self.tr("Your browser could not be opened. The page is {address}")
            self.unopened.setText(words.format(address=address))
            self.unopened.show()

    # What was typed

    def account(self) -> MailAccount:
        """The account as typed."""
        way = self.ways.value()
        before = replace(self._known or EMPTY, address=self.address.text().strip())
        made = sent_so(self.seen.put(self.server.put(before)), way)
        if way is not Way.PROGRAM:
            made = self.limits.put(made)
        if way.signs_in:
            made = replace(
                made, client_id=self.sign_in.how_to.id, user=made.user or made.address
            )
        return self.inbox.put(made)

    @property
    def _stored(self) -> bool:
        """Whether the keychain has a password of the account."""
        known = self._known
        return known is not None and bool(known.secret_key) and not known.consents

    @property
    def password(self) -> str | None:
        """None leaves the stored one; empty is a server without a login."""
        way = self.ways.value()
        if way.signs_in:
            return self.sign_in.secret
        if way is Way.PROGRAM or self.server.no_login.isChecked():
            return ""
        return self.password_part.typed or None

    def check(self) -> bool:
        """Complain beside every field that cannot be taken; whether none was found."""
        parts: Sequence[Callable[[], bool]] = (
            self._check_address,
            self._check_secret,
            self._check_server,
            self.seen.check,
            self._check_limits,
            self.inbox.check,
        )
        # The last to complain has the cursor: that is to be the uppermost.
        wrong = [part for part in reversed(parts) if not part()]
        field: QWidget | None = self.focusWidget()
        if wrong and field is not None:
            # A complaint far up the form would be out of sight.
            bring_into_view(field)
        return not wrong

    def _check_address(self) -> bool:
        self.form.all_right()
        if not looks_like_address(self.address.text()):
            form = self.tr("That is not an e-mail address. Type it like name@example.com.")
            self.form.wrong(self.address, form)
        return not self.form.is_wrong

    def _check_server(self) -> bool:
        return self.ways.value() is not Way.PASSWORD or self.server.check()

    def _check_limits(self) -> bool:
        """The mail program sends as it likes, and its limits are not shown."""
        return self.ways.value() is Way.PROGRAM or self.limits.check()

    def _check_secret(self) -> bool:
        way = self.ways.value()
        if way.signs_in:
            return self.sign_in.check(self.account())
        needed = way is Way.PASSWORD and self.password is None and not self._stored
        return self.password_part.check(needed=needed)

    # Trying it

    def send_test(self) -> None:
        """Send a message to the address itself, with what is typed now, saved or not."""
        if not self.check():
            # What was said of an earlier try is not about what is typed now.
            self.test.clear()
            return
        words = self.tr(
            "Your provider took the test message. Look for it in the inbox of {box}."
        )
        self.test.run(
            send_test,
            self.account(),
            self.password,
            meanwhile=self.tr("Sending a test message…"),
            good=words.format(box=self.address.text().strip()),
            explain=sending_trouble,
        )

    def try_inbox(self) -> None:
        """Open the inbox, with what is typed now, saved or not."""
        if self.check():
            self.inbox.try_it(self.account(), self.password)
        else:
            self.inbox.try_row.clear()
