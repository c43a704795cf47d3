"""The import: questions are the owner's, every row has its verdict, and there is a way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.ui.dialogs import import_dialog
from dunning_desktop.ui.dialogs.import_dialog import ImportDialog
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, client_page
from dunning_desktop.usecases.drafts import Field, Verdict
from dunning_desktop.usecases.imports import batches
from dunning_desktop.usecases.invoices import invoice_page, invoice_totals
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import ListQuery
from tests.ui.accessible import nameless

PLAIN = """Client,Invoice number,Invoice date,Due date,Total,Balance
Able Ltd,I-1,2026-09-01,2026-10-01,100.00,100.00
Baker,I-2,2026-09-02,2026-10-02,200.00,50.00
Baker,I-3,2026-09-03,2026-10-03,70.00,0.00
"""
# Every day and month fits both orders.
UNSURE = """Client,Invoice number,Due date,Total
Able Ltd,I-1,01/02/2026,100.00
Baker,I-2,03/04/2026,200.00
"""
BAD = """Client,Invoice number,Due date,Total
Able Ltd,I-1,2026-10-01,100.00
Baker,I-2,31 of never,200.00
Baker,,2026-10-01,70.00
"""


@pytest.fixture
def dialog(window: Window) -> Iterator[ImportDialog]:
    made = views_of(window).open_import()
    yield made
    made.close()


def file(folder: Path, text: str, name: str = "open.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def numbers(office: Office) -> list[str]:
    return sorted(row.number for row in invoice_page(office, ListQuery()).rows)


def first_cells(dialog: ImportDialog) -> str:
    item = dialog.mapping.table.item(0, 1)
    assert item is not None
    return item.text()


def step_of(dialog: ImportDialog) -> object:
    return dialog.step


def all_the_way(dialog: ImportDialog) -> None:
    dialog.next.click()
    dialog.next.click()


def test_a_plain_file_goes_through_with_two_clicks(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, PLAIN))
    assert dialog.step is dialog.mapping
    assert dialog.mapping.found.text().startswith("open.csv  ·  3 rows")
    dialog.next.click()
    assert dialog.next.text() == "Import 2 invoices"
    assert dialog.rows.counts.text() == "2 invoices with £150.00 still open."
    assert numbers(office) == []
    dialog.next.click()
    assert numbers(office) == ["I-1", "I-2"]
    assert dialog.outcome.heading.text() == "2 invoices came in"
    assert dialog.outcome.counts.text() == "2 new clients"
    assert "nothing is due" in dialog.outcome.left_out.toPlainText()


def test_a_question_waits_for_the_owner(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, UNSURE))
    (card,) = dialog.mapping.questions.cards
    assert not dialog.next.isEnabled()
    likely = [one for one in card.buttons.values() if one.isChecked()]
    assert [one.text().endswith("likely") for one in likely] == [True]
    card.buttons["month-first"].setChecked(True)
    card.confirm.click()
    assert dialog.mapping.questions.cards == []
    all_the_way(dialog)
    days = {row.number: row.due.isoformat() for row in invoice_page(office, ListQuery()).rows}
    assert days == {"I-1": "2026-01-02", "I-2": "2026-03-04"}


def test_the_likely_answer_has_to_be_confirmed_too(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, UNSURE))
    (card,) = dialog.mapping.questions.cards
    card.buttons["day-first"].setChecked(True)
    card.confirm.click()
    all_the_way(dialog)
    days = {row.number: row.due.isoformat() for row in invoice_page(office, ListQuery()).rows}
    assert days == {"I-1": "2026-02-01", "I-2": "2026-04-03"}


def test_bad_rows_are_shown_first_and_stop_nobody(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, BAD))
    dialog.next.click()
    model = dialog.rows.model
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert model.rowCount() == 2
    assert [one[0] for one in shown] == ["3", "4"]
    assert shown[0][3] == "“31 of never” is not a date"
    assert shown[1][3] == "no invoice number"
    assert [dialog.rows.filter.itemText(at) for at in range(4)] == [
        "All rows (3)", "Coming in (1)", "Left out (0)", "Cannot be read (2)",
    ]  # fmt: skip
    dialog.rows.filter.setCurrentIndex(1)
    assert model.index(0, 2).data() == "I-1 · Able Ltd · £100.00"
    dialog.next.click()
    assert numbers(office) == ["I-1"]
    assert "Row 3: “31 of never” is not a date" in dialog.outcome.left_out.toPlainText()


def test_an_import_can_be_undone_where_it_was_made(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, PLAIN))
    all_the_way(dialog)
    dialog.outcome.undo.click()
    assert numbers(office) == []
    assert batches(office)[0].undone_at is not None
    assert dialog.outcome.heading.text() == "The import was taken back"
    assert dialog.outcome.undo.isHidden()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 nothing", "wrong.csv is a PDF"),
        (b"", "wrong.csv is empty"),
        (b"PK\x03\x04 nothing", "wrong.csv"),
    ],
)
def test_a_refused_file_is_named_with_the_reason_and_changes_nothing(
    office: Office, dialog: ImportDialog, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    dialog.read(path)
    assert step_of(dialog) is dialog.choose
    assert dialog.choose.refused.isVisible()
    assert words in dialog.choose.refused.title.text()
    assert dialog.choose.refused.text.text() == "Your book is as it was."
    assert batches(office) == []
    dialog.read(file(tmp_path, PLAIN))
    assert step_of(dialog) is dialog.mapping


def test_what_cannot_be_mapped_is_asked_for(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, "Aaa,Bbb,Due date,Ddd\nAble Ltd,I-1,2026-10-01,100.00\n"))
    mapping = dialog.mapping
    assert "the client's name" in mapping.missing.text()
    assert not dialog.next.isEnabled()
    for column, field in ((0, Field.CLIENT), (1, Field.NUMBER), (3, Field.TOTAL)):
        box = mapping.boxes[column]
        box.setCurrentIndex(box.findData(field))
        box.activated.emit(box.currentIndex())
    assert mapping.missing.isHidden()
    all_the_way(dialog)
    assert numbers(office) == ["I-1"]


def test_a_column_left_out_is_not_read(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, PLAIN))
    box = dialog.mapping.boxes[5]
    assert box.currentData() == Field.OPEN
    box.setCurrentIndex(0)
    box.activated.emit(0)
    dialog.next.click()
    assert dialog.next.text() == "Import 3 invoices"


def test_a_meaning_belongs_to_one_column(dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.read(file(tmp_path, PLAIN))
    boxes = dialog.mapping.boxes
    boxes[1].setCurrentIndex(boxes[1].findData(Field.CLIENT))
    boxes[1].activated.emit(boxes[1].currentIndex())
    assert boxes[0].currentData() is None
    assert boxes[1].currentData() == Field.CLIENT


def test_the_file_can_be_read_in_another_encoding(
    dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "west.csv"
    path.write_bytes(PLAIN.replace("Able", "Café").encode("cp1252"))
    dialog.read(path)
    box = dialog.mapping.encoding
    assert box.value() == "cp1252"
    assert "Café Ltd" in first_cells(dialog)
    box.choose("utf-8")
    box.activated.emit(box.currentIndex())
    assert "is not written in utf-8" in dialog.trouble.text()
    assert box.value() == "cp1252"
    assert "Café Ltd" in first_cells(dialog)


def test_what_most_clients_are_is_used_where_the_name_does_not_tell(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read(file(tmp_path, PLAIN))
    dialog.next.click()
    assert dialog.rows.debtor_type is None
    dialog.rows.choose_debtor(DebtorType.SOLE_TRADER)
    dialog.next.click()
    kinds = {}
    for row in client_page(office, ListQuery()).rows:
        client = client_card(office, row.id).client
        kinds[client.name] = (client.debtor_type, client.debtor_confirmed)
    assert kinds == {
        "Able Ltd": (DebtorType.COMPANY, True),
        "Baker": (DebtorType.SOLE_TRADER, True),
    }


def test_the_same_file_again_doubles_nothing(
    office: Office, window: Window, tmp_path: Path
) -> None:
    path = file(tmp_path, PLAIN)
    said = []
    for _time in range(2):
        dialog = views_of(window).open_import(path)
        all_the_way(dialog)
        said.append(dialog.outcome.counts.text())
        dialog.accept()
    assert numbers(office) == ["I-1", "I-2"]
    assert "2 unchanged" in said[1]


def test_a_file_that_changed_meanwhile_is_not_taken(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = file(tmp_path, UNSURE)
    dialog.read(path)
    path.write_text(PLAIN, encoding="utf-8")
    dialog.mapping.questions.cards[0].confirm.click()
    assert "open.csv changed since you looked at it" in dialog.trouble.text()
    assert not dialog.next.isEnabled()


def test_reading_can_be_stopped_and_taken_up_again(
    office: Office, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(JobProgress):
        def __call__(self, done: int, total: int) -> bool:
            self.cancel()
            return super().__call__(done, total)

    rows = "".join(f"Able Ltd,N-{n},2026-09-01,2026-10-01,1.00,1.00\n" for n in range(2_100))
    path = file(tmp_path, PLAIN + rows)
    with monkeypatch.context() as patch:
        patch.setattr(import_dialog, "JobProgress", Impatient)
        dialog.read(path)
    assert dialog.trouble.text().startswith("Stopped.")
    assert not dialog.next.isEnabled()
    dialog.read(path)
    dialog.next.click()
    assert dialog.next.text() == "Import 2,102 invoices"


def test_the_totals_of_the_file_are_compared(dialog: ImportDialog, tmp_path: Path) -> None:
    text = PLAIN.replace("70.00,0.00", "70.00,70.00") + "Total,,,,370.00,999.00\n"
    dialog.read(file(tmp_path, text))
    dialog.next.click()
    assert dialog._drafted is not None
    assert dialog._drafted.draft.control
    assert not dialog.rows.control.isHidden()
    assert "£" in dialog.rows.control.text()
    assert dialog._drafted.count(Verdict.SKIP) == 1


def drop(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def test_a_file_can_be_dropped_on_the_dialog(
    dialog: ImportDialog, tmp_path: Path, qapp: QApplication
) -> None:
    data = drop(file(tmp_path, PLAIN))
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEYS)
    qapp.sendEvent(dialog.choose.drop, enter)
    assert enter.isAccepted()
    qapp.sendEvent(dialog.choose.drop, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEYS))
    assert dialog.step is dialog.mapping


def test_a_file_dropped_on_the_window_opens_the_import(
    window: Window, tmp_path: Path, qapp: QApplication
) -> None:
    data = drop(file(tmp_path, PLAIN))
    qapp.sendEvent(window, QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEYS))
    qapp.sendEvent(window, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEYS))
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    assert dialog.step is dialog.mapping
    dialog.close()


def test_dropped_words_are_no_file(window: Window, qapp: QApplication) -> None:
    words = QMimeData()
    words.setText("hello")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, words, LEFT, NO_KEYS)
    qapp.sendEvent(window, enter)
    assert not enter.isAccepted()
    qapp.sendEvent(window, QDropEvent(QPointF(5, 5), COPY, words, LEFT, NO_KEYS))
    assert window.findChild(ImportDialog) is None


def test_everything_has_a_name_on_every_step(
    office: Office, dialog: ImportDialog, tmp_path: Path
) -> None:
    assert nameless(dialog) == []
    dialog.read(file(tmp_path, UNSURE))
    assert nameless(dialog) == []
    dialog.mapping.questions.cards[0].confirm.click()
    for _step in range(2):
        dialog.next.click()
        assert nameless(dialog) == []
    assert invoice_totals(office, ListQuery()).count == 2
