"""The set-up does its work once, and says what to type where it may not do it."""

import subprocess
from pathlib import Path

import pytest

import python_packages
import say
import set_up
import system_packages
import trim
from tests.helpers.samples import ROOT

PROJECT = '[project]\nname = "x"\nversion = "1"\nscripts = {}\n'


class Recorded(python_packages.Environment):
    """An environment whose pip and venv only write down what they were asked."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, ".venv")
        self.done: list[str] = []

    def _create(self) -> None:
        self.done.append("create")
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def _pip(self, arguments: list[str], count: int) -> None:
        self.done.append(f"{Path(arguments[-1]).name} {count}")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    locks = root / "packaging" / "locks"
    locks.mkdir(parents=True)
    (root / "pyproject.toml").write_text(PROJECT)
    (locks / "run.txt").write_text("a==1 \\\n    --hash=sha256:00\n")
    (locks / "dev.txt").write_text("a==1\nb==2\n")
    return root


def prepare(root: Path, *locks: str) -> list[str]:
    environment = Recorded(root)
    environment.prepare(locks)
    return environment.done


def test_the_second_time_nothing_is_done(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prepare(checkout, "run") == ["create", "run.txt 1", "checkout 1"]
    assert "Installing the run packages" in capsys.readouterr().out
    assert prepare(checkout, "run") == []
    assert capsys.readouterr().out == ""


def test_only_what_changed_is_installed_again(checkout: Path) -> None:
    prepare(checkout, "run")
    assert prepare(checkout, "run", "dev") == ["dev.txt 2", "checkout 1"]
    (checkout / "packaging" / "locks" / "run.txt").write_text("a==2\n")
    assert prepare(checkout, "run", "dev") == ["run.txt 1", "checkout 1"]


def test_a_moved_checkout_is_set_up_anew(checkout: Path) -> None:
    prepare(checkout, "run")
    moved = checkout.rename(checkout.parent / "moved")
    assert prepare(moved, "run")[0] == "create"


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "letter.txt").write_text("mine")
    with pytest.raises(say.Stop, match="not a virtual environment"):
        python_packages.Environment(checkout, ".venv").prepare(("run",))
    assert (checkout / ".venv" / "letter.txt").read_text() == "mine"


def test_where_nothing_may_be_installed_the_command_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libnone.so.9": "libnone9"})
    monkeypatch.setattr(system_packages, "permitted", lambda: None)
    monkeypatch.delattr(set_up, "Environment")
    assert set_up.main("run") == 1
    said = capsys.readouterr().err
    assert "apt-get install --no-install-recommends libnone9\n" in said


def test_what_is_only_wished_for_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "LIBRARIES", {"libnone.so.9": "libnone9"})
    monkeypatch.setattr(system_packages, "permitted", lambda: None)
    system_packages.provide((), wishes=("qt",))
    with pytest.raises(say.Stop):
        system_packages.provide(("qt",))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """Return the commands that an installation would run, with what is said to them."""
    ran: list[tuple[list[str], str]] = []

    def quiet(command: list[str], *, said: str = "") -> subprocess.CompletedProcess[str]:
        ran.append((command, said))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(system_packages, "_quiet", quiet)
    return ran


def test_mail_servers_are_installed_without_being_set_up_or_started(
    installed: list[tuple[list[str], str]],
) -> None:
    system_packages._install(["sudo", "-n"], ["postfix", "xvfb"])
    commands = [command for command, _ in installed]
    answered = commands.index(["sudo", "-n", "debconf-set-selections"])
    assert "No configuration" in installed[answered][1]
    (install,) = [command for command in commands if "install" in command]
    assert install[:4] == ["sudo", "-n", "sh", "-c"]
    assert install[4] == system_packages.UNSTARTED
    assert install[-2:] == ["postfix", "xvfb"]
    assert commands.index(install) > answered


def test_other_packages_are_installed_as_they_are(installed: list[tuple[list[str], str]]) -> None:
    system_packages._install([], ["xvfb"])
    assert [command[2] for command, _ in installed] == ["apt-get", "apt-get"]


@pytest.mark.parametrize("own", [None, "#!/bin/sh\nexit 0\n"])
def test_nothing_starts_while_servers_are_installed(tmp_path: Path, own: str | None) -> None:
    """A policy that somebody has already is his; the one for the installation goes with it."""
    policy = tmp_path / "policy-rc.d"
    if own is not None:
        policy.write_text(own)
        policy.chmod(0o755)
    script = system_packages.UNSTARTED.replace("/usr/sbin/policy-rc.d", str(policy))
    asking = f"{policy}; echo says $?; exit 7"
    run = subprocess.run(
        ["sh", "-c", script, "sh", "sh", "-c", asking], capture_output=True, text=True, check=False
    )
    assert run.stdout == ("says 101\n" if own is None else "says 0\n")
    assert run.returncode == 7
    assert (policy.read_text() if policy.exists() else None) == own


def test_servers_are_found_where_only_the_administrator_looks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lacks = system_packages.missing(("tests",))
    assert not {"postfix", "dovecot"} & set(lacks)
    assert "xdotool" in lacks


def test_who_installs_by_hand_is_told_what_to_answer() -> None:
    assert "No configuration" in system_packages._request({"postfix": "postfix"})
    assert "No configuration" not in system_packages._request({"Xvfb": "xvfb"})


def test_the_packaged_program_keeps_the_languages_of_its_letters() -> None:
    letters = {p.name.split("-")[0] for p in (ROOT / "resources" / "letters").iterdir()}
    assert letters <= set(trim.LANGUAGES)


def test_the_packaged_program_keeps_its_printers() -> None:
    plugins = "PySide6/Qt/plugins"
    assert trim.wanted(f"{plugins}/printsupport/libcupsprintersupport.so")
    assert not trim.wanted(f"{plugins}/platformthemes/libqgtk3.so")
    entries = [("a.so", "/a.so", "EXTENSION"), ("libb.so.1", "/b", "BINARY"), ("libc.so.1", "", "")]
    assert trim.still_needed(entries, lambda file: {"/a.so": {"libb.so.1"}}[file]) == entries[:2]
