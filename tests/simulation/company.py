"""The company every simulated day begins with: made once, copied for each seed."""

import atexit
import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite
from argon2 import PasswordHasher

from domain.commands import Assign, ConvertToOrdinary, Lock
from domain.identifiers import PersonId, PoolId, TagGroupId, TagId, TeamId
from domain.instants import millis
from domain.people import Role
from domain.rulesets import fanpu, huaqiu
from domain.tags import SaveTag, SaveTagGroup
from domain.teams import Member
from server.database import open_database
from server.feed.log import record
from server.identity.passwords import Passwords
from server.identity.repository import Credential, add_credential
from server.pools.repository import insert_members
from server.recycling.sweep import sweep
from server.upgrade import upgrade
from server.upstream.feed import Feed
from sync.protocol.acts import Act
from tests.server.company import LONG_AGO, NOW, Company, founded

PASSWORD = "correct horse"
DAY = 86_400_000

# Small, so that a few days meet every limit and every deadline.
FOUR_RULES = replace(
    huaqiu(1, LONG_AGO),
    daily_claim_limit=9,
    holding_cap=7,
    deal_days=4,
    no_first_follow_up_days=2,
    follow_up_gap_days=3,
    no_deal_days=5,
    lock_limit=2,
    extension_days=3,
    extension_times=2,
)
ONE_PERIOD = replace(
    fanpu(1, LONG_AGO, protection_days=3),
    daily_claim_limit=9,
    holding_cap=6,
    cool_down_hours=48,
    deal_days=4,
    lock_limit=1,
    extension_days=2,
    extension_times=1,
)


@dataclass(frozen=True)
class Founding:
    """A database file, and who and what is in it.

    The shared pool, of everybody's, has four rules; the south one, which `pool_admin` administers, one period. The
    manager is over the south, where the first rep and the key-account rep work; the second rep works in the north.
    """

    file: Path
    reps: tuple[PersonId, PersonId]
    key_account: PersonId
    manager: PersonId
    pool_admin: PersonId
    system_admins: tuple[PersonId, PersonId]
    support: PersonId
    shared_pool: PoolId
    south_pool: PoolId
    head_team: TeamId
    south_team: TeamId
    north_team: TeamId

    @property
    def system_admin(self) -> PersonId:
        """The one at a desk; the other is at the head office."""
        return self.system_admins[0]

    @property
    def teams(self) -> tuple[TeamId, ...]:
        return (self.head_team, self.south_team, self.north_team)

    @property
    def holders(self) -> tuple[PersonId, ...]:
        """Who may hold customers."""
        return (*self.reps, self.key_account, self.manager, self.pool_admin)

    @property
    def directors(self) -> tuple[PersonId, ...]:
        return (self.manager, self.pool_admin, self.system_admin)

    @property
    def people(self) -> tuple[PersonId, ...]:
        return (*self.holders, *self.system_admins, self.support)

    @property
    def admin_of_south(self) -> Member:
        return Member(self.south_pool, self.pool_admin, is_team=False, is_admin=True)


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
    # Every seed of this process copies it, and nobody wants it afterwards.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "founding.db"
    url = f"sqlite:///{file}"
    upgrade(url)
    database = open_database(url, writer="inline")
    company = founded(database, FOUR_RULES)
    found = _people(company, file)
    _customers(company, found)
    sweep(database, lambda: NOW, company.ids.new, lambda: False)
    stored = cheap_passwords().hash(PASSWORD, "")
    for person_id in found.people:
        own = Credential(person_id, person_id, stored, is_temporary=False)
        database.write(lambda connection, own=own: add_credential(connection, own, NOW))  # type: ignore[misc]
    database.close()
    fold_log(file)
    return found


def _people(company: Company, file: Path) -> Founding:
    south, north = company.south, company.north
    found = Founding(
        file,
        reps=(company.person("销售0", south), company.person("销售1", north)),
        key_account=company.person("大客户销售", south, is_key_account=True),
        manager=company.person("经理", south, Role.MANAGER),
        pool_admin=company.person("公海管理员", north, Role.POOL_ADMIN),
        system_admins=(
            company.person("系统管理员", company.head, Role.SYSTEM_ADMIN),
            company.person("总部", company.head, Role.SYSTEM_ADMIN),
        ),
        support=company.person("销售支持", company.head, Role.SALES_SUPPORT),
        shared_pool=company.pool_id,
        south_pool=company.pool("深圳公海", [south], ONE_PERIOD),
        head_team=TeamId(company.head),
        south_team=TeamId(south),
        north_team=TeamId(north),
    )
    admin = [found.admin_of_south]
    company.database.write(
        lambda connection: record(connection, insert_members(connection, admin), NOW, company.ids.new)
    )
    return found


def _customers(company: Company, found: Founding) -> None:
    """Some of every state, and all that somebody holds came there by a command."""
    free = [customer_id for number in range(14) for customer_id in company.customers(1, external_id=f"E{number}")]
    deals = [customer_id for number in range(5) for customer_id in company.customers(1, external_id=f"D{number}")]
    company.customers(6, pool_id=found.south_pool)
    company.customers(1, pool_state="dormant")
    company.customers(1, pool_state="pending", team_id=found.south_team, pooled_at=None)
    company.customers(1, pool_state="pending", team_id=found.north_team, pooled_at=None, pool_id=None)
    # Four ordered yesterday, one so long ago that it has lapsed.
    orders = [_placed(number, millis(NOW) - (DAY if number < 4 else 9 * DAY)) for number in range(5)]
    Feed(company.database, lambda: NOW, company.ids.new).take(orders)
    group_id = TagGroupId(company.ids.new())
    _order(company, found.system_admin, SaveTagGroup(group_id, "工艺"))
    for name in ("多层板", "高频板"):
        _order(company, found.system_admin, SaveTag(TagId(company.ids.new()), group_id, name))
    first, second = found.reps
    for customer_id, to in [
        *((each, found.key_account) for each in free[:2]),
        (free[2], first),
        (free[3], second),
        (deals[0], first),
        (free[4], first),
    ]:
        _order(company, found.system_admin, Assign(customer_id, 0, to))
    for customer_id in free[2:4]:
        _order(company, found.system_admin, ConvertToOrdinary(customer_id, 1))
    _order(company, first, Lock(free[4], 1))


def _placed(number: int, at: int) -> bytes:
    told = {"kind": "order", "number": f"F{number}", "revision": 1, "customer": f"D{number}", "ordered_at": at}
    return json.dumps(told | {"amount_cents": 100_00}).encode()


def _order(company: Company, person_id: PersonId, command: Act) -> None:
    (receipt,) = company.ask(person_id, command)
    if not receipt.is_accepted:
        raise RuntimeError(f"the company cannot be founded: {command} was told {receipt}")


def fold_log(file: Path) -> None:
    """One file instead of three, so that copying it copies everything."""
    connection = sqlite.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def copy_of(founded: Founding, folder: Path) -> Path:
    return Path(shutil.copy(founded.file, folder / "server.db"))
