"""What only a debugger reads, which is half of some libraries."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

NEEDS: Final = {"strip": "binutils"}
_DEBUGGING: Final = b"\0.debug_info\0"


def strip_debugging(folder: Path) -> None:
    """Off every library that carries it; the others are left as their makers made them."""
    for file in folder.rglob("*.so*"):
        if not file.is_symlink() and _DEBUGGING in file.read_bytes():
            subprocess.run(["strip", "--strip-debug", str(file)], check=True)
