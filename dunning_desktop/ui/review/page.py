"""The review page: look at every reminder, decide, send."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.dialogs.pause import PutOffDialog
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.review.answers import AnswersLine, Reading, reading
from dunning_desktop.ui.review.decisions import Decision, Decisions, possible_channels
from dunning_desktop.ui.review.lines import Line
from dunning_desktop.ui.review.lines_of import left_out_lines, line_of, reason_of
from dunning_desktop.ui.review.preview import Preview
from dunning_desktop.ui.review.proposals import Proposals
from dunning_desktop.ui.review.sending import Sent, send
from dunning_desktop.ui.review.sent import SentCard
from dunning_desktop.ui.setting_aside import put_off
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import review as text
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.empty import EmptyState
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.notices import Notice, Working
from dunning_desktop.usecases.dunning import Choice, Prepared
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.look_over import Reviewed, look_over
from dunning_desktop.usecases.office import Touched


class ReviewPage(Page):
    """Not in the rail: ``open_for`` shows it over the page it was asked from."""

    name: ClassVar[str] = "review"
    icon_name: ClassVar[str] = "send"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {
            Touched.BUSINESS,
            Touched.CLIENTS,
            Touched.INVOICES,
            Touched.PAYMENTS,
            Touched.REMINDERS,
            Touched.ACCOUNTS,
        }
    )

    def __init__(self, shell: Shell, paper: Paper) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Review and send"))
        self.paper = paper
        self.decisions = Decisions()
        self._scope: Collection[int] | None = None
        self._reviewed: Reviewed | None = None
        self._prepared: dict[int, Prepared] = {}
        self._job: JobProgress | None = None
        self._day = self.desk.today()
        self._before_sending: dict[int, Decision] = {}
        self._make_actions()
        self._build()
        self._connect()

    def _make_actions(self) -> None:
        self._back = action(self, self.tr("Back"), self.leave, shortcut="Esc")
        self._send = action(
            self, self.tr("Send"), self.send, icon_name="send", shortcut="Ctrl+Return"
        )
        self._send.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self._put_off = action(
            self, self.tr("Not today…"), self.offer_snooze, icon_name="calendar-clock",
            shortcut="Ctrl+T",
        )
        self.add_button(self._back)
        self.add_button(self._send, primary=True)

    def actions_of_page(self) -> Sequence[QAction]:
        return (self._send, self._put_off, self._back)

    def offer_snooze(self) -> None:
        """Ask how long the client that is looked at is put off."""
        self.preview.offer_snooze()

    def _build(self) -> None:
        self._summary = label(look="quiet")
        self._summary.setAccessibleName(self.tr("What will be sent"))
        self.no_account = Notice(
            "mail",
            self.tr("No e-mail account is set up yet"),
            text=self.tr("Set one up, and e-mails go out by themselves; or print letters."),
            presses=[
                (self.tr("Set up e-mail"), lambda: self.shell.show_settings("mail")),
                (self.tr("Send as letters instead"), self.all_as_letters),
            ],
        )
        self.outdated = Notice("info", "", presses=[(self.tr("All right"), self._hide_outdated)])
        self.working = Working(self._stop)
        for card in (self.no_account, self.outdated, self.working):
            card.hide()
            self.body.addWidget(card)
        self.proposals = Proposals()
        self.preview = Preview(self.desk)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(SMALL + 4)
        both.addWidget(self.proposals)
        both.addWidget(self.preview)
        both.setSizes([430, 640])
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        self._both = both
        self.sent = SentCard(self.shell, self.paper, self.leave)
        self.nothing = EmptyState(
            "circle-check",
            self.tr("Nothing to send today"),
            self.tr("Every open invoice is waiting for its next step. It will appear here."),
            actions=(self._back,),
        )
        self.stack = QStackedWidget()
        for one in (self._both, self.sent, self.nothing):
            self.stack.addWidget(one)
        self.stack.setCurrentWidget(self._both)
        line = QHBoxLayout()
        line.addWidget(self._summary)
        line.addStretch()
        self.body.insertLayout(0, line)
        self.answers = AnswersLine(lambda: self.shell.show_settings("mail"))
        self.body.insertWidget(1, self.answers)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.proposals.picked.connect(self._on_picked)
        self.proposals.ticked.connect(self._on_ticked)
        self.proposals.all_ticked.connect(self._on_all_ticked)
        self.preview.channel_chosen.connect(self._on_channel)
        self.preview.snoozed.connect(self._on_snoozed)
        self.preview.day_asked.connect(self._ask_day)
        self.preview.wording.changed.connect(self._on_words)
        self.desk.opened.connect(self.decisions.clear)

    # Opening and loading

    def open_for(self, client_ids: Collection[int] | None) -> None:
        """Show what could go out to these clients, or to all."""
        self._scope = tuple(client_ids) if client_ids is not None else None
        if self._day != self.desk.today():
            self._day = self.desk.today()
            self.decisions.clear()
        self._hide_outdated()
        self._send.setVisible(True)
        self._back.setVisible(True)
        self.stack.setCurrentWidget(self._both)
        self.mark_stale()
        self.proposals.list.setFocus()

    def leave(self) -> None:
        """Go back to where the review was asked for; what was decided stays for this sitting."""
        self.preview.wording.flush()
        self.shell.go_back()

    def reload(self) -> None:
        if self.stack.currentWidget() is not self.sent:
            self.desk.ask(look_over, self._scope, then=self._show, owner=self, latest="review")
            self.desk.ask(reading, then=self._show_reading, owner=self, latest="reading")

    def _show_reading(self, known: Reading) -> None:
        wanted = bool(self._prepared) and self.stack.currentWidget() is self._both
        self.answers.show_reading(known, wanted=wanted)

    def _show(self, reviewed: Reviewed) -> None:
        if self.stack.currentWidget() is self.sent:
            return
        self._reviewed = reviewed
        self._prepared = {one.chase.client_id: one for one in reviewed.review.prepared}
        rest = left_out_lines(reviewed.left_out, reviewed.today)
        self.proposals.show_lines(self._lines(), rest)
        if not self._prepared:
            self.preview.show_nothing()
            # Where nothing is ready, the reasons are what there is to read.
            self.proposals.unfold(shown=bool(rest))
        nothing = not self._prepared and not rest
        self.stack.setCurrentWidget(self.nothing if nothing else self._both)
        self._on_picked(self.proposals.current)
        self._sum_up()

    def _lines(self) -> list[Line]:
        reviewed = self._reviewed
        if reviewed is None:
            return []
        return [
            line_of(one, self.decisions.of(key), reviewed) for key, one in self._prepared.items()
        ]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What would be sent now."""
        return self.decisions.choices(tuple(self._prepared.values()))

    def _sum_up(self) -> None:
        choices = self.choices
        self._summary.setText(text.summary(choices))
        self._send.setText(self.tr("Send {count}").format(count=len(choices)))
        mails = any(one.channel.by_email for one in choices)
        lacking = mails and self._reviewed is not None and not self._reviewed.review.has_account
        self.no_account.setVisible(lacking)
        self._send.setEnabled(bool(choices) and not lacking and self._job is None)

    # Deciding

    def _on_picked(self, client_id: int | None) -> None:
        prepared = self._prepared.get(client_id) if client_id is not None else None
        if prepared is None or self._reviewed is None:
            self.preview.show_nothing()
            return
        self.preview.show_choice(
            self.decisions.choice(prepared),
            self.decisions.of(prepared.chase.client_id),
            reason=reason_of(prepared, self._reviewed),
        )

    def _decide(self, client_id: int, decision: Decision) -> None:
        self.decisions.set(client_id, decision)
        self.proposals.show_changed(self._lines())
        self._sum_up()
        if client_id == self.proposals.current and client_id in self._prepared:
            self.preview.show_changed(self.decisions.choice(self._prepared[client_id]))

    def _on_ticked(self, client_id: int, on: bool) -> None:
        self._decide(client_id, replace(self.decisions.of(client_id), ticked=on))

    def _on_all_ticked(self, on: bool) -> None:
        for key in self._prepared:
            self.decisions.set(key, replace(self.decisions.of(key), ticked=on))
        self.proposals.show_changed(self._lines())
        self._sum_up()

    def _on_channel(self, client_id: int, channel: Channel) -> None:
        self._decide(client_id, replace(self.decisions.of(client_id), channel=channel))

    def _on_words(self, client_id: int, written: Decision) -> None:
        before = self.decisions.of(client_id)
        after = replace(before, personal=written.personal, edits=written.edits)
        self._decide(client_id, after)

    def all_as_letters(self) -> None:
        """Send e-mails as letters; without a postal address one is unticked, and that is said."""
        without = 0
        for key, one in self._prepared.items():
            decision = self.decisions.of(key)
            if not self.decisions.choice(one).channel.by_email:
                continue
            if Channel.LETTER in possible_channels(one.facts.client):
                self.decisions.set(key, replace(decision, channel=Channel.LETTER))
            else:
                without += decision.ticked
                self.decisions.set(key, replace(decision, ticked=False))
        self.proposals.show_changed(self._lines())
        self._on_picked(self.proposals.current)
        self._sum_up()
        if without:
            words = self.tr("Without a postal address, so unticked: {count}.")
            self.shell.toast(words.format(count=without))

    def _name_of(self, client_id: int) -> str:
        return self._prepared[client_id].facts.client.name

    def _on_snoozed(self, client_id: int, days: int) -> None:
        put_off(self.shell, client_id, self._name_of(client_id), days)

    def _ask_day(self, client_id: int) -> None:
        dialog = PutOffDialog(self.shell, client_id, self._name_of(client_id))
        dialog.choose_day()
        dialog.open()

    # Sending

    def send(self) -> None:
        """Let what is ticked go out; the button is off until the answer is here."""
        self.preview.wording.flush()
        choices = self.choices
        if not choices or self._job is not None:
            return
        self._hide_outdated()
        self._job = JobProgress(self)
        self._job.moved.connect(self.working.move_to)
        self.working.begin(self.tr("Making {what}…").format(what=text.reminders(len(choices))))
        self._lock(locked=True)
        self.desk.do(
            send,
            choices,
            progress=self._job,
            owner=self,
            then=self._on_sent,
            failed=self._on_failed,
        )

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.working.stopping()

    def _lock(self, *, locked: bool) -> None:
        for one in (self.proposals, self.preview):
            one.setEnabled(not locked)
        self._send.setEnabled(not locked)
        self._back.setEnabled(not locked)

    def _finish(self) -> None:
        self._job = None
        self.working.hide()
        self._lock(locked=False)

    def _on_failed(self, error: DunningError) -> None:
        self._finish()
        self.outdated.say(sentence(error))
        self.outdated.show()
        # Unticks and texts live in the decisions: the new proposal meets them again.
        self.mark_stale()

    def _hide_outdated(self) -> None:
        self.outdated.hide()

    def _on_sent(self, sent: Sent) -> None:
        self._finish()
        if not sent.run:
            self.shell.toast(self.tr("Stopped. Nothing was sent."))
            self._sum_up()
            return
        # What was decided has gone out; it comes back with an Undo, and not at the next level.
        self._before_sending = {key: self.decisions.of(key) for key in sent.client_ids}
        self.decisions.forget(sent.client_ids)
        posts, seconds = len(sent.to_post), sent.undo_seconds
        said = text.will_go(sent.mails, posts, seconds, by_hand=sent.by_hand)
        seconds = max(sent.undo_seconds - 1, 4)
        self.shell.toast(said, undo=lambda: self.take_back(sent), seconds=seconds)
        if sent.to_post:
            self.sent.show_sent(sent)
            self.stack.setCurrentWidget(self.sent)
            self.answers.hide()
            self._send.setVisible(False)
            self._back.setVisible(False)
            self._summary.setText("")
        else:
            self.shell.go_back()

    def take_back(self, sent: Sent) -> None:
        """Undo what was sent, and show the review again as it was decided."""
        self.desk.do(undo, sent.run, owner=self, then=self._on_taken_back)

    def _on_taken_back(self, count: int) -> None:
        for key, decision in self._before_sending.items():
            self.decisions.set(key, decision)
        self.shell.toast(self.tr("Taken back: {what}.").format(what=text.reminders(count)))
        self.shell.review(self._scope)
