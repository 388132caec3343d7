"""A rep's desk: the real cache with rows from a server's mouth, the real presenters, screens that remember."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from desktop.presenters.furnishing import Furnish, no_rooms
from desktop.presenters.quitting import Quitting
from desktop.presenters.signed_in import Outside, Screens, SignedIn
from desktop.presenters.workplace import Workplace
from domain.customers import Customer, PoolState
from domain.deadlines import outflow
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.instants import instant, millis, optional_instant
from domain.rulesets import huaqiu
from sync.cache.cache import Cache
from sync.cache.opening import open_cache
from sync.clock import ServerClock
from sync.identity import RandomIdentity
from sync.protocol.messages import Checksum, Removals, ScopePage, Upserts
from sync.protocol.rows import CustomerRow, PersonRow, PoolMemberRow, PoolRow, Row, RulesetRow, TeamRow
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from sync.report import Report
from sync.state import Contact, SyncState
from tests.desktop.presenters.inline import InlineBackground
from tests.desktop.presenters.recorders import CustomerRecorder, RegisterRecorder, SyncCentreRecorder, WindowRecorder

NOW = datetime.fromisoformat("2026-09-11T14:02:00+08:00")
DAY = timedelta(days=1)
WANG, CHEN = "a" * 32, "b" * 32
SOUTH, NORTH = "1" * 32, "2" * 32
TEAM = "9" * 32


class StillClock:
    """The machine's clock of a test: it stands where it was put."""

    def __init__(self, now: Instant) -> None:
        self.time = now

    def now(self) -> Instant:
        return self.time

    def elapsed(self) -> float:
        return self.time.timestamp()


def ago(days: float) -> int:
    return millis(NOW - days * DAY)


def customer_id(number: int) -> str:
    return f"{number:032x}"


def in_pool(number: int, pool: str = SOUTH, **fields: Any) -> CustomerRow:
    """Unassigned since five days."""
    named: dict[str, Any] = {"name": f"公海客户{number:03}", "region": "广东", "city": "深圳", "pooled_at": ago(5)}
    named |= {"outflow_reason": "release", "pool_state": "unassigned", "pool_id": pool}
    return CustomerRow(customer_id(number), 1, **(named | fields))


def mine(number: int, held_days: float = 3, **fields: Any) -> CustomerRow:
    """Wang's since three days, never followed up; its deadline as a server works it out."""
    named: dict[str, Any] = {"name": f"我的客户{number:03}", "region": "福建", "city": "厦门", "pool_state": "assigned"}
    named |= {"pool_id": SOUTH, "owner_id": WANG, "acquired_at": ago(held_days), "ownership_version": 1}
    row = CustomerRow(customer_id(number), 1, **(named | fields))
    due = outflow(_judged(row), huaqiu(1, instant(0)), is_owner_key_account=False)
    if due is None:
        return row
    return msgspec.structs.replace(row, outflow_at=millis(due.at), outflow_rule=due.rule.value)


def _judged(row: CustomerRow) -> Customer:
    return Customer(
        id=CustomerId(row.id),
        pool_id=PoolId(SOUTH),
        state=PoolState.ASSIGNED,
        owner_id=PersonId(WANG),
        acquired_at=optional_instant(row.acquired_at),
        last_order_at=optional_instant(row.last_order_at),
        last_follow_up_at=optional_instant(row.last_follow_up_at),
        is_locked=row.is_locked,
    )


REFERENCE_ROWS: tuple[Row, ...] = (
    PersonRow(WANG, 1, "王芳", TEAM, ("rep",)),
    PersonRow(CHEN, 1, "陈晓", TEAM, ("rep",)),
    TeamRow(TEAM, 1, "华南二组"),
    PoolRow(SOUTH, 1, "华南公海"),
    PoolMemberRow(f"{SOUTH}/{TEAM}", 1, SOUTH, TEAM, True),
    RulesetRow("5" * 32, 1, SOUTH, 1, 0, {}),
)


@dataclass
class Desk:
    """`hear` stores what a server sent and tells the presenters, as the engine and the bridge do."""

    cache: Cache
    clock: StillClock
    background: InlineBackground = field(default_factory=InlineBackground)
    window: WindowRecorder = field(default_factory=WindowRecorder)
    register: RegisterRecorder = field(default_factory=RegisterRecorder)
    customer: CustomerRecorder = field(default_factory=CustomerRecorder)
    sync_centre: SyncCentreRecorder = field(default_factory=SyncCentreRecorder)
    files: dict[str, bytes] = field(default_factory=dict)
    states: list[SyncState] = field(default_factory=list)
    ended: list[None] = field(default_factory=list)
    position: int = 0
    person_id: str = WANG
    furnish: Furnish = no_rooms

    def __post_init__(self) -> None:
        self.server_clock = ServerClock(self.clock)
        self.place = Workplace(
            self.cache, self.background, self.server_clock, RandomIdentity(), PersonId(self.person_id)
        )
        self.quitting = Quitting(self.window, self.place, lambda: self.ended.append(None))
        outside = Outside(
            sync_now=self.background.sync_now,
            save_file=self._save,
            keep_panel_width=lambda width: None,
            quitting=self.quitting,
            state_came=self.states.append,
            page_opened=lambda page: None,
        )
        screens = Screens(self.window, self.register, self.customer, self.sync_centre, self.furnish)
        self.presenters = SignedIn(screens, self.place, outside)

    def _save(self, name: str, content: bytes) -> str:
        self.files[name] = content
        return name

    def store(self, scope: str, rows: Iterable[Row] = (), removed: Iterable[tuple[str, str]] = ()) -> None:
        """A page from the server."""
        self.position += 1
        by_kind: dict[str, list[Row]] = {}
        for row in sorted(rows, key=lambda row: (row.kind, row.id)):
            by_kind.setdefault(row.kind, []).append(row)
        gone: dict[str, list[str]] = {}
        for kind, row_id in removed:
            gone.setdefault(kind, []).append(row_id)
        self.cache.scopes.store(
            ScopePage(
                scope,
                self.position,
                f"salt {self.position}",
                tuple(Upserts(kind, msgspec.Raw(msgspec.json.encode(each))) for kind, each in by_kind.items()),
                tuple(Removals(kind, tuple(ids)) for kind, ids in gone.items()),
            )
        )

    def disagree(self, scope: str) -> None:
        """A page from a server that counts rows which it does not send."""
        self.position += 1
        wrong = Checksum(1_000_000, "0" * 16)
        self.cache.scopes.store(ScopePage(scope, self.position, f"salt {self.position}", checksum=wrong))

    def hear(self, report: Report, *, is_online: bool = True) -> None:
        """The end of a round."""
        contact = Contact.GOOD if is_online else Contact.UNREACHABLE
        if is_online:
            self.cache.scopes.note_pulled(self.place.now())
        self.presenters.reported(replace(report, contact=contact))
        self.presenters.rested(Report(contact=contact))
        self.quitting.rested(contact)

    def go_online(self) -> None:
        self.hear(Report())

    def go_offline(self) -> None:
        self.hear(Report(), is_online=False)


def open_desk(folder: Path, customers: Iterable[CustomerRow] = (), pooled: Iterable[CustomerRow] = ()) -> Desk:
    """Wang's desk after a first sync with these customers."""
    cache = open_cache(folder, "ab" * 32, person_id=WANG, identity=RandomIdentity())
    cache.scopes.grant((REFERENCE, person_scope(WANG), pool_scope(SOUTH)))
    desk = Desk(cache, StillClock(instant(millis(NOW))))
    desk.store(REFERENCE, REFERENCE_ROWS)
    desk.store(pool_scope(SOUTH), pooled)
    desk.store(person_scope(WANG), customers)
    cache.scopes.finish_loading()
    cache.scopes.note_pulled(desk.place.now())
    return desk
