"""A primary and a replica that follows it only when a test says so."""

from dataclasses import dataclass

from domain.identifiers import PersonId
from server.database import Database, open_database
from server.feed.log import TENANT
from server.feed.positions import stamp
from sync.protocol.scopes import pool_scope
from tests.server.company import Company
from tests.server.copies import Copies
from tests.server.reader import Reader


@dataclass
class Pair:
    """A primary, and a replica that stands where it was last brought."""

    url: str
    copies: Copies
    company: Company
    rep: PersonId
    replica_url: str = ""

    @property
    def database(self) -> Database:
        return self.company.database

    @property
    def pool(self) -> str:
        return pool_scope(self.company.pool_id)

    def replicate(self) -> None:
        """The replica has everything of now."""
        self.close()
        self.replica_url = self.copies.copy(self.url)
        self.open()

    def restore(self, backup: str) -> None:
        """The primary is a backup again; the replica is left where it is."""
        self.close()
        self.copies.restore(self.url, backup)
        self.open()

    def backup(self) -> str:
        self.close()
        backup = self.copies.copy(self.url)
        self.open()
        return backup

    def open(self) -> None:
        self.company.database = open_database(self.url, self.replica_url or None)

    def close(self) -> None:
        stamp(self.database, TENANT, self.company.ids.new)
        self.database.close()

    def reader(self) -> Reader:
        """Of the pair: what comes from where is the server's business."""
        return Reader(self.database, self.rep)

    def truth(self) -> Reader:
        """What a client would hold that asks the primary alone."""
        alone = open_database(self.url)
        try:
            return Reader(alone, self.rep).read()
        finally:
            alone.close()
