"""The Outbox page: what waits, what went, what went wrong, and what each state asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QTabWidget, QWidget

from dunning_desktop.ui.dialogs.letter import LetterDialog
from dunning_desktop.ui.dialogs.mail import MailDialog
from dunning_desktop.ui.dialogs.posted import PostedDialog, say_posted
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ICON
from dunning_desktop.ui.pages.outbox_account import AccountCards
from dunning_desktop.ui.pages.outbox_hand_over import BY_HAND, ByHand
from dunning_desktop.ui.pages.outbox_lists import letter_list, mail_list
from dunning_desktop.ui.pages.outbox_rows import (
    Seen,
    ShownMail,
    cancel_all,
    cancel_undoable,
    look,
    read_mail,
)
from dunning_desktop.ui.pages.page import Page
from dunning_desktop.ui.paper import Paper
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.tables.listing import Listing
from dunning_desktop.ui.text.outbox import Press, to_do
from dunning_desktop.ui.text.review import emails, letters
from dunning_desktop.ui.widgets.buttons import action
from dunning_desktop.ui.widgets.notices import Notice
from dunning_desktop.usecases import outbox as use
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.rows import LetterRow, LetterState, MessageRow
from dunning_desktop.usecases.waiting import Waiting, waiting


class OutboxPage(Page):
    """Two lists; over them what is urgent: an Undo that runs out, an account that is paused."""

    name: ClassVar[str] = "outbox"
    icon_name: ClassVar[str] = "send"
    watches: ClassVar[frozenset[Touched]] = frozenset(
        {Touched.OUTBOX, Touched.LETTERS, Touched.ACCOUNTS}
    )

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell)
        self.name_it(self.tr("Outbox"))
        self.paper = Paper(shell, surroundings)
        self._seen: Seen | None = None
        self._left = 0
        self._undoable = 0
        self._make_actions()
        self.accounts = AccountCards(shell)
        self.account = self.accounts.first
        self.by_hand = ByHand(shell, surroundings.hand_over, self.show_mail)
        self.undo_card = Notice("clock", "", presses=[(self.tr("Undo all"), self.undo_all)])
        self.undo_card.hide()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self.mails = mail_list(shell)
        self.letters = letter_list(shell)
        self.mails.panel.pressed.connect(self._on_mail)
        self.letters.panel.pressed.connect(self._on_letter)
        self.letters.listing.picked.connect(self._follow)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("E-mails or letters"))
        self.tabs.tabBar().setAccessibleName(self.tr("E-mails or letters"))
        self.tabs.addTab(self.mails, self.tr("E-mails"))
        self.tabs.addTab(self.letters, self.tr("Letters"))
        self.tabs.currentChanged.connect(lambda _tab: self._follow())
        for one in (self.accounts, self.by_hand, self.undo_card):
            self.body.addWidget(one)
        self.body.addWidget(self.tabs, 1)

    def _make_actions(self) -> None:
        self._save_one = action(
            self, self.tr("Save as one PDF…"), self.save_as_one, icon_name="file-down"
        )
        self._save_each = action(
            self, self.tr("One PDF for each client…"), self.save_by_client,
            icon_name="folder-open",
        )
        self._posted = action(
            self, self.tr("Mark as posted"), self.mark_posted, icon_name="check",
            hint=self.tr("The letters are in the post: only now they count as delivered"),
        )
        self._posted_how = action(
            self, self.tr("Posted earlier, or with a number…"), self.say_how, icon_name="check"
        )
        self._list_print = action(
            self, self.tr("Print a list for the post office…"), self.print_list,
            icon_name="stamp",
        )
        self._list_save = action(
            self, self.tr("Save that list as a PDF…"), self.save_list, icon_name="file-down"
        )
        self._print = action(
            self, self.tr("Print letters…"), self.print_letters, icon_name="printer",
            shortcut="Ctrl+P",
        )
        choices = (self._save_one, self._save_each, self._list_print, self._list_save)
        self.add_menu(self.tr("Save letters"), choices)
        self.add_button(self._posted)
        self.add_button(self._print, primary=True)

    def add_menu(self, text: str, choices: Sequence[QAction]) -> None:
        """A button beside the heading that opens a menu."""
        self.save = QPushButton(text)
        self.save.setAccessibleName(text)
        self.save.setIcon(icon("file-down"))
        self.save.setIconSize(QSize(ICON, ICON))
        menu = QMenu(self.save)
        menu.addActions(list(choices))
        self.save.setMenu(menu)
        self._header.addWidget(self.save)

    def first_focus(self) -> QWidget | None:
        return self._listing_shown().search

    def show_part(self, part: str) -> None:
        """Open a list: ``letters``, or ``stuck`` for the e-mails that failed or are uncertain."""
        if part == "letters":
            self.tabs.setCurrentWidget(self.letters)
        else:
            self.tabs.setCurrentWidget(self.mails)
            self.mails.which.setCurrentIndex(1 if part == "stuck" else 0)

    def show_mail(self, message_id: int) -> None:
        """Open the list at an e-mail, with its details."""
        self.tabs.setCurrentWidget(self.mails)
        self.mails.listing.select(message_id)

    def actions_of_page(self) -> Sequence[QAction]:
        posted = (self._posted, self._posted_how, self._list_print, self._list_save)
        return (self._print, *posted, self._save_one, self._save_each)

    # Loading

    def reload(self) -> None:
        self.desk.ask(look, then=self._show, owner=self, latest="outbox")
        self.desk.ask(waiting, then=self._on_waiting, owner=self, latest="waiting")
        self.mails.listing.reload()
        self.letters.listing.reload()

    def find_here(self) -> None:
        self._listing_shown().search.setFocus()

    def _listing_shown(self) -> Listing[MessageRow] | Listing[LetterRow]:
        letters_shown = self.tabs.currentWidget() is self.letters
        return self.letters.listing if letters_shown else self.mails.listing

    def _show(self, seen: Seen) -> None:
        self._seen, box = seen, seen.box
        unfinished = any(one.finished_at is None for one in box.messages)
        self.accounts.show_accounts(seen.accounts, box.now, waiting=unfinished)
        self.by_hand.show_waiting(seen.by_hand)
        todo = to_do(box.letters)
        self.tabs.setTabText(1, self.tr("Letters ({todo})").format(todo=todo) if todo
                             else self.tr("Letters"))
        self._follow()

    def _on_waiting(self, seen: Waiting) -> None:
        self._undoable = seen.undoable
        self._left = seen.undo_seconds
        self._count_down()

    def _count_down(self) -> None:
        self.undo_card.setVisible(bool(self._left))
        if not self._left:
            self._second.stop()
            return
        words = self.tr("{emails} will go in {seconds} s")
        count = emails(self._undoable)
        self.undo_card.say(words.format(emails=count, seconds=self._left))
        if not self._second.isActive():
            self._second.start()

    def _on_second(self) -> None:
        self._left = max(self._left - 1, 0)
        self._count_down()

    # E-mails

    def undo_all(self) -> None:
        """Take back everything that has not gone yet."""
        self.desk.do(cancel_undoable, owner=self, then=self._say_cancelled)

    def _cancel(self, message_ids: Sequence[int]) -> None:
        self.desk.do(cancel_all, tuple(message_ids), owner=self, then=self._say_cancelled)

    def _say_cancelled(self, count: int) -> None:
        self.shell.toast(self.tr("Taken back: {what}.").format(what=emails(count)))

    def _on_mail(self, press: Press, row: MessageRow) -> None:
        if press in {Press.UNDO, Press.CANCEL}:
            self._cancel([row.id])
        elif press in {Press.RETRY, Press.SEND_NOW}:
            self.desk.do(use.retry_message, row.id, owner=self)
        elif press is Press.IT_WAS_SENT:
            self.desk.do(use.it_was_sent, row.id, owner=self)
        elif press is Press.SEND_AGAIN:
            self.desk.do(use.send_again, row.id, owner=self)
        elif press in BY_HAND:
            self.by_hand.press(press, row.id)
        elif press is Press.SHOW:
            self.desk.ask(read_mail, row.id, then=self._open_mail, owner=self)
        elif press is Press.CLIENT and row.client_id is not None:
            self.shell.show_client(row.client_id)

    def _open_mail(self, shown: ShownMail) -> None:
        MailDialog(self.shell, shown).open()

    # Letters

    def _on_letter(self, press: Press, row: LetterRow) -> None:
        if press is Press.LOOK:
            self.desk.ask(use.letter_pdf, row.id, owner=self,
                          then=lambda letter: LetterDialog(self.shell, row, letter.pdf).open())
        elif press is Press.OPEN:
            self.paper.open_letter(row.id)
        elif press is Press.SAVE:
            self.paper.save_as_one([row.id])
        elif press is Press.PRINT:
            self.paper.print_letters([row.id])
        elif press is Press.PRINTED:
            self.desk.do(use.mark_printed, (row.id,), owner=self)
        elif press is Press.POSTED:
            self._mark_posted([row.id])

    def _chosen(self, *states: LetterState) -> list[int]:
        """Selected letters when several are, else all in these states; oldest first."""
        rows: Sequence[LetterRow] = self._seen.box.letters if self._seen else ()
        if self.tabs.currentWidget() is self.letters and len(self.letters.selected()) > 1:
            rows = self.letters.selected()
        return sorted(row.id for row in rows if row.state in states)

    def _to_print(self) -> list[int]:
        return self._chosen(LetterState.MADE)

    def _to_post(self) -> list[int]:
        return self._chosen(LetterState.PRINTED)

    def _to_save(self) -> list[int]:
        return self._chosen(LetterState.MADE, LetterState.PRINTED)

    def _to_list(self) -> list[int]:
        """For the post office: what is to be posted; posted letters only where they are chosen."""
        return self._to_post() or (
            self._chosen(LetterState.POSTED) if len(self.letters.selected()) > 1 else []
        )

    def print_list(self) -> None:
        """The letters as a table, to have stamped."""
        self.paper.print_posting_list(self._to_list())

    def save_list(self) -> None:
        """The same as a file."""
        self.paper.save_posting_list(self._to_list())

    def _follow(self) -> None:
        count = len(self._to_print())
        words = self.tr("Print {what}…").format(what=letters(count))
        self._print.setText(words if count else self.tr("Print letters…"))
        self._print.setEnabled(bool(count))
        posted = len(self._to_post())
        words = self.tr("Mark {n} as posted").format(n=posted)
        self._posted.setText(words if posted else self.tr("Mark as posted"))
        self._posted.setEnabled(bool(posted))
        self._posted_how.setEnabled(bool(posted))
        for one in (self._list_print, self._list_save):
            one.setEnabled(bool(self._to_list()))
        for one in (self._save_one, self._save_each):
            one.setEnabled(bool(self._to_save()))
        self.save.setEnabled(bool(self._to_save() or self._to_list()))

    def print_letters(self) -> None:
        """Print what is to print, in one go."""
        self.paper.print_letters(self._to_print())

    def save_as_one(self) -> None:
        """One PDF of what is to print and to post."""
        self.paper.save_as_one(self._to_save())

    def save_by_client(self) -> None:
        """A PDF for each client of what is to print and to post."""
        self.paper.save_by_client(self._to_save())

    def mark_posted(self) -> None:
        """The printed letters are in the post."""
        self._mark_posted(self._to_post())

    def say_how(self) -> None:
        """They are in the post since another day, or under a number."""
        wanted = set(self._to_post())
        rows = self._seen.box.letters if self._seen else ()
        PostedDialog(self.shell, [one for one in rows if one.id in wanted]).open()

    def _mark_posted(self, letter_ids: Sequence[int]) -> None:
        said = self.tr("{what} posted.").format(what=letters(len(letter_ids)))
        self.desk.do(
            use.mark_posted,
            tuple(letter_ids),
            owner=self,
            then=lambda fresh: say_posted(self.shell, said, fresh),
        )
