"""Many reps at the same customers, all through the service itself, and what came of it."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from domain.identifiers import CustomerId, PersonId
from domain.rulesets import huaqiu
from server.customers.tables import customer, ownership, ownership_event
from server.database import open_database
from sync.protocol.messages import Receipt
from tests.server.company import LONG_AGO, founded

CLAIMS_AT_ONCE = 10
EXPECTED_REASONS = {"taken_by_other", "cap_reached", "daily_limit"}


@dataclass(frozen=True)
class Outcome:
    """What a race came to, read back from the tables; `faults` is empty where every promise was kept."""

    reps: int
    customers: int
    claimed: int
    refused: Counter[str]
    seconds: float
    faults: tuple[str, ...]


def race(url: str, reps: int, customers: int, cap: int, daily: int) -> Outcome:
    """Every rep asks for every customer, each in another order, all at once."""
    database = open_database(url)
    try:
        company = founded(database, replace(huaqiu(1, LONG_AGO), holding_cap=cap, daily_claim_limit=daily))
        people = [company.person(f"销售{number}", company.south) for number in range(reps)]
        wanted = company.customers(customers)
        start = threading.Barrier(reps)

        def claim_all(number: int) -> list[Receipt]:
            mine = [*wanted[number * 7 % customers :], *wanted[: number * 7 % customers]]
            start.wait(30)
            receipts: list[Receipt] = []
            for first in range(0, customers, CLAIMS_AT_ONCE):
                receipts += company.claim(people[number], *mine[first : first + CLAIMS_AT_ONCE])
            return receipts

        began = time.perf_counter()
        with ThreadPoolExecutor(reps) as threads:
            answers = list(threads.map(claim_all, range(reps)))
        seconds = time.perf_counter() - began
        faults = (
            *_faults_told(people, answers),
            *database.read(lambda connection: _faults_stored(connection, people, wanted, answers, min(cap, daily))),
        )
    finally:
        database.close()
    told = [receipt for mine in answers for receipt in mine]
    return Outcome(
        reps,
        customers,
        claimed=sum(receipt.is_accepted and receipt.reason is None for receipt in told),
        refused=Counter(receipt.reason or "" for receipt in told if not receipt.is_accepted),
        seconds=seconds,
        faults=faults,
    )


def _faults_told(people: list[PersonId], answers: list[list[Receipt]]) -> list[str]:
    """Every loser has a reason, and the winner that it names is somebody."""
    faults = []
    for mine in answers:
        for receipt in mine:
            if not receipt.is_accepted and receipt.reason not in EXPECTED_REASONS:
                faults.append(f"refused with {receipt.reason}")
            if receipt.reason == "taken_by_other" and receipt.facts.get("owner_id") not in people:
                faults.append(f"taken by nobody: {receipt.facts}")
    return faults


def _faults_stored(
    connection: Connection, people: list[PersonId], wanted: list[CustomerId], answers: list[list[Receipt]], limit: int
) -> list[str]:
    faults = []
    owners = {row.id: row.owner_id for row in connection.execute(select(customer.c.id, customer.c.owner_id))}
    intervals = Counter(connection.execute(select(ownership.c.customer_id)).scalars())
    if any(number > 1 for number in intervals.values()):
        faults.append("a customer was owned twice")
    won = Counter(owner for owner in owners.values() if owner)
    if max(won.values(), default=0) > limit:
        faults.append(f"somebody holds {max(won.values())}, allowed are {limit}")
    events = Counter(connection.execute(select(ownership_event.c.to_owner_id)).scalars())
    said: Counter[str] = Counter()
    for person_id, mine in zip(people, answers, strict=True):
        said[person_id] = sum(receipt.is_accepted and receipt.reason is None for receipt in mine)
    if not +said == events == won:
        faults.append("what was told, what happened and who owns differ")
    if sum(won.values()) != min(len(wanted), limit * len(people)):
        faults.append(f"{sum(won.values())} customers went to somebody, of {len(wanted)}")
    return faults
