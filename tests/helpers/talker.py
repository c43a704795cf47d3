"""A server on loopback that says what a test wants it to say, and hears nothing out."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Talk = Callable[[socket.socket], object]


@dataclass
class Talker:
    """Where it listens, and all lines that were said to it."""

    port: int
    heard: list[bytes] = field(default_factory=list)


@contextmanager
def speaking(talk: Talk) -> Iterator[int]:
    """Listen on a port, and treat everyone who calls to `talk`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller, contextlib.suppress(ConnectionError):
                    talk(caller)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@contextmanager
def imap_talker(
    answers: dict[str, str], *, capabilities: str = "", greeting: str = "* OK here"
) -> Iterator[Talker]:
    """Speak IMAP without TLS: `answers` to commands, with TAG for the tag; "drop" hangs up.

    What is not in `answers` is answered with OK. A + in an answer waits for one line more.
    """
    talker = Talker(0)

    def talk(caller: socket.socket) -> None:
        with caller.makefile("rwb") as line:
            _say(line.write, greeting)
            line.flush()
            for said in iter(line.readline, b""):
                talker.heard.append(said.rstrip())
                tag, _, rest = said.decode("utf-8", "replace").strip().partition(" ")
                verb = " ".join(w for w in rest.upper().split()[:2] if w != "UID").split(" ")[0]
                answer = answers.get(verb, "TAG OK done")
                if verb == "CAPABILITY":
                    _say(line.write, f"* CAPABILITY IMAP4rev1 {capabilities}".rstrip())
                for part in answer.split("\n"):
                    if part == "drop":
                        return
                    _say(line.write, part.replace("TAG", tag))
                    line.flush()
                    if part.startswith("+"):
                        talker.heard.append(line.readline().rstrip())
                line.flush()

    with speaking(talk) as port:
        talker.port = port
        yield talker


def _say(write: Callable[[bytes], object], words: str) -> None:
    write(words.encode() + b"\r\n")
