"""What every row has."""

from typing import ClassVar

import msgspec


class Row(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One row of some kind in some scope."""

    kind: ClassVar[str]

    id: str
    version: int
