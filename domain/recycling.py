"""What the system takes back by itself (H 107, F 14): the rules that say when stand in `domain.deadlines`."""

from domain.customers import Customer, in_pool
from domain.deadlines import outflow
from domain.deals import counts_toward_cap
from domain.effects import CoolDownStarted, Effect, OwnerChanged, QuotaMoved, Verb
from domain.identifiers import Instant
from domain.rulesets import Ruleset


def recycled(customer: Customer, ruleset: Ruleset, now: Instant, *, is_owner_key_account: bool) -> tuple[Effect, ...]:
    """What follows when a sweep at `now` meets this customer: nothing before its deadline, and nothing twice.

    The cool-down falls on who held it and begins when it is done, however late that is.
    """
    due = outflow(customer, ruleset, is_owner_key_account=is_owner_key_account)
    if due is None or now < due.at or customer.owner_id is None or customer.pool_id is None:
        return ()
    freed = int(counts_toward_cap(customer, ruleset, now))
    return (
        OwnerChanged(customer.id, Verb.RECYCLE, customer.owner_id, None, in_pool(customer.pool_id), now, due=due),
        CoolDownStarted(customer.id, customer.owner_id, until=now + ruleset.cool_down),
        QuotaMoved(customer.owner_id, holding=-freed),
    )
