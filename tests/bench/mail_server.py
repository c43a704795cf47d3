"""A mail server in a process of its own, as in life: `python -m tests.bench.mail_server FOLDER`.

It says where it listens, and ends with its standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dunning_desktop.domain.mail_accounts import TlsMode
from tests.helpers.samples import ROOT
from tests.helpers.smtp_server import Server, smtp_server


@contextmanager
def apart(folder: Path) -> Iterator[Server]:
    """The address of a server that takes no time from whoever sends to it."""
    command = [sys.executable, "-m", "tests.bench.mail_server", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout
        host, port, authority = json.loads(process.stdout.readline())
        server = Server(host, Path(authority), TlsMode.IMPLICIT)
        server.port = port
        yield server
        process.communicate()


def main() -> None:
    with smtp_server(Path(sys.argv[1])) as server:
        print(json.dumps([server.host, server.port, str(server.ca_path)]), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
