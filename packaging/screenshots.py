"""Writes one picture of each page, light and dark, into the folder named on the command line."""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dunning_desktop.bootstrap import open_demo
from dunning_desktop.ui.screenshots import main

# A Monday, always the same, so that pictures differ only where the program does.
TODAY = date(2026, 11, 16)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        sys.exit(main(Path(sys.argv[1]), lambda: open_demo(Path(folder), today=TODAY)))
