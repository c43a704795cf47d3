"""Where the packaged window starts."""

import sys

from dunning_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
