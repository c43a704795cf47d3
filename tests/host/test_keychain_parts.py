"""Long secrets: in parts that every system takes, and whole or not at all whatever fails."""

import logging
import re
import uuid
from collections.abc import Callable

import pytest

from dunning_desktop.host import keychain
from dunning_desktop.host.keychain import SystemKeychain
from tests.helpers.strict import ExpectLog

SHORT, LONG, OTHER = "s3cret-£", "Long-" * 600, "Other" * 800
KEY = "mail-1"
SERVICE = f"dunning-desktop/{KEY}"
MANIFEST = "parts:v1:1:" + "0" * 64 + ":01234567"


class error(Exception):  # noqa: N801 - what pywin32 calls it
    """What Windows says of a credential that is too long."""


class Crash(BaseException):
    """The end of the program in the midst of it."""


class Windows:
    """A keychain that takes 1,280 characters, and fails at one step before or after doing it."""

    name = "Test Store"

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.steps = 0
        self.fails_at = 0
        self.failure: type[BaseException] = RuntimeError
        self.does_it = False

    def _step(self, effect: Callable[[], None] = lambda: None) -> None:
        self.steps += 1
        fails = self.steps == self.fails_at
        if not fails or self.does_it:
            effect()
        if fails:
            raise self.failure("failed")

    def get_password(self, service: str, username: str) -> str | None:
        self._step()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password.encode("utf-16-le")) > 2560:
            raise error(1783, "CredWrite", "The stub received bad data")
        self._step(lambda: self.kept.update({(service, username): password}))

    def delete_password(self, service: str, username: str) -> None:
        self._step(lambda: self.kept.__delitem__((service, username)))

    def services(self) -> list[str]:
        return sorted(service for service, _ in self.kept)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """Let this module's store pass for a system's."""
    monkeypatch.setattr(keychain, "SAFE_BACKENDS", frozenset({__name__}))
    return Windows()


def read_anew(store: Windows) -> str | None:
    return SystemKeychain(lambda: store).get(KEY)


@pytest.mark.parametrize("secret", ["", "x", "x" * 1200, "£" * 1200, "😀" * 600, "parts:v1:no"])
def test_a_short_secret_lies_there_as_it_is(secret: str, store: Windows) -> None:
    assert SystemKeychain(lambda: store).set(KEY, secret) is True
    assert store.kept == {(SERVICE, KEY): secret}
    assert read_anew(store) == secret


@pytest.mark.parametrize(
    ("secret", "count"),
    [
        ("x" * 1201, 2),
        ("£" * 2400, 2),
        ("😀" * 601, 2),
        ("x" * 1201 + "😀", 3),
        ("x" * 20_000, 17),
        (MANIFEST, 1),
    ],
)
def test_a_long_secret_lies_there_in_parts(secret: str, count: int, store: Windows) -> None:
    assert SystemKeychain(lambda: store).set(KEY, secret) is True
    front = store.kept[SERVICE, KEY]
    found = re.fullmatch(r"parts:v1:(\d+):[0-9a-f]{64}:([0-9a-f]{8})", front)
    assert found is not None
    assert int(found[1]) == count
    names = [f"{KEY}#{found[2]}-{n}" for n in range(1, count + 1)]
    assert set(store.kept) == {(SERVICE, KEY)} | {(f"dunning-desktop/{n}", n) for n in names}
    assert "".join(store.kept[f"dunning-desktop/{n}", n] for n in names) == secret
    assert read_anew(store) == secret


@pytest.mark.parametrize("old", [SHORT, LONG, OTHER, MANIFEST])
@pytest.mark.parametrize("new", [SHORT, LONG, OTHER, MANIFEST])
def test_the_old_parts_go(old: str, new: str, store: Windows) -> None:
    chain = SystemKeychain(lambda: store)
    assert chain.set(KEY, old) is True
    before = set(store.services())
    assert chain.set(KEY, new) is True
    assert read_anew(store) == new
    assert before & set(store.services()) == {SERVICE}
    alone = Windows()
    SystemKeychain(lambda: alone).set(KEY, new)
    assert len(store.kept) == len(alone.kept)


def test_no_part_is_left_behind(store: Windows) -> None:
    chain = SystemKeychain(lambda: store)
    chain.set("mail-2", SHORT)
    for secret in (LONG, MANIFEST, SHORT):
        chain.set(KEY, secret)
        chain.delete(KEY)
        assert store.services() == ["dunning-desktop/mail-2"]
        assert read_anew(store) is None


Spoil = Callable[[Windows, tuple[str, str]], object]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda store, part: store.kept.pop(part),
        lambda store, part: store.kept.update({part: store.kept[part][:-1]}),
        lambda store, part: store.kept.update({part: store.kept[part].swapcase()}),
    ],
)
def test_what_is_not_whole_counts_as_none(
    spoil: Spoil, store: Windows, expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("the keychain gave a password that is not whole$")
    chain = SystemKeychain(lambda: store)
    chain.set(KEY, LONG)
    spoil(store, next(one for one in store.kept if "#" in one[0]))
    assert chain.get(KEY) is None
    assert "Long-" not in caplog.text
    assert chain.set(KEY, OTHER) is True
    assert read_anew(store) == OTHER
    chain.delete(KEY)
    assert store.kept == {}


def test_another_copy_may_change_it_meanwhile(store: Windows) -> None:
    SystemKeychain(lambda: store).set(KEY, LONG)
    usual, asked = store.get_password, list[str]()

    def slowly(service: str, username: str) -> str | None:
        found = usual(service, username)
        if not asked:
            asked.append(service)
            SystemKeychain(lambda: store).set(KEY, OTHER)
        return found

    store.get_password = slowly  # type: ignore[method-assign]
    assert read_anew(store) == OTHER


CHANGES = [
    (old, new) for old in ("", SHORT, LONG, MANIFEST) for new in (SHORT + "2", OTHER, MANIFEST)
]


def holding(old: str) -> tuple[Windows, SystemKeychain]:
    """Return a store that keeps the old secret, with its steps counted from here."""
    store = Windows()
    chain = SystemKeychain(lambda: store)
    if old:
        assert chain.set(KEY, old) is True
    store.steps = 0
    return store, chain


def steps_of(old: str, new: str) -> range:
    """Return the numbers of the steps that the change takes when nothing fails."""
    store, chain = holding(old)
    assert chain.set(KEY, new) is True
    return range(1, store.steps + 1)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("does_it", [False, True])
@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_crash_at_any_step_leaves_the_old_or_the_new(old: str, new: str, does_it: bool) -> None:
    seen = set()
    for step in steps_of(old, new):
        store, chain = holding(old)
        store.fails_at, store.failure, store.does_it = step, Crash, does_it
        with pytest.raises(Crash):
            chain.set(KEY, new)
        found = read_anew(store)
        assert found in {old or None, new}
        seen.add(found)
    assert seen == {old or None, new}


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("does_it", [False, True])
@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_failure_at_any_step_is_no_loss(
    old: str, new: str, does_it: bool, expect_log: ExpectLog
) -> None:
    expect_log("the keychain did not (keep a password|forget a part): RuntimeError$")
    for step in steps_of(old, new):
        store, chain = holding(old)
        store.fails_at, store.does_it = step, does_it
        kept = chain.set(KEY, new)
        assert store.steps >= step
        assert chain.get(KEY) == new
        assert read_anew(store) == (new if kept else old or None)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_a_failed_change_leaves_no_new_parts(old: str, new: str, expect_log: ExpectLog) -> None:
    expect_log("the keychain did not (keep a password|forget a part): RuntimeError$")
    for step in steps_of(old, new):
        store, chain = holding(old)
        before = dict(store.kept)
        store.fails_at = step
        if not chain.set(KEY, new):
            assert store.kept == before


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("secret", [SHORT, LONG, MANIFEST])
def test_a_failed_delete_can_be_done_again(secret: str, expect_log: ExpectLog) -> None:
    expect_log("the keychain did not forget a password: RuntimeError$")
    trial, chain = holding(secret)
    chain.delete(KEY)
    for step in range(1, trial.steps + 1):
        store, chain = holding(secret)
        store.fails_at = step
        chain.delete(KEY)
        chain.delete(KEY)
        assert store.kept == {}
        assert chain.get(KEY) is None


def test_a_store_that_takes_no_parts_keeps_it_for_the_session(
    store: Windows, expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    """Too small even for a part: nothing is left there, and the old secret stays."""
    expect_log("did not keep a password: error$")
    chain = SystemKeychain(lambda: store)
    chain.set(KEY, SHORT)
    usual = store.set_password

    def small(service: str, username: str, password: str) -> None:
        usual(service, username, password * 2)

    store.set_password = small  # type: ignore[method-assign]
    assert chain.set(KEY, LONG) is False
    assert chain.get(KEY) == LONG
    assert read_anew(store) == SHORT
    assert store.services() == [SERVICE]
    assert "Long-" not in caplog.text


def test_nothing_secret_is_logged(
    store: Windows, caplog: pytest.LogCaptureFixture, expect_log: ExpectLog
) -> None:
    caplog.set_level(logging.DEBUG)
    expect_log("the keychain did not keep a password")
    store.fails_at = 4
    SystemKeychain(lambda: store).set(KEY, LONG)
    assert "Long" not in caplog.text


@pytest.mark.keychain
def test_the_real_keychain_keeps_long_secrets() -> None:
    chain, key = SystemKeychain(), f"test-{uuid.uuid4().hex}"
    backend = keychain.system_backend()
    for secret in (LONG, "£😀" * 3000, MANIFEST, SHORT, OTHER):
        assert chain.set(key, secret) is True
        assert SystemKeychain().get(key) == secret
    front = backend.get_password(f"dunning-desktop/{key}", key)
    assert front is not None
    tag = front.rpartition(":")[2]
    part = f"{key}#{tag}-4"
    assert backend.get_password(f"dunning-desktop/{part}", part) == OTHER[3600:]
    chain.delete(key)
    assert SystemKeychain().get(key) is None
    assert backend.get_password(f"dunning-desktop/{part}", part) is None
