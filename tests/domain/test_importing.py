"""Who may import into a pool, and what whoever may not is told (F 10)."""

from dataclasses import replace

import pytest

from domain.importing import why_not_imported
from domain.people import Actor, Pool
from domain.reasons import Reason
from domain.verdicts import Refused
from tests.builders import POOL, a_manager, a_pool_admin, a_system_admin, an_actor

CLOSED = replace(POOL, is_open=False)


@pytest.mark.parametrize(
    ("actor", "pool", "is_of_subtree", "refused"),
    [
        (a_system_admin(), POOL, False, None),
        (a_pool_admin(), POOL, False, None),
        (a_manager(), POOL, True, None),
        (an_actor(), POOL, True, Refused(Reason.NOT_ALLOWED)),
        (None, POOL, False, Refused(Reason.NOT_ALLOWED)),
        (a_system_admin(), None, False, Refused(Reason.NO_SUCH_POOL)),
        (an_actor(), None, False, Refused(Reason.NO_SUCH_POOL)),
        (an_actor(), CLOSED, False, Refused(Reason.NOT_ALLOWED)),
        (a_system_admin(), CLOSED, False, Refused(Reason.POOL_CLOSED, {"pool_id": POOL.id})),
    ],
)
def test_who_may_import_and_why_not(
    actor: Actor | None, pool: Pool | None, is_of_subtree: bool, refused: Refused | None
) -> None:
    assert why_not_imported(actor, pool, is_of_subtree=is_of_subtree) == refused
