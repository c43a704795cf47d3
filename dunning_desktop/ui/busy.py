"""A job that may take a while: its progress is shown then, and it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressDialog

from dunning_desktop.domain.errors import DunningError, Stopped
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.shell import Shell

translate = QCoreApplication.translate
Made = TypeVar("Made")

SHOWN_AFTER_MS = 500


def with_progress(
    shell: Shell,
    words: str,
    run: Callable[..., Made],
    *args: object,
    then: Callable[[Made], object],
) -> QProgressDialog:
    """Ask the desk to run it with ``progress=``; ``then`` gets what it made.

    Where it was stopped, that is said at the foot of the window; what went wrong is told as usual.
    """
    bar = QProgressDialog(words, translate("Busy", "Stop"), 0, 0, shell.as_parent())
    job = JobProgress(bar)
    bar.setWindowTitle(words)
    bar.setMinimumDuration(SHOWN_AFTER_MS)
    bar.setAutoClose(False)
    bar.setAutoReset(False)
    bar.canceled.connect(job.cancel)

    def guarded(*given: object, **named: object) -> Made:
        """In the lane: a bug is told as bugs are, and leaves no box open."""
        try:
            return run(*given, **named)
        except DunningError:
            raise
        except Exception:
            job.moved.emit(None)
            raise

    def move(how_far: tuple[int, int] | None) -> None:
        if how_far is None:
            _away(bar)
            return
        bar.setMaximum(how_far[1])
        bar.setValue(how_far[0])

    def done(made: Made) -> None:
        _away(bar)
        then(made)

    def failed(error: DunningError) -> None:
        _away(bar)
        if isinstance(error, Stopped):
            shell.toast(translate("Busy", "Stopped. Nothing was made."))
        else:
            shell.desk.trouble.emit(error)

    job.moved.connect(move)
    shell.desk.ask(guarded, *args, progress=job, then=done, failed=failed, owner=shell.as_parent())
    return bar


def _away(bar: QProgressDialog) -> None:
    bar.hide()
    bar.deleteLater()
