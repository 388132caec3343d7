"""The page of the pools at a desk of the tests: the real presenter, with a screen that remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from desktop.presenters.furnishing import Furnished
from desktop.presenters.pools import Pools
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.pools import CloseQuestion, MemberAct, MemberQuestion, NameQuestion, OpenedPool, PoolLine
from desktop.screens.rules import Outlook, TypedRules, WhatIf
from desktop.screens.window import Page
from domain.instants import instant
from domain.rulesets import huaqiu, settings_of
from sync.protocol.acts import Act
from sync.protocol.rows import CustomerRow, PersonRow, PoolMemberRow, PoolRow, Row, RulesetRow
from tests.desktop.presenters.above import COMPANY, FAN, OTHER, asked, held, sit_above
from tests.desktop.presenters.desk import CHEN, NOW, SOUTH, WANG, Desk, ago, in_pool

ADMIN, SHUT = "0" * 31 + "a", "3" * 32
SETTINGS = settings_of(huaqiu(1, instant(0)))
POOLS: tuple[Row, ...] = (
    *COMPANY,
    PersonRow(ADMIN, 1, "系统管理员", OTHER, ("system_admin",)),
    PoolRow(SHUT, 1, "试点公海", is_open=False),
    PoolMemberRow(f"{SOUTH}/{FAN}", 1, SOUTH, FAN, False),
    RulesetRow("5" * 32, 1, SOUTH, 1, 0, SETTINGS),
    RulesetRow("4" * 32, 1, SOUTH, 2, ago(30), SETTINGS | {"no_deal_days": 90}),
)
HELD = (held(1, WANG, 1), held(2, WANG, 8), held(3, CHEN, 12), held(4, WANG, 12))
TODAY, TOMORROW = NOW.date(), NOW.date() + timedelta(days=1)


class PoolsRecorder:
    def __init__(self) -> None:
        self.lead = self.nothing = self.trouble = ""
        self.lines: Sequence[PoolLine] = ()
        self.may_found = False
        self.pool: OpenedPool | None = None
        self.name: NameQuestion | None = None
        self.members: MemberQuestion | None = None
        self.close: CloseQuestion | None = None
        self.closed = 0
        self.forms: list[tuple[str, TypedRules]] = []
        self.troubles: Mapping[str, str] = {}
        self.what_if: WhatIf | None = None
        self.progress: list[str] = []
        self.outlook: Outlook | None = None

    def show_pools(self, lead: str, lines: Sequence[PoolLine], current: str, *, may_found: bool) -> None:
        self.lead, self.lines, self.may_found, self.nothing = lead, lines, may_found, ""

    def show_nothing(self, title: str, text: str, *, may_found: bool) -> None:
        self.nothing, self.may_found = title, may_found

    def show_pool(self, pool: OpenedPool) -> None:
        self.pool = pool

    def ask_name(self, question: NameQuestion) -> None:
        self.name, self.trouble = question, ""

    def ask_members(self, question: MemberQuestion) -> None:
        self.members, self.trouble = question, ""

    def ask_close(self, question: CloseQuestion) -> None:
        self.close, self.trouble = question, ""

    def show_question_trouble(self, text: str) -> None:
        self.trouble = text

    def close_question(self) -> None:
        self.closed += 1

    def show_form(self, pool_id: str, rules: TypedRules) -> None:
        self.forms.append((pool_id, rules))

    def show_rule_troubles(self, troubles: Mapping[str, str]) -> None:
        self.troubles = troubles

    def show_what_if(self, what_if: WhatIf) -> None:
        self.what_if = what_if
        self.progress.append(what_if.progress)

    def show_outlook(self, outlook: Outlook) -> None:
        self.outlook = outlook

    def close_what_if(self) -> None:
        self.what_if = self.outlook = None


@dataclass
class Office:
    desk: Desk
    screen: PoolsRecorder
    pools: Pools

    @property
    def pool(self) -> OpenedPool:
        assert self.screen.pool is not None
        return self.screen.pool

    @property
    def form(self) -> TypedRules:
        return self.screen.forms[-1][1]

    @property
    def notice(self) -> str:
        assert self.desk.window.notice is not None
        return self.desk.window.notice.text

    def asked(self) -> list[Act]:
        return [item.command for item in asked(self.desk)]

    def type(self, day: date = TOMORROW, **texts: str) -> TypedRules:
        """The form with some of it typed over."""
        return replace(self.form, texts={**self.form.texts, **texts}, effective_on=day)

    def members(self) -> list[tuple[str, str, list[str], list[MemberAct]]]:
        return [
            (line.name, line.detail, [label.text for label in line.labels], list(line.acts))
            for line in self.pool.members
        ]


def enter(
    folder: Path, person_id: str = ADMIN, theirs: Sequence[CustomerRow] = HELD, company: Sequence[Row] = POOLS
) -> Office:
    """At a desk with the page open on the southern pool."""
    screen = PoolsRecorder()
    made: list[Pools] = []

    def furnish(place: Workplace, ways: RoomWays) -> Furnished:
        made.append(Pools(screen, place, ways))
        return Furnished(made)

    desk = sit_above(folder, person_id, theirs, [in_pool(9)], company=company, furnish=furnish)
    desk.presenters.window.open_page(Page.POOLS)
    made[0].pool_asked(SOUTH)
    return Office(desk, screen, made[0])
