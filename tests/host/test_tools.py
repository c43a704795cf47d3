"""Calling the system's tools: an answer every time, whatever becomes of them."""

import sys

from dunning_desktop.host.tools import MISSING, TOO_SLOW, run

PY = (sys.executable, "-I", "-c")


def test_what_a_tool_says_and_how_it_ends() -> None:
    answer = run(
        [*PY, "import sys; print('out'); print('one\\ntwo ', file=sys.stderr); sys.exit(3)"]
    )
    assert (answer.code, answer.ok) == (3, False)
    assert answer.out.split() == [b"out"]
    assert answer.detail == "two"


def test_a_silent_failure_has_its_number_and_a_long_one_is_cut() -> None:
    assert run([*PY, "raise SystemExit(3)"]).detail == "exit code 3"
    assert len(run([*PY, "print('x' * 5000)"]).detail) == 200


def test_a_tool_sees_what_is_added_and_no_input() -> None:
    script = "import os, sys; print(os.environ['MORE'], 'PATH' in os.environ, sys.stdin.read())"
    assert run([*PY, script], {"MORE": "x y"}).out.split() == [b"x", b"y", b"True"]


def test_a_missing_and_a_hanging_tool_are_answers_too() -> None:
    assert run(["no-such-tool-here"]).code == MISSING
    assert run(["nul\0"]).code == MISSING
    slow = run([*PY, "import time; time.sleep(60)"], seconds=0.2)
    assert slow.code == TOO_SLOW
    assert slow.detail.endswith("no answer")
