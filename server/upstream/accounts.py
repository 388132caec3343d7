"""Accounts of the shop system: which customer each is, and where one goes that nobody has seen yet (H 109, H 121)."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.customers import PoolState
from domain.flow_in import Allocation, FlowIn
from domain.identifiers import CustomerId, PoolId
from domain.phones import digits_of
from domain.upstream import Fate, Flaw
from server.contacts.repository import customers_by_phone
from server.customers.repository import ids_by_phone, ids_by_uscc, insert_customers
from server.upstream.batch import Answer, Batch
from server.upstream.records import CustomerTold
from server.upstream.repository import NO_POOL, Kept, State
from sync.protocol.rows import CustomerRow
from sync.uscc import is_real


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A customer that was just made, asleep until it is registered."""

    customer_id: CustomerId
    source: str
    allocation: Allocation


def take_accounts(batch: Batch, rules: FlowIn, open_pools: Collection[PoolId]) -> list[Newcomer]:
    """Find the customer of every account that is told, else make one. Returns those that were made."""
    told = sorted(batch.of_kind(CustomerTold), key=lambda each: each[0].id)
    if not told:
        return []
    by_uscc = ids_by_uscc(batch.connection, {code_of(message) for _, message in told})
    by_phone = _by_phone(batch, [message.phone for _, message in told])
    kept: list[Kept] = []
    newcomers: list[Newcomer] = []
    rows: list[CustomerRow] = []
    for record, message in told:
        digits, code = digits_of(message.phone), code_of(message)
        customer_id = batch.accounts.get(message.id) or _known(by_uscc.get(code))
        if by_phone.get(digits, set()) - {customer_id}:
            batch.answers[record.id] = Answer(Fate.CONFLICT, Flaw.PHONE_CONFLICT, "phone")
            kept.append(Kept(record, State.CONFLICT, customer_id=customer_id))
            continue
        if customer_id is None:
            allocation = _allocation(rules, message.source, open_pools)
            if allocation is None:
                kept.append(batch.wait(record, NO_POOL, Flaw.NO_POOL))
                continue
            # Its id is made of the account's name, so that it is the same wherever it is told first.
            customer_id = CustomerId(record.id)
            rows.append(_asleep(customer_id, message, allocation.pool_id))
            newcomers.append(Newcomer(customer_id, message.source, allocation))
        batch.accounts[message.id] = customer_id
        if digits:
            by_phone.setdefault(digits, set()).add(customer_id)
        if code:
            by_uscc.setdefault(code, customer_id)
        kept.append(batch.take(record, customer_id))
    # In no scope yet, so nobody is told.
    insert_customers(batch.connection, rows)
    batch.keep(kept)
    return newcomers


def code_of(message: CustomerTold) -> str:
    """Its unified social credit code, where it can be one."""
    code = message.uscc.strip().upper()
    return code if is_real(code) else ""


def _by_phone(batch: Batch, phones: Collection[str]) -> dict[str, set[CustomerId]]:
    found: dict[str, set[CustomerId]] = {}
    pairs = [*ids_by_phone(batch.connection, phones), *customers_by_phone(batch.connection, phones)]
    for digits, customer_id in pairs:
        found.setdefault(digits, set()).add(CustomerId(customer_id))
    return found


def _allocation(rules: FlowIn, source: str, open_pools: Collection[PoolId]) -> Allocation | None:
    """As the rules have it; where they name no open pool, the first there is."""
    chosen = rules.allocation_of(source)
    if chosen is not None and chosen.pool_id in open_pools:
        return chosen
    if rules.pool_id in open_pools and rules.pool_id is not None:
        return Allocation(rules.pool_id)
    return Allocation(min(open_pools)) if open_pools else None


def _asleep(customer_id: CustomerId, message: CustomerTold, pool_id: PoolId) -> CustomerRow:
    return CustomerRow(
        id=customer_id,
        version=1,
        name=message.name.strip(),
        external_id=message.id,
        source=message.source,
        pool_id=pool_id,
        pool_state=PoolState.DORMANT.value,
    )


def _known(customer_id: str | None) -> CustomerId | None:
    return None if customer_id is None else CustomerId(customer_id)
