"""What every test gets: no real home, no real keychain, and no quiet trouble."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Set before anything imports Qt or keyring; a test never meets the person's own folders.
_HOME = Path(tempfile.mkdtemp(prefix="dunning-test-"))
_KEYCHAIN = os.environ.get("DUNNING_TEST_KEYCHAIN") == "1"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_ACCESSIBILITY"] = "0"
os.environ["TZ"] = "UTC"


def _private(home: Path) -> dict[str, str]:
    """Return the variables that keep a program inside `home`."""
    names = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
    }
    return {name: str(path) for name, path in names.items()}


os.environ.update(_private(_HOME))
if not _KEYCHAIN:
    # Sockets live here, and a socket's path may hold 107 bytes: keep it short.
    os.environ["XDG_RUNTIME_DIR"] = str(_HOME)
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)

import gc  # noqa: E402
import shutil  # noqa: E402

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

from tests.helpers.strict import ExpectLog, LogWatch, left_windows, still_running, threads  # noqa: E402

settings.register_profile("dunning", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("dunning")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keychain tests run under packaging/with_keychain; in CI they always do."""
    if _KEYCHAIN or os.environ.get("CI"):
        return
    skip = pytest.mark.skip(reason="no test keychain: run under packaging/with_keychain")
    for item in items:
        if item.get_closest_marker("keychain"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Set aside what lives for the whole run: collecting after each test took 0.2 s with it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def private_home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give each test a home of its own, and a keychain only where it asks for one."""
    home = tmp_path / "home"
    home.mkdir()
    for name, value in _private(home).items():
        monkeypatch.setenv(name, value)
    if request.node.get_closest_marker("keychain"):
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
        assert _KEYCHAIN, "no test keychain: run under packaging/with_keychain"
    else:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    """Fail a test that leaves a window open or a thread running."""
    before = threads()
    yield
    gc.collect()
    windows, jobs = left_windows(), still_running(before)
    assert not windows, "a window was left open"
    assert not jobs, "a job was left running"


@pytest.fixture(autouse=True)
def expect_log() -> Iterator[ExpectLog]:
    """Fail on any warning in the log, unless the test said `expect_log("pattern")`.

    An expected line that never comes fails the test too.
    """
    with LogWatch() as watch:
        yield watch.expect
    watch.check()
