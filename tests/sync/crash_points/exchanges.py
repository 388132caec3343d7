"""What travels: pushes, their replies, and every sort of page that comes down."""

import copy
from collections.abc import Sequence
from datetime import timedelta

from sync.cache.answers import CommandState
from sync.cache.errors import Damaged
from sync.protocol.rows import CustomerRow
from tests.fakes.server import held_by, pooled
from tests.fakes.transport import LOST, OFFLINE, Fault
from tests.sync.crash_points.place import ME, Place
from tests.sync.crash_points.standing import Standing, quiet
from tests.sync.crash_points.trial import Flow, started

PAGE = 4_096
_ROOTS = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'customer'"


def _round(place: Place) -> None:
    place.client.sync()


def _much_asked(place: Place) -> None:
    """Follow-ups, a release, a claim, a claim that somebody else was quicker with, an intent grown old."""
    client, free = place.client, place.client.ids()
    client.claim(free[4], is_online=False)
    place.company.clock.pass_by(timedelta(hours=80))
    client.sync()
    client.follow_up("m1", "m2")
    client.release("m2")
    client.claim(*free[:2])
    place.company.add(held_by("other", free[1], ownership_version=2))


def _reply_will_be_lost(place: Place) -> None:
    _much_asked(place)
    place.cable.faults.append(Fault("push", LOST, is_after=True))


def _request_will_not_leave(place: Place) -> None:
    _much_asked(place)
    place.cable.faults.append(Fault("push", OFFLINE))


def _one_is_poison(place: Place) -> None:
    place.cable.chokes_on.add(place.client.follow_up("m1", "m2", "m3").accepted[1])


def _poisoned_rounds(place: Place) -> None:
    for _ in range(4):
        place.client.sync()


def _until_parked(place: Place) -> None:
    """Tries are counted per round: a crash may cost one, never the end."""
    for _ in range(5):
        place.client.sync()
    quiet(place)
    assert sorted(place.client.states()) == sorted([CommandState.DONE, CommandState.DONE, CommandState.NEEDS_YOU])


def _much_changed(place: Place) -> None:
    """Customers that changed, came, went, and moved from one list to the other, over more than one page."""
    company, free = place.company, place.client.ids()
    company.add(held_by(ME, "m1", "改名", version=2), *(pooled(f"n{number}") for number in range(4)))
    company.add(*(held_by(ME, f"g{number}") for number in range(4)))
    _move(place, company.customers["m3"], pooled("m3", version=2))
    _move(place, company.customers[free[0]], held_by("other", free[0], version=2))
    _move(place, company.customers[free[1]], held_by(ME, free[1], version=2))


def _move(place: Place, before: CustomerRow, after: CustomerRow) -> None:
    company = place.company
    company.feed.commit([(company._home(after), after)], [(company._home(before), "customer", before.id)])
    company.customers[after.id] = after


def _nothing_known(place: Place) -> None:
    """As on the first day: the key store knows the person, the folder is empty."""
    place.stop()
    for path in place.folder.iterdir():
        path.unlink()


def _restored_from_backup(place: Place) -> None:
    backup = copy.deepcopy(place.company)
    place.client.follow_up("m1", "m2")
    place.client.claim(*place.client.ids()[:2])
    place.client.sync()
    place.client.follow_up("m3")
    place.company.restore(backup)
    place.company.add(pooled("after the restore"))


def _pool_closed(place: Place) -> None:
    place.client.follow_up("m1")
    place.company.is_pool_closed = True


def _pool_opened_again(place: Place) -> None:
    place.company.is_pool_closed = True
    place.client.sync()
    place.company.is_pool_closed = False


def _disagreeing(place: Place) -> None:
    for file in place.client.cache._files:
        with file.writing() as connection:
            connection.exec_driver_sql("UPDATE scope SET xor = 'ffffffffffffffff', row_count = row_count + 1")


def _access_ended(place: Place) -> None:
    place.client.follow_up("m1")
    place.company.has_ended = True


def _pool_spoilt(place: Place) -> None:
    """What its tables are called can be read, their rows cannot."""
    place.client.follow_up("m1")
    with place.client.cache._files[1].reading() as connection:
        roots = list(connection.exec_driver_sql(_ROOTS).scalars())
    place.stop()
    with (place.folder / "pool.db").open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * PAGE + 20)
            file.write(b"\xa5" * 64)


def _round_over_spoilt_pool(place: Place) -> None:
    try:
        place.client.ids()
    except Damaged:
        place.client.sync()


def _look_and_sync(place: Place) -> None:
    """Whoever looks at the list meets the broken page; the next round then makes the file anew."""
    _round_over_spoilt_pool(place)
    quiet(place)


def _one_of_each_fate(end: Standing) -> bool:
    """Accepted, refused, and waiting for its person."""
    states = [row[3] for row in end["outbox"]]
    return {CommandState.DONE, CommandState.REFUSED, CommandState.NEEDS_YOU} == set(states) and len(states) == 6


def _told_again(end: Standing) -> bool:
    return len(end["company's follow-ups"]) == 3


PUSHES: Sequence[Flow] = (
    Flow("push", _round, _much_asked, begin=started, last="push answered", proves=_one_of_each_fate, stride=5),
    Flow("push: the reply is lost", _round, _reply_will_be_lost, begin=started, last="pull asked", stride=7),
    Flow("push: it cannot leave", _round, _request_will_not_leave, begin=started, stride=7),
    Flow(
        "push: one that nobody understands",
        _poisoned_rounds,
        _one_is_poison,
        begin=started,
        recover=_until_parked,
        stride=97,
    ),
    Flow("reply", _round, _much_asked, begin=started, first="push answered", last="pull asked", stride=3),
)
PULLS: Sequence[Flow] = (
    Flow("pull: receipts", _round, _much_asked, begin=started, first="pull asked", stride=19),
    Flow("pull: changes", _round, _much_changed, begin=started, first="pull asked", stride=13),
    Flow("pull: a scope is revoked", _round, _pool_closed, begin=started, first="push answered", stride=7),
    Flow("pull: granted again", _round, _pool_opened_again, begin=started, stride=17),
    Flow("pull: a checksum disagrees", _round, _disagreeing, begin=started, stride=47),
    Flow("pull: a restored server", _round, _restored_from_backup, begin=started, proves=_told_again, stride=47),
    Flow("pull: access has ended", _round, _access_ended, begin=started, stride=11),
    Flow(
        "pull: pool.db breaks in use",
        _round_over_spoilt_pool,
        _pool_spoilt,
        begin=started,
        recover=_look_and_sync,
        stride=47,
    ),
    Flow("walk: the first sync", _round, _nothing_known, stride=41),
)
EXCHANGES = (*PUSHES, *PULLS)
