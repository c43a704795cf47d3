"""Passwords in the operating system's keychain, or for this session only.

Every call may wait for the owner to unlock the keychain: call from a lane, never from the
GUI thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Protocol

from dunning_desktop.host import keychain_parts

log = logging.getLogger(__name__)

SERVICE = "dunning-desktop"

# The stores that encrypt. A plain-text or null keyring chosen by PYTHON_KEYRING_BACKEND or
# keyringrc.cfg "stores" without complaint, so everything else counts as no store at all.
SAFE_BACKENDS = frozenset(
    {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    }
)
_CHAINER = "keyring.backends.chainer"


class Backend(Protocol):
    """The part of keyring's backend that is used here."""

    @property
    def name(self) -> str: ...

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


def system_backend() -> Backend:
    """The keyring of this computer, whichever that is."""
    # Imported here: keyring costs 60 ms that the first window need not wait for.
    import keyring  # noqa: PLC0415

    return keyring.get_keyring()


class SystemKeychain:
    """Keeps each password under a service of its own, written and read back.

    Windows moves the first of two users of one service elsewhere; hence one service a key. What
    is too long for Windows, as what a consent in the browser leaves, is kept in parts.
    What the keychain does not keep stays in memory and is gone when the program ends.
    """

    def __init__(self, find: Callable[[], Backend] = system_backend) -> None:
        self._find = find
        self._session: dict[str, str] = {}
        self._lock = threading.RLock()

    @property
    def name(self) -> str:
        """What the store calls itself; empty where no safe store was found."""
        store = self._store()
        return _members(store)[0].name if store else ""

    def get(self, key: str) -> str | None:
        """The password under that key, None where there is none or the keychain is locked."""
        with self._lock:
            if key in self._session:
                return self._session[key]
            store = self._store()
            return _given(store, key) if store else None

    def set(self, key: str, password: str) -> bool:
        """Keep the password: True in the keychain, False in memory for this session only."""
        with self._lock:
            store = self._store()
            if store and _kept(store, key, password):
                self._session.pop(key, None)
                return True
            self._session[key] = password
            return False

    def delete(self, key: str) -> None:
        """Forget the password, here and in the keychain."""
        with self._lock:
            self._session.pop(key, None)
            store = self._store()
            if store:
                _forget(store, key)

    def _store(self) -> Backend | None:
        try:
            backend = self._find()
        except Exception as error:  # noqa: BLE001 - D-Bus and Windows errors come as they are
            log.warning("the keychain cannot be reached: %s", type(error).__name__)
            return None
        return backend if _is_safe(backend) else None


def _is_safe(backend: Backend) -> bool:
    members = _members(backend)
    return bool(members) and all(type(m).__module__ in SAFE_BACKENDS for m in members)


def _members(backend: Backend) -> list[Backend]:
    """The backends behind a chainer, else the backend itself."""
    if type(backend).__module__ != _CHAINER:
        return [backend]
    chained: Iterable[Backend] = getattr(backend, "backends", ())
    return list(chained)


class _Drawers:
    """A backend with a service for each name."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        return self._backend.get_password(f"{SERVICE}/{name}", name)

    def set(self, name: str, secret: str) -> None:
        self._backend.set_password(f"{SERVICE}/{name}", name, secret)

    def delete(self, name: str) -> None:
        self._backend.delete_password(f"{SERVICE}/{name}", name)


def _kept(store: Backend, key: str, password: str) -> bool:
    try:
        keychain_parts.keep(_Drawers(store), key, password)
    except keychain_parts.NotKept:
        return False
    except Exception as error:  # noqa: BLE001 - D-Bus and Windows errors come as they are
        log.warning("the keychain did not keep a password: %s", type(error).__name__)
        return False
    return True


def _given(store: Backend, key: str) -> str | None:
    try:
        return keychain_parts.give(_Drawers(store), key)
    except keychain_parts.NotWhole:
        log.warning("the keychain gave a password that is not whole")
    except Exception as error:  # noqa: BLE001 - D-Bus and Windows errors come as they are
        log.warning("the keychain did not give a password: %s", type(error).__name__)
    return None


def _forget(store: Backend, key: str) -> None:
    try:
        keychain_parts.forget(_Drawers(store), key)
    except Exception as error:  # noqa: BLE001 - D-Bus and Windows errors come as they are
        log.warning("the keychain did not forget a password: %s", type(error).__name__)
