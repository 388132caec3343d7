"""The company every simulated day begins with: made once, copied for each seed."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from argon2 import PasswordHasher

from domain.identifiers import PersonId, PoolId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import huaqiu
from server.database import open_database
from server.identity.passwords import Passwords
from server.identity.repository import add_credential
from server.upgrade import upgrade
from tests.server.company import LONG_AGO, NOW, founded

PASSWORD = "correct horse"
DAILY_LIMIT, HOLDING_CAP = 9, 7
"""Small, so that a few days meet them."""


@dataclass(frozen=True)
class Founding:
    """A database file, and who and what is in it."""

    file: Path
    reps: tuple[PersonId, ...]
    shared_pool: PoolId
    south_pool: PoolId
    south_team: str


def cheap_passwords() -> Passwords:
    """The real thing with settings that cost nothing."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def quick_folder() -> Path:
    """A new folder in memory where there is such a disk: the simulator loses power by itself, it needs no real one."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="gonghai-", dir=memory if memory.is_dir() else None))


@cache
def founding() -> Founding:
    folder = quick_folder()
    file = folder / "founding.db"
    url = f"sqlite:///{file}"
    upgrade(url)
    database = open_database(url, writer="inline")
    rules = replace(huaqiu(1, LONG_AGO), daily_claim_limit=DAILY_LIMIT, holding_cap=HOLDING_CAP)
    company = founded(database, rules)
    south_pool = company.pool("深圳公海", [company.south], rules)
    teams = (company.south, company.north)
    reps = tuple(company.person(f"销售{number}", team) for number, team in enumerate(teams))
    manager = company.person("经理", company.south, Role.MANAGER)
    company.customers(14)
    company.customers(4, last_order_at=millis(NOW) - 86_400_000, order_count=1)
    company.customers(6, pool_id=south_pool)
    stored = cheap_passwords().hash(PASSWORD, "")
    people = (*reps, manager)
    for person_id in people:
        database.write(lambda connection, each=person_id: add_credential(connection, each, each, stored, NOW))  # type: ignore[misc]
    database.close()
    fold_log(file)
    return Founding(file, people, company.pool_id, south_pool, company.south)


def fold_log(file: Path) -> None:
    """One file instead of three, so that copying it copies everything."""
    connection = sqlite.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def copy_of(founded: Founding, folder: Path) -> Path:
    return Path(shutil.copy(founded.file, folder / "server.db"))
