"""Which of some server processes takes back what is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import create_engine, text

from service.installed import Served
from wine.verdict import promise, wait_until

_DUE: Final = 5
_PATIENCE_SECONDS: Final = 150
_FIGURE: Final = "gonghai_recycled_customers_total"
_OVERDUE: Final = "gonghai_oldest_overdue_outflow_seconds"
# As if they had been acquired long ago, and nobody had ordered or written since.
_AGED: Final = text("""
    UPDATE customer SET acquired_at = acquired_at - :long, outflow_at = :past, outflow_rule = 'no_deal',
        last_order_at = NULL, last_follow_up_at = NULL, extended_until = NULL
    WHERE id IN (
        SELECT customer.id FROM customer JOIN person ON person.id = customer.owner_id
        WHERE pool_state = 'assigned' AND NOT is_locked AND NOT person.is_key_account AND last_order_at IS NULL
        ORDER BY customer.id LIMIT :many
    )
""")
_LONG_MS: Final = 200 * 86_400_000


def wait_for_whom(processes: Sequence[Served], database: str) -> Served:
    """Let some customers be due, and wait until one of the processes has taken them back.

    Raises:
        NotAsPromised: nobody does, or more than one.
    """
    wait_until(lambda: not _is_overdue(processes), _PATIENCE_SECONDS, lambda: "nothing is due in the beginning")
    before = [served.figure(_FIGURE) for served in processes]
    engine = create_engine(database)
    with engine.begin() as connection:
        now = connection.execute(text("SELECT extract(epoch FROM now()) * 1000")).scalar_one()
        aged = connection.execute(_AGED, {"long": _LONG_MS, "past": int(now) - 60_000, "many": _DUE}).rowcount
    engine.dispose()
    promise(aged == _DUE, f"{_DUE} customers can be due; {aged} were found")

    def taken() -> list[float]:
        return [served.figure(_FIGURE) - begun for served, begun in zip(processes, before, strict=True)]

    wait_until(lambda: sum(taken()) == _DUE, _PATIENCE_SECONDS, lambda: f"{_DUE} are recycled; so far {taken()}")
    who = [served for served, number in zip(processes, taken(), strict=True) if number]
    promise(len(who) == 1, "one process does the recycling at a time")
    return who[0]


def _is_overdue(processes: Sequence[Served]) -> bool:
    return any(served.figure(_OVERDUE) for served in processes)
