"""The parts of the page 今日, as the cache has them now. Everything here reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.change_lines import change_lines
from desktop.presenters.today_lines import Lines, certification_line, flowing_lines, plan_lines, request_line
from desktop.presenters.workplace import Workplace
from desktop.screens.today import TodayBlock, TodayPart
from domain.instants import instant
from sync.cache.asking import Filter, Mine, SortKey, Wanted

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView
    from sync.cache.notices import NoticeView
    from sync.cache.requests import RequestView

FIRST = {TodayPart.PLANNED: 10, TodayPart.FLOWING: 8, TodayPart.CHANGES: 12, TodayPart.REQUESTS: 6}
"""So many lines of each part before more are asked for."""

KEPT = timedelta(days=7)
"""What has been seen stays so long; what has not, as long as it is remembered at all."""

ANSWERS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Gaze:
    """How the person looks at the page: deeds opened, lines shown of each part, notices new since it was opened."""

    opened: frozenset[str] = frozenset()
    shown: Mapping[TodayPart, int] = field(default_factory=lambda: FIRST)
    fresh: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawn:
    """The blocks, and whom each of their lines opens."""

    blocks: tuple[TodayBlock, ...]
    customers: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        return not any(block.lines for block in self.blocks)


def told_notices(place: Workplace, gaze: Gaze) -> tuple[NoticeView, ...]:
    """Those of the last days, and older ones that nobody had seen before the page was opened; the newest first."""
    since = place.now() - KEPT
    every = place.cache.notices.since(None)
    return tuple(view for view in every if view.at > since or not view.is_seen or view.row.id in gaze.fresh)


def own_requests(place: Workplace) -> tuple[RequestView, ...]:
    """The person's own, the newest first: open ones, and those answered of late."""
    now = place.now()
    own = [view for view in place.cache.requests.all(now) if view.is_mine]
    return tuple(
        view for view in own if view.row.answered_at is None or instant(view.row.answered_at) > now - ANSWERS_KEPT
    )


def own_certifications(place: Workplace) -> tuple[CertificationView, ...]:
    """Those that the person sent in, the newest first: without an answer, or answered of late."""
    return place.cache.certifications.mine(place.now() - ANSWERS_KEPT)


def draw(
    place: Workplace,
    gaze: Gaze,
    notices: Sequence[NoticeView],
    requests: Sequence[RequestView],
    certifications: Sequence[CertificationView],
) -> Drawn:
    """All parts, of these notices, requests and certifications."""
    now, today = place.now(), place.local_now().date()
    plans = place.cache.plans.due(today, now)
    flowing = place.cache.register.ids(Wanted(Mine(), Filter(is_about_to_flow_out=True), SortKey.OUTFLOW), now)
    changes = change_lines(place, notices, gaze.opened, gaze.fresh)
    asked = [(view.row.asked_at, request_line(place, view)) for view in requests]
    asked += [(view.row.asked_at, certification_line(place, view)) for view in certifications]
    asked.sort(key=lambda each: each[0], reverse=True)
    shown = gaze.shown
    parts: dict[TodayPart, tuple[Lines, int, int]] = {
        TodayPart.PLANNED: (plan_lines(place, plans[: shown[TodayPart.PLANNED]], today), len(plans), len(plans)),
        TodayPart.FLOWING: (flowing_lines(place, flowing[: shown[TodayPart.FLOWING]]), len(flowing), 0),
        TodayPart.CHANGES: (changes, len(notices), len(changes)),
        TodayPart.REQUESTS: ([line for _, line in asked], len(asked), len(asked)),
    }
    blocks: list[TodayBlock] = []
    customers: dict[str, str] = {}
    for part, (lines, count, every) in parts.items():
        seen = lines[: shown[part]]
        rest = max(0, every - len(seen))
        more = words.say("today-more", n=rest) if rest else ""
        if part is TodayPart.FLOWING and count:
            more = words.say("today-all-flowing", n=count)
        nothing = words.say(f"today-{part.value}-nothing")
        blocks.append(TodayBlock(part, tuple(line for line, _ in seen), count, nothing, more))
        customers |= {line.id: customer_id for line, customer_id in seen if customer_id}
    return Drawn(tuple(blocks), customers)
