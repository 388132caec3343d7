"""The versions of the database lead to exactly the tables that the code declares."""

import ast
import importlib
import pkgutil
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

import server
from server.database import open_database
from server.identity.tables import credential
from server.metadata import metadata
from server.upgrade import upgrade

VERSIONS = Path(__file__).parents[3] / "server" / "migrations" / "versions"
ROOMS = {"server", "sync", "domain", "desktop", "tests"}


def declare_every_table() -> None:
    for module in pkgutil.walk_packages(server.__path__, "server."):
        if module.name.endswith(".tables"):
            importlib.import_module(module.name)


def test_the_versions_make_what_the_code_declares(database_url: str) -> None:
    declare_every_table()
    upgrade(database_url)
    database = open_database(database_url)
    try:
        differences = database.read(
            lambda connection: compare_metadata(
                MigrationContext.configure(connection, opts={"compare_type": True}), metadata
            )
        )
    finally:
        database.close()
    assert differences == []
    assert len(metadata.tables) > 10


def test_a_database_of_today_is_left_alone(database_url: str) -> None:
    upgrade(database_url)
    database = open_database(database_url)
    version = text("SELECT version_num FROM alembic_version")
    try:
        before = database.read(lambda connection: connection.execute(version).scalar())
        upgrade(database_url)
        assert database.read(lambda connection: connection.execute(version).scalar()) == before
    finally:
        database.close()


def test_a_password_from_before_is_its_persons_own_and_the_version_before_still_adds_people(database_url: str) -> None:
    database = open_database(database_url)

    def add(number: int) -> None:
        """As version 0010 does, which knows of no temporary passwords."""

        def write(connection: Connection) -> None:
            person = "INSERT INTO person VALUES (:id, 1, 'x', 't', '[]', false, false)"
            credential = (
                "INSERT INTO credential (person_id, login, password_hash, changed_at) VALUES (:id, :id, 'x', 1)"
            )
            for statement in (person, credential):
                connection.execute(text(statement), {"id": f"p{number}"})

        database.write(write)

    try:
        database.write(lambda connection: migrate_to("0010", connection))
        database.write(lambda connection: connection.execute(text("INSERT INTO team VALUES ('t', 1, 'x', NULL)")))
        add(1)
        upgrade(database_url)
        add(2)
        found = select(credential.c.login, credential.c.is_temporary).order_by(credential.c.login)
        kept = database.read(lambda connection: [tuple(row) for row in connection.execute(found)])
    finally:
        database.close()
    assert kept == [("p1", False), ("p2", False)]


def migrate_to(version: str, connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def test_no_version_imports_the_project() -> None:
    imported = {
        name.split(".")[0]
        for path in [*VERSIONS.glob("*.py"), VERSIONS.parent / "env.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported & ROOMS == set()
    assert "alembic" in imported
