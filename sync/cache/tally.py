"""Count and XOR of what a scope holds, moved by every row that comes or goes."""

from collections.abc import Sequence

from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum
from sync.protocol.rows import Row


class Tally:
    def __init__(self, count: int, xor: str) -> None:
        self.count = count
        self._xor = int(xor, 16)

    @property
    def xor(self) -> str:
        return as_hex(self._xor)

    def add(self, kind: str, rows: Sequence[Row]) -> None:
        xor = 0
        for row in rows:
            xor ^= fingerprint(kind, row.id, row.version)
        self.count += len(rows)
        self._xor ^= xor

    def take(self, kind: str, row_id: str, version: int) -> None:
        self.count -= 1
        self._xor ^= fingerprint(kind, row_id, version)

    def agrees_with(self, checksum: Checksum) -> bool:
        return (self.count, self._xor) == (checksum.count, int(checksum.xor, 16))
