"""The door to threads: work leaves the UI thread here, and what came of it comes back to the UI thread.

Six plain threads for the program's life, and one bridge object that carries results over:
the reader (queries), the writer (commands, one after the other, all finished before the program ends), the sync
thread, the ear and the courier, which keep up a turn of work between the jobs they are given, and the runner (errands,
which may take minutes).
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

type Job = Callable[[], None]
type Turn = Callable[[], float]
"""One turn of endless work; returns after how many seconds the next is due."""

_log = logging.getLogger(__name__)


class Background(QObject):
    """Runs work elsewhere and delivers on the thread that made it. One for the program's life.

    Nothing is delivered after `close`. An error without an `on_error` of its own goes to `on_stray_error`.
    """

    # One signal of one object that never dies: a QObject per job is what crashes PySide6 across threads.
    _done = Signal(object)

    def __init__(self, on_stray_error: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_stray_error = on_stray_error
        self._is_open = True
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reader, self._writer, self._sync, self._ear, self._courier, self._runner = (
            _Lane(f"gonghai-{name}", self._tell_of_bug)
            for name in ("reader", "writer", "sync", "ear", "courier", "runner")
        )

    def query[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        """Read something; the answer may come after later commands."""
        self._give(self._reader, work, then, on_error)

    def command[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        """Change something. Commands run in the order given, and those given are run even when the program ends."""
        self._give(self._writer, work, then, on_error, is_promised=True)

    def exchange[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        """Talk to a server, between two turns of the sync thread."""
        self._give(self._sync, work, then, on_error)

    def parting[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        """What is done behind the round that is under way, and done even when the program ends."""
        self._give(self._sync, work, then, on_error, is_promised=True)

    def errand[T, H](
        self,
        work: Callable[[Callable[[H], None]], T],
        heard: Callable[[H], None],
        then: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Something that takes long, beside everything else. `work` is given a way to tell how far it is: `heard`."""

        def tell(how_far: H) -> None:
            self.post(lambda: heard(how_far))

        self._give(self._runner, lambda: work(tell), then, on_error)

    def keep_syncing(self, turn: Turn | None) -> None:
        """Take turns on the sync thread from now on, at once for the first time; None: no longer."""
        self._sync.keep(turn)

    def keep_listening(self, turn: Turn | None) -> None:
        """The same on the ear, whose turns may wait long for an answer."""
        self._ear.keep(turn)

    def keep_delivering(self, turn: Turn | None) -> None:
        """The same on the courier, whose turns carry files."""
        self._courier.keep(turn)

    def deliver_now(self) -> None:
        """Do not wait for the next turn of the courier; from any thread."""
        self._courier.nudge()

    def sync_now(self) -> None:
        """Do not wait for the next turn of the sync thread."""
        self._sync.nudge()

    def post(self, tell: Job) -> None:
        """Have `tell` called on the UI thread. For turns, from any thread."""
        if self._is_open:
            self._done.emit(tell)

    def close(self, within_seconds: float = 10.0) -> bool:
        """Finish what was promised, drop what was only asked. False: a thread still works (and dies with us)."""
        self._is_open = False
        lanes = (self._reader, self._writer, self._sync, self._ear, self._courier, self._runner)
        for lane in lanes:
            lane.stop()
        ended = [lane.join(within_seconds) for lane in lanes]
        if not all(ended):
            _log.warning("threads_still_working lanes=%s", [lane.name for lane in lanes if not lane.join(0)])
        return all(ended)

    def _give[T](
        self,
        lane: _Lane,
        work: Callable[[], T],
        then: Callable[[T], None],
        on_error: Callable[[Exception], None] | None,
        *,
        is_promised: bool = False,
    ) -> None:
        def job() -> None:
            try:
                came = work()
            except Exception as error:
                # Bound now: Python forgets `error` when this block ends.
                failure, told = error, on_error or self._on_stray_error
                self.post(lambda: told(failure))
            else:
                self.post(lambda: then(came))

        lane.give(job, is_promised=is_promised)

    def _tell_of_bug(self, error: Exception) -> None:
        self.post(lambda: self._on_stray_error(error))

    @Slot(object)
    def _deliver(self, tell: Job) -> None:
        if self._is_open:
            tell()


class _Lane:
    """One thread that runs its jobs in order, and its turn whenever that is due and no job waits."""

    def __init__(self, name: str, on_bug: Callable[[Exception], None]) -> None:
        self.name = name
        self._on_bug = on_bug
        self._jobs: SimpleQueue[tuple[Job | None, bool]] = SimpleQueue()
        self._turn: Turn | None = None
        self._pause: float | None = None
        self._is_ending = False
        self._is_nudged = threading.Event()
        # Daemon: a server that never answers must not keep a closed program alive; commands are joined in `close`.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def give(self, job: Job, *, is_promised: bool) -> None:
        """What is promised is done also when the lane ends meanwhile."""
        self._jobs.put((job, is_promised))

    def keep(self, turn: Turn | None) -> None:
        self._turn = turn
        self.nudge()

    def nudge(self) -> None:
        if not self._is_nudged.is_set():
            self._is_nudged.set()
            self._jobs.put((self._take_turn, False))

    def stop(self) -> None:
        self._turn = None
        self._is_ending = True
        self._jobs.put((None, True))

    def join(self, within_seconds: float) -> bool:
        self._thread.join(within_seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while True:
            try:
                job, is_promised = self._jobs.get(timeout=self._pause)
            except Empty:
                job, is_promised = self._take_turn, False
            if job is None:
                return
            if is_promised or not self._is_ending:
                job()

    def _take_turn(self) -> None:
        # Cleared before the turn: whoever nudges while it runs wants another one after it.
        self._is_nudged.clear()
        turn = self._turn
        self._pause = None if turn is None else self._paused_after(turn)

    def _paused_after(self, turn: Turn) -> float:
        try:
            return turn()
        except Exception as error:
            # A turn tells its own failures; one that escapes is our bug, and must not silence the thread for good.
            self._on_bug(error)
            return _AFTER_A_BUG_SECONDS


_AFTER_A_BUG_SECONDS = 30.0


class Sweeper(QObject):
    """Collects Python's garbage on the UI thread only, from its making until `stop`, or that of the last of several.

    The collector runs wherever memory is asked for. On a worker thread it would destroy windows that died in a
    reference cycle, and Qt crashes when a widget is destroyed away from its thread.
    """

    _at_work: ClassVar[int] = 0

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._due = QTimer(self)
        self._due.setInterval(_SWEEP_MS)
        self._due.timeout.connect(self._sweep)
        self._due.start()
        Sweeper._at_work += 1
        gc.disable()

    def stop(self) -> None:
        """Leave the collector to itself again."""
        if self._due.isActive():
            self._due.stop()
            Sweeper._at_work -= 1
            if not Sweeper._at_work:
                gc.enable()

    def _sweep(self) -> None:
        # The youngest generation is counted in objects, the older ones in collections of the next younger.
        counts, enough = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > enough[generation] > 0:
                gc.collect(generation)
                return


_SWEEP_MS = 1000
