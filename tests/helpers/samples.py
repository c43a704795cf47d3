"""Finds the shared sample files, which lie beside the repository."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("DUNNING_SHARED") or ROOT.parent / "shared")


def sample(name: str) -> Path:
    """Return the path of `samples/<name>`; without it the test is skipped, and in CI it fails."""
    return _present(SHARED / "samples" / name)


def law(name: str) -> Path:
    """Return the path of `law/<name>`, on the same terms as `sample`."""
    return _present(SHARED / "law" / name)


def _present(path: Path) -> Path:
    if path.exists():
        return path
    reason = f"{path} is missing: put the shared folder beside the repository or set DUNNING_SHARED"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
