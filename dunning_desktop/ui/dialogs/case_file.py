"""The file of a case: what goes in, for whom, and where it is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
)

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.evidence import Exhibit
from dunning_desktop.domain.partners import Partner
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.package_made import PackageMadeDialog
from dunning_desktop.ui.file_names import safe_name, with_ending
from dunning_desktop.ui.paper_files import write_case_file
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.evidence import exhibit
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.case_package import Package, Wanted
from dunning_desktop.usecases.case_views import CaseView
from dunning_desktop.usecases.evidence import evidence_choices
from dunning_desktop.usecases.partners import partners

JUST_A_PDF = 0
"""No partner has that id."""
LIST_HEIGHT = 240
BETWEEN = 2
_KEY = Qt.ItemDataRole.UserRole


class CaseFileDialog(FormDialog):
    """A PDF to read or print, or everything sealed for a partner; it can be stopped half-way."""

    def __init__(self, shell: Shell, view: CaseView) -> None:
        super().__init__(shell, width=640)
        self._view = view
        self._job: JobProgress | None = None
        self.name_it(
            self.tr("The file of {client}").format(client=view.row.client), self.tr("Save…")
        )
        self.whom: Choice[int] = Choice([(JUST_A_PDF, self._pdf_words())], name=self.tr("For"))
        self.notes = QCheckBox(self.tr("What was noted about calls stands in it"))
        self.exhibits = QListWidget()
        self.bar = QProgressBar()
        self._about = label(look="quiet", wrap=True)
        self._none = label(self.tr("There is no paper of it in your book yet."), "quiet", wrap=True)
        self._build()
        self._load()

    def _pdf_words(self) -> str:
        return self.tr("One PDF, to read or to print")

    def _build(self) -> None:
        said = self.tr(
            "Cover, index, statement of account, interest worked out, chronology, contact log, and "
            "every paper with its fingerprint. What was said without prejudice is left out."
        )
        self.form.wide(label(said, "quiet", wrap=True))
        self.form.row(self.tr("For"), self.whom)
        self.form.wide(self._about)
        self.notes.setChecked(True)
        self.form.row(self.tr("Calls"), self.notes)
        self.form.section(self.tr("Papers"))
        keep = self.tr("Untick what must not go along, such as letters of your own solicitor.")
        self.form.wide(label(keep, "quiet", wrap=True))
        self.exhibits.setAccessibleName(self.tr("Papers that go into the file"))
        self.exhibits.setFixedHeight(LIST_HEIGHT)
        self.exhibits.setSpacing(BETWEEN)
        self.form.wide(self.exhibits)
        self.form.wide(self._none)
        self._none.hide()
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.form.wide(self.bar)
        self.whom.currentIndexChanged.connect(lambda _at: self._follow())
        WheelGuard(self.whom, parent=self)
        self._follow()

    def _load(self) -> None:
        case_id = self._view.row.case.id
        self.shell.desk.ask(evidence_choices, case_id, then=self._offer, owner=self)
        self.shell.desk.ask(partners, then=self._offer_partners, owner=self)

    def _offer(self, found: tuple[Exhibit, ...]) -> None:
        for one in found:
            item = QListWidgetItem(exhibit(one))
            item.setData(_KEY, one.key)
            item.setToolTip(one.name)
            item.setCheckState(Qt.CheckState.Checked)
            self.exhibits.addItem(item)
        self.exhibits.setVisible(bool(found))
        self._none.setVisible(not found)

    def _offer_partners(self, found: tuple[Partner, ...]) -> None:
        sealed = self.tr("{name}: everything, sealed with a password")
        known = [(one.id, sealed.format(name=one.name)) for one in found]
        has_it = self._view.recovery.partner.id if self._view.recovery else JUST_A_PDF
        chosen = has_it if has_it in dict(known) else JUST_A_PDF
        self.whom.offer([(JUST_A_PDF, self._pdf_words()), *known], chosen=chosen)
        self._follow()

    def _follow(self) -> None:
        if self._sealed:
            words = self.tr(
                "An encrypted ZIP with the file, the list of invoices in their columns, the same "
                "as data, and each paper as it is."
            )
        else:
            words = self.tr("For a court or a solicitor. It is not sealed.")
        self._about.setText(words)

    @property
    def _sealed(self) -> bool:
        return bool(self.whom.value())

    def wanted(self) -> Wanted:
        """What is ticked."""
        items = [self.exhibits.item(at) for at in range(self.exhibits.count())]
        left = [
            str(one.data(_KEY)) for one in items if one.checkState() is not Qt.CheckState.Checked
        ]
        return Wanted(tuple(left), with_notes=self.notes.isChecked())

    def save(self) -> None:
        path = self._place()
        if path is None:
            self._save.setEnabled(True)
            return
        self._job = JobProgress(self)
        self._job.moved.connect(self._on_moved)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.grow()
        self.shell.desk.do(
            write_case_file,
            self._view.row.case.id,
            path,
            self.wanted(),
            partner_id=self.whom.value() or None,
            sealed=self._sealed,
            progress=self._job,
            owner=self,
            then=lambda made: self._done(made, path),
            failed=self.explain,
        )

    def _place(self) -> Path | None:
        client = safe_name(self._view.row.client)
        ending = "zip" if self._sealed else "pdf"
        kinds = self.tr("ZIP files (*.zip)") if self._sealed else self.tr("PDF files (*.pdf)")
        name = self.tr("{client} evidence").format(client=client)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.windowTitle(), f"{name}.{ending}", kinds
        )
        if not chosen:
            return None
        return with_ending(chosen, f".{ending}")

    def _on_moved(self, how_far: tuple[int, int]) -> None:
        done, total = how_far
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def explain(self, error: DunningError) -> None:
        self._job = None
        self.bar.hide()
        super().explain(error)

    def reject(self) -> None:
        """While it is made, Cancel stops that first."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _done(self, made: Package, path: Path) -> None:
        self._job = None
        partner_id = self.whom.value()
        self.accept()
        if made.password and partner_id:
            PackageMadeDialog(self.shell, self._view, made, path, partner_id=partner_id).open()
        else:
            self.shell.toast(self.tr("{name} saved.").format(name=path.name))
