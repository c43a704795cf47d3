"""Writes one picture of each page, light and dark, into the folder named on the command line."""

import sys
from pathlib import Path

from dunning_desktop.ui.screenshots import main

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sys.exit(main(folder))
