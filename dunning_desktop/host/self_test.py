"""Proves that a built program carries what it needs from Qt and from the keychain."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLibraryInfo, QPluginLoader
from PySide6.QtGui import QImageReader

from dunning_desktop.host.keychain import SystemKeychain, system_backend
from dunning_desktop.host.printing import printers
from dunning_desktop.host.workdays import is_working

_PLATFORMS = {"win32": ("qwindows",), "darwin": ("libqcocoa",)}
_PRINT_PLUGINS = {"linux": "libcupsprintersupport.so"}
_KEYCHAIN_BACKENDS = {"win32": "Windows", "darwin": "macOS"}
_IMAGE_FORMATS = ("svg", "png", "jpg")


class Check(NamedTuple):
    """One thing that was tried, whether it held, and what was found."""

    name: str
    ok: bool
    detail: str


def checks() -> list[Check]:
    """What the computer's side of the program needs; needs a QGuiApplication."""
    tried: dict[str, Callable[[], tuple[bool, str]]] = {
        "platform plug-ins": _platforms,
        "image formats": _image_formats,
        "print plug-in": _print_plugin,
        "printers": _printers,
        "keychain": _keychain,
        "bank holidays": _bank_holidays,
        "mail": _mail,
    }
    return [_check(name, run) for name, run in tried.items()]


def _check(name: str, run: Callable[[], tuple[bool, str]]) -> Check:
    try:
        return Check(name, *run())
    except Exception as error:  # noqa: BLE001 - a check that breaks is a check that failed
        return Check(name, ok=False, detail=f"{type(error).__name__}: {error}")


def _plugins(kind: str) -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / kind


def _platforms() -> tuple[bool, str]:
    wanted = _PLATFORMS.get(sys.platform, ("libqxcb", "libqoffscreen"))
    present = sorted(file.stem for file in _plugins("platforms").iterdir())
    return set(wanted) <= set(present), ", ".join(present)


def _image_formats() -> tuple[bool, str]:
    present = {bytes(x.data()).decode() for x in QImageReader.supportedImageFormats()}
    missing = [x for x in _IMAGE_FORMATS if x not in present]
    return not missing, f"missing {', '.join(missing)}" if missing else ", ".join(_IMAGE_FORMATS)


def _print_plugin() -> tuple[bool, str]:
    """Present and loadable: without it Qt says "no printers" and nothing else."""
    name = _PRINT_PLUGINS.get(sys.platform)
    if name is None:
        return True, "built in"
    loader = QPluginLoader(str(_plugins("printsupport") / name))
    return loader.load(), name if loader.isLoaded() else loader.errorString()


def _printers() -> tuple[bool, str]:
    """No printer at all is fine: this machine may have none."""
    found = printers()
    return True, ", ".join(p.name for p in found) or "none"


def _bank_holidays() -> tuple[bool, str]:
    """The calendars are there: a country's is imported by its name when it is asked for."""
    rests = {"GB": date(2026, 12, 25), "GB-SCT": date(2026, 11, 30), "FR": date(2026, 7, 14)}
    missing = [place for place, day in rests.items() if is_working(place, day)]
    return not missing, f"missing for {', '.join(missing)}" if missing else ", ".join(rests)


def _keychain() -> tuple[bool, str]:
    """The system's backend can be loaded, whether or not its store runs here and now."""
    module = _KEYCHAIN_BACKENDS.get(sys.platform, "SecretService")
    importlib.import_module(f"keyring.backends.{module}")
    if sys.platform == "linux":
        importlib.import_module("secretstorage")
    active = SystemKeychain().name or f"no store running ({type(system_backend()).__module__})"
    return True, active


def _mail() -> tuple[bool, str]:
    """The libraries for inboxes, for signing in, and for asking a domain where its mail is."""
    for name in ("imapclient", "oauthlib.oauth2"):
        importlib.import_module(name)
    rdata = importlib.import_module("dns.rdata")
    records = {"MX": "10 mail.example.", "SRV": "0 1 465 mail.example.", "TXT": '"v=spf1 -all"'}
    made = [str(rdata.from_text("IN", kind, words)) for kind, words in records.items()]
    return made == list(records.values()), ", ".join(records)
