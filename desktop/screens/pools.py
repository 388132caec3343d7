"""公海设置: the pools, who belongs to each, and by which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact
from desktop.screens.deeds import Team
from desktop.screens.rules import RulesScreen, VersionLine


class PoolsPart(StrEnum):
    """The parts of the page; the word is the message `pools-part-<value>`."""

    POOLS = "pools"
    FLOW_IN = "flow-in"


class PoolTab(StrEnum):
    """The parts of an opened pool; the word is the message `pool-tab-<value>`."""

    MEMBERS = "members"
    RULES = "rules"


class MemberAct(StrEnum):
    """What can be done with a member; the word is the message `member-<value>`."""

    MAKE_ADMIN = "make-admin"
    MAKE_MEMBER = "make-member"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A pool in the list: its name, whether it is open, its figures, its rules in short."""

    id: str
    name: str
    label: Label
    figures: str
    rules: str


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person or a whole team: 华南二组 · 团队 · 12 人 [公海管理员]."""

    key: str
    name: str
    detail: str
    labels: tuple[Label, ...] = ()
    acts: tuple[MemberAct, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedPool:
    """One pool. Whoever may not change anything sees `rules`, else the form stands in their place."""

    id: str
    name: str
    label: Label
    note: str
    is_open: bool
    may_change: bool
    members: tuple[MemberLine, ...]
    rules: tuple[Fact, ...]
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """What a new pool, or this one, is to be called. `pool_id` is empty for a new one."""

    pool_id: str
    title: str
    text: str
    name: str
    limit: int
    confirm: str


@dataclass(frozen=True, slots=True)
class MemberQuestion:
    """Who is to belong to a pool besides. Of each team the first candidate is the team itself."""

    pool_id: str
    title: str
    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class CloseQuestion:
    """What becomes of a pool's customers: the unassigned go to one of `pools` or wait in one of `teams`."""

    pool_id: str
    title: str
    text: str
    pools: tuple[Choice, ...]
    teams: tuple[Choice, ...]


class PoolsScreen(RulesScreen, Protocol):
    """What may be told to the page."""

    def show_pools(self, lead: str, lines: Sequence[PoolLine], current: str, *, may_found: bool) -> None: ...

    def show_nothing(self, title: str, text: str, *, may_found: bool) -> None:
        """In place of the list and of an opened pool, until `show_pools`."""

    def show_pool(self, pool: OpenedPool) -> None:
        """The same one again refreshes what is around the form, never what is typed."""

    def ask_name(self, question: NameQuestion) -> None: ...

    def ask_members(self, question: MemberQuestion) -> None: ...

    def ask_close(self, question: CloseQuestion) -> None: ...

    def show_question_trouble(self, text: str) -> None:
        """Why it cannot be done so; the question stays open with what was chosen or typed."""

    def close_question(self) -> None: ...


class PoolsWishes(Protocol):
    """What the page asks for besides what its form does."""

    def pool_asked(self, pool_id: str) -> None:
        """Open this one; answer with `show_pool` and `show_form`."""

    def found_asked(self) -> None:
        """Answer with `ask_name`."""

    def rename_asked(self, pool_id: str) -> None: ...

    def name_given(self, pool_id: str, name: str) -> None:
        """Answer with `close_question` or `show_question_trouble`, as to every answer to a question."""

    def open_asked(self, pool_id: str) -> None:
        """Open a closed pool for claims."""

    def close_asked(self, pool_id: str) -> None:
        """Answer with `ask_close`."""

    def close_confirmed(self, pool_id: str, to_pool_id: str, to_team_id: str) -> None:
        """At most one is not empty."""

    def members_asked(self, pool_id: str) -> None:
        """Answer with `ask_members`."""

    def members_chosen(self, pool_id: str, keys: tuple[str, ...], is_admin: bool) -> None: ...

    def member_act_asked(self, pool_id: str, key: str, act: MemberAct) -> None: ...
