"""One running copy: a second start hands its arguments to the first and ends."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from dunning_desktop.host import folders
from dunning_desktop.host.errors import FolderUnusable

log = logging.getLogger(__name__)

# A Unix socket's path holds 107 bytes on Linux, 103 on macOS.
_LONGEST_SOCKET_PATH = 100
_LARGEST_CALL = 64 * 1024
_CONNECT_MS = 500
_ANSWER_MS = 5000
_PAUSE = 0.05
_DONE = b"ok\n"


class Claim(Enum):
    """What a start found: ``UNANSWERED`` means a first copy runs but does not react."""

    FIRST = auto()
    FORWARDED = auto()
    UNANSWERED = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """A later start: its arguments, the folder they count from, and its right to the focus."""

    arguments: tuple[str, ...] = ()
    folder: str = ""
    activation_token: str = ""


class Instance(QObject):
    """The claim to be the only copy for ``key`` (the path of the book).

    ``called`` carries a ``Call`` for every later start: bring the window forward.
    """

    called = Signal(object)

    def __init__(self, key: str, *, folder: Path | None = None) -> None:
        super().__init__()
        place = folder or folders.book_folder()
        digest = hashlib.sha256(f"{place}\n{key}".encode()).hexdigest()[:12]
        self._address = _address(place, digest)
        self._lock = QLockFile(str(place / f"running-{digest}.lock"))
        # Zero: a lock is stale only when its process is dead, never by age.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)

    def claim(self, arguments: Sequence[str] = (), *, patience: float = 2) -> Claim:
        """Become the first copy, or tell the one that is.

        Of six simultaneous starts two found a lock whose owner did not listen yet; so a start
        that gets neither the lock nor an answer tries again for ``patience`` seconds.
        """
        call = _pack(arguments)
        until = time.monotonic() + patience
        while True:
            if self._forward(call):
                return Claim.FORWARDED
            if self._locked():
                self._listen()
                return Claim.FIRST
            if time.monotonic() >= until:
                return Claim.UNANSWERED
            time.sleep(_PAUSE)

    def release(self) -> None:
        """Let the next start be the first."""
        self._server.close()
        self._lock.unlock()

    def _forward(self, call: bytes) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        socket.write(call)
        socket.flush()
        answered = socket.waitForReadyRead(_ANSWER_MS)
        return answered and bytes(socket.readAll().data()) == _DONE

    def _locked(self) -> bool:
        if self._lock.tryLock(0):
            return True
        error = self._lock.error()
        if error != QLockFile.LockError.LockFailedError:
            raise FolderUnusable(path=self._lock.fileName(), reason=error.name)
        return False

    def _listen(self) -> None:
        QLocalServer.removeServer(self._address)
        if not self._server.listen(self._address):
            log.warning("a second start cannot be heard: %s", self._server.errorString())

    def _receive(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setReadBufferSize(_LARGEST_CALL)
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)
        self._read()

    def _read(self) -> None:
        for socket in self._server.findChildren(QLocalSocket):
            if socket.canReadLine():
                self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        call = _unpack(bytes(socket.readLine().data()))
        socket.write(_DONE)
        socket.flush()
        if call:
            self.called.emit(call)


def _address(place: Path, digest: str) -> str:
    """A pipe's name on Windows, elsewhere the path of a socket that only the owner can reach."""
    name = f"running-{digest}.socket"
    if sys.platform == "win32":
        return f"dunning-desktop-{digest}"
    if len(os.fsencode(place / name)) <= _LONGEST_SOCKET_PATH:
        return str(place / name)
    return str(folders.runtime_folder() / name)


def _pack(arguments: Sequence[str]) -> bytes:
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    fields = {"arguments": list(arguments), "folder": str(Path.cwd()), "token": token}
    return json.dumps(fields).encode() + b"\n"


def _unpack(line: bytes) -> Call | None:
    try:
        fields = json.loads(line)
        arguments = tuple(str(x) for x in fields["arguments"])
        return Call(arguments, str(fields["folder"]), str(fields["token"]))
    except (ValueError, KeyError, TypeError):
        return None
