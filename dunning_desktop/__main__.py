"""``python -m dunning_desktop``: open the window."""

from __future__ import annotations

import sys

from dunning_desktop.bootstrap import window


def main() -> int:
    """Open the window on the owner's book; the exit code."""
    return window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
