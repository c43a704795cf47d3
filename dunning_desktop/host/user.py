"""Who works at this computer, for the history."""

from __future__ import annotations

import getpass
from contextlib import suppress


def user_name() -> str:
    """The full name of the account, or its login; empty where the system knows neither."""
    login = ""
    with suppress(OSError, KeyError, ImportError):
        login = getpass.getuser()
    return _full_name(login) or login


def _full_name(login: str) -> str:
    """The name the account was given; only Unix keeps one where Python can read it."""
    with suppress(ImportError, KeyError):
        import pwd  # noqa: PLC0415 - there is none on Windows

        return pwd.getpwnam(login).pw_gecos.split(",")[0].strip() if login else ""
    return ""
