"""`gonghai` and `python -m desktop`: the program, or with `doctor` the examination of it, which needs no screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Loaded by what was asked for: whoever examines a machine may have no screen, and no Qt that works.
    if given[:1] == ["doctor"]:
        from desktop.doctor.command import main as examine

        return examine(given[1:])
    from desktop.start import start

    return start(given)


if __name__ == "__main__":
    sys.exit(main())
