"""Who moves customers besides those at the desks: the recycler, admins of the system, and time."""

from collections.abc import Sequence

from domain.commands import (
    ApproveCertification,
    Assign,
    DeclineReinstatement,
    Reinstate,
    RejectCertification,
    RevokeCertification,
)
from domain.company import CompanyCommand
from domain.identifiers import CertificationId, CustomerId, FollowUpId, PersonId
from server.recycling.emptying import empty_closed_pools
from server.recycling.sweep import sweep
from server.upstream.sweeping import flow_in_sleepers
from sync.protocol.acts import Act
from tests.simulation.fuse import Crash
from tests.simulation.strangers import ask_as
from tests.simulation.violation import Violation
from tests.simulation.world import World

_OFTEN = 0.85


def sweep_once(world: World, *, may_die: bool = True) -> str:
    """The real recycler, once, whenever it comes to it: late, or after days in which nobody swept. It may die amid."""
    server = world.server
    if server.is_down:
        return "nothing"
    world.judge.history()
    if may_die and world.chance.random() > _OFTEN:
        server.fuse.blow_after(world.chance.randrange(60))
    try:
        return _sweep(world)
    except Crash:
        server.stop()
        return "died"
    finally:
        server.fuse.mend()


def reassign(world: World, customer_id: CustomerId, ownership_version: int, to: PersonId) -> str:
    """An admin of the system gives it to another, from a machine of theirs."""
    return ask_as(world, an_admin(world), Assign(customer_id, ownership_version, to))


def govern(world: World, commands: Sequence[CompanyCommand]) -> str:
    """An admin of the system changes the company, from a machine of theirs."""
    return ask_as(world, an_admin(world), *commands) if commands else "nothing"


def answer_request(world: World) -> str:
    """Somebody answers a customer's being asked back, from a machine of theirs: mostly one who may."""
    past, chance = world.judge.reference.past, world.chance
    if not past.requests.waiting:
        return "nothing"
    request = chance.choice(past.requests.waiting)
    customer_id, follow_up_id = CustomerId(request.customer_id), FollowUpId(request.id)
    actor = chance.choice([world.founding.manager, world.founding.pool_admin, an_admin(world), an_admin(world)])
    grant = Reinstate(customer_id, past.kept[customer_id].ownership_version, follow_up_id)
    decline = DeclineReinstatement(customer_id, follow_up_id, "已另有安排")
    answers: list[list[Act]] = [[grant], [grant], [grant, decline], [decline], [decline, grant]]
    return ask_as(world, actor, *chance.choice(answers))


def answer_certification(world: World) -> str:
    """Somebody decides about one, or takes an approval back, from a machine of theirs: mostly one who may."""
    founded, chance = world.founding, world.chance
    certificates = sorted(world.judge.reference.past.papers.certificates.items())
    if not certificates:
        return "nothing"
    waiting = [each for each in certificates if each[1].state == "submitted"]
    key, asked = chance.choice(waiting if waiting and chance.random() < _OFTEN else certificates)
    named = CustomerId(asked.customer_id), CertificationId(key)
    approve, reject = ApproveCertification(*named), RejectCertification(*named, "照片不清")
    revoke = RevokeCertification(*named, "执照已变更")
    if asked.state == "approved":
        return ask_as(world, chance.choice([founded.support, founded.support, founded.manager]), revoke)
    actor = chance.choice([founded.manager, founded.manager, founded.manager, founded.support])
    answers: list[list[Act]] = [[approve], [approve], [reject], [approve, reject], [reject, approve], [approve, revoke]]
    return ask_as(world, actor, *chance.choice(answers))


def an_admin(world: World) -> PersonId:
    """One who is there still: the last never leaves."""
    rights = world.judge.reference.past.rights
    return world.chance.choice([each for each in world.founding.system_admins if rights.runs_the_company(each)])


def _sweep(world: World) -> str:
    server = world.server
    swept = sweep(server.database, server.clock.now, server.ids.new, lambda: False)
    if swept is None or swept.failed:
        raise Violation("recycle", f"a sweep came to {swept}")
    world.judge.swept()
    woken = flow_in_sleepers(server.database, server.clock.now, server.ids.new, lambda: False)
    world.judge.history()
    emptied = empty_closed_pools(server.database, server.clock.now, server.ids.new, lambda: False)
    world.judge.emptied()
    for rule, number in sorted(swept.by_rule.items()):
        world.figures[f"recycled:{rule.value}"] += number
    world.figures["deadline corrected"] += swept.corrected
    return f"{swept.recycled} taken back, {swept.corrected} corrected, {woken} woken, {emptied} moved out"
