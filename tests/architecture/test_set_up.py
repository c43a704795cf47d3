"""The set-up does its work once, and says what to type where it may not do it."""

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


def test_the_packaged_program_keeps_the_languages_of_its_letters() -> None:
    letters = {p.name.split("-")[0] for p in (ROOT / "resources" / "letters").iterdir()}
    assert letters <= set(trim.LANGUAGES)


def test_the_packaged_program_keeps_its_printers() -> None:
    plugins = "PySide6/Qt/plugins"
    assert trim.wanted(f"{plugins}/printsupport/libcupsprintersupport.so")
    assert not trim.wanted(f"{plugins}/platformthemes/libqgtk3.so")
    entries = [("a.so", "/a.so", "EXTENSION"), ("libb.so.1", "/b", "BINARY"), ("libc.so.1", "", "")]
    assert trim.still_needed(entries, lambda file: {"/a.so": {"libb.so.1"}}[file]) == entries[:2]
