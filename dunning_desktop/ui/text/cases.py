"""Cases in words: what was done in one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.cases import StepKind
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

_STEPS: Mapping[StepKind, str] = {
    StepKind.LETTER: QT_TRANSLATE_NOOP("Cases", "letter before action made"),
    StepKind.ANSWERED: QT_TRANSLATE_NOOP("Cases", "they answered"),
    StepKind.ASKED_FOR_PAPERS: QT_TRANSLATE_NOOP("Cases", "they asked for papers"),
    StepKind.PAPERS_SENT: QT_TRANSLATE_NOOP("Cases", "papers sent"),
    StepKind.TALKS_FAILED: QT_TRANSLATE_NOOP("Cases", "talks about paying failed"),
    StepKind.NOT_WAITING: QT_TRANSLATE_NOOP("Cases", "not waited for any longer"),
    StepKind.HANDED_OVER: QT_TRANSLATE_NOOP("Cases", "handed over"),
    StepKind.TO_COURT: QT_TRANSLATE_NOOP("Cases", "taken to court"),
    StepKind.PAID: QT_TRANSLATE_NOOP("Cases", "paid"),
    StepKind.SETTLED: QT_TRANSLATE_NOOP("Cases", "settled"),
    StepKind.WRITTEN_OFF: QT_TRANSLATE_NOOP("Cases", "written off"),
    StepKind.RECALLED: QT_TRANSLATE_NOOP("Cases", "taken back"),
}


def case_step(kind: StepKind) -> str:
    """What was done, within a sentence."""
    return QCoreApplication.translate("Cases", _STEPS[kind])
