"""A reader that asks over the wire, and can say whether it holds what the tables hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from domain.identifiers import Instant
from server.database import Database
from server.scopes.contents import contents_of
from sync.http_transport import HttpTransport
from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum, Hello, Pull, ScopeCursor, ScopePage
from tests.races.device import Device
from tests.server.company import NOW
from tests.server.reader import Reader, checksum

SMALLEST_BUDGET = 10_000
_MOST_PAGES = 10_000


@dataclass
class WireReader(Reader):
    """Pulls from one server process in small pages; `after_page` is called when one is stored."""

    server: HttpTransport = field(kw_only=True)
    token: str = field(kw_only=True)
    after_page: Callable[["WireReader"], None] = field(default=lambda _: None, kw_only=True)

    def read(self, now: Instant = NOW) -> "WireReader":
        granted = self.server.hello(self.token, Hello("races", (1, 1), "reader")).scopes
        self.cursors = {scope: self.cursors.get(scope, ScopeCursor(scope)) for scope in (*granted, *self.cursors)}
        for _ in range(_MOST_PAGES):
            more = [self.take(page) for page in self.ask(now)]
            self.after_page(self)
            if not any(more):
                return self
        raise AssertionError("a pull that never ends")

    def ask(self, now: Instant = NOW) -> tuple[ScopePage, ...]:
        return self.server.pull(self.token, Pull(tuple(self.cursors.values()), self.byte_budget)).pages

    def disagreements(self) -> list[str]:
        """The scopes whose rows differ from what the tables hold now; for when nobody writes any more."""
        return [
            f"{self.person_id} in {scope}: {checksum(rows)}, the tables {stored}"
            for scope, rows in self.rows.items()
            if (stored := self.database.read(partial(recomputed, scope=scope))) != checksum(rows)
        ]


def reader_of(device: Device, database: Database, server: int = 0) -> WireReader:
    """What that device would hold, pulled from one server in the smallest pages it makes."""
    return WireReader(
        database, device.person_id, byte_budget=SMALLEST_BUDGET, server=device.servers[server], token=device.token
    )


def recomputed(connection: Connection, scope: str) -> Checksum:
    """Straight from the tables, without the log."""
    xor = count = 0
    for source in contents_of(scope):
        for row in connection.execute(source.rows):
            xor ^= fingerprint(source.kind, row[0], row[1])
            count += 1
    return Checksum(count, as_hex(xor))
