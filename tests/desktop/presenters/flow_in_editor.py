"""An admin at the rules of flowing in: what the page is told, and what they type."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.presenters.flow_in import FlowInDesk
from desktop.presenters.furnishing import Furnished
from desktop.presenters.rooms import RoomWays
from desktop.presenters.workplace import Workplace
from desktop.screens.flow_in import FlowInForm, FlowInState, TurnQuestion, TypedFlowIn, TypedScore, WordOf
from domain.flow_in import THE_FLOW_IN, Allocation, FlowIn, SaveFlowIn
from domain.flow_in import settings_of_flow_in as settings_of
from domain.identifiers import PersonId, PoolId
from sync.protocol.rows import FlowInRow, Row
from sync.protocol.scopes import REFERENCE
from sync.report import Report
from tests.desktop.presenters.above import asked, sit_above
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, WANG, Desk
from tests.desktop.presenters.pool_office import ADMIN, POOLS

RULES = FlowIn(
    window_days=14,
    pool_id=PoolId(SOUTH),
    scores={"upload": 40, "quote": 40, "login": 5, "webinar": 10},
    allocations={
        "self_registered": Allocation(PoolId(SOUTH), (PersonId(WANG), PersonId(CHEN))),
        "exhibition": Allocation(PoolId(NORTH)),
    },
)


def told(rules: FlowIn, version: int = 2) -> FlowInRow:
    return FlowInRow(THE_FLOW_IN, version, settings_of(rules))


class FlowInRecorder:
    def __init__(self) -> None:
        self.form: FlowInForm | None = None
        self.state: FlowInState | None = None
        self.hidden = self.opened = self.words_closed = 0
        self.broken = self.trouble = ""
        self.pointed: list[str] = []
        self.word: WordOf | None = None
        self.turn: TurnQuestion | None = None

    def show_flow_in(self, form: FlowInForm, state: FlowInState) -> None:
        self.form, self.state, self.broken = form, state, ""

    def hide_flow_in(self) -> None:
        self.hidden += 1

    def open_flow_in(self) -> None:
        self.opened += 1

    def show_flow_in_broken(self, text: str) -> None:
        self.broken = text

    def point_to(self, field_name: str) -> None:
        self.pointed.append(field_name)

    def ask_word(self, what: WordOf) -> None:
        self.word = what

    def ask_turn(self, question: TurnQuestion) -> None:
        self.turn = question

    def show_word_trouble(self, text: str) -> None:
        self.trouble = text

    def close_word(self) -> None:
        self.words_closed += 1


@dataclass
class Editor:
    desk: Desk
    screen: FlowInRecorder
    flow_in: FlowInDesk

    @property
    def typed(self) -> TypedFlowIn:
        assert self.screen.form is not None
        return self.screen.form.typed

    @property
    def state(self) -> FlowInState:
        assert self.screen.state is not None
        return self.screen.state

    @property
    def notice(self) -> str:
        assert self.desk.window.notice is not None
        return self.desk.window.notice.text

    def type(self, **fields: Any) -> None:
        self.flow_in.flow_in_typed(replace(self.typed, **fields))

    def score(self, kind: str, points: str) -> None:
        others = tuple(each for each in self.typed.scores if each.kind != kind)
        self.type(scores=(*others, TypedScore(kind, points)))

    def source(self, source: str, **fields: Any) -> None:
        self.type(
            sources=tuple(replace(each, **fields) if each.source == source else each for each in self.typed.sources)
        )

    def hear(self, row: Row) -> None:
        self.desk.store(REFERENCE, (row,))
        self.desk.hear(Report(changed={row.kind: frozenset({row.id})}))

    def saved(self) -> list[FlowIn]:
        return [item.command.rules for item in asked(self.desk) if isinstance(item.command, SaveFlowIn)]


def enter(folder: Path, person_id: str = ADMIN, rows: Sequence[Row] = (told(RULES),)) -> Editor:
    screen = FlowInRecorder()
    made: list[FlowInDesk] = []

    def furnish(place: Workplace, ways: RoomWays) -> Furnished:
        made.append(FlowInDesk(screen, place, ways))
        return Furnished(made)

    desk = sit_above(folder, person_id, company=(*POOLS, *rows), furnish=furnish)
    return Editor(desk, screen, made[0])
