"""The program's own files: found in a checkout and in a wheel, and named when they are missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning_desktop import resources


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed package in an empty folder."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "app")
    resources.root.cache_clear()
    yield tmp_path / "app"
    resources.root.cache_clear()


def test_in_a_checkout() -> None:
    assert resources.path("letters", "en-GB").is_dir()
    assert resources.read_bytes("fonts", "SourceSans3-Regular.ttf")[:4] == b"\0\1\0\0"
    assert "Days late" in resources.read_text("letters", "en-GB", "labels.toml")


def test_beside_the_package_comes_first(package: Path) -> None:
    (package / "_resources").mkdir(parents=True)
    (package.parent / "resources").mkdir()
    assert resources.path() == package / "_resources"


def test_beside_the_checkout_otherwise(package: Path) -> None:
    (package.parent / "resources").mkdir(parents=True)
    assert resources.path() == package.parent / "resources"


def test_a_missing_file_is_named(package: Path) -> None:
    with pytest.raises(resources.ResourceMissing, match="'resources' is missing"):
        resources.root()
    (package / "_resources").mkdir(parents=True)
    with pytest.raises(resources.ResourceMissing, match=r"'fonts/none\.ttf' is missing"):
        resources.path("fonts", "none.ttf")
