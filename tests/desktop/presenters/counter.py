"""Somebody's imports: the real presenter on a real cache, the line for files as a test wishes it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.presenters.imports import Imports
from desktop.screens.imports import ImportState, ImportStep
from sync.importing import Importer
from sync.protocol.imports import Imported, ImportRow
from sync.protocol.messages import Session
from sync.session import SessionHolder
from tests.desktop.presenters.desk import Desk
from tests.fakes.clock import ManualClock
from tests.fakes.files import FakeFileLine, Passage
from tests.fakes.server import FakeServer
from tests.fakes.sessions import MemorySessions
from tests.fakes.transport import FakeTransport

FOUND = Imported(
    {"new": 2, "update": 1, "invalid": 1, "duplicate": 1},
    (
        ImportRow(4, "", "invalid", "没有企业名称"),
        ImportRow(2, "甲公司", "new", "", "“注册资金”无法识别"),
        ImportRow(5, "乙公司", "duplicate", "“乙公司”已在系统中"),
    ),
    3,
    ("企业类型",),
    b"workbook",
    1,
)


@dataclass
class ImportRecorder:
    """The screen as it was told."""

    is_shown: bool | None = None
    state: ImportState = field(default_factory=lambda: ImportState(ImportStep.CHOOSE))
    steps: list[ImportStep] = field(default_factory=list)
    movings: list[str] = field(default_factory=list)
    is_open: bool = False

    def show_way_in(self, *, is_shown: bool) -> None:
        self.is_shown = is_shown

    def open_import(self, state: ImportState) -> None:
        self.is_open = True
        self.show_import(state)

    def show_import(self, state: ImportState) -> None:
        self.state = state
        self.steps.append(state.step)
        self.movings += [] if state.moving is None else [state.moving.text]

    def close_import(self) -> None:
        self.is_open = False


@dataclass
class Counter:
    """Somebody's imports over a real cache, with the line for files as a test wishes it."""

    desk: Desk
    line: FakeFileLine = field(default_factory=FakeFileLine)
    screen: ImportRecorder = field(default_factory=ImportRecorder)

    def __post_init__(self) -> None:
        clock = ManualClock(self.desk.place.now())
        sessions = SessionHolder(MemorySessions(), FakeTransport(FakeServer("wu"), "wu"), clock, "device")
        sessions.begin(Session("wu", "wu", "token", 900, "refresh", 1))
        self.importer = Importer(self.line, sessions, self.desk.server_clock)
        self.acts = 0
        ways = replace(self.desk.presenters._room_ways(), acted=self._acted)
        self.imports = Imports(self.screen, self.desk.place, self.importer, ways)
        self.imports.refresh()

    @property
    def state(self) -> ImportState:
        return self.screen.state

    def choose(self, path: Path, content: bytes = b"a table") -> None:
        path.write_bytes(content)
        self.imports.import_asked()
        self.imports.file_chosen(str(path))

    def check(self, path: Path, passage: Passage) -> None:
        self.choose(path)
        self.line.passages.append(passage)
        self.imports.import_confirmed()

    def bring_in(self, path: Path, passage: Passage) -> None:
        self.check(path, Passage(FOUND))
        self.line.passages.append(passage)
        self.imports.import_confirmed()

    def _acted(self) -> None:
        self.acts += 1
