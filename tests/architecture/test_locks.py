"""The lock files that pip reads say exactly what uv.lock says, and uv.lock what pyproject says."""

import re
import tomllib
from typing import Any

import pytest

from tests.helpers.samples import ROOT

Locked = dict[str, tuple[str, frozenset[str]]]
GROUPS = {"run": ["build"], "dev": ["dev"], "package": ["package"]}
UV_LOCK: dict[str, Any] = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = {package["name"]: package for package in UV_LOCK["package"]}
PROGRAM = PACKAGES["dunning-desktop"]


def text(name: str) -> str:
    return (ROOT / "packaging" / "locks" / f"{name}.txt").read_text("utf-8")


def written(name: str) -> Locked:
    """Return {package: (version, hashes)} of packaging/locks/<name>.txt."""
    entries = re.split(r"\n(?=\S)", text(name).strip())
    return {
        entry.split("==")[0]: (
            re.split(r"[ ;\\]", entry.split("==")[1])[0],
            frozenset(re.findall(r"--hash=(sha256:[0-9a-f]{64})", entry)),
        )
        for entry in entries
    }


def reached(names: list[str]) -> set[str]:
    """Return `names` and all they lead to in uv.lock."""
    seen: set[str] = set()
    while names:
        name = names.pop()
        if name not in seen:
            seen.add(name)
            names += [d["name"] for d in PACKAGES[name].get("dependencies", [])]
    return seen


def expected(name: str) -> Locked:
    roots = [d["name"] for d in PROGRAM["dependencies"]]
    for group in GROUPS[name]:
        roots += [d["name"] for d in PROGRAM["dev-dependencies"][group]]
    return {package: _locked(PACKAGES[package]) for package in reached(roots)}


def _locked(package: dict[str, Any]) -> tuple[str, frozenset[str]]:
    files = [package.get("sdist", {}), *package.get("wheels", [])]
    return package["version"], frozenset(f["hash"] for f in files if f)


@pytest.mark.parametrize("name", GROUPS)
def test_pip_reads_what_uv_locked(name: str) -> None:
    assert written(name) == expected(name), "type: make lock"


@pytest.mark.parametrize("name", GROUPS)
def test_a_lock_names_no_place_to_download_from(name: str) -> None:
    assert "://" not in text(name)
    assert "--index-url" not in text(name)


def test_uv_locked_what_the_project_asks_for() -> None:
    asked = {re.sub(r"\s", "", d.split(";")[0]) for d in PYPROJECT["project"]["dependencies"]}
    locked = {d["name"] + d["specifier"] for d in PROGRAM["metadata"]["requires-dist"]}
    assert {_sorted(x) for x in asked} == {_sorted(x) for x in locked}, "type: make lock"


def _sorted(requirement: str) -> tuple[str, ...]:
    """Split "a>=1,<2" so that the order of its limits does not matter."""
    name, limits = re.fullmatch(r"([\w.-]+?)([<>=!~].*)", requirement).groups()  # type: ignore[union-attr]
    return (name, *sorted(limits.split(",")))
