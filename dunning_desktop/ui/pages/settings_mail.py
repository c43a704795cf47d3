"""The form of a mail account: the address brings its settings, a test message proves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from dunning_desktop.domain.mail_accounts import MailAccount, SignIn
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.pages.settings_identity import looks_like_address
from dunning_desktop.ui.pages.settings_mail_fields import EMPTY, AccountFields
from dunning_desktop.ui.pages.settings_mail_ways import Way, way_of
from dunning_desktop.ui.surroundings import Provider, Surroundings
from dunning_desktop.usecases.mail_accounts import account
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """The account of the book, and where passwords are kept: empty for this session only.

    ``client_ids`` are the registrations that other accounts have.
    """

    account: MailAccount | None
    keychain: str
    client_ids: tuple[tuple[SignIn, str], ...] = ()


def known_account(office: Office) -> KnownAccount:
    """Ask for both."""
    return KnownAccount(account(office), office.keychain.name)


class AccountForm(AccountFields):
    """``changed`` comes with every change that the owner makes, ``touched`` remembers it."""

    changed = Signal()

    def __init__(self, desk: Desk, surroundings: Surroundings, *, short: bool = False) -> None:
        super().__init__(desk, surroundings, short=short)
        self._shown: KnownAccount | None = None
        self._provider: Provider | None = None
        self._looked_up = ""
        self._filling = False
        self.touched = False
        self._connect()

    def _connect(self) -> None:
        self.address.textChanged.connect(self._touch)
        self.address.editingFinished.connect(self._look_up)
        self.finding.found.connect(self._on_found)
        self.server.host.editingFinished.connect(self._on_host_left)
        for part in (self.password_part, self.server, self.seen, self.limits, self.inbox):
            part.changed.connect(self._touch)
        self.server.login_changed.connect(self._follow)
        self.ways.changed.connect(self._touch)
        self.sign_in.changed.connect(self._touch)
        self.sign_in.started.connect(self._on_started)

    # What is shown

    def show_known(self, known: KnownAccount) -> None:
        """Show an account, or an empty form.

        What is shown already and was not touched is left alone: a test may be under way.
        """
        if not self.touched and self._is_shown(known):
            return
        self._shown, self._known = known, known.account
        shown = known.account or EMPTY
        password = bool(shown.secret_key) and not shown.consents
        self._filling = True
        self._provider, self._looked_up = None, ""
        self.form.all_right()
        self.unopened.hide()
        self.note.hide()
        self.finding.offer("")
        self.address.setText(shown.address)
        self.password_part.show_stored(stored=password, keychain=known.keychain)
        by_password = way_of(shown) is Way.PASSWORD
        self.server.show_account(shown, no_login=bool(shown.id) and by_password and not password)
        self.ways.choose(way_of(shown))
        self.seen.show_account(shown)
        self.limits.show_account(shown)
        self.inbox.show_account(shown)
        self.test.clear()
        self.sign_in.show_account(
            known.account, dict(known.client_ids), lasts=bool(known.keychain)
        )
        self._filling = False
        self.touched = False
        self._say_under_address("")
        self._follow()
        self._look_up(fill=False)

    def _is_shown(self, known: KnownAccount) -> bool:
        shown = self._shown
        return shown is not None and replace(shown, account=_running(shown.account)) == replace(
            known, account=_running(known.account)
        )

    def _touch(self, *_what: object) -> None:
        if not self._filling:
            self.touched = True
            self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Let each part say what the others made of it."""
        if self._filling:
            return
        self.ways.offer(self.sign_in.offered)
        way = self.ways.value()
        by_password = way is Way.PASSWORD
        self.password_part.setVisible(by_password and not self.server.no_login.isChecked())
        self.server.setVisible(by_password)
        self.inbox.follow(way)
        self.sign_in.follow()
        self.seen.follow(files_sent=self._files_sent(way), program=way is Way.PROGRAM)
        self.test.setVisible(way is not Way.PROGRAM)
        self.limits.setVisible(way is not Way.PROGRAM and not self._short)

    def _files_sent(self, way: Way) -> bool:
        if way.signs_in:
            return True
        if self.inbox.is_on:
            return self.inbox.files_sent.isChecked()
        return self._provider is not None and self._provider.files_sent

    def _say_under_address(self, text: str) -> None:
        words = self.tr("Type it, and the settings below appear.")
        self.form.hint(self.address, text or ("" if self._known else words))

    # What is known of the provider

    def _look_up(self, *, fill: bool = True) -> None:
        address = self.address.text().strip()
        if looks_like_address(address) and address != self._looked_up:
            self._looked_up = address
            self._desk.ask(
                lambda _office: self._surroundings.guess_provider(address),
                then=lambda found: self._on_provider(address, found, fill=fill),
                owner=self,
                latest="provider",
            )

    def _on_provider(self, address: str, found: Provider | None, *, fill: bool) -> None:
        self._provider = found
        self.note.show_provider(found)
        if fill:
            self._take(address, found, at_once=False)
        else:
            self._quietly(lambda: self._recognise(address, found))
        known_host = bool(self.server.host.text().strip())
        self.finding.offer("" if found is not None or (known_host and not fill) else address)
        self._follow()

    def _on_found(self, address: str, found: Provider) -> None:
        """Found over the network, and confirmed where that was needed."""
        self._provider = found
        self.note.show_provider(found)
        self._take(address, found, at_once=True)
        # Who told is said in its own place.
        self.form.hint(self.address, "")
        self._follow()

    def _take(self, address: str, found: Provider | None, *, at_once: bool) -> None:
        if found is None:
            self.server.forget()
            self._say_under_address(self.tr("Nothing is known of this address's provider."))
        elif self.server.fill(found, address, at_once=at_once):
            words = self.tr("{name}: its settings are filled in.")
            self._say_under_address(words.format(name=found.name))
        else:
            words = self.tr("{name} is known, but the server you typed stays. To take {name}'s, "
                            "empty the field under Server details.")
            self._say_under_address(words.format(name=found.name))
        self.limits.fill(found)
        self._know(address, found, fill=True)

    def _on_host_left(self) -> None:
        """A field that was emptied takes what is known."""
        if self._provider is not None and not self.server.host.text().strip():
            self._take(self.address.text().strip(), self._provider, at_once=True)
            self._follow()

    def _recognise(self, address: str, found: Provider | None) -> None:
        """What is known of an account that is saved: nothing is filled in."""
        if found is not None:
            self.server.recognise(found)
            self.limits.recognise(found)
        self._know(address, found, fill=False)

    def _know(self, address: str, found: Provider | None, *, fill: bool) -> None:
        self.inbox.know(found.inbox_for(address) if found is not None else None, fill=fill)
        self.sign_in.suggest(found.sign_ins if found is not None else ())

    def _quietly(self, work: Callable[[], object]) -> None:
        """What is filled in for an account that is saved is no change of the owner's."""
        before, self._filling = self._filling, True
        work()
        self._filling = before

    def _on_started(self, way: Way) -> None:
        self.ways.offer(way)
        self.ways.choose(way)

    def stop(self) -> None:
        """Wait for nobody any more: the form goes."""
        self.sign_in.cancel()
        self.finding.offer("")


def _running(account: MailAccount | None) -> MailAccount | None:
    """The account without what keeps it just now: that changes while it is looked at."""
    if account is None:
        return None
    return replace(account, paused=None, paused_detail="", paused_until=None)
