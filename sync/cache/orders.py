"""Orders as one sees them now: who is in a list and in which order, and what lies around each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from domain.identifiers import PersonId
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import among, customers
from sync.cache.order_asking import OrderShelf, WantedOrders
from sync.cache.order_places import Place, as_tree, first_of_tree, places, woven
from sync.cache.order_questions import KnownOfOrders, newest, order_conditions, ranked_orders, sort_key
from sync.cache.pending import MOVES_OWNERS, pending
from sync.cache.search_text import has_index
from sync.cache.shapes import ORDERS
from sync.cache.tables import customer_order
from sync.protocol.rows import CustomerRow, OrderRow

_OWN = frozenset({OrderShelf.MINE, OrderShelf.MY_CUSTOMERS})
"""All of it lies in the person's own file."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """`customer`: as it is now, None where one does not see it. `parent`: None also where it has not come yet."""

    row: OrderRow
    customer: CustomerRow | None = None
    parent: OrderRow | None = None


class Orders:
    """Reads only. An order may lie in both files and in several scopes of one; it is told once, as it was told last."""

    def __init__(self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id

    def ids(self, wanted: WantedOrders, limit: int | None = None) -> list[str]:
        """The whole list in its order, or its first `limit`. Orders of boards: each before its sub-orders."""
        is_tree = wanted.shelf is OrderShelf.PCB

        def listed(connection: Connection, known: KnownOfOrders, also: Sequence[ColumnElement[bool]]) -> list[Place]:
            key = sort_key(wanted.sort, known).label("key")
            # What only a tree needs would keep an index from answering alone.
            more = (customer_order.c.parent_id, customer_order.c.ordered_at) if is_tree else ()
            rows = select(customer_order.c.id, key, *more).where(*order_conditions(wanted, known), *also)
            if is_tree and limit is not None:
                return first_of_tree(connection, rows, ranked_orders(rows, wanted), limit)
            return places(connection, ranked_orders(rows, wanted).limit(limit))

        lists = [found for found in self._ask(wanted.shelf, listed) if found]
        found = lists[0] if len(lists) == 1 else woven(lists, is_descending=wanted.is_descending)
        return (as_tree(found) if is_tree else [place.id for place in found])[:limit]

    def count(self, wanted: WantedOrders) -> int:
        def counted(connection: Connection, known: KnownOfOrders, also: Sequence[ColumnElement[bool]]) -> int:
            rows = select(func.count()).select_from(customer_order)
            return connection.scalar(rows.where(*order_conditions(wanted, known), *also)) or 0

        return sum(self._ask(wanted.shelf, counted))

    def statuses(self, shelf: OrderShelf) -> list[str]:
        """What a filter by status can ask for, the most frequent first."""
        status = customer_order.c.status

        def told(
            connection: Connection, known: KnownOfOrders, also: Sequence[ColumnElement[bool]]
        ) -> list[tuple[str, int]]:
            rows = select(status, func.count()).where(
                status != "", *order_conditions(WantedOrders(shelf), known), *also
            )
            return [(row[0], row[1]) for row in connection.execute(rows.group_by(status))]

        counts: dict[str, int] = {}
        for found in self._ask(shelf, told):
            for word, count in found:
                counts[word] = counts.get(word, 0) + count
        return sorted(counts, key=lambda word: (-counts[word], word))

    def rows(self, ids: Sequence[str]) -> list[OrderView]:
        """As they are now, in the order asked; those that are gone are left out."""
        found = self._found(among(customer_order.c.id, ids))
        return self._views([found[order_id] for order_id in ids if order_id in found])

    def order(self, order_id: str) -> OrderView | None:
        return next(iter(self.rows([order_id])), None)

    def sub_orders(self, order_id: str) -> list[OrderView]:
        """What belongs to this order (补料, 补差), the earliest first."""
        found = self._found(customer_order.c.parent_id == order_id)
        return self._views(sorted(found.values(), key=lambda row: (row.ordered_at, row.id)))

    def of_customer(self, customer_id: str) -> list[OrderView]:
        """The newest first."""
        found = self._found(customer_order.c.customer_id == customer_id)
        return self._views(sorted(found.values(), key=lambda row: (row.ordered_at, row.id), reverse=True))

    def _views(self, rows: Sequence[OrderRow]) -> list[OrderView]:
        parents = self._found(among(customer_order.c.id, {row.parent_id for row in rows if row.parent_id}))
        seen = customers(self._me, self._pool, list({row.customer_id for row in rows}))
        return [
            OrderView(
                row,
                seen[row.customer_id][0] if row.customer_id in seen else None,
                parents.get(row.parent_id) if row.parent_id else None,
            )
            for row in rows
        ]

    def _found(self, condition: ColumnElement[bool]) -> dict[str, OrderRow]:
        rows: dict[str, OrderRow] = {}
        for file in (self._me, self._pool):
            with file.reading() as connection:
                for values in connection.execute(select(*ORDERS.columns).where(condition)):
                    row = ORDERS.row(values)
                    if row.id not in rows or rows[row.id].version < row.version:
                        rows[row.id] = row
        return rows

    def _ask[T](
        self, shelf: OrderShelf, question: Callable[[Connection, KnownOfOrders, Sequence[ColumnElement[bool]]], T]
    ) -> list[T]:
        """The answers of the files in question, no order in two of them."""
        names = {person.id: number for number, person in enumerate(self._directory.people())}
        twice = () if shelf in _OWN else self._in_both()
        with self._me.reading() as connection:
            released = tuple(pending(connection, verbs=MOVES_OWNERS).released())
            known = KnownOfOrders(self._person_id, names, released, has_index(connection))
            answers = [question(connection, known, [~among(customer_order.c.id, twice)] if twice else [])]
        if shelf not in _OWN:
            with self._pool.reading() as connection:
                known = KnownOfOrders(self._person_id, names, released, has_index(connection))
                # Of one person's scope there is one; teams may share an order, its customer's and its rep's.
                answers.append(question(connection, known, [newest()]))
        return answers

    def _in_both(self) -> Sequence[str]:
        """The teams' file answers for these: it holds their customers too, by which they may be sorted."""
        with self._pool.reading() as connection:
            if connection.scalar(select(customer_order.c.no).limit(1)) is None:
                return ()
        with self._me.reading() as connection:
            own = list(connection.scalars(select(customer_order.c.id)))
        with self._pool.reading() as connection:
            both = select(customer_order.c.id).distinct().where(among(customer_order.c.id, own))
            return list(connection.scalars(both))
