"""The one catalogue of tables. Each feature declares its own, in its `tables` module, and alone reads and writes them.

Ids are texts of 32 hex digits; instants whole milliseconds since 1970 UTC; days ISO texts; lists and maps JSON texts,
so that both databases hold the same bytes and a row can be sent without being taken apart.
"""

from sqlalchemy import BigInteger, Column, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = String(32)

Millis = BigInteger()


def version_column() -> Column[int]:
    """Raised with every change of a row that travels: part of its fingerprint."""
    return Column("version", BigInteger, nullable=False)
