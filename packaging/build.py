"""Builds dist/dunning-desktop with PyInstaller, unless it was built from the same files before."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from say import say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "dunning-desktop"
STAMP = ROOT / "dist" / "dunning-desktop.inputs"
# When nothing tells the time of the sources: the first day of 2026.
EPOCH = "1767225600"


def inputs() -> Iterator[Path]:
    """Yield every file that the built folder is made of."""
    for folder in ("dunning_desktop", "resources", "packaging"):
        found = sorted((ROOT / folder).rglob("*"))
        yield from (p for p in found if p.is_file() and "__pycache__" not in p.parts)
    yield ROOT / "LICENSE"


def fingerprint() -> str:
    total = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for path in inputs():
        total.update(f"{path.relative_to(ROOT)} ".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def epoch() -> str:
    """Return the time that built files carry, so that two builds of a commit are the same."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return given
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        answer = ""
    return answer.strip() or EPOCH


def build() -> int:
    """Run PyInstaller; 0 when the folder stands."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": epoch(), "PYTHONHASHSEED": "0"}
    work = ROOT / "build" / "pyinstaller"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(FOLDER.parent), "--workpath", str(work)]
    command += [str(ROOT / "packaging" / "dunning.spec")]
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def size() -> int:
    """Return the megabytes of the built folder."""
    return sum(p.lstat().st_size for p in FOLDER.rglob("*")) // 1_000_000


def main() -> int:
    state = fingerprint()
    if not (STAMP.exists() and STAMP.read_text() == state and FOLDER.exists()):
        STAMP.unlink(missing_ok=True)
        say(f"Building {FOLDER.relative_to(ROOT)} (about a minute).")
        if build():
            return 1
        STAMP.write_text(state)
    say(f"{FOLDER.relative_to(ROOT)} is ready: {size()} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
