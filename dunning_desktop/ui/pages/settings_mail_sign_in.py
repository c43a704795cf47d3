"""Signing in without a password: the browser asks the owner, and the form waits for the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError, Stopped
from dunning_desktop.domain.mail_accounts import MailAccount, SignIn
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.pages.settings_mail_how_to import HowToPart
from dunning_desktop.ui.pages.settings_mail_ways import Way, sent_so, way_of, way_with
from dunning_desktop.ui.surroundings import GiveConsent
from dunning_desktop.ui.text import sign_in as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fold import Fold
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.ui.widgets.notices import Working
from dunning_desktop.usecases.office import Office, Outcome


@dataclass(frozen=True, slots=True)
class Scope:
    """What a consent is good for: one mailbox, one registration, with its inbox or without."""

    address: str
    sign_in: SignIn
    client_id: str
    reads: bool

    def covers(self, wanted: Scope) -> bool:
        """Whether it is enough for what is wanted."""
        return replace(self, reads=wanted.reads) == wanted and (self.reads or not wanted.reads)


def scope_of(account: MailAccount) -> Scope:
    """What an account's consent has to be good for."""
    return Scope(
        account.address.casefold(), account.sign_in, account.client_id, account.inbox is not None
    )


class SignInPart(QWidget):
    """``typed`` answers with the account as it stands in the form; ``started`` names the way.

    ``secret`` is what a consent left, until it is saved: it is never shown.
    """

    changed = Signal()
    started = Signal(object)
    page_wanted = Signal(str)

    def __init__(
        self, desk: Desk, consent: GiveConsent | None, open_page: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._consent = consent
        self._typed: Callable[[], MailAccount] = lambda: MailAccount("", "", 1)
        self._job: Event | None = None
        self._kept: Scope | None = None
        self._given: Scope | None = None
        self._page = ""
        self._client_ids: dict[SignIn, str] = {}
        self._lasts = True
        self.secret: str | None = None
        self.how_to = HowToPart(open_page)
        self.fold = Fold(self.tr("Sign in without a password…"), self.how_to)
        self._open_page = open_page
        self._build()
        self.how_to.changed.connect(self._on_registration)
        # Comes from the lane, and has to arrive on the GUI thread.
        self.page_wanted.connect(self._show_page)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.cancel)

    def _build(self) -> None:
        self.press = button("", self.start, icon_name="external-link")
        self.mark = IconLabel("circle-dashed")
        self.state = label(wrap=True)
        self.row = QWidget()
        row = QHBoxLayout(self.row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MEDIUM)
        row.addWidget(self.mark)
        row.addWidget(self.state, 1)
        row.addWidget(self.press)
        self.working = Working(self.cancel)
        self.working.stop.setText(self.tr("Cancel"))
        self.working.stop.setAccessibleName(self.tr("Cancel signing in"))
        self.again = button(self.tr("Open the page again"), self._again, look="link")
        self.trouble = label(look="alarm", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for one in (self.fold, self.row, self.working, self.again, self.trouble):
            column.addWidget(one)
        for one in (self.row, self.working, self.again, self.trouble):
            one.hide()

    def ask_form(self, typed: Callable[[], MailAccount]) -> None:
        """Where the account as typed comes from."""
        self._typed = typed

    # What is shown

    def show_account(
        self, known: MailAccount | None, client_ids: dict[SignIn, str], *, lasts: bool
    ) -> None:
        """Show an account's registration; a new account takes that of another one.

        ``lasts``: there is a keychain, so that a sign-in outlives this session.
        """
        self.cancel()
        self.trouble.hide()
        self.secret, self._given = None, None
        consents = known is not None and known.consents and bool(known.secret_key)
        self._kept = scope_of(known) if known is not None and consents else None
        self._client_ids, self._lasts = client_ids, lasts
        sign_in = known.sign_in if known is not None else SignIn.PASSWORD
        self.how_to.show_registration(
            sign_in,
            known.client_id if known is not None else "",
            secret_kept=consents and sign_in is SignIn.GOOGLE,
        )
        self.fold.show_sheet(shown=False)
        self.follow()

    def suggest(self, ways: tuple[SignIn, ...]) -> None:
        """The address belongs to a provider where these work."""
        wanted = next((one for one in ways if one is not SignIn.PASSWORD), None)
        if wanted is not None and not self.how_to.id:
            self.how_to.kind.choose(wanted)
            self.how_to.client_id.setText(self._client_ids.get(wanted, ""))

    @property
    def offered(self) -> Way | None:
        """The way that there is a registration for."""
        usable = self._consent is not None and self.how_to.id
        return way_with(self.how_to.sign_in) if usable else None

    def _on_registration(self) -> None:
        self.trouble.hide()
        self.changed.emit()

    def follow(self) -> None:
        """Say again who is signed in."""
        account = self._typed()
        way = way_of(account)
        self.setVisible(way is not Way.PROGRAM)
        self.row.setVisible(self.offered is not None and self._job is None)
        name = words.name(self.how_to.sign_in)
        signed_in = way.signs_in and self.is_signed_in(account)
        said = self.tr("Sign in again") if signed_in else self.tr("Sign in with {name}")
        self.press.setText(said.format(name=name))
        self.press.setAccessibleName(self.press.text())
        self.press.setEnabled(bool(account.address))
        good, open_yet = ("circle-check", "good"), ("circle-dashed", "quiet")
        self.mark.show_icon(*(good if signed_in else open_yet))
        self.state.setText(self._state(account, signed_in=signed_in))

    def _state(self, account: MailAccount, *, signed_in: bool) -> str:
        if signed_in:
            words = self.tr("Signed in as {address}")
            if not self._lasts:
                words = self.tr("Signed in as {address}, until you close the program: this "
                                "computer has no safe place for it.")
            return words.format(address=account.address)
        if not account.address:
            return self.tr("Type your address first.")
        known = self._given or self._kept
        if known is not None and known.covers(replace(scope_of(account), reads=False)):
            return self.tr("Signed in for sending only: sign in again to have answers read.")
        return self.tr("Not signed in yet")

    def is_signed_in(self, account: MailAccount) -> bool:
        """Whether there is a consent that is good for the account."""
        wanted = scope_of(account)
        return any(one is not None and one.covers(wanted) for one in (self._given, self._kept))

    def check(self, account: MailAccount) -> bool:
        """Complain where nobody is signed in; whether somebody is."""
        good = self.is_signed_in(account)
        if not good:
            self._say(self.tr("You are not signed in yet: press the button above."))
            self.press.setFocus()
        return good

    # Signing in

    def start(self) -> None:
        """Open the browser, and wait for it in the mail lane."""
        if self._consent is None or self._job is not None:
            return
        self.started.emit(way_with(self.how_to.sign_in))
        account = sent_so(self._typed(), way_with(self.how_to.sign_in))
        self.trouble.hide()
        job = self._job = Event()
        self.working.begin(self.tr("Finish in your browser…"))
        self.working.show()
        self.follow()
        self.working.stop.setFocus()
        self._desk.mail(
            self._work,
            self._consent,
            account,
            self.how_to.secret,
            account.secret_key if self._is_same_registration(account) else "",
            job,
            owner=self,
            then=lambda answer: self._take(job, account, answer),
        )

    def _is_same_registration(self, account: MailAccount) -> bool:
        """Whether what is kept came of it: another provider must not see the secret of this one."""
        kept = self._kept
        return kept is not None and (kept.sign_in, kept.client_id) == (
            account.sign_in, account.client_id,
        )  # fmt: skip

    def _work(
        self,
        office: Office,
        consent: GiveConsent,
        account: MailAccount,
        client_secret: str,
        kept_key: str,
        job: Event,
    ) -> Outcome[str | DunningError]:
        """In the mail lane, for as long as the owner takes; an error is an answer.

        Nobody is told of it once the form is gone.
        """
        try:
            if job.is_set():
                raise Stopped
            kept = office.keychain.get(kept_key) if kept_key else ""
            secret = consent(
                account,
                client_secret,
                kept=kept or "",
                open_page=self.page_wanted.emit,
                cancelled=job.is_set,
            )
        except DunningError as error:
            return Outcome(error)
        return Outcome(secret)

    def _show_page(self, address: str) -> None:
        if self._job is None:
            return
        self._page = address
        self.again.show()
        self._open_page(address)

    def _again(self) -> None:
        self._open_page(self._page)

    def cancel(self) -> None:
        """Wait no longer; what the browser brings is not taken any more."""
        if self._job is not None:
            self._job.set()
            self._end()

    def _end(self) -> None:
        had_keys = self.working.stop.hasFocus() or self.again.hasFocus()
        self._job = None
        self.working.hide()
        self.again.hide()
        self.follow()
        if had_keys:
            self.press.setFocus()

    def _take(self, job: Event, account: MailAccount, answer: str | DunningError) -> None:
        if job is not self._job:
            return
        if isinstance(answer, str):
            self.secret, self._given = answer, scope_of(account)
            self.fold.show_sheet(shown=False)
        self._end()
        if isinstance(answer, str):
            self.changed.emit()
        elif not isinstance(answer, Stopped):
            self._say(words.trouble(answer))

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.show()
