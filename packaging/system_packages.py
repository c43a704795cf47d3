"""Finds out what the system lacks, and installs it with apt where that is permitted."""

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from say import Stop, say

# Found with ldd and a real window in a bare Debian 12: six for Qt, five for a window on X11.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Qt finds no printer without it.
PRINT_LIBRARIES = {"libcups.so.2": "libcups2"}
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-send": "dbus-bin",
    "dbus-daemon": "dbus-daemon",
    "systemd-analyze": "systemd",
    "dovecot": "dovecot-core",
    "/usr/lib/dovecot/imap": "dovecot-imapd",
    "/usr/lib/dovecot/submission": "dovecot-submissiond",
    "postfix": "postfix",
}
# Packages that would start a server of the system's own: {package: service}.
SERVERS = {"dovecot-core": "dovecot", "postfix": "postfix"}
ANSWERS = "postfix postfix/main_mailer_type select No configuration\n"
# Debian asks this program whether a server may start, and takes 101 for no.
UNSTARTED = """
policy=/usr/sbin/policy-rc.d
trap 'exit 1' HUP INT TERM
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\\nexit 101\\n' >$policy && chmod 755 $policy || exit 1
fi
"$@"
"""
PACKAGE_TOOLS = {"objdump": "binutils", "strip": "binutils"}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _python_library() -> dict[str, str]:
    """Return what PyInstaller copies Python itself from; Debian packs it apart."""
    version = sysconfig.get_config_var("VERSION")
    library = str(sysconfig.get_config_var("INSTSONAME") or f"libpython{version}.so.1.0")
    beside = Path(str(sysconfig.get_config_var("LIBDIR")), library)
    return {} if beside.exists() or _loads(library) else {library: f"libpython{version}"}


def _program(name: str) -> str | None:
    """Find a program; servers lie where only the administrator looks."""
    path = os.environ.get("PATH", os.defpath)
    return shutil.which(name, path=os.pathsep.join((path, "/usr/sbin", "/sbin")))


def _lacking(wanted: dict[str, str], present: Callable[[str], object]) -> dict[str, str]:
    return {name: package for name, package in wanted.items() if not present(name)}


def missing(needs: Iterable[str]) -> dict[str, str]:
    """Return what `needs` (venv, qt, ...) lacks here: {thing: Debian package}."""
    if not sys.platform.startswith("linux"):
        return {}
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    lacks = {
        "venv": lambda: _lacking({"ensurepip": f"{version}-venv"}, find_spec),
        "qt": lambda: _lacking(LIBRARIES, _loads),
        "printing": lambda: _lacking(PRINT_LIBRARIES, _loads),
        "tests": lambda: _lacking(TEST_TOOLS, _program),
        "package": lambda: _lacking(PACKAGE_TOOLS, shutil.which) | _python_library(),
    }
    return {thing: package for need in needs for thing, package in lacks[need]().items()}


def permitted() -> list[str] | None:
    """Return what to put before apt-get so that it may install, or None where it may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and _quiet([*sudo, "true"]).returncode == 0:
        return sudo
    return None


def provide(needs: Iterable[str], *, wishes: Iterable[str] = ()) -> None:
    """Install what is missing; stop with the command to type where that is not permitted.

    What is only wished for never stops the set-up.
    """
    needed = missing(needs)
    wanted = needed | missing(wishes)
    if not wanted:
        return
    prefix = permitted()
    if prefix is not None:
        _install(prefix, sorted(set(wanted.values())))
        needed = missing(needs)
    if needed:
        raise Stop(_request(needed))


def _install(prefix: list[str], packages: list[str]) -> None:
    say(f"Installing with apt-get: {' '.join(packages)}")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # One source that does not answer is no reason to stop: the install is what counts.
    _quiet([*prefix, *apt, "update"])
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    services = [SERVERS[package] for package in packages if package in SERVERS]
    if services:
        _quiet([*prefix, "debconf-set-selections"], said=ANSWERS)
        install = ["sh", "-c", UNSTARTED, "sh", *install]
    result = _quiet([*prefix, *install])
    if result.returncode:
        say(result.stdout[-2000:])
    if services and shutil.which("systemctl"):
        # The tests run servers of their own; the system's stay off after a restart too.
        _quiet([*prefix, "systemctl", "disable", *services])


def _request(needed: dict[str, str]) -> str:
    if not shutil.which("apt-get"):
        return f"Please install what holds {', '.join(needed)}, then run the same command again."
    packages = " ".join(sorted(set(needed.values())))
    sudo = "" if os.geteuid() == 0 else "sudo "
    hint = ""
    if "postfix" in needed.values():
        hint = "\nWhere Postfix asks for its configuration, choose “No configuration”."
    return (
        "Something the system must offer is missing. Type this, then run the same command again:\n"
        f"{sudo}apt-get update && {sudo}apt-get install --no-install-recommends {packages}"
        f"{hint}"
    )


def _quiet(command: list[str], *, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        input=said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
