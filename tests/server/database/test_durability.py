"""What was acknowledged outlives the process, and what was not is there whole or not at all."""

import subprocess
import sys

from sqlalchemy import Connection, select

from server.arbitration.tables import receipt
from server.customers.tables import customer, ownership, ownership_event
from server.database import open_database
from server.upgrade import upgrade
from tests.server.company import Company, founded
from tests.server.reader import Reader

CUSTOMERS, KILLED_AFTER = 300, 60


def test_a_server_killed_amid_pushes_forgets_nothing_it_acknowledged(database_url: str) -> None:
    upgrade(database_url)
    company = founded(open_database(database_url))
    rep = company.person("林", company.south)
    customers = company.customers(CUSTOMERS)
    company.database.close()

    program = [sys.executable, "-m", "tests.server.database.acknowledging", database_url, rep, "1000000", *customers]
    acknowledged: dict[str, str] = {}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for line in server.stdout:
            customer_id, _, command_id = line.strip().partition(" ")
            # The last line may have been cut by the kill.
            if len(command_id) == 32:
                acknowledged[customer_id] = command_id
            if len(acknowledged) == KILLED_AFTER:
                server.kill()

    company = Company(open_database(database_url))
    try:
        owned, kept = company.database.read(effects_and_receipts)
        assert len(acknowledged) >= KILLED_AFTER
        assert len(owned) < CUSTOMERS
        assert acknowledged.keys() <= owned
        assert set(acknowledged.values()) <= kept
        assert len(kept) == len(owned)
        assert Reader(company.database, rep).read().checksums_met > 0
    finally:
        company.database.close()


def effects_and_receipts(connection: Connection) -> tuple[set[str], set[str]]:
    """Customers that are owned, by every account of it, and the commands that have a receipt."""
    owned = set(connection.execute(select(customer.c.id).where(customer.c.owner_id.is_not(None))).scalars())
    assert owned == set(connection.execute(select(ownership.c.customer_id)).scalars())
    assert owned == set(connection.execute(select(ownership_event.c.customer_id)).scalars())
    return owned, set(connection.execute(select(receipt.c.command_id)).scalars())
