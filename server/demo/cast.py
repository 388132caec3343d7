"""Who works at the demo company: one of every role, with a login that is easy to type."""

from dataclasses import dataclass

from domain.identifiers import Instant, PersonId, TeamId
from domain.people import Person, Role
from server.demo.chance import Chance, drawn_id

COMPANY = "公海演示"
POOL = "电子行业公海"
PASSWORD = "gonghai-demo"


@dataclass(frozen=True, slots=True)
class Team:
    id: TeamId
    name: str
    parent_id: TeamId | None


@dataclass(frozen=True, slots=True)
class Member:
    """`share` is the part of all customers that they hold, `most` the largest number."""

    login: str
    person: Person
    share: float = 0.0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    teams: tuple[Team, ...]
    members: tuple[Member, ...]

    def member(self, login: str) -> Member:
        return next(member for member in self.members if member.login == login)


_TEAMS = (
    ("hq", COMPANY, None),
    ("south", "华南大区", "hq"),
    ("south-1", "华南一组", "south"),
    ("east", "华东大区", "hq"),
)

# login, name, team, roles, key account, departed, share of all customers, at most
_PEOPLE: tuple[tuple[str, str, str, tuple[Role, ...], bool, bool, float, int], ...] = (
    ("lin", "林晓", "south-1", (Role.REP,), False, False, 0.215, 430),
    ("chen", "陈晨", "south-1", (Role.REP,), False, False, 0.12, 240),
    ("wang", "王芳", "east", (Role.REP,), False, False, 0.08, 160),
    ("zhao", "赵敏", "east", (Role.REP,), True, False, 0.03, 60),
    ("zhou", "周强", "south", (Role.MANAGER,), False, False, 0.01, 20),
    ("wu", "吴静", "hq", (Role.POOL_ADMIN,), False, False, 0.0, 0),
    ("sun", "孙丽", "hq", (Role.SALES_SUPPORT,), False, False, 0.0, 0),
    ("qian", "钱多", "hq", (Role.TAG_ADMIN,), False, False, 0.0, 0),
    ("admin", "系统管理员", "hq", (Role.SYSTEM_ADMIN,), False, False, 0.0, 0),
    ("li", "李离", "east", (Role.REP,), False, True, 0.0, 0),
)


def assemble(chance: Chance, founded_at: Instant) -> Cast:
    """The same people in the same order every time."""
    ids = {key: TeamId(drawn_id(chance, founded_at)) for key, _, _ in _TEAMS}
    teams = tuple(Team(ids[key], name, None if parent is None else ids[parent]) for key, name, parent in _TEAMS)
    members = tuple(
        Member(
            login,
            Person(
                PersonId(drawn_id(chance, founded_at)),
                name,
                ids[team],
                frozenset(roles),
                is_key_account=is_key_account,
                has_departed=has_departed,
            ),
            share,
            most,
        )
        for login, name, team, roles, is_key_account, has_departed, share, most in _PEOPLE
    )
    return Cast(teams, members)
