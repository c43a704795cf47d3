"""Long secrets in a keychain that takes short ones: in parts, under a manifest written last."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

log = logging.getLogger(__name__)

# Windows takes 2,560 bytes in UTF-16: 1,280 characters, half as many where they are of two units.
LONGEST = 1200
_OF_TWO_UNITS = "\uffff"
_MANIFEST = re.compile(r"parts:v1:([0-9]{1,4}):([0-9a-f]{64}):([0-9a-f]{8})")


class Store(Protocol):
    """What keeps a short secret under a name. Every call may raise whatever its system does."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, secret: str) -> None: ...

    def delete(self, name: str) -> None: ...


class NotKept(Exception):
    """The store took a secret without complaint and does not give it back."""


class NotWhole(Exception):
    """Parts are missing, or are not what the manifest speaks of."""


@dataclass(frozen=True, slots=True)
class _Manifest:
    """How many parts there are, what they make, and the tag that tells them from older ones."""

    count: int
    digest: str
    tag: str

    def written(self) -> str:
        return f"parts:v1:{self.count}:{self.digest}:{self.tag}"

    def names(self, key: str) -> list[str]:
        return [f"{key}#{self.tag}-{n}" for n in range(1, self.count + 1)]


def keep(store: Store, key: str, secret: str) -> None:
    """Write a secret of any length and read it back.

    Whatever step fails, the old secret or the new one is there whole. Raises ``NotKept``, or what
    the store raises; then it is the old one, unless the store cannot even be asked.
    """
    old = _read(store.get(key) or "")
    parts = _parts(secret)
    manifest = _Manifest(len(parts), _digest(secret), secrets.token_hex(4)) if parts else None
    names = manifest.names(key) if manifest else []
    front = manifest.written() if manifest else secret
    try:
        for name, part in zip(names, parts, strict=True):
            _put(store, name, part)
        _put(store, key, front)
    except Exception:
        # A system may fail and have written all the same: then these parts are the secret.
        if store.get(key) != front:
            _discard(store, names)
            raise
    _discard(store, old.names(key) if old else ())


def give(store: Store, key: str) -> str | None:
    """The secret, None where there is none. Raises ``NotWhole``, or what the store raises."""
    front = store.get(key)
    while front is not None:
        manifest = _read(front)
        if manifest is None:
            return front
        parts = [store.get(name) or "" for name in manifest.names(key)]
        whole = "".join(parts)
        if _digest(whole) == manifest.digest:
            return whole
        # Another copy of the program, the daily run, may have put a new one in its place.
        before, front = front, store.get(key)
        if front == before:
            raise NotWhole
    return None


def forget(store: Store, key: str) -> None:
    """Delete the secret, its parts first: what fails midway can be done again.

    Raises what the store raises.
    """
    front = store.get(key)
    if front is None:
        return
    manifest = _read(front)
    for name in manifest.names(key) if manifest else ():
        if store.get(name) is not None:
            store.delete(name)
    store.delete(key)


def _parts(secret: str) -> list[str]:
    """The parts to write; none for a short secret, unless it could be taken for a manifest."""
    size = LONGEST if max(secret, default="") <= _OF_TWO_UNITS else LONGEST // 2
    if len(secret) <= size and not _read(secret):
        return []
    return [secret[start : start + size] for start in range(0, len(secret), size)]


def _read(front: str) -> _Manifest | None:
    found = _MANIFEST.fullmatch(front)
    return _Manifest(int(found[1]), found[2], found[3]) if found else None


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _put(store: Store, name: str, secret: str) -> None:
    store.set(name, secret)
    if store.get(name) != secret:
        raise NotKept


def _discard(store: Store, names: Iterable[str]) -> None:
    """Delete parts that are of no more use; one that stays does no harm."""
    for name in names:
        try:
            if store.get(name) is not None:
                store.delete(name)
        except Exception as error:  # noqa: BLE001 - D-Bus and Windows errors come as they are
            log.warning("the keychain did not forget a part: %s", type(error).__name__)
