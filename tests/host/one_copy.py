"""A start of the program as far as the single instance goes: python one_copy.py FOLDER [ARG...]."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from dunning_desktop.host.instance import Call, Claim, Instance


def heard(call: object) -> None:
    assert isinstance(call, Call)
    print("CALLED", *call.arguments, flush=True)


def main() -> int:
    app = QCoreApplication(sys.argv[:1])
    instance = Instance("book", folder=Path(sys.argv[1]))
    instance.called.connect(heard)
    claim = instance.claim(sys.argv[2:])
    print(claim.name, flush=True)
    return app.exec() if claim is Claim.FIRST else 0


if __name__ == "__main__":
    sys.exit(main())
