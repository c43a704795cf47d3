"""Where the packaged `dunning` command starts."""

import sys

from dunning_desktop.bootstrap import dunning

if __name__ == "__main__":
    sys.exit(dunning())
