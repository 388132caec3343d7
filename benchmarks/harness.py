"""What a work item is, and how it is measured.

    @contextmanager
    def prepared() -> Iterator[Measures]:
        with some_server() as server:
            yield Measures(figure=seconds(lambda: pull(server)), floor=seconds(lambda: insert_raw(rows)))

    WORK_ITEMS = [WorkItem("first sync of 100,000 pool rows", prepared, unit="s", target=1.8)]

Figure and floor take turns, so that a busy minute of the machine falls on both; the ratio of their medians is what is
compared with the target. Absolute times drift two- to fourfold within an hour and are shown for the reader only.
"""

import gc
import importlib
import pkgutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Literal

type Measure = Callable[[], float]


@dataclass(frozen=True)
class Measures:
    """Two callables that can be called again and again, each giving one reading in the item's unit."""

    figure: Measure
    floor: Measure


@dataclass(frozen=True)
class WorkItem:
    """`target` is the largest ratio of figure to floor that meets it; None while none is set.

    `repeats`: readings of each side per round; more than one for what takes milliseconds, where one reading is chance.
    """

    work: str
    prepare: Callable[[], AbstractContextManager[Measures]]
    unit: Literal["s", "MB"] = "s"
    target: float | None = None
    repeats: int = 1


@dataclass(frozen=True)
class Result:
    work: str
    figure: float
    unit: str
    floor: float
    ratio: float
    target: float | None
    meets: bool | None

    def as_line(self) -> str:
        target = "none" if self.target is None else f"{self.target:g}"
        meets = {True: "yes", False: "NO", None: "-"}[self.meets]
        readings = f"figure {self.figure:9.4f} {self.unit:2}  floor {self.floor:9.4f} {self.unit:2}"
        return f"{self.work:52}  {readings}  ratio {self.ratio:7.2f}  target {target:>5}  meets {meets}"

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def seconds(work: Callable[[], object]) -> Measure:
    """A measure of the time that `work` takes, with no collection of earlier rubbish inside it."""

    def measure() -> float:
        gc.collect()
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return measure


def measure(item: WorkItem, rounds: int) -> Result:
    """The medians of the readings of all rounds, taken in turns."""
    with item.prepare() as measures:
        readings = [(measures.figure(), measures.floor()) for _ in range(rounds * item.repeats)]
    figure, floor = (statistics.median(column) for column in zip(*readings, strict=True))
    if floor <= 0:
        raise ValueError(f"{item.work}: a floor of {floor} {item.unit} is no floor")
    ratio = figure / floor
    meets = None if item.target is None else ratio <= item.target
    return Result(item.work, figure, item.unit, floor, ratio, item.target, meets)


def work_items(package: str = "benchmarks") -> Iterator[WorkItem]:
    """Those listed by the modules of `package`, modules by name, items in their order."""
    for found in sorted(pkgutil.iter_modules(importlib.import_module(package).__path__), key=lambda each: each.name):
        if found.name != "__main__":
            yield from getattr(importlib.import_module(f"{package}.{found.name}"), "WORK_ITEMS", ())
