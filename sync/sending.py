"""The way up: commands in order per customer, on disk as sent before they are, and every fate told."""

from domain.identifiers import CustomerId
from sync.cache.cache import Cache
from sync.cache.dispatch import Consignment
from sync.clock import ServerClock
from sync.errors import Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.exchange import Exchange
from sync.protocol.messages import Push, Receipt
from sync.report import Report
from sync.state import Contact, Progress
from sync.transport import Transport

ENOUGH_MISMATCHES = 3
"""So many commands of one round may each, alone, make no sense to the server before it is the server that is odd."""


class Sending:
    """One push at a time. After a mismatch pushes shrink until the command that causes it stands alone."""

    def __init__(self, cache: Cache, transport: Transport, exchange: Exchange, clock: ServerClock) -> None:
        self._cache = cache
        self._transport = transport
        self._exchange = exchange
        self._clock = clock
        self._size = 1
        self._held_up: set[CustomerId] = set()
        self._suspects: dict[str, str] = {}
        self._sent = 0
        self._total = 0
        self.is_finished = True

    def start_round(self) -> None:
        """A new round. What was being sent when something went wrong here may have arrived."""
        self._cache.dispatch.recover()
        self._size = 1 << 30
        self._held_up.clear()
        self._suspects.clear()
        self._sent = 0
        self._total = self._cache.dispatch.waiting()
        self.is_finished = False

    def step(self, most: int) -> Report:
        """The next push, of at most `most` commands. Raises SyncError where the round must not go on pushing."""
        consignment = self._cache.dispatch.take(min(self._size, most), self._clock.now(), self._held_up)
        if not consignment.envelopes:
            self.is_finished = True
            return Report(stale_intents=consignment.stale, parked=self._convict(is_certain=True))
        try:
            pushed = self._exchange.make(lambda token: self._transport.push(token, Push(consignment.envelopes)))
            _check(consignment, pushed.receipts)
        except Mismatch as error:
            return self._shrink(consignment, error)
        except SyncError as error:
            return self._give_up(consignment, error)
        answers = self._cache.dispatch.settle(pushed.receipts)
        self._size = min(self._size * 2, most)
        self._sent += len(consignment.envelopes)
        return Report(
            answers=tuple(answers),
            stale_intents=consignment.stale,
            # The server does understand others: what it did not is at fault itself.
            parked=self._convict(is_certain=True),
            contact=Contact.GOOD,
            progress=Progress(self._sent, max(self._total, self._sent)),
        )

    def _shrink(self, consignment: Consignment, error: Mismatch) -> Report:
        ids = consignment.ids
        self._cache.dispatch.lost(ids)
        if len(ids) > 1:
            self._size = len(ids) // 2
            return Report(checking=ids, stale_intents=consignment.stale)
        self._held_up.update(consignment.customers)
        self._suspects[ids[0]] = str(error)
        self.is_finished = len(self._held_up) >= ENOUGH_MISMATCHES
        parked = self._convict(is_certain=self._sent > 0) if self._sent or self.is_finished else ()
        return Report(
            checking=() if parked else ids,
            parked=parked,
            stale_intents=consignment.stale,
            trouble=error,
            contact=Contact.MISMATCH,
        )

    def _convict(self, *, is_certain: bool) -> tuple[str, ...]:
        """Count a failure against each suspect; returns those that are parked for theirs.

        Where the server took nothing at all it may be the server that is broken: that is given far longer.
        """
        suspects, self._suspects = self._suspects, {}
        return tuple(
            command_id
            for command_id, detail in suspects.items()
            if self._cache.dispatch.not_understood(command_id, detail, is_certain=is_certain)
        )

    def _give_up(self, consignment: Consignment, error: SyncError) -> Report:
        """No more pushes in this round. Whether the reply or the request was lost decides what may be said of them."""
        self.is_finished = True
        was_not_done = isinstance(error, SignInNeeded | UpgradeRequired) or (
            isinstance(error, Unreachable) and error.was_surely_not_done
        )
        if was_not_done:
            self._cache.dispatch.not_sent(consignment)
            raise error
        self._cache.dispatch.lost(consignment.ids)
        retry_after = error.retry_after_seconds if isinstance(error, Unreachable) else None
        return Report(
            checking=consignment.ids,
            stale_intents=consignment.stale,
            trouble=error,
            contact=Contact.UNREACHABLE,
            retry_after_seconds=retry_after,
        )


def _check(consignment: Consignment, receipts: tuple[Receipt, ...]) -> None:
    told = tuple(receipt.command_id for receipt in receipts)
    if told != consignment.ids:
        raise Mismatch(f"{len(told)} receipts for {len(consignment.ids)} commands, or in another order")
