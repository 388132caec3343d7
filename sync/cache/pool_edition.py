"""The layout of pool.db. There are no migrations: another layout means another file."""

import zlib

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, CreateTable

from sync.cache.attachment_tables import cached
from sync.cache.tables import CUSTOMER_TEXT, READ_INDEXES, held


def make_pool(connection: Connection) -> None:
    held.create_all(connection)
    cached.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {pool_edition()}")


def pool_edition() -> int:
    """A number that changes whenever the tables do, so that nobody has to remember to raise it."""
    everything = [*held.sorted_tables, *cached.sorted_tables]
    tables = [str(CreateTable(table)) for table in everything]
    indexes = [str(CreateIndex(index)) for table in everything for index in table.indexes]
    layout = "\n".join([*tables, *sorted(indexes), CUSTOMER_TEXT, *READ_INDEXES.values()])
    return zlib.crc32(layout.encode()) & 0x7FFF_FFFF or 1
