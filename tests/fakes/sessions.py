"""A key store in memory. Mirrors `sync.session.SessionStore`."""

from sync.session import KeptSession


class MemorySessions:
    def __init__(self, kept: KeptSession | None = None) -> None:
        self.kept = kept
        self.written: list[KeptSession] = []

    def read(self) -> KeptSession | None:
        return self.kept

    def write(self, session: KeptSession) -> None:
        self.kept = session
        self.written.append(session)

    def erase(self) -> None:
        self.kept = None
