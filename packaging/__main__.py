"""`python3 dev.py package`: everything that is handed to whoever installs Gonghai.

The folder is run as it is, without an `__init__.py`: its modules are imported by their plain names.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(1, str(ROOT))

import dev  # noqa: E402 - the project's root has only now become importable


def main(arguments: list[str]) -> int:
    """The first word says what is built; each takes the options that follow, and has a --help of its own."""
    which, rest = arguments[:1], arguments[1:]
    if which == ["--check"]:
        import wine.check

        return wine.check.main(rest)
    if which == ["--linux"]:
        import linux.build

        return linux.build.main(rest)
    if which == ["--server"]:
        import service.build

        return service.build.main(rest)
    import windows.build

    return windows.build.main(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except dev.Stop as stop:
        sys.exit(str(stop))
