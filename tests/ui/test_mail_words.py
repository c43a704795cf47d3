"""The words of the mail: for every state, every fault and every code that can lie behind one."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dunning_desktop.cli import words as cli_words
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import Duty, Route, SignIn
from dunning_desktop.ui.look.icons import drawn
from dunning_desktop.ui.text import mail, mail_accounts
from dunning_desktop.ui.text.outbox import MESSAGE_COLOURS
from tests.helpers.samples import ROOT

NOW = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
SAID: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (MessageState, mail.message_state),
    (Fault, mail.fault_sentence),
    (Fault, mail.fault_in_short),
    (Fault, cli_words.fault),
    (Route, mail_accounts.route),
    (SignIn, mail_accounts.sign_in),
    (Duty, mail_accounts.duty),
]
# What functions of the mail room answer with, to be handed on by others.
ANSWERED = {
    Fault.UNREACHABLE: ("unknown-host", "refused", "timeout", "lost", "no-such-domain"),
    Fault.NO_SERVER: ("unknown-host", "refused", "timeout", "lost"),
    Fault.LINK_LOST_AT_DOT: ("timeout", "lost"),
    Fault.CERTIFICATE: ("expired", "host-mismatch", "unknown-issuer"),
    Fault.LOGIN: ("sign-in-again", "other-mailbox", "client"),
}


@pytest.mark.parametrize(("kind", "say"), SAID)
def test_every_code_has_words_of_its_own(kind: type[StrEnum], say: Callable[..., str]) -> None:
    said = [say(code) for code in kind]
    assert len(set(said)) == len(said)
    for code, words in zip(kind, said, strict=True):
        assert words
        assert "{" not in words
        assert words != code.value


def test_every_state_has_a_picture_and_a_colour(qapp: QApplication) -> None:
    assert set(mail.STATE_ICONS) == set(MESSAGE_COLOURS) == set(MessageState)
    for name in mail.STATE_ICONS.values():
        assert not drawn(name, "#000000", 16, 16).isNull()


def test_every_fault_is_sentences_and_few_words() -> None:
    for fault in Fault:
        assert re.fullmatch(r"[A-Z].*\.", mail.fault_sentence(fault)), fault
        assert re.fullmatch(r"[a-z].*[^.]", mail.fault_in_short(fault)), fault


def literal_details() -> Iterator[tuple[Path, str, str]]:
    """Yield every file, fault and code of a ``MailError`` that is written with words."""
    for path in sorted(
        path
        for room in ("mail", "usecases")
        for path in (ROOT / "dunning_desktop" / room).rglob("*.py")
    ):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for fault, value in raised_in(function):
                    yield from ((path, fault, code) for code in codes(value, function))


def raised_in(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "MailError":
            given = {one.arg: one.value for one in call.keywords}
            if isinstance(given.get("fault"), ast.Attribute) and "detail" in given:
                yield ast.unparse(given["fault"]).removeprefix("Fault."), given["detail"]


def codes(value: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """Yield what a detail may be; of ``f"code: {words}"`` the code, of a variable what it got."""
    if isinstance(value, ast.Constant) and value.value:
        yield str(value.value)
    elif isinstance(value, ast.JoinedStr) and isinstance(value.values[0], ast.Constant):
        yield str(value.values[0].value).partition(":")[0]
    elif isinstance(value, ast.IfExp):
        yield from (*codes(value.body, function), *codes(value.orelse, function))
    elif isinstance(value, ast.Name):
        for one in ast.walk(function):
            if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == value.id:
                yield from codes(one.value, function)


def in_plain_words(fault: Fault, code: str) -> bool:
    plain, with_rest = mail.fault_detail(fault, code), mail.fault_detail(fault, f"{code}: XYZ")
    return not any("The server said" in one or "{" in one or code in one.split() for one in
                   (plain, with_rest))  # fmt: skip


def test_every_code_that_the_mail_room_raises_has_words() -> None:
    found = {(Fault[fault], code): path.name for path, fault, code in literal_details()}
    # What the search is known to find, so that it cannot quietly find nothing.
    assert {(Fault.LOGIN, "sign-in-again"), (Fault.LOGIN, "no-login")} <= set(found)
    assert (Fault.LOGIN, "no-password-login") in found
    assert (Fault.INSECURE, "tls") in found
    missing = [(*one, name) for one, name in found.items() if not in_plain_words(*one)]
    assert missing == []


@pytest.mark.parametrize(
    ("fault", "code"), [(fault, code) for fault, some in ANSWERED.items() for code in some]
)
def test_every_code_that_is_handed_on_has_words(fault: Fault, code: str) -> None:
    assert in_plain_words(fault, code)


@pytest.mark.parametrize(
    ("fault", "detail", "words"),
    [
        (Fault.LOGIN, "sign-in-again", "Sign in again in Settings"),
        (Fault.LOGIN, "denied", "allow all that is asked for"),
        (Fault.LOGIN, "admin-consent", "administrator"),
        (Fault.LOGIN, "no-answer", "in the browser"),
        (Fault.LOGIN, "state", "begin again"),
        (Fault.LOGIN, "other-mailbox: rose@firm.example", "another mailbox, rose@firm.example."),
        (Fault.LOGIN, "other-mailbox", "another mailbox."),
        (Fault.LOGIN, "client: AADSTS7000215: {secret}", "said: AADSTS7000215: {secret}"),
        (Fault.LOGIN, "no-client-id", "registration"),
        (Fault.NO_ACCOUNT, "mail-program", "your mail program"),
        (Fault.NO_ACCOUNT, "no-inbox", "inbox in Settings"),
        (Fault.REFUSED, "no-sent-folder", "no folder for sent mail"),
        (Fault.UNREACHABLE, "no-such-domain", "after the @"),
        (Fault.UNREACHABLE, "timeout", "did not answer in time"),
        (Fault.CERTIFICATE, "expired", "this computer's date and time"),
        (Fault.LINK_LOST_AT_DOT, "timeout", "did not answer in time"),
        (Fault.TOO_LARGE, "SIZE 10485760", "up to 10.5 MB"),
        (Fault.TOO_LARGE, "SIZE 35000000", "up to 35 MB"),
    ],
)
def test_what_lies_behind_a_fault(fault: Fault, detail: str, words: str) -> None:
    assert words in mail.fault_detail(fault, detail)


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (Fault.LOGIN, "535 5.7.8 no"),
        (Fault.TOO_LARGE, "552 SIZE 10 exceeded"),
        (Fault.BOUNCED, "550 5.1.1 no such user"),
        (Fault.UNREACHABLE, "denied"),
        ("unheard-of", "denied: {x}"),
    ],
)
def test_a_servers_own_words_are_passed_on(fault: Fault | str, detail: str) -> None:
    assert mail.fault_detail(fault, detail) == f"The server said: {detail}"


def test_what_came_back_is_now_a_letter() -> None:
    said = mail.fault_sentence(Fault.BOUNCED)
    for words in ("came back", "unknown", "full", "a letter to print"):
        assert words in said


def test_a_limit_asks_for_nothing_to_be_pressed() -> None:
    said = mail.fault_sentence(Fault.LIMIT)
    assert "by itself" in said
    assert "press" not in said
    assert "tomorrow" not in said
    assert "by itself" in cli_words.fault(Fault.LIMIT)


def test_a_message_in_the_mail_program_asks_the_owner() -> None:
    said = mail.message_state(MessageState.HANDED_OVER)
    assert said == "In your mail program: was it sent?"
    assert MESSAGE_COLOURS[MessageState.HANDED_OVER] == "warning"


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (NOW + timedelta(minutes=10), "goes on by itself at 15:40"),
        (datetime(2026, 11, 26, 23, 59, tzinfo=UTC), "goes on by itself at 23:59"),
        (datetime(2026, 11, 27, 0, 0, tzinfo=UTC), "goes on by itself tomorrow at 00:00"),
        (datetime(2026, 11, 27, 9, 10, tzinfo=UTC), "goes on by itself tomorrow at 09:10"),
        (datetime(2026, 11, 28, 9, 10, tzinfo=UTC), "goes on by itself on Sat 28 Nov at 09:10"),
        (datetime(2027, 11, 28, 9, 10, tzinfo=UTC), "goes on by itself on 28 Nov 2027 at 09:10"),
        (NOW, "goes on by itself in a moment"),
        (NOW - timedelta(days=1), "goes on by itself in a moment"),
    ],
)
def test_a_resting_account_says_when_it_goes_on(until: datetime, words: str) -> None:
    assert mail_accounts.goes_on(until, NOW) == words


def test_it_goes_on_by_the_owners_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        late = datetime(2026, 11, 26, 23, 10, tzinfo=UTC)
        assert mail_accounts.goes_on(late, NOW) == "goes on by itself tomorrow at 00:10"
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()


def test_without_a_moment_it_counts_from_now() -> None:
    soon = datetime.now(UTC) - timedelta(seconds=1)
    assert mail_accounts.goes_on(soon) == "goes on by itself in a moment"
    assert "on by itself on" in mail_accounts.goes_on(soon + timedelta(days=5))


def test_ways_and_duties_are_named() -> None:
    assert [mail_accounts.route(one) for one in Route] == [
        "Over the mail server",
        "Through Microsoft",
        "Through Google",
        "With your mail program",
    ]
    assert [mail_accounts.duty(one) for one in Duty] == [
        "Everything",
        "Final reminders only",
        "Only when chosen",
    ]
