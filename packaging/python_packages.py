"""Makes a virtual environment that holds exactly what a lock names, and remembers that it did."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections import deque
from pathlib import Path

from say import Stop, progress, say

PIP_FAILED = (
    "pip could not install the packages. Is there a network, or a package mirror in pip's "
    "settings? Then run the same command again."
)


class Environment:
    """One virtual environment of a checkout; `prepare` does nothing the second time."""

    def __init__(self, root: Path, folder: str) -> None:
        self.root = root
        self.folder = root / folder
        self.stamp = self.folder / "set-up.json"
        self.log = self.folder / "set-up.log"
        scripts = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        self.python = self.folder / scripts

    def prepare(self, locks: tuple[str, ...]) -> None:
        """Install each lock of packaging/locks/ and the program itself."""
        made = self._remembered()
        due = [lock for lock in locks if made.get(lock) != self._lock_key(lock)]
        if not due:
            return
        if not made:
            self._create()
        for lock in due:
            self._install(lock)
            made[lock] = self._lock_key(lock)
        self._install_program()
        self.stamp.write_text(json.dumps({"base": self._base_key(), "locks": made}))

    def _base_key(self) -> list[str]:
        """Return what the whole environment stands on: the Python and the place."""
        project = tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))
        commands = [project["project"][key] for key in ("name", "version", "scripts")]
        return [sys.version, str(self.folder), json.dumps(commands)]

    def _remembered(self) -> dict[str, str]:
        """Return {lock: key} of what stands already, empty when nothing can be relied on."""
        try:
            stamp = json.loads(self.stamp.read_text())
        except (OSError, ValueError):
            return {}
        if stamp["base"] != self._base_key() or not self.python.exists():
            return {}
        return dict(stamp["locks"])

    def _lock_file(self, lock: str) -> Path:
        return self.root / "packaging" / "locks" / f"{lock}.txt"

    def _lock_key(self, lock: str) -> str:
        return hashlib.sha256(self._lock_file(lock).read_bytes()).hexdigest()

    def _create(self) -> None:
        cfg = self.folder / "pyvenv.cfg"
        if self.folder.exists() and any(self.folder.iterdir()) and not cfg.exists():
            raise Stop(f"{self.folder} is not a virtual environment: move it away, then try again.")
        say(f"Making {self.folder.name}/ with Python {sys.version.split()[0]}.")
        clear = [] if self._fits() else ["--clear"]
        command = [sys.executable, "-m", "venv", *clear, str(self.folder)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            raise Stop(f"Python could not make {self.folder}: {result.stdout}{result.stderr}")

    def _fits(self) -> bool:
        """Tell whether the environment that is there has this Python and was made in this place."""
        if not self.python.exists():
            return False
        command = [str(self.python), "-c", "import sys; print(sys.version, sys.prefix)"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return answer.strip() == f"{sys.version} {self.folder}"

    def _install(self, lock: str) -> None:
        count = len(re.findall(r"^\S+==", self._lock_file(lock).read_text("utf-8"), re.MULTILINE))
        say(f"Installing the {lock} packages ({count} in the lock; the first time takes a minute).")
        safe = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
        self._pip([*safe, "--requirement", str(self._lock_file(lock))], count)

    def _install_program(self) -> None:
        self._pip(["--no-deps", "--no-build-isolation", "--editable", str(self.root)], 1)

    def _pip(self, arguments: list[str], count: int) -> None:
        """Run pip with the machine's own settings, so that any package mirror is honoured."""
        command = [str(self.python), "-m", "pip", "install", "--no-input", *arguments]
        last: deque[str] = deque(maxlen=15)
        with (
            self.log.open("a", encoding="utf-8") as log,
            subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as pip,
        ):
            done = 0
            for line in pip.stdout or []:
                log.write(line)
                last.append(line)
                done += line.startswith(("Collecting", "Requirement already"))
                progress(f"  {done} of {count}: {line.strip()[:60]}")
        progress("")
        if pip.returncode:
            raise Stop(f"{''.join(last)}{PIP_FAILED}")
