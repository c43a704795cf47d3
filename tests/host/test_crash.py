"""Uncaught errors: logged, told once, and silent about clients."""

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.host.crash import LOG_NAME, CrashReport, CrashWatch, report, versions
from tests.helpers.strict import ExpectLog

CLIENT = "Bakery Smith & Sons"


class House:
    """A watch with the reports it told."""

    def __init__(self, folder: Path) -> None:
        self.told: list[CrashReport] = []
        self.watch = CrashWatch(folder, self.told.append)
        self.log = folder / LOG_NAME


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    level, hooks = logging.getLogger().level, (sys.excepthook, threading.excepthook)
    house = House(tmp_path)
    house.watch.install()
    yield house
    house.watch.remove()
    logging.getLogger().setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def stumble(client: str) -> None:
    names = {"someone": 1}
    try:
        _ = names[client]
    except KeyError as error:
        raise ValueError(f"no {client}") from error


def hit(client: str = CLIENT) -> None:
    try:
        stumble(client)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_a_report_has_types_places_and_versions_and_no_client(
    house: House, expect_log: ExpectLog
) -> None:
    expect_log("uncaught: ValueError")
    hit()
    (told,) = house.told
    assert told.kind == "ValueError"
    assert told.places[0].startswith("host/test_crash.py:")
    assert told.places[0].endswith(" stumble")
    assert "caused by KeyError" in told.places
    assert told.text.endswith(versions())
    written = house.log.read_text()
    assert "stumble" in written
    for word in ("Bakery", "Smith", str(Path.home())):
        assert word not in told.text
        assert word not in written


def test_the_same_error_is_told_once(house: House, expect_log: ExpectLog) -> None:
    expect_log("uncaught: ValueError")
    expect_log("again: ValueError")
    for _ in range(3):
        hit()
    assert len(house.told) == 1


def test_a_thread_that_dies_is_told(house: House, expect_log: ExpectLog) -> None:
    expect_log("uncaught: ValueError")
    thread = threading.Thread(target=stumble, args=(CLIENT,))
    thread.start()
    thread.join()
    assert [r.kind for r in house.told] == ["ValueError"]


def test_a_broken_teller_does_not_start_a_loop(tmp_path: Path, expect_log: ExpectLog) -> None:
    expect_log("uncaught: ZeroDivisionError")
    expect_log("could not tell: TypeError")

    def tell(_told: CrashReport) -> None:
        raise TypeError("broken")

    CrashWatch(tmp_path, tell).caught(ZeroDivisionError())


def test_ending_the_program_is_no_crash(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    error = KeyboardInterrupt()
    sys.excepthook(KeyboardInterrupt, error, None)
    assert house.told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError(CLIENT), "ValueError"),
        (OSError(28, "No space left on device", f"/home/x/{CLIENT}"), "No space left on device"),
        (NameError("name 'x' is not defined"), "NameError: name 'x' is not defined"),
        (InvalidField(field="email", reason=CLIENT), "invalid-field(field, reason)"),
    ],
)
def test_only_harmless_messages_are_quoted(error: Exception, kind: str) -> None:
    assert kind in report(error).kind
    assert CLIENT not in report(error).text


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert report(first).places[0] == "caused by TypeError"
    assert len(report(first).places) < 20


def test_a_logged_traceback_is_as_discreet_as_a_report(house: House, expect_log: ExpectLog) -> None:
    expect_log("went wrong")
    try:
        stumble(CLIENT)
    except ValueError:
        logging.getLogger("elsewhere").exception("went wrong")
    written = house.log.read_text()
    assert "went wrong" in written
    assert "stumble" in written
    assert "Bakery" not in written


def test_the_log_turns_over(house: House) -> None:
    for _ in range(30):
        logging.getLogger("chatter").info("x" * 100_000)
    assert house.log.with_name(f"{LOG_NAME}.1").exists()
    assert house.log.stat().st_size <= 1_000_000
