"""The pages beside the register at a desk of the tests: the real presenters, with screens that remember."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from desktop.presenters.licences import Licences
from desktop.presenters.review import Review
from desktop.presenters.today import Today
from desktop.screens.cells import plain
from desktop.screens.certification import Licence
from desktop.screens.details import Details
from desktop.screens.examination import Examination
from desktop.screens.review import DeclineQuestion, ReviewCount, ReviewKind, ReviewTab
from desktop.screens.today import TodayBlock, TodayPart
from sync.protocol.rows import NoticeRow, ReinstatementRow
from tests.desktop.presenters.desk import WANG, Desk, ago, customer_id
from tests.desktop.presenters.recorders import ListRecorder


class TodayRecorder:
    def __init__(self) -> None:
        self.blocks: dict[TodayPart, TodayBlock] = {}
        self.nothing = ""

    def show_blocks(self, blocks: Sequence[TodayBlock]) -> None:
        self.blocks = {block.part: block for block in blocks}
        self.nothing = ""

    def show_nothing(self, title: str, text: str) -> None:
        self.blocks, self.nothing = {}, title

    def said(self, part: TodayPart) -> list[tuple[str, ...]]:
        """Label, name, what is said, when: as one reads it."""
        return [
            (line.label.text if line.label else "", line.text, line.detail, line.when)
            for line in self.blocks[part].lines
        ]


class ReviewRecorder(ListRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[ReviewTab, ReviewCount] = {}
        self.nothing = ""
        self.details: Details | None = None
        self.question: DeclineQuestion | None = None
        self.trouble = ""
        self.taken: list[str] = []
        self.kinds: Sequence[ReviewKind] = ()
        self.kind: ReviewKind | None = None
        self.examination: Examination | None = None
        self.licence: Licence | None = None

    def show_kinds(self, kinds: Sequence[ReviewKind], current: ReviewKind | None) -> None:
        self.kinds, self.kind = kinds, current

    def show_examination(self, examination: Examination | None) -> None:
        self.examination = examination

    def show_examined_licence(self, certification_id: str, licence: Licence | None) -> None:
        self.licence = licence

    def show_listing(self, listing: Any) -> None:
        super().show_listing(listing)
        self.nothing = ""

    def show_tabs(self, tabs: Sequence[ReviewCount], current: ReviewTab) -> None:
        self.counts = {tab.tab: tab for tab in tabs}

    def show_nothing(self, title: str, text: str) -> None:
        self.nothing, self.listing = title, None

    def show_details(self, details: Details | None) -> None:
        self.details = details

    def ask_why(self, question: DeclineQuestion) -> None:
        self.question, self.trouble = question, ""

    def show_why_trouble(self, text: str) -> None:
        self.trouble = text

    def why_taken(self, request_id: str) -> None:
        self.taken.append(request_id)


def today_at(desk: Desk) -> tuple[Today, TodayRecorder]:
    """The page stands in the rail from now on; nobody looks at it yet."""
    screen = TodayRecorder()
    today = Today(screen, desk.place, desk.presenters._room_ways())
    desk.presenters.furnishing.rooms.append(today)
    today.refresh()
    return today, screen


def review_at(desk: Desk) -> tuple[Review, ReviewRecorder]:
    screen = ReviewRecorder()
    licences = Licences(desk.place, lambda content: content)
    review = Review(screen, desk.place, desk.presenters._room_ways(), screen, licences)
    desk.presenters.furnishing.rooms.append(review)
    review.refresh()
    return review, screen


def rows(review: Review, screen: ReviewRecorder) -> list[tuple[str, ...]]:
    """Every row as one reads it."""
    review.review_rows_asked(screen.ids)
    return [tuple(plain(cell) for cell in screen.rows[each].cells) for each in screen.ids]


def notice(number: int, verb: str, days: float = 0.1, **fields: Any) -> NoticeRow:
    """What somebody did to the customer of this number, which Wang held."""
    named: dict[str, Any] = {"customer_name": f"我的客户{number:03}", "from_owner_id": WANG, "to_owner_id": None}
    return NoticeRow(f"{number:032x}", 1, customer_id(number), verb=verb, at=ago(days), **(named | fields))


def request(number: int, state: str = "open", days: float = 0.1, **fields: Any) -> ReinstatementRow:
    """Wang asks for the customer of this number, which flowed out two days ago."""
    named: dict[str, Any] = {
        "customer_name": f"公海客户{number:03}",
        "person_id": WANG,
        "asked_at": ago(days),
        "rule": "follow_up_gap",
        "days": 40,
        "recycled_at": ago(2),
        "medium": "phone",
        "text": "王工确认 6 层板打样，周五给 Gerber",
        "happened_at": ago(3),
    }
    version = 1 if state == "open" else 2
    return ReinstatementRow(f"f{number:031x}", version, customer_id(number), state=state, **(named | fields))


def ids(rows: Iterable[Any]) -> list[str]:
    return [row.id for row in rows]
