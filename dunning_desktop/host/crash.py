"""Catches what nobody caught: a line in the log, and one report that can be copied.

Neither names a client: they carry types and places in the code, never values or messages.
"""

from __future__ import annotations

import copy
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import PySide6

import dunning_desktop
from dunning_desktop.domain.errors import DunningError

log = logging.getLogger(__name__)

LOG_NAME = "dunning.log"
_LOG_BYTES = 1_000_000
_LOG_COPIES = 3
_LONGEST_CHAIN = 8
_PACKAGE = Path(dunning_desktop.__file__).parent

# Their messages name modules, variables and fields, never the owner's data.
_SAFE_MESSAGES = DunningError | ImportError | NameError


@dataclass(frozen=True, slots=True)
class CrashReport:
    """An error nobody caught: its type, the places it passed, and what was running."""

    kind: str
    places: tuple[str, ...]
    versions: str

    @property
    def text(self) -> str:
        """The report as the owner copies it."""
        return "\n".join([self.kind, *(f"  at {p}" for p in self.places), self.versions])


class SafeFormatter(logging.Formatter):
    """Log lines whose tracebacks are reports: an error's message may quote a client."""

    def format(self, record: logging.LogRecord) -> str:
        # A record keeps the text that the first formatter made of its error.
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(  # noqa: N802 - logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...]
    ) -> str:
        error = ei[1]
        return report(error).text if error else ""


class CrashWatch:
    """While it stands, every uncaught error is logged, and told once for each distinct one.

    ``tell`` is called in the thread of the error: hand it a signal's ``emit``.
    """

    def __init__(self, folder: Path, tell: Callable[[CrashReport], None]) -> None:
        self._tell = tell
        self._told: set[tuple[str, tuple[str, ...]]] = set()
        self._handler = _log_file(folder)

    def install(self) -> None:
        """Take over the hooks and the root log."""
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(min(root.level or logging.INFO, logging.INFO))
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def remove(self) -> None:
        """Give the hooks back and close the log file."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def caught(self, error: BaseException) -> None:
        """Log an error and tell of it, unless the same one was told before."""
        found = report(error)
        key = (found.kind, found.places)
        if key in self._told:
            log.error("again: %s", found.kind)
            return
        self._told.add(key)
        log.error("uncaught: %s", found.text)
        try:
            self._tell(found)
        except Exception as failure:  # noqa: BLE001 - a broken teller must not start a loop
            log.error("could not tell: %s", report(failure).text)  # noqa: TRY400 - same reason

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self.caught(error)

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_value)


def report(error: BaseException) -> CrashReport:
    """What may be said of an error without naming a client."""
    places: list[str] = []
    for link in _chain(error):
        places += [] if link is error else [f"caused by {_kind(link)}"]
        frames = reversed(traceback.extract_tb(link.__traceback__))
        places += [f"{_place(f.filename)}:{f.lineno} {f.name}" for f in frames]
    return CrashReport(_kind(error), tuple(places), versions())


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it was raised from; a chain may bite its own tail."""
    chain = [error]
    while len(chain) < _LONGEST_CHAIN:
        last = chain[-1]
        before = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if before is None:
            break
        chain.append(before)
    return chain


def versions() -> str:
    """What was running, in one line."""
    return (
        f"Dunning Desktop {dunning_desktop.__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.system()} {platform.release()}"
    )


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, _SAFE_MESSAGES):
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return name


def _place(file: str) -> str:
    """A file's place within its package: a full path would name the owner's account."""
    path = Path(file)
    if path.is_relative_to(_PACKAGE):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return "/".join(path.parts[-2:])


def _log_file(folder: Path) -> RotatingFileHandler:
    handler = RotatingFileHandler(
        folder / LOG_NAME,
        maxBytes=_LOG_BYTES,
        backupCount=_LOG_COPIES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(SafeFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler
