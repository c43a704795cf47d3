"""What the computer may refuse in a way the owner can mend."""

from __future__ import annotations

from dunning_desktop.domain.errors import DunningError


class CannotPrint(DunningError):
    """Nothing was printed: data ``reason`` and ``detail``.

    Reasons: ``no-printer``, ``unknown-printer``, ``not-a-pdf``, ``refused``.
    """

    code = "cannot-print"


class CannotOpen(DunningError):
    """A file or folder cannot be shown: data ``name`` and ``reason``.

    Reasons: ``missing``, ``no-program``.
    """

    code = "cannot-open"


class FolderUnusable(DunningError):
    """A folder of the program cannot be made: data ``path`` and ``reason`` (the system's words)."""

    code = "folder"


class ScheduleError(DunningError):
    """The daily run was not set up, or not taken away: data ``reason`` and ``detail``.

    Reasons: ``not-offered`` (the system has no timetable for this user), ``refused`` (its tool's
    own words in ``detail``), ``not-written``, ``not-text`` (a path with bytes that are no text),
    ``not-kept`` (it reads back otherwise) and ``not-removed``.
    """

    code = "schedule"
