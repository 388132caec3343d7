"""Who may bring customers straight into a pool (F 10)."""

from domain.access import may_import_into
from domain.people import Actor, Pool
from domain.reasons import Reason
from domain.verdicts import Refused


def why_not_imported(actor: Actor | None, pool: Pool | None, *, is_of_subtree: bool) -> Refused | None:
    """None where the actor may import into this pool now. `actor` is None where nobody of that name works here."""
    if pool is None:
        return Refused(Reason.NO_SUCH_POOL)
    if actor is None or not may_import_into(actor, pool.id, is_of_subtree=is_of_subtree):
        return Refused(Reason.NOT_ALLOWED)
    return None if pool.is_open else Refused(Reason.POOL_CLOSED, {"pool_id": pool.id})
