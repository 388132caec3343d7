"""The desks of those who look after others: Zhou manages the south with Wang and Chen; Wu is admin of a pool."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from desktop.presenters.furnishing import Furnish, no_rooms
from desktop.screens.deeds import Question
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from domain.identifiers import CustomerId
from domain.instants import instant, millis
from domain.reasons import Reason
from sync.cache.answers import Answer, Item
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.protocol.rows import CustomerRow, PersonRow, PoolMemberRow, PoolRow, ReceiptRow, Row, RulesetRow, TeamRow
from sync.protocol.scopes import REFERENCE, assigned_scope, person_scope, pool_scope, team_scope
from sync.report import Report
from tests.desktop.presenters.desk import CHEN, NORTH, NOW, SOUTH, TEAM, WANG, Desk, StillClock, customer_id, mine

ZHOU, WU, SUN, FAN = "c" * 32, "d" * 32, "e" * 32, "f" * 32
REGION, OTHER = "8" * 32, "7" * 32

COMPANY: tuple[Row, ...] = (
    PersonRow(WANG, 1, "王芳", TEAM, ("rep",)),
    PersonRow(CHEN, 1, "陈晓", TEAM, ("rep",)),
    PersonRow(ZHOU, 1, "周强", REGION, ("manager",)),
    PersonRow(WU, 1, "吴静", OTHER, ("pool_admin",)),
    PersonRow(SUN, 1, "孙丽", OTHER, ("sales_support",)),
    PersonRow(FAN, 1, "范离", TEAM, ("rep",), False, True),
    TeamRow(REGION, 1, "华南大区"),
    TeamRow(TEAM, 1, "华南二组", REGION),
    TeamRow(OTHER, 1, "总部"),
    PoolRow(SOUTH, 1, "华南公海"),
    PoolRow(NORTH, 1, "华北公海"),
    PoolMemberRow(f"{SOUTH}/{REGION}", 1, SOUTH, REGION, True),
    PoolMemberRow(f"{NORTH}/{REGION}", 1, NORTH, REGION, True),
    PoolMemberRow(f"{SOUTH}/{WU}", 1, SOUTH, WU, False, True),
    RulesetRow("5" * 32, 1, SOUTH, 1, 0, {"holding_cap": 3}),
    RulesetRow("6" * 32, 1, NORTH, 1, 0, {}),
)


def held(number: int, owner: str, held_days: float = 3, **fields: Any) -> CustomerRow:
    """Somebody's of the second team, as its manager sees it."""
    named = {"owner_id": owner, "team_id": TEAM, "name": f"同事客户{number:03}", "phone": "13800005678"}
    return mine(number, held_days, **(named | fields))


def waiting(number: int, **fields: Any) -> CustomerRow:
    """Left behind by somebody of the second team."""
    row = held(number, WANG, **fields)
    gone = {"owner_id": None, "acquired_at": None, "outflow_at": None, "outflow_rule": None}
    return msgspec.structs.replace(row, pool_state="pending", **gone)


def ordinary(number: int, owner: str) -> CustomerRow:
    """Somebody's, under the rules of no pool."""
    row = held(number, owner)
    freed = {"pool_id": None, "acquired_at": None, "outflow_at": None, "outflow_rule": None}
    return msgspec.structs.replace(row, pool_state="ordinary", **freed)


def sit_above(
    folder: Path,
    person_id: str = ZHOU,
    theirs: Iterable[CustomerRow] = (),
    pooled: Iterable[CustomerRow] = (),
    own: Iterable[CustomerRow] = (),
    company: Iterable[Row] = COMPANY,
    furnish: Furnish = no_rooms,
) -> Desk:
    """A desk after its first sync, online and started. `theirs` come by the team, or for Wu masked by the pool."""
    cache = open_cache(folder, "ab" * 32, person_id=person_id, identity=RandomIdentity())
    above = assigned_scope(SOUTH) if person_id == WU else team_scope(TEAM)
    cache.scopes.grant((REFERENCE, person_scope(person_id), pool_scope(SOUTH), pool_scope(NORTH), above))
    desk = Desk(cache, StillClock(instant(millis(NOW))), person_id=person_id, furnish=furnish)
    desk.store(REFERENCE, company)
    desk.store(pool_scope(SOUTH), pooled)
    desk.store(pool_scope(NORTH))
    desk.store(above, theirs)
    desk.store(person_scope(person_id), own)
    cache.scopes.finish_loading()
    cache.scopes.note_pulled(desk.place.now())
    desk.presenters.start()
    desk.go_online()
    return desk


ONE, TWO, THREE, FOUR = (customer_id(number) for number in (1, 2, 3, 4))


def asked(desk: Desk) -> list[Item]:
    return [item for group in desk.cache.outbox.groups() for item in group.items]


def tabs(desk: Desk) -> dict[RegisterTab, int | None]:
    return {tab.tab: tab.count for tab in desk.register.tabs}


def cell(desk: Desk, row_id: str, column: Column) -> object:
    desk.presenters.register.rows_asked((row_id,))
    assert desk.register.listing is not None
    return desk.register.rows[row_id].cells[desk.register.listing.columns.index(column)]


def question(desk: Desk) -> Question:
    assert desk.register.question is not None
    return desk.register.question


def look_at_all(desk: Desk, tab: RegisterTab = RegisterTab.ASSIGNED) -> None:
    desk.presenters.register.whose_asked("all")
    desk.presenters.register.tab_asked(tab)


def settle(desk: Desk, items: list[Item], verb: str, reason: Reason | None = None, **facts: str | int) -> None:
    """The server answered these alike."""
    answers = tuple(
        Answer(each.id, each.batch_id, CustomerId(each.subject_id), each.customer_name, verb, not reason, reason, facts)
        for each in items
    )
    rows = [ReceiptRow(each.id, 1, not reason, reason, dict(facts), millis(NOW)) for each in items]
    desk.store(person_scope(desk.person_id), rows)
    desk.hear(Report(answers=answers, changed={"receipt": frozenset(each.id for each in items)}))
