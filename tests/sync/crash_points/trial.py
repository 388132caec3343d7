"""One flow, tried at every point: the end must be the one that the person was told, and nothing in between."""

import gc
import shutil
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sync.cache.errors import DiskFull
from tests.sync.crash_points.fuse import Crash, Fuse, Kind, Window
from tests.sync.crash_points.place import Place
from tests.sync.crash_points.standing import Standing, quiet, standing_of

ENOUGH_POINTS = 2_000
"""More than any flow has: a flow that never ends is told instead of tried for ever."""


def _do_nothing(_place: Place) -> None:
    """For flows that need no more than the small company."""


def started(place: Place) -> None:
    """For flows of a program that runs already."""
    _ = place.client


@dataclass(frozen=True)
class Flow:
    """`act` is what may be cut anywhere; `first` and `last` are exchanges or files between which it is.

    `is_one_act`: it is done or not done, and told as what it is. Otherwise it only brings machine and company nearer
    to each other, or is begun again by the next start: there is one end, however far it came.
    """

    name: str
    act: Callable[[Place], None]
    prepare: Callable[[Place], None] = _do_nothing
    recover: Callable[[Place], None] = quiet
    begin: Callable[[Place], None] = _do_nothing
    standing: Callable[[Place], Standing] = standing_of
    proves: Callable[[Standing], bool] = bool
    """What the end of an unharmed act must hold, so that a flow which does nothing is seen."""
    is_one_act: bool = False
    first: str | None = None
    last: str | None = None
    stride: int = 1
    """Tries every so many points in an everyday run."""
    kinds: tuple[Kind, ...] = (Kind.CRASH, Kind.FULL)
    owns: bool = False
    """Takes the profile's lock, which the system gives back when a process dies."""


@dataclass
class Tally:
    """What became of a flow's points. `violations` say where and what."""

    flow: str
    tried: dict[Kind, int] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for kind, number in other.tried.items():
            self.tried[kind] = self.tried.get(kind, 0) + number
        self.violations += other.violations

    def line(self, pattern: str) -> str:
        """For a table: the flow, points tried, crashes, full disks, violations."""
        crashes = self.tried.get(Kind.CRASH, 0)
        tried = sum(self.tried.values())
        return pattern.format(self.flow, tried, crashes, tried - crashes, len(self.violations))


class Trial:
    """A flow on a ground of its own: the place as prepared from `start`, and the ends that are allowed."""

    def __init__(self, flow: Flow, start: Place, ground: Path) -> None:
        self._flow = flow
        self._ground = ground
        self._prepared = start.fork(ground / "prepared")
        flow.prepare(self._prepared)
        self._prepared.stop()
        self._done = self._unharmed(flow.act)
        self._undone = self._unharmed(_do_nothing)
        assert flow.proves(self._done), f"{flow.name} does not do what it is about: {self._done}"
        difference = _differences(self._done, [self._undone])
        assert bool(difference) is flow.is_one_act, f"{flow.name}: done and not done differ in: {difference}"

    def at_every(self, kind: Kind, stride: int) -> Tally:
        """Try points until the act comes to its end unharmed."""
        tally = Tally(self._flow.name, {kind: 0})
        for number in range(0, ENOUGH_POINTS, stride):
            fuse, trouble = self._at(kind, number)
            if not fuse.has_blown:
                return tally
            tally.tried[kind] += 1
            if trouble:
                tally.violations.append(f"{self._flow.name}, {kind} at {number} ({fuse.blown_at}): {trouble}")
        raise AssertionError(f"{self._flow.name} has no end")

    def _unharmed(self, act: Callable[[Place], None]) -> Standing:
        place = self._prepared.fork(self._ground / "unharmed")
        try:
            self._flow.begin(place)
            act(place)
            place.stop()
            self._flow.recover(place)
            return self._flow.standing(place)
        finally:
            place.stop()
            shutil.rmtree(self._ground / "unharmed")

    def _at(self, kind: Kind, number: int) -> tuple[Fuse, str]:
        place = self._prepared.fork(self._ground / "tried")
        frozen = self._ground / "frozen"
        self._flow.begin(place)
        fuse = Fuse(
            kind,
            number,
            place.folder,
            lambda: _copy(place.folder, frozen),
            Window(self._flow.first, self._flow.last),
        )
        try:
            with warnings.catch_warnings(action="ignore", category=ResourceWarning):
                trouble = self._trouble(place, fuse)
                if self._flow.owns:
                    gc.collect()  # what a dead program held open is closed by its death
            return fuse, trouble
        finally:
            place.stop()
            shutil.rmtree(self._ground / "tried", ignore_errors=True)
            shutil.rmtree(frozen, ignore_errors=True)

    def _trouble(self, place: Place, fuse: Fuse) -> str:
        try:
            if fuse.kind is Kind.CRASH:
                return self._after_crash(place, fuse)
            return self._after_full_disk(place, fuse)
        except Exception as error:
            return f"{type(error).__name__}: {error}"

    def _after_crash(self, place: Place, fuse: Fuse) -> str:
        was_told = self._is_told(place, fuse)
        if not fuse.has_blown:
            return ""
        place.stop()
        place.folder = self._ground / "frozen"
        self._flow.recover(place)
        return self._verdict(place, [self._done] if was_told else [self._done, self._undone])

    def _after_full_disk(self, place: Place, fuse: Fuse) -> str:
        """The program goes on: told as not done it is not done, and asked again it is done."""
        last_id = place.identity._last
        try:
            was_told = self._is_told(place, fuse)
        except DiskFull:
            was_told = False
        if not fuse.has_blown:
            return ""
        if not was_told:
            if self._flow.is_one_act:
                other = place.fork(self._ground / "told")
                try:
                    self._flow.recover(other)
                    trouble = self._verdict(other, [self._undone])
                finally:
                    other.stop()
                    shutil.rmtree(self._ground / "told")
                if trouble:
                    return f"told as not done, and yet {trouble}"
            place.identity._last = last_id
            self._flow.act(place)
        self._flow.recover(place)
        return self._verdict(place, [self._done])

    def _is_told(self, place: Place, fuse: Fuse) -> bool:
        place.wire(fuse)
        try:
            with fuse.armed():
                self._flow.act(place)
        except Crash:
            return False
        finally:
            place.wire(None)
        return True

    def _verdict(self, place: Place, allowed: list[Standing]) -> str:
        end = self._flow.standing(place)
        return "" if end in allowed else _differences(end, allowed)


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target)


def _differences(end: Standing, allowed: list[Standing]) -> str:
    """Where the end differs from the nearest one allowed."""
    found: list[list[str]] = [
        [
            f"{name}: {end.get(name)!r} instead of {other.get(name)!r}"
            for name in {**end, **other}
            if end.get(name) != other.get(name)
        ]
        for other in allowed
    ]
    nearest = min(found, key=len)
    return "; ".join(nearest)
