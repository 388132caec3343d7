"""Files for the person: they go where the person keeps documents, and never over another one."""

from __future__ import annotations

from pathlib import Path


def save_in(folder: Path, name: str, content: bytes) -> str:
    """Write a new file; returns where it stands. A name that is taken gets a number.

    Raises:
        OSError: the folder takes no file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted, number = folder / name, 1
    while True:
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem} ({number})")
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
        else:
            return str(path)
