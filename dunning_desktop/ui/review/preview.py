"""The right side of the review: one reminder as letter, as e-mail, and its words to edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
)

from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.fonts import scaled
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON, LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.review.decisions import Decision, possible_channels
from dunning_desktop.ui.review.mail_view import MailHead, MailView
from dunning_desktop.ui.review.sheets import Sheets, drawn_letter
from dunning_desktop.ui.review.wording import Wording
from dunning_desktop.ui.setting_aside import PUT_OFF_DAYS
from dunning_desktop.ui.text.letters import no_glyphs
from dunning_desktop.ui.text.reasons import put_off_for
from dunning_desktop.ui.text.review import CHANNEL_ICONS, channel_choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.dunning import Choice
from dunning_desktop.usecases.printable import cannot_print
from dunning_desktop.usecases.reminder_email import ReminderEmail, email_of

PAUSE_MS = 60


class Preview(QFrame):
    """``channel_chosen`` and ``snoozed`` carry the client first, as ``wording.changed`` does.

    ``day_asked`` carries a client that is to be put off until a day that is still to be chosen.
    """

    channel_chosen = Signal(object, object)
    snoozed = Signal(object, int)
    day_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._desk = desk
        self._choice: Choice | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._name = label(wrap=True)
        self._name.setFont(scaled(1.2, bold=True))
        self._reason = label(look="quiet", wrap=True)
        self.glyphs = label(look="warning", wrap=True)
        self.glyphs.hide()
        self.channel = QComboBox()
        self.channel.setAccessibleName(self.tr("How it goes out"))
        self.channel.activated.connect(self._on_channel)
        self.snooze = self._snooze_button()
        self.sheets = Sheets(self.tr("The letter"))
        self.sheets.resized.connect(self._draw_letter)
        self.mail = MailView()
        self.wording = Wording()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.sheets, self.tr("Letter"))
        self.tabs.addTab(self.mail, self.tr("E-mail"))
        self.tabs.addTab(self.wording, self.tr("Words"))
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName(self.tr("Letter, e-mail or words"))
        self.tabs.currentChanged.connect(lambda _tab: self._pause.start())
        self._build()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self._name)
        words.addWidget(self._reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self.channel)
        buttons.addWidget(self.snooze)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, MEDIUM, TINY)
        layout.setSpacing(SMALL)
        layout.addLayout(words)
        layout.addLayout(buttons)
        layout.addWidget(self.glyphs)
        layout.addWidget(self.tabs, 1)

    def _snooze_button(self) -> QPushButton:
        made = QPushButton(self.tr("Not today"))
        made.setIcon(icon("calendar-clock"))
        made.setIconSize(QSize(ICON, ICON))
        made.setAccessibleName(self.tr("Not today: put this client off"))
        made.setToolTip(self.tr("Put this client off for some days (Ctrl+T)"))
        menu = QMenu(made)
        for days in PUT_OFF_DAYS:
            menu.addAction(put_off_for(days)).triggered.connect(self._snoozer(days))
        menu.addSeparator()
        menu.addAction(self.tr("Until…")).triggered.connect(self._ask_day)
        made.setMenu(menu)
        return made

    def _snoozer(self, days: int) -> Callable[[], None]:
        def snooze() -> None:
            if self._client_id is not None:
                self.snoozed.emit(self._client_id, days)

        return snooze

    def _ask_day(self) -> None:
        if self._client_id is not None:
            self.day_asked.emit(self._client_id)

    def offer_snooze(self) -> None:
        """Open the choice of how long the client is put off, for the keyboard."""
        menu = self.snooze.menu()
        if self._client_id is not None and menu is not None:
            menu.popup(self.snooze.mapToGlobal(self.snooze.rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])

    # What is shown

    def show_choice(self, choice: Choice, decision: Decision, *, reason: str) -> None:
        """Show a reminder as it would go out."""
        another = self._client_id != choice.prepared.chase.client_id
        if another:
            self._on_glyphs("")
        self._choice = choice
        client = choice.prepared.facts.client
        self._name.setText(client.name)
        self._reason.setText(reason)
        self._offer_channels(choice)
        self.wording.show_words(client.id, choice.prepared.words, decision)
        self._show_tabs(choice.channel, another=another)
        self.setEnabled(True)
        self._pause.start()

    def show_changed(self, choice: Choice) -> None:
        """Show the same reminder after something was decided, without touching what is typed."""
        self._choice = choice
        self._offer_channels(choice)
        self._show_tabs(choice.channel, another=False)
        self._pause.start()

    def show_nothing(self) -> None:
        """Nothing is marked."""
        self._choice = None
        self._on_glyphs("")
        self._name.setText("")
        self._reason.setText("")
        self.sheets.show_images(())
        self.setEnabled(False)

    @property
    def _client_id(self) -> int | None:
        return self._choice.prepared.chase.client_id if self._choice else None

    def _offer_channels(self, choice: Choice) -> None:
        self.channel.clear()
        for kind in possible_channels(choice.prepared.facts.client):
            self.channel.addItem(icon(CHANNEL_ICONS[kind]), channel_choice(kind), kind)
        self.channel.setCurrentIndex(self.channel.findData(choice.channel))
        one_way = self.channel.count() == 1
        self.channel.setEnabled(not one_way)
        self.channel.setToolTip(self.tr("The only address that is known") if one_way else "")
        self.channel.setIconSize(QSize(ICON, ICON))

    def _show_tabs(self, channel: Channel, *, another: bool) -> None:
        mail = self.tabs.indexOf(self.mail)
        self.tabs.setTabVisible(mail, channel.by_email)
        words = self.tabs.currentWidget() is self.wording
        if another and not words:
            self.tabs.setCurrentWidget(self.mail if channel.by_email else self.sheets)

    def _on_glyphs(self, missing: str) -> None:
        """Of an e-mail every letter can be read."""
        self.glyphs.setText(no_glyphs(missing) if missing else "")
        self.glyphs.setVisible(bool(missing))

    # Drawing

    def draw_now(self) -> None:
        """Draw at once what a timer would draw in a moment."""
        self._pause.stop()
        self._draw()

    def _draw(self) -> None:
        if self.tabs.currentWidget() is self.mail:
            self._on_glyphs("")
            self._draw_mail()
        else:
            self._draw_letter()

    def _draw_letter(self) -> None:
        if self._choice is not None:
            facts, words = self._choice.prepared.facts, self._choice.words
            self._desk.ask(
                cannot_print, facts, words, then=self._on_glyphs, owner=self, latest="glyphs"
            )
            self._desk.ask(
                drawn_letter,
                self._choice,
                self.sheets.wanted_width,
                then=self._on_letter,
                owner=self,
                latest="letter",
            )

    def _on_letter(self, images: tuple[QImage, ...]) -> None:
        self.sheets.show_images(images)

    def _draw_mail(self) -> None:
        if self._choice is not None:
            choice = self._choice
            self._desk.ask(
                email_of,
                choice,
                then=self._on_mail,
                owner=self,
                latest="mail",
            )

    def _on_mail(self, made: ReminderEmail) -> None:
        name, address = made.recipient
        head = MailHead(
            sender=made.sender,
            recipient=f"{name} <{address}>",
            subject=made.subject,
            attachment=", ".join(made.attached),
        )
        self.mail.show_mail(head, made.body)

    # What is chosen

    def _on_channel(self, place: int) -> None:
        if self._client_id is not None:
            self.channel_chosen.emit(self._client_id, Channel(self.channel.itemData(place)))
