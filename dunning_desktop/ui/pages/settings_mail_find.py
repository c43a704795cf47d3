"""Finding the settings of an address nobody knows: over the network, and only when asked to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL
from dunning_desktop.ui.surroundings import FoundSettings, Surroundings
from dunning_desktop.ui.text.accounts import server_in_short
from dunning_desktop.ui.text.mail import fault_detail
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.notices import Working
from dunning_desktop.usecases.office import Office, Outcome

TABLE, MX = "table", "mx"


class FindPart(QWidget):
    """``found`` carries an address and its ``Provider``, confirmed where that is needed."""

    found = Signal(str, object)

    def __init__(self, desk: Desk, surroundings: Surroundings) -> None:
        super().__init__()
        self._desk = desk
        self._find = surroundings.find_settings
        self._address = ""
        self._asked: FoundSettings | None = None
        self._turn = 0
        self.about = label(look="quiet", wrap=True)
        self.press = button(self.tr("Find settings"), self.look, icon_name="search")
        self.working = Working(self.cancel)
        self.working.stop.setText(self.tr("Cancel"))
        self.working.stop.setAccessibleName(self.tr("Cancel looking for the settings"))
        self.result = label(look="note", wrap=True, selectable=True)
        self._build()
        self.offer("")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(MEDIUM)
        row.addWidget(self.press)
        row.addWidget(self.about, 1)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addLayout(row)
        for one in (self.working, self._question(), self.result):
            layout.addWidget(one)

    def _question(self) -> QFrame:
        self.question = QFrame()
        self.question.setProperty("look", "notice-warning")
        self.asks = label(wrap=True, selectable=True)
        self.yes = button(self.tr("Use this server"), self.confirm)
        self.no = button(self.tr("No"), self.decline)
        self.no.setAccessibleName(self.tr("No, do not use this server"))
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch()
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column = QVBoxLayout(self.question)
        column.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        column.addWidget(self.asks)
        column.addLayout(row)
        return self.question

    # Offering

    def offer(self, address: str) -> None:
        """Offer to look for the settings of an address; an empty one takes all of it away."""
        self._turn += 1
        self._address, self._asked = address, None
        words = self.tr("Asks the internet who takes the mail of {domain}. Nothing but that name "
                        "is told, and no password.")
        self.about.setText(words.format(domain=_domain(address)))
        self._show(offered=bool(address))
        self.setVisible(bool(address))

    def _show(
        self,
        *,
        offered: bool = False,
        working: bool = False,
        question: bool = False,
        result: str = "",
    ) -> None:
        self.press.setVisible(offered)
        self.about.setVisible(offered and not result)
        self.working.setVisible(working)
        self.question.setVisible(question)
        self.result.setText(result)
        self.result.setVisible(bool(result))

    # Looking

    def look(self) -> None:
        """Look for them in the mail lane."""
        self._turn += 1
        turn, address = self._turn, self._address
        self.working.begin(self.tr("Looking…"))
        self._show(working=True)
        self.working.stop.setFocus()

        find = self._find

        def work(_office: Office) -> Outcome[FoundSettings | DunningError | None]:
            """An error is an answer: nobody is told of it once the form is gone."""
            try:
                return Outcome(find(address))
            except DunningError as error:
                return Outcome(error)

        self._desk.mail(work, owner=self, then=lambda answer: self._take(turn, answer))

    def cancel(self) -> None:
        """Wait for no answer any more; what comes later is not looked at."""
        self._turn += 1
        self._show(offered=True)
        self.press.setFocus()

    def _take(self, turn: int, found: FoundSettings | DunningError | None) -> None:
        if turn != self._turn:
            return
        if isinstance(found, DunningError):
            self._failed(found)
        elif found is None:
            self._say(self._nothing(), "note")
        elif found.asks_first:
            self._ask(found)
        else:
            self._use(found)

    def _failed(self, error: DunningError) -> None:
        fault, detail = str(error.data.get("fault", "")), str(error.data.get("detail", ""))
        words = self.tr("The settings could not be looked for. {why}")
        self._say(words.format(why=fault_detail(fault, detail)).strip(), "alarm")

    def _say(self, words: str, look: str) -> None:
        wear(self.result, look)
        self._show(offered=True, result=words)
        self.press.setFocus()

    def _nothing(self) -> str:
        words = self.tr("Nobody says how mail is sent from {domain}. Looked in the program's own "
                        "table, in the internet's directory (DNS: who takes its mail, and which "
                        "servers it names) and on its web pages for mail programs (autoconfig). "
                        "Ask whoever set up your mail for the “SMTP settings”, and type them under "
                        "Server details.")
        return words.format(domain=_domain(self._address))

    # What was found

    def _ask(self, found: FoundSettings) -> None:
        self._asked = found
        preset = found.preset
        words = self.tr("{where} names this server for its mail: {server}. Your password will go "
                        "there. Is it your provider's?")
        where = self.tr("The directory entry (DNS) of {domain}")
        if found.how not in {TABLE, MX, "srv"}:
            where = self.tr("The web page of {domain} for mail programs")
        self.asks.setText(
            words.format(
                where=where.format(domain=_domain(self._address)),
                server=server_in_short(preset.host, preset.port, preset.tls),
            )
        )
        self._show(question=True)
        self.no.setFocus()

    def confirm(self) -> None:
        """It is the right server."""
        if self._asked is not None:
            self._use(self._asked)

    def decline(self) -> None:
        """It is not."""
        self._asked = None
        self._say(
            self.tr("Nothing was filled in. Type the server under Server details."), "note"
        )

    def _use(self, found: FoundSettings) -> None:
        self._asked = None
        words = {
            TABLE: self.tr("{name}: the settings are filled in."),
            MX: self.tr("{name} takes the mail of {domain}, so its settings are filled in."),
        }.get(found.how, self.tr("The settings that {domain} names are filled in."))
        self.found.emit(self._address, found.preset)
        self.setVisible(True)
        wear(self.result, "note")
        self._show(
            result=words.format(name=found.preset.name, domain=_domain(self._address))
        )


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()
