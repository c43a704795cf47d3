"""A systemd of the test's own, as a user has one: it sees no other process and none sees it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SYSTEMD = Path("/lib/systemd/systemd")
_TOOLS = ("systemctl", "unshare", "mount", "setpriv")
# It ends with the test, however that ends.
_BOUND = ("setpriv", "--pdeathsig", "TERM")
_SECONDS = 20
# It wants a booted machine, and it moves every process of its own group elsewhere: so it gets a
# /run of its own, and a group in which there is nobody but itself.
_START = """
echo $$ > "$1/cgroup.procs" || exit 1
exec unshare --mount --cgroup sh -c '
  mount -t tmpfs none /run && mkdir -p /run/systemd/system &&
  mount -t cgroup2 none /sys/fs/cgroup &&
  exec "$1" --user --unit=timers.target --log-target=console' sh "$2"
"""


class NoUserManager(Exception):
    """Why there is none here."""


@contextmanager
def user_manager(environment: dict[str, str]) -> Iterator[Path]:
    """Run one for that environment; gives its XDG_RUNTIME_DIR. Raises `NoUserManager`."""
    lacking = [tool for tool in _TOOLS if not shutil.which(tool)]
    if lacking or not _SYSTEMD.exists():
        raise NoUserManager(f"{', '.join(lacking) or 'systemd'} is not installed")
    if os.geteuid():
        raise NoUserManager("only root may give it a process group of its own")
    # A socket's path may hold 107 bytes: a test's own folder is too deep.
    with tempfile.TemporaryDirectory(prefix="systemd-") as folder, _group() as group:
        runtime = Path(folder)
        with _started(group, {**environment, "XDG_RUNTIME_DIR": folder}):
            yield runtime


@contextmanager
def _group() -> Iterator[Path]:
    places = [p for p in ("/sys/fs/cgroup", "/sys/fs/cgroup/unified") if _unified(Path(p))]
    own = [x for x in Path("/proc/self/cgroup").read_text().splitlines() if x.startswith("0::")]
    if not places or not own:
        raise NoUserManager("there is no unified cgroup hierarchy")
    group = Path(places[0] + own[0].removeprefix("0::"), f"dunning-test-{os.getpid()}")
    try:
        group.mkdir()
    except OSError as error:
        raise NoUserManager(f"no process group can be made: {error.strerror}") from error
    try:
        yield group
    finally:
        _end(group)


def _unified(place: Path) -> bool:
    return (place / "cgroup.procs").exists() and (place / "cgroup.controllers").exists()


def _end(group: Path) -> None:
    """End everything in the group, and nothing else, and take the group away."""
    (group / "cgroup.kill").write_text("1")
    until = time.monotonic() + _SECONDS
    while "populated 1" in (group / "cgroup.events").read_text() and time.monotonic() < until:
        time.sleep(0.01)
    for folder in sorted((p for p in group.rglob("*") if p.is_dir()), reverse=True):
        folder.rmdir()
    group.rmdir()


@contextmanager
def _started(group: Path, environment: dict[str, str]) -> Iterator[None]:
    with tempfile.TemporaryFile() as log:
        command = [*_BOUND, "sh", "-c", _START, "sh", str(group), str(_SYSTEMD)]
        manager = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _await(manager, environment)
            yield
        except TimeoutError as error:
            log.seek(0)
            said = log.read().decode(errors="replace").strip().splitlines()
            raise NoUserManager(said[-1] if said else "it does not answer") from error
        finally:
            with suppress(ProcessLookupError):
                manager.send_signal(signal.SIGTERM)
            _wait(manager)


def _await(manager: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
    ask = ["systemctl", "--user", "show", "--property=Version"]
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and manager.poll() is None:
        if not subprocess.run(ask, env=environment, capture_output=True, check=False).returncode:
            return
        time.sleep(0.05)
    raise TimeoutError


def _wait(manager: subprocess.Popen[bytes]) -> None:
    try:
        manager.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        manager.kill()
        manager.wait()
