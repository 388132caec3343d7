"""The background without threads: work is done at once, or, while held, when it is let go."""

from collections.abc import Callable


class InlineBackground:
    """Has the face of `desktop.background.Background`. `hold` lets a test decide what comes before what."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] | None = None
        self.stray: list[Exception] = []
        self.syncs_asked = 0
        self.deliveries_asked = 0
        self.delivers: Callable[[], float] | None = None

    def query[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        self._give(work, then, on_error)

    def command[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        self._give(work, then, on_error)

    def exchange[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        self._give(work, then, on_error)

    def parting[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None = None
    ) -> None:
        self._give(work, then, on_error)

    def errand[T, H](
        self,
        work: Callable[[Callable[[H], None]], T],
        heard: Callable[[H], None],
        then: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self._give(lambda: work(heard), then, on_error)

    def sync_now(self) -> None:
        self.syncs_asked += 1

    def keep_delivering(self, turn: Callable[[], float] | None) -> None:
        self.delivers = turn

    def deliver_now(self) -> None:
        self.deliveries_asked += 1

    def hold(self) -> None:
        """From now on work waits."""
        self.held = []

    def step(self) -> None:
        """While held: do the first job that waits; what it asks for waits behind the others."""
        assert self.held, "nothing waits"
        self.held.pop(0)()

    def let_go(self) -> None:
        """Do what waits, in its order, and hold nothing more."""
        waiting, self.held = self.held or [], None
        for job in waiting:
            job()

    def _give[T](
        self, work: Callable[[], T], then: Callable[[T], None], on_error: Callable[[Exception], None] | None
    ) -> None:
        def job() -> None:
            try:
                came = work()
            except Exception as error:
                (on_error or self.stray.append)(error)
            else:
                then(came)

        if self.held is None:
            job()
        else:
            self.held.append(job)
