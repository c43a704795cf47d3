"""Journeys stand in a folder of their own: packaging/run_tests looks for them nowhere else."""

from tests.helpers.samples import ROOT

MARK = "mark." + "journey"


def test_journeys_stand_in_their_folder() -> None:
    tests = ROOT / "tests"
    marked = [p for p in tests.rglob("*.py") if MARK in p.read_text("utf-8")]
    assert marked
    assert {p.parent for p in marked} == {tests / "journeys"}
