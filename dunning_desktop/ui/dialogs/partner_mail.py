"""An e-mail to an agency or a solicitor: looked at, changed, and put into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.partner_notice import NoticeKind
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.partner_mail import (
    PartnerLetter,
    SentToPartner,
    partner_letter,
    send_partner_letter,
    undo_partner_letter,
)

TEXT_HEIGHT = 260


class PartnerMailDialog(FormDialog):
    """``package`` goes with it where one was made."""

    def __init__(
        self,
        shell: Shell,
        case_id: int,
        kind: NoticeKind,
        *,
        partner_id: int | None = None,
        package: bytes | None = None,
    ) -> None:
        super().__init__(shell, width=640)
        self._package = package
        self._letter: PartnerLetter | None = None
        self.name_it(self.tr("E-mail to whoever has the case"), self.tr("Send"))
        self.to, self.subject = QLineEdit(), QLineEdit()
        self.to.setReadOnly(True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(TEXT_HEIGHT)
        self.form.row(self.tr("To"), self.to)
        self.form.row(self.tr("Subject"), self.subject)
        self.form.row(self.tr("Text"), self.words)
        self.form.hint(self.words, self.tr("Your name and particulars are set below it."))
        if package is not None:
            size = max(len(package) // 1_000_000, 1)
            said = self.tr("The package goes with it, about {size} MB. Its password does not.")
            self.form.wide(label(said.format(size=size), "quiet", wrap=True))
        self._save.setEnabled(False)
        shell.desk.ask(
            partner_letter,
            case_id,
            kind,
            partner_id=partner_id,
            attached=package is not None,
            then=self._show,
            failed=self.explain_nothing,
            owner=self,
        )

    def explain_nothing(self, error: DunningError) -> None:
        """There is nothing to write: only Cancel is left."""
        self.explain(error)
        self._save.setEnabled(False)

    def _show(self, letter: PartnerLetter) -> None:
        self._letter = letter
        partner, words = letter.notice.partner, letter.words
        self.to.setText(partner.email)
        self.subject.setText(words.subject)
        self.words.setPlainText(f"{words.opening}\n\n{words.closing}")
        self._save.setEnabled(True)
        if not partner.email:
            self.form.wrong(self.to, self.tr("Their e-mail address is not in the address book."))

    def fields(self) -> Mapping[str, QWidget]:
        return {"email": self.to, "file": self.words}

    def check(self) -> bool:
        if not self.to.text().strip():
            self.form.wrong(self.to, self.tr("Their e-mail address is not in the address book."))
        if not self.subject.text().strip():
            self.form.wrong(self.subject, self.tr("Say what it is about."))
        return super().check()

    def save(self) -> None:
        if self._letter is None:
            return
        words = Words(self.subject.text().strip(), self.words.toPlainText().strip(), "")
        self.shell.desk.do(
            send_partner_letter,
            self._letter,
            words,
            package=self._package,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, sent: SentToPartner) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        name = self._letter.notice.partner.name if self._letter else ""
        self.shell.toast(
            self.tr("The e-mail to {name} waits in the outbox.").format(name=name),
            undo=partial(desk.do, undo_partner_letter, sent, owner=parent),
        )
        self.accept()
