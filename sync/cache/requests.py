"""Requests for reinstatement: what waits for an answer, what was answered, and what may still be asked (SPEC 2.4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.commands import AskReinstatement, Command, DeclineReinstatement, Reinstate
from domain.customers import PoolState
from domain.facts import RequestState
from domain.identifiers import FollowUpId, Instant, PersonId
from domain.instants import millis, optional_instant
from domain.reasons import Reason
from domain.verdicts import Accepted, Refused, Verdict
from sync.cache.bench import Bench
from sync.cache.files import StoreFile
from sync.cache.lateness import ToldLate, request_rows, state_of, told_late
from sync.cache.lookup import customers
from sync.cache.pending import ON_REQUESTS, pending
from sync.protocol.rows import CustomerRow, ReinstatementRow


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request as the person should see it now. `row` is the server's word, or at version 0 the person's own that
    is still on its way.

    `customer` is None where the person sees nothing of it any more: somebody else holds it.
    `on_its_way` is what the person has asked and the server has not answered yet: OPEN is the request itself.
    `grant` and `decline` are what the court would say to either now.
    """

    row: ReinstatementRow
    customer: CustomerRow | None
    is_mine: bool
    on_its_way: RequestState | None
    grant: Verdict
    decline: Verdict

    @property
    def state(self) -> RequestState:
        return state_of(self.row)

    @property
    def is_in_pool(self) -> bool:
        """Whether nobody holds the customer by now."""
        return self.customer is not None and self.customer.pool_state == PoolState.UNASSIGNED

    @property
    def owner_id(self) -> PersonId | None:
        """Who holds it now, as far as the person sees."""
        return None if self.customer is None or self.customer.owner_id is None else PersonId(self.customer.owner_id)

    @property
    def since(self) -> Instant | None:
        """Since when somebody holds it, or since when it lies in its pool."""
        if self.customer is None:
            return None
        return optional_instant(self.customer.acquired_at if self.customer.owner_id else self.customer.pooled_at)

    @property
    def can_be_granted(self) -> bool:
        return _would_do(self.grant)

    @property
    def can_be_declined(self) -> bool:
        return _would_do(self.decline)

    @property
    def barrier(self) -> Refused | None:
        """Why it cannot be granted, where that has a reason to be told."""
        return self.grant if isinstance(self.grant, Refused) else None

    @property
    def awaits_me(self) -> bool:
        """Open, the customer still in its pool, and the person's to answer."""
        return self.state is RequestState.OPEN and self.is_in_pool and self.can_be_declined


class Requests:
    """Reads only. What it drafts is submitted like any other command."""

    def __init__(self, me: StoreFile, pool: StoreFile, bench: Bench, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._bench = bench
        self._person_id = person_id

    def all(self, now: Instant) -> tuple[RequestView, ...]:
        """Every request that the person may see, newest first; their own on its way among them."""
        return self._views(self._rows(), now)

    def of(self, follow_up_id: str, now: Instant) -> RequestView | None:
        """The request because of this follow-up; None where nobody has asked, or may not be seen asking."""
        row = self._rows().get(FollowUpId(follow_up_id))
        return None if row is None else next(iter(self._views({FollowUpId(follow_up_id): row}, now)), None)

    def open_count(self, now: Instant) -> int:
        """How many wait for an answer of this person."""
        rows = {key: row for key, row in self._rows().items() if state_of(row) is RequestState.OPEN}
        return sum(view.awaits_me for view in self._views(rows, now))

    def may_ask(self, command_id: str, now: Instant) -> AskReinstatement | None:
        """The request that the author of this late follow-up may make; None where there is none to make any more."""
        return self.askable(now).get(command_id)

    def askable(self, now: Instant) -> dict[str, AskReinstatement]:
        """Every request that the person may make, by the command of the follow-up that came too late."""
        with self._me.reading() as connection:
            told = told_late(connection)
        asks = {late.command_id: AskReinstatement(late.said.customer_id, key) for key, late in told.items()}
        verdicts = self._bench.prospects(list(asks.values()), now)
        return {
            command_id: ask for (command_id, ask), said in zip(asks.items(), verdicts, strict=True) if _would_do(said)
        }

    def _rows(self) -> dict[FollowUpId, ReinstatementRow]:
        """With the person's own requests that are on their way."""
        with self._me.reading() as connection:
            asked = [
                (one.command, one.asked_at)
                for one in pending(connection, verbs=ON_REQUESTS).all
                if one.is_pending and isinstance(one.command, AskReinstatement)
            ]
            told = told_late(connection) if asked else {}
        coming = {
            ask.follow_up_id: _as_row(told[ask.follow_up_id], self._person_id, at)
            for ask, at in asked
            if ask.follow_up_id in told
        }
        return coming | request_rows(self._me, self._pool)

    def _views(self, rows: Mapping[FollowUpId, ReinstatementRow], now: Instant) -> tuple[RequestView, ...]:
        found = customers(self._me, self._pool, [row.customer_id for row in rows.values()])
        present = {customer_id: row for customer_id, (row, _) in found.items()}
        with self._me.reading() as connection:
            asked = pending(connection, [row.customer_id for row in rows.values()], verbs=ON_REQUESTS).all
        coming = dict(_asked_of(one.command) for one in asked if one.is_pending)
        grants = {grant.follow_up_id: grant for grant in self._bench.reinstates(list(rows.values()))}
        declines = {decline.follow_up_id: decline for decline in self._bench.declines(list(rows.values()))}
        granted, declined = self._prospects(grants, now), self._prospects(declines, now)
        views = [
            RequestView(
                row,
                present.get(row.customer_id),
                row.person_id == self._person_id,
                coming.get(key),
                # Of what one does not see there is nothing to draft.
                granted.get(key, Refused(Reason.GONE)),
                declined[key],
            )
            for key, row in rows.items()
        ]
        return tuple(sorted(views, key=lambda view: (view.row.asked_at, view.row.id), reverse=True))

    def _prospects(self, drafts: Mapping[FollowUpId, Command], now: Instant) -> dict[FollowUpId, Verdict]:
        return dict(zip(drafts, self._bench.prospects(list(drafts.values()), now), strict=True))


def _would_do(verdict: Verdict) -> bool:
    return isinstance(verdict, Accepted) and bool(verdict.effects)


def _asked_of(command: Command) -> tuple[FollowUpId, RequestState]:
    match command:
        case AskReinstatement():
            return command.follow_up_id, RequestState.OPEN
        case Reinstate():
            return command.follow_up_id, RequestState.GRANTED
        case DeclineReinstatement():
            return command.follow_up_id, RequestState.DECLINED
        case _:
            raise ValueError(command)


def _as_row(late: ToldLate, person_id: PersonId, asked_at: Instant) -> ReinstatementRow:
    """A request that has not arrived, as it will be told."""
    said = late.said
    return ReinstatementRow(
        said.follow_up_id,
        0,
        said.customer_id,
        late.customer_name,
        person_id,
        RequestState.OPEN.value,
        millis(asked_at),
        late.rule,
        late.days,
        late.recycled_at,
        said.kind.value,
        said.text,
        millis(said.happened_at),
    )
