"""A test that leaves a thread, a running timer or a window behind fails, and hears where it came from.

What stands before the test begins (a server shared by a module, say) is not the test's own and is left alone.
For the line that made a leaked timer or window: `.venv/bin/python -X tracemalloc=15 -m pytest …`.
"""

import gc
import re
import sys
import threading
import time
import traceback
import tracemalloc
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from weakref import WeakKeyDictionary

import pytest

THREAD_GRACE_SECONDS = 3.0
_RUNNER = re.compile(r"[/\\](_pytest|pluggy|pytest|xdist|execnet)[/\\]|<frozen runpy>")

_started_at: WeakKeyDictionary[threading.Thread, str] = WeakKeyDictionary()


def pytest_configure(config: pytest.Config) -> None:
    original = threading.Thread.start

    def start(thread: threading.Thread) -> None:
        stack = [frame for frame in traceback.extract_stack()[:-1] if not _RUNNER.search(frame.filename)]
        _started_at[thread] = "".join(traceback.format_list(stack))
        original(thread)

    threading.Thread.start = start  # type: ignore[assignment, method-assign]
    config.add_cleanup(lambda: setattr(threading.Thread, "start", original))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays: neither we nor the collector look through its half a million objects again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Autouse, so it is set up first and torn down last of a test's own fixtures."""
    uses_qt = bool({"qtbot", "qapp", "qtmodeltester"} & set(request.fixturenames))
    threads = set(threading.enumerate())
    windows, timers = (_addresses(_windows()), _addresses(_running_timers())) if uses_qt else (set(), set())
    yield
    left = [] if request.node.get_closest_marker("keeps_threads") else _left_threads(threads)
    if uses_qt:
        left += _left_objects(windows, timers)
    if left:
        pytest.fail("left behind:\n\n" + "\n\n".join(left), pytrace=False)


def _left_threads(before: set[threading.Thread]) -> list[str]:
    deadline = time.monotonic() + THREAD_GRACE_SECONDS
    left = []
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            left.append(f"thread {thread.name!r}, started at\n{_started_at.get(thread, '  a place unknown')}".rstrip())
    return left


def _left_objects(windows: set[int], timers: set[int]) -> list[str]:
    _let_qt_delete()
    if not (_new(_windows(), windows) or _new(_running_timers(), timers)):
        return []
    # Perhaps only a cycle that nobody has collected yet: that is no leak.
    gc.collect()
    _let_qt_delete()
    return [
        *(f"window {_describe(window)}" for window in _new(_windows(), windows)),
        *(f"running timer {_describe(timer)}" for timer in _new(_running_timers(), timers)),
    ]


def _let_qt_delete() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        # Without a running loop, deleteLater() would wait for ever.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[Any]:
    from PySide6.QtWidgets import QApplication

    return list(QApplication.topLevelWidgets()) if QApplication.instance() else []


def _running_timers() -> list[Any]:
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    # type(), not isinstance(): a lazy proxy among a million objects answers isinstance() with its own code.
    found = (thing for thing in gc.get_objects() if issubclass(type(thing), QTimer))
    return [timer for timer in found if isValid(timer) and timer.isActive()]


def _addresses(things: list[Any]) -> set[int]:
    from shiboken6 import getCppPointer

    return {getCppPointer(thing)[0] for thing in things}


def _new(things: list[Any], known: set[int]) -> list[Any]:
    return [thing for thing in things if not _addresses([thing]) <= known]


def _describe(thing: Any) -> str:
    kind = type(thing)
    lines = [f"{kind.__module__}.{kind.__qualname__} {thing.objectName()!r}"]
    parent = thing.parent()
    if parent is not None:
        lines.append(f"  belongs to {type(parent).__module__}.{type(parent).__qualname__} {parent.objectName()!r}")
    lines += [f"  held by {holder}" for holder in _holders(thing)]
    made = tracemalloc.get_object_traceback(thing) if tracemalloc.is_tracing() else None
    lines += made.format() if made else []
    return "\n".join(lines)


def _holders(thing: Any) -> Iterator[str]:
    """`SearchBox.delay`, `module.name`: who keeps it alive, by name where there is one."""
    ours = {id(sys._getframe(depth)) for depth in range(2)}
    for referrer in gc.get_referrers(thing):
        if id(referrer) in ours:
            continue
        elif isinstance(referrer, dict):
            owners = [owner for owner in gc.get_referrers(referrer) if getattr(owner, "__dict__", None) is referrer]
            yield from (f"{_title(owner)}.{name}" for owner in owners for name in _names(referrer, thing))
        elif hasattr(referrer, "f_code"):
            yield f"a call of {referrer.f_code.co_qualname}"
        else:
            # A plain object keeps its attributes inline and has no dictionary until someone asks for it.
            yield from (f"{_title(referrer)}.{name}" for name in _names(getattr(referrer, "__dict__", {}), thing))


def _names(attributes: dict[Any, Any], thing: Any) -> list[str]:
    return [str(name) for name, value in attributes.items() if value is thing]


def _title(owner: Any) -> str:
    return owner.__name__ if isinstance(owner, ModuleType) else type(owner).__qualname__
