"""A file that an earlier program left behind, opened by this one."""

from collections.abc import Callable

from alembic import command
from alembic.config import Config

from sync.cache.files import StoreFile
from sync.cache.migrate import SCRIPTS
from sync.state import Contact
from tests.fakes.server import FakeServer, held_by
from tests.sync.client import KEY, Client


def back_to_the_first_edition(client: Client) -> None:
    """The same content as edition 1 would hold it, in a file made by its own steps."""
    client.cache.close()
    path = client.folder / "me.db"
    newer = path.with_name("newer.db")
    path.rename(newer)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    first = StoreFile(path, KEY, durable=True, cache_mebibytes=2)
    with first.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"ATTACH '{newer}' AS newer KEY \"x'{KEY}'\"")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for table in ("scope", "customer", "follow_up", "held_row", "outbox", "setting", "draft"):
            names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA main.table_info({table})")]
            listed = ", ".join(names)
            connection.exec_driver_sql(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM newer.{table}")
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.exec_driver_sql("COMMIT")
    first.close()
    newer.unlink()


def test_a_file_of_the_first_edition_keeps_its_work_and_sends_nothing_twice(
    server: FakeServer, open_client: Callable[..., Client]
) -> None:
    client = open_client(server)
    server.add(*(held_by("me", f"m{number}") for number in range(30)))
    client.sync()
    client.follow_up("m1")
    client.sync()
    client.follow_up("m2", "m3")
    back_to_the_first_edition(client)
    client.start()
    assert sorted(client.states()) == ["done", "queued", "queued"]
    assert len(client.mine()) == 30
    report = client.sync()
    assert (report.contact, report.disagreements, report.checking, report.doubted) == (Contact.GOOD, (), (), ())
    assert sorted(client.states()) == ["done"] * 3
    assert len(server.follow_ups) == 3
