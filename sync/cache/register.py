"""The customer register: who is in a list and in which order, and what each looks like now."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from domain.commands import AddFollowUp
from domain.deadlines import is_about_to_flow_out
from domain.identifiers import Instant, PersonId, TeamId
from domain.instants import instant, millis
from domain.ownership import is_cooling_down
from sync.cache.answers import CommandState, CustomerView, FollowUpView
from sync.cache.asking import Facet, Mine, Shelf, Theirs, Wanted
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.histories import base_follow_ups, events_of, merged
from sync.cache.lookup import cool_downs, customers, customers_of
from sync.cache.pending import MOVES_OWNERS, Pending, pending
from sync.cache.portrait import Painter, predicted_row
from sync.cache.questions import Known, conditions, facet_values, needs_predictions, outflow_column, ranked
from sync.cache.search_text import has_index
from sync.cache.tables import customer
from sync.protocol.rows import OwnershipEventRow


class Register:
    """Reads only; each call sees one state of a file."""

    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id

    def count(self, wanted: Wanted, now: Instant) -> int:
        if wanted.filter.is_about_to_flow_out:
            return len(self.ids(wanted, now))

        def counted(connection: Connection, known: Known) -> int:
            return connection.scalar(select(func.count()).select_from(customer).where(*conditions(wanted, known))) or 0

        return self._ask(wanted, now, counted)

    def ids(self, wanted: Wanted, now: Instant, limit: int | None = None) -> list[str]:
        """The whole list in its order, or its first `limit`."""
        if wanted.filter.is_about_to_flow_out:
            return self._about_to_flow_out(wanted, now)[:limit]

        def ordered(connection: Connection, known: Known) -> list[str]:
            return list(connection.scalars(ranked(select(customer.c.id), wanted, known).limit(limit)))

        return self._ask(wanted, now, ordered)

    def rows(self, ids: Sequence[str], now: Instant) -> list[CustomerView]:
        """As they are now, in the order asked; those that are gone are left out."""
        found = customers(self._me, self._pool, ids)
        with self._me.reading() as connection:
            painter = self._painter(pending(connection, ids), cool_downs(connection, ids), now)
        ruleset = self._directory.rules(now)
        return [
            painter.view(row, ruleset(row.pool_id), is_mine=is_mine)
            for row, is_mine in (found[customer_id] for customer_id in ids if customer_id in found)
        ]

    def customer(self, customer_id: str, now: Instant) -> CustomerView | None:
        return next(iter(self.rows([customer_id], now)), None)

    def follow_ups(self, customer_id: str, before: FollowUpView | None = None, limit: int = 50) -> list[FollowUpView]:
        """Newest first, those on their way among them; `before` is the last one shown."""
        with self._file_of(customer_id).reading() as connection:
            base = base_follow_ups(connection, customer_id, before, limit)
        with self._me.reading() as connection:
            asked = pending(connection, [customer_id]).of(customer_id)
        return merged(base, asked, self._person_id, before, limit)

    def note_on_its_way(self, customer_id: str) -> CommandState | None:
        """How far the note that is shown has come; None for the server's own."""
        with self._me.reading() as connection:
            asked = pending(connection, [customer_id], verbs={"write_note"}).of(customer_id)
        states = [one.state for one in asked if one.is_pending and one.state is not CommandState.ANSWERED]
        return states[-1] if states else None

    def history(self, customer_id: str) -> list[OwnershipEventRow]:
        """Every step of a customer's ownership that one may see, the newest first."""
        with self._file_of(customer_id).reading() as connection:
            return events_of(connection, customer_id)

    def values(self, shelf: Shelf, facet: Facet) -> list[str]:
        """What a filter by `facet` can ask for, the most frequent first."""
        with self._file(shelf).reading() as connection:
            return facet_values(connection, shelf, facet, self._directory.vocabulary())

    def _about_to_flow_out(self, wanted: Wanted, now: Instant) -> list[str]:
        ruleset = self._directory.rules(now)

        def due(connection: Connection, known: Known) -> list[str]:
            rows = ranked(select(customer.c.id, customer.c.pool_id, outflow_column(wanted)), wanted, known)
            return [
                row_id
                for row_id, pool_id, at in connection.execute(rows)
                if is_about_to_flow_out(None if at is None else instant(at), ruleset(pool_id), now)
            ]

        return self._ask(wanted, now, due)

    def _ask[T](self, wanted: Wanted, now: Instant, question: Callable[[Connection, Known], T]) -> T:
        ruleset = self._directory.rules(now)
        pools, vocabulary = tuple(self._directory.all_pools()), self._directory.vocabulary()
        with self._me.reading() as own:
            asked = pending(own, verbs=MOVES_OWNERS)
            cooling = {key: millis(until) for key, until in cool_downs(own).items() if is_cooling_down(until, now)}
            if isinstance(wanted.shelf, Mine):
                predictions = self._predictions(own, now) if needs_predictions(wanted) else {}
                known = Known(ruleset, pools, now, asked, cooling, predictions, has_index(own), vocabulary=vocabulary)
                return question(own, known)
        with self._pool.reading() as connection:
            return question(connection, self._known_of_others(connection, wanted.shelf, asked, cooling, now))

    def _known_of_others(
        self, connection: Connection, shelf: Shelf, asked: Pending, cooling: dict[str, int], now: Instant
    ) -> Known:
        rules, vocabulary = self._directory.rules(now), self._directory.vocabulary()
        known = Known(rules, (), now, asked, cooling, {}, has_index(connection), vocabulary=vocabulary)
        if not isinstance(shelf, Theirs):
            return known
        whose = shelf.whose
        is_person = whose is not None and self._directory.person(whose) is not None
        return replace(
            known,
            pool_ids=tuple(self._directory.all_pools()),
            people=(whose,) if is_person and whose is not None else (),
            teams=() if is_person or whose is None else tuple(self._directory.subtree(TeamId(whose))),
            names={person.id: number for number, person in enumerate(self._directory.people())},
        )

    def _predictions(self, own: Connection, now: Instant) -> dict[str, tuple[int | None, int | None]]:
        asked = pending(own)
        painter = self._painter(asked, {}, now)
        ruleset = self._directory.rules(now)
        followed = [
            one.command.customer_id for one in asked.all if one.is_pending and isinstance(one.command, AddFollowUp)
        ]
        predictions: dict[str, tuple[int | None, int | None]] = {}
        for row in customers_of(own, followed).values():
            last, due = predicted_row(row, painter, ruleset(row.pool_id))
            predictions[row.id] = (None if last is None else millis(last), None if due is None else millis(due))
        return predictions

    def _painter(self, asked: Pending, cooling: dict[str, Instant], now: Instant) -> Painter:
        return Painter(self._directory.actor(), self._directory.person, asked, cooling, now)

    def _file(self, shelf: Shelf) -> StoreFile:
        return self._me if isinstance(shelf, Mine) else self._pool

    def _file_of(self, customer_id: str) -> StoreFile:
        """Where what belongs to a customer lies: with its row."""
        (is_mine,) = [is_mine for _, is_mine in customers(self._me, self._pool, [customer_id]).values()] or [True]
        return self._me if is_mine else self._pool
