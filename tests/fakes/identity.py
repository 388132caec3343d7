"""Ids that can be foretold, ascending as real ones are. Mirrors `sync.identity.Identity`."""


class CountingIdentity:
    def __init__(self, prefix: int = 0) -> None:
        self._last = prefix << 64

    def new(self) -> str:
        self._last += 1
        return f"{self._last:032x}"
