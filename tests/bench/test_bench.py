"""Every benchmark runs, at a hundredth of its size; no clock is looked at."""

import pytest

from tests.bench.__main__ import BENCHES, main
from tests.bench.figures import Figure, compare, table


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in BENCHES if one != "start"])
def test_it_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", name, "--scale", "0.01"]) == 0
    head, _, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["what", "ours", "floor", "ratio", "floor"]
    assert lines


@pytest.mark.slow
def test_the_window_starts_and_shows_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "start", "--scale", "0.01"]) == 0
    said = capsys.readouterr().out
    assert "start, first paint" in said
    assert "start, figures of 1,000 invoices" in said
    assert "start, work list of 1,000 invoices" in said


def test_a_figure_is_a_ratio_of_two_times_of_the_same_run() -> None:
    turns: list[str] = []
    figure = compare(
        "x", lambda: turns.append("ours"), lambda: turns.append("floor"), "y", rounds=2
    )
    assert turns == ["floor", "ours"] * 2
    assert figure.ours > 0
    assert Figure("name", 3.0, 1.5, "other").ratio == 2
    assert "2.0  other" in table([Figure("name", 3.0, 1.5, "other")])
