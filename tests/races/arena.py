"""A company with logins in a PostgreSQL of one's own, and two server processes before it."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import Connection, make_url, update

from domain.identifiers import CustomerId, PersonId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import Ruleset, huaqiu
from server.database import Database, open_database
from server.feed.tables import commit_record
from server.identity.accounts import give_login
from server.identity.passwords import Passwords
from server.upgrade import upgrade
from sync.clock import SystemClock
from tests.postgres import PostgresServer
from tests.races.device import PASSWORD, Device, new_id
from tests.races.wire_reader import WireReader, reader_of
from tests.server.company import LONG_AGO, NOW, Company, founded
from tests.server_process import ServerProcess

DEADLOCK_MILLISECONDS = 250
"""How long PostgreSQL waits before it looks for a circle; its default of a second would only make tests slow."""


@dataclass
class PresentCompany(Company):
    """Founded today: a server that tidies up would drop the commits of a company of long ago under its readers."""

    def _write(self, work: object) -> None:
        assert callable(work)

        def write(connection: Connection) -> None:
            work(connection)
            _date_today(connection)

        super()._write(write)


@dataclass
class Arena:
    """`rules` are those of the first pool; more pools and people may be added."""

    url: str
    company: Company
    servers: Sequence[ServerProcess]
    _hashed: str
    _devices: list[Device] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.company.database

    def rep(self, login: str) -> PersonId:
        """Somebody who may sign in."""
        person_id = self.company.person(login, self.company.south)
        self.database.write(lambda connection: give_login(connection, person_id, login, self._hashed, NOW))
        return person_id

    def device(self, login: str) -> Device:
        """Another device of somebody, signed in."""
        device = Device(login, [server.port for server in self.servers])
        self._devices.append(device)
        return device

    def signed_in(self, devices: int = 1) -> list[Device]:
        """Somebody new, at so many devices."""
        login = new_id()
        self.rep(login)
        return [self.device(login) for _ in range(devices)]

    def customers(self, number: int, rules: Ruleset) -> list[CustomerId]:
        """New ones, in a pool of their own with these rules."""
        pool_id = self.company.pool(f"公海 {new_id()}", [self.company.head], rules)
        return self.company.customers(number, pool_id=pool_id)

    def reader(self, device: Device, server: int = 0) -> WireReader:
        return reader_of(device, self.database, server)

    @contextmanager
    def session(self, user: str | None = None) -> Iterator[psycopg.Connection]:
        """A session of one's own beside the servers', in a transaction from its first statement on."""
        with psycopg.connect(conninfo(self.url, user)) as connection:
            yield connection

    def close(self) -> None:
        for device in self._devices:
            device.close()


@contextmanager
def arena(
    postgres: PostgresServer, rules: Ruleset | None = None, *, servers: int = 2, log: Path | None = None
) -> Iterator[Arena]:
    # The database goes with its cluster: dropping it would only wait for a checkpoint.
    url = postgres.fresh_database(upgrade)
    with psycopg.connect(conninfo(url, "postgres"), autocommit=True) as connection:
        connection.execute(
            f"ALTER DATABASE {make_url(url).database} SET deadlock_timeout = '{DEADLOCK_MILLISECONDS}ms'"
        )
    with ExitStack() as stack:
        database = open_database(url)
        stack.callback(database.close)
        company = _present(founded(database, rules or huaqiu(1, LONG_AGO)))
        company.person("主管", company.head, Role.MANAGER)  # a server does not serve a company of nobody
        with ThreadPoolExecutor(2) as threads:
            started = list(threads.map(lambda _: ServerProcess(url, log=log), range(servers)))
        for server in started:
            stack.enter_context(server)
        made = Arena(url, company, started, Passwords().hash(PASSWORD, "nobody"))
        stack.callback(made.close)
        yield made


def _present(made: Company) -> PresentCompany:
    company = PresentCompany(made.database, made.ids)
    company.head, company.south, company.north, company.pool_id = made.head, made.south, made.north, made.pool_id
    made.database.write(_date_today)
    return company


def _date_today(connection: Connection) -> None:
    today = millis(SystemClock().now())
    connection.execute(update(commit_record).where(commit_record.c.at == millis(NOW)).values(at=today))


def conninfo(url: str, user: str | None = None, database: str | None = None) -> str:
    """The same database for psycopg, or another of its cluster; as `postgres` for what only an administrator may."""
    parts = make_url(url)
    return f"host={parts.query['host']} dbname={database or parts.database} user={user or parts.username}"
