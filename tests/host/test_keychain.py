"""The keychain: real, absent, lying, locked, and never on disk."""

import os
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest

from dunning_desktop.host import keychain
from dunning_desktop.host.keychain import Backend, SystemKeychain
from dunning_desktop.usecases.ports import Keychain
from tests.helpers.samples import ROOT
from tests.helpers.strict import ExpectLog

PASSWORD = "s3cret-£ü-" + "x" * 40


class Store:
    """A keychain of one dictionary; `broken` names what it refuses, `forgets` what it drops."""

    name = "Test Store"

    def __init__(self, *, broken: str = "", forgets: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = broken
        self.forgets = forgets

    def _try(self, what: str) -> None:
        if what in self.broken:
            raise RuntimeError(f"{what} failed for {PASSWORD}")

    def get_password(self, service: str, username: str) -> str | None:
        self._try("get")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._try("set")
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._try("delete")
        del self.kept[service, username]


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this module's store pass for a system's."""
    monkeypatch.setattr(keychain, "SAFE_BACKENDS", frozenset({__name__}))


@pytest.mark.usefixtures("trusted")
def test_a_kept_password_has_a_service_of_its_own() -> None:
    store = Store()
    chain: Keychain = SystemKeychain(lambda: store)
    assert chain.set("mail-1", PASSWORD) is True
    assert chain.set("mail-2", "other") is True
    assert store.kept == {
        ("dunning-desktop/mail-1", "mail-1"): PASSWORD,
        ("dunning-desktop/mail-2", "mail-2"): "other",
    }
    assert chain.get("mail-1") == PASSWORD
    assert chain.name == "Test Store"
    chain.delete("mail-1")
    assert chain.get("mail-1") is None
    assert chain.get("mail-2") == "other"


@pytest.mark.usefixtures("trusted")
def test_a_store_that_forgets_keeps_it_for_the_session_only() -> None:
    chain = SystemKeychain(lambda: Store(forgets=True))
    assert chain.set("mail-1", PASSWORD) is False
    assert chain.get("mail-1") == PASSWORD
    chain.delete("mail-1")
    assert chain.get("mail-1") is None


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("broken", ["get", "set"])
def test_a_store_that_fails_is_logged_without_the_secret(
    broken: str, expect_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("the keychain did not .* a password: RuntimeError$")
    chain = SystemKeychain(lambda: Store(broken=broken))
    assert chain.set("mail-1", PASSWORD) is False
    assert chain.get("mail-1") == PASSWORD
    assert PASSWORD not in caplog.text


@pytest.mark.usefixtures("trusted")
def test_a_new_password_that_was_not_kept_wins_over_the_old_one(expect_log: ExpectLog) -> None:
    expect_log("did not keep a password")
    store = Store()
    chain = SystemKeychain(lambda: store)
    chain.set("mail-1", "old")
    store.broken = "set"
    assert chain.set("mail-1", "new") is False
    assert chain.get("mail-1") == "new"
    store.broken = ""
    assert chain.set("mail-1", "newest") is True
    assert chain.get("mail-1") == "newest"


@pytest.mark.usefixtures("trusted")
def test_a_store_that_does_not_delete_is_logged(expect_log: ExpectLog) -> None:
    expect_log("did not forget a password: RuntimeError")
    store = Store()
    chain = SystemKeychain(lambda: store)
    chain.set("mail-1", "old")
    store.broken = "delete"
    chain.delete("mail-1")


def test_a_keyring_that_cannot_be_found_is_no_keyring(expect_log: ExpectLog) -> None:
    expect_log("the keychain cannot be reached: OSError")

    def broken() -> Backend:
        raise OSError("no bus")

    chain = SystemKeychain(broken)
    assert chain.name == ""
    assert chain.set("mail-1", PASSWORD) is False


def test_an_unlisted_backend_is_never_written_to() -> None:
    store = Store()
    chain = SystemKeychain(lambda: store)
    assert chain.name == ""
    assert chain.set("mail-1", PASSWORD) is False
    assert store.kept == {}
    assert chain.get("mail-1") == PASSWORD


def test_a_chain_is_as_safe_as_its_least_safe_member(monkeypatch: pytest.MonkeyPatch) -> None:
    safe, unsafe = Store(), type("Plain", (Store,), {"__module__": "keyrings.alt.file"})()
    monkeypatch.setattr(keychain, "SAFE_BACKENDS", frozenset({__name__}))
    chained = type("Chain", (Store,), {"__module__": "keyring.backends.chainer"})()
    for members, name in (([safe], "Test Store"), ([safe, unsafe], ""), ([], "")):
        chained.backends = members
        assert SystemKeychain(lambda: chained).name == name


@pytest.mark.usefixtures("trusted")
def test_many_threads_each_find_their_own_password() -> None:
    store, wrong = Store(), list[str]()
    chain = SystemKeychain(lambda: store)

    def work(key: str) -> None:
        for n in range(200):
            kept = chain.set(key, f"{key}-{n}")
            if not kept or chain.get(key) != f"{key}-{n}":
                wrong.append(key)

    threads = [threading.Thread(target=work, args=(f"k{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


SESSION = """
import sys
from dunning_desktop.host.keychain import SystemKeychain
chain = SystemKeychain()
kept = chain.set("mail-1", sys.argv[1])
print(repr(chain.name), kept, chain.get("mail-1") == sys.argv[1])
"""


@pytest.mark.parametrize("backend", ["null", "fail"])
def test_no_real_store_means_this_session_only(backend: str, private_home: Path) -> None:
    env = {**os.environ, "PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}.Keyring"}
    command = [sys.executable, "-c", SESSION, PASSWORD]
    run = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=30
    )
    assert run.stdout.split() == ["''", "False", "True"]
    written = [f for f in private_home.rglob("*") if f.is_file()]
    assert not [f for f in written if PASSWORD.encode() in f.read_bytes()]


@pytest.mark.keychain
def test_the_real_keychain_keeps_gives_and_forgets() -> None:
    chain, key = SystemKeychain(), f"test-{uuid.uuid4().hex}"
    assert "SecretService" in chain.name
    assert chain.get(key) is None
    assert chain.set(key, PASSWORD) is True
    assert SystemKeychain().get(key) == PASSWORD
    chain.delete(key)
    assert SystemKeychain().get(key) is None


LOCKED = """
import sys, secretstorage
from dunning_desktop.host.keychain import SystemKeychain
chain = SystemKeychain()
before = chain.set("mail-1", "before")
bus = secretstorage.dbus_init()
secretstorage.get_default_collection(bus).lock()
print(before, chain.set("mail-1", "after"), chain.get("mail-1"), SystemKeychain().get("mail-1"))
"""


@pytest.mark.keychain
def test_a_locked_keychain_keeps_it_for_the_session() -> None:
    """In a keychain of its own: a locked one cannot be unlocked again without a person."""
    command = [str(ROOT / "packaging" / "with_keychain"), sys.executable, "-c", LOCKED]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=30)
    assert run.stdout.split() == ["True", "False", "after", "None"]
    assert "did not keep a password: KeyringLocked" in run.stderr
