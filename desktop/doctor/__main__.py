"""`python -m desktop.doctor`, as `gonghai doctor`."""

import sys

from desktop.doctor.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
