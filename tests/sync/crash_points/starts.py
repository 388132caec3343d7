"""How a program begins: on nothing, on what was left, on broken files, under another key, on an older layout."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from sync.cache.answers import CommandState, DraftFollowUp
from sync.cache.errors import Damaged, WrongKey
from sync.cache.files import StoreFile
from sync.cache.migrate import ME_EDITION, SCRIPTS, Edition
from sync.cache.opening import open_cache, set_aside
from tests.fakes.identity import CountingIdentity
from tests.sync.client import KEY
from tests.sync.crash_points.exchanges import PAGE
from tests.sync.crash_points.fuse import Kind
from tests.sync.crash_points.place import ME, Place
from tests.sync.crash_points.standing import Standing, quiet
from tests.sync.crash_points.trial import Flow
from tests.sync.test_editions import back_to_the_first_edition

OTHER_KEY = "11" * 32
NEXT_STEP = """
from alembic import op
import sqlalchemy as sa

revision = "NEXT"
down_revision = "LAST"


def upgrade() -> None:
    op.add_column("outbox", sa.Column("colour", sa.Text, nullable=False, server_default="blue"))
    op.execute("CREATE TABLE palette (name TEXT NOT NULL)")
"""


def _start(place: Place) -> None:
    _ = place.client


def _start_and_greet(place: Place) -> None:
    place.client.sync()


def _nothing_known(place: Place) -> None:
    place.stop()
    for path in place.folder.iterdir():
        path.unlink()


def _unsent(place: Place) -> None:
    """Two commands that exist nowhere else, and a draft."""
    place.client.follow_up("m1", "m2")
    place.client.cache.drafts.keep("m3", DraftFollowUp(text="还没写完"))


def _ended_while_sending(place: Place) -> None:
    """The program died between the note that it sends and the sending."""
    _unsent(place)
    place.client.cache.dispatch.take(1, place.client.now)


def _died_with_a_log(place: Place) -> None:
    """The power went: what was said last stands in the log beside the file only."""
    _unsent(place)
    left = place.folder.with_name("left")
    shutil.copytree(place.folder, left)
    place.stop()
    shutil.rmtree(place.folder)
    left.rename(place.folder)
    assert (place.folder / "me.db-wal").stat().st_size > 0


def _pool_is_no_database(place: Place) -> None:
    _unsent(place)
    place.stop()
    (place.folder / "pool.db").write_bytes(b"\x00" * PAGE * 3)


def _pool_of_another_layout(place: Place) -> None:
    _unsent(place)
    place.stop()
    file = StoreFile(place.folder / "pool.db", KEY, durable=False, cache_mebibytes=2)
    with file.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 12345")
    file.close()


def _me_damaged(place: Place) -> None:
    _unsent(place)
    place.stop()
    _spoil_customers(place.folder / "me.db")


def _me_damaged_beside_a_log(place: Place) -> None:
    """What was said last stands in the log only."""
    _died_with_a_log(place)
    _spoil_customers(place.folder / "me.db")


def _spoil_customers(path: Path) -> None:
    """The page of the customers' table: it holds nothing of the outbox."""
    with path.open("r+b") as file:
        file.seek(2 * PAGE + 50)
        file.write(b"\xa5" * 64)


def _start_over_damage(place: Place) -> None:
    try:
        _ = place.client
    except Damaged:
        _ = place.client


def _both_delivered(end: Standing) -> bool:
    return [row[3] for row in end["outbox"]] == [CommandState.DONE] * 2 and len(end["drafts"]) == 1


def _damage_then_quiet(place: Place) -> None:
    _start_over_damage(place)
    quiet(place)


def _key_lost(place: Place) -> None:
    place.stop()
    place.key = OTHER_KEY


def _set_aside_and_start(place: Place) -> None:
    set_aside(place.folder, place.identity)
    _ = place.client


def _until_it_opens(place: Place) -> None:
    try:
        _ = place.client
    except WrongKey:
        _set_aside_and_start(place)
    quiet(place)


def next_edition(place: Place) -> Edition:
    """Tomorrow's program: ours, and one step more. Its steps lie beside the person's folder, not in it."""
    number = f"{ME_EDITION.number + 1:04}"
    scripts = place.folder.parent / "steps"
    if not scripts.exists():
        (scripts / "versions").mkdir(parents=True)
        for step in [SCRIPTS / "env.py", *(SCRIPTS / "versions").glob("0*.py")]:
            shutil.copy(step, scripts / step.relative_to(SCRIPTS))
        text = NEXT_STEP.replace("NEXT", number).replace("LAST", ME_EDITION.revision)
        (scripts / "versions" / f"{number}_colour.py").write_text(text)
    return Edition(ME_EDITION.number + 1, number, scripts)


def _unsent_and_edition(place: Place) -> None:
    _unsent(place)
    next_edition(place)


def _migrate(place: Place) -> None:
    edition = next_edition(place)
    open_cache(place.folder, KEY, person_id=ME, identity=CountingIdentity(9), edition=edition).close()


def _migrate_then_quiet(place: Place) -> None:
    """Tomorrow's program opens the file; what this one knows of it is the same, so this one looks at it."""
    _migrate(place)
    file = StoreFile(place.folder / "me.db", KEY, durable=True, cache_mebibytes=2)
    with file.writing() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM palette").scalar_one() == 0
        connection.exec_driver_sql(f"PRAGMA user_version = {ME_EDITION.number}")
    file.close()
    _check_backup(place.folder)
    quiet(place)


def _of_the_first_edition(place: Place) -> None:
    """As the first program that was given to people would have left it."""
    _unsent(place)
    back_to_the_first_edition(place.client)
    place.program = None


def _check_backup(folder: Path) -> None:
    """Whatever happened on the way: what was there before can be opened, with what was never sent."""
    (kept,) = folder.glob("me.before-*.db")
    copied = kept.with_name("looked-at.copy")
    shutil.copyfile(kept, copied)
    file = StoreFile(copied, KEY, durable=True, cache_mebibytes=2)
    with file.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == ME_EDITION.number
    file.close()


def _asked(place: Place) -> None:
    place.client.follow_up("m1")


def _renew(place: Place) -> None:
    """A new start has no access token and buys one; the next is bought when that is not taken any more."""
    place.client.sync()
    place.client.engine._sessions.reject(place.cable.good_token)
    place.client.sync()


OPENING = (Kind.CRASH, Kind.FULL, Kind.NO_INDEX)

STARTS: Sequence[Flow] = (
    Flow("start: a fresh folder", _start, _nothing_known, kinds=OPENING, stride=7),
    Flow(
        "start: an existing one",
        _start_and_greet,
        _ended_while_sending,
        last="hello asked",
        kinds=OPENING,
        proves=_both_delivered,
        stride=5,
    ),
    Flow(
        "start: the power went before",
        _start_and_greet,
        _died_with_a_log,
        last="hello asked",
        proves=_both_delivered,
        stride=5,
    ),
    Flow("start: pool.db is no database", _start, _pool_is_no_database, kinds=OPENING, stride=5),
    Flow("start: pool.db has another layout", _start, _pool_of_another_layout, kinds=OPENING, stride=5),
    Flow(
        "start: me.db is damaged",
        _start_over_damage,
        _me_damaged,
        recover=_damage_then_quiet,
        proves=_both_delivered,
        stride=11,
    ),
    Flow(
        "start: me.db is damaged beside a log",
        _start_over_damage,
        _me_damaged_beside_a_log,
        recover=_damage_then_quiet,
        proves=_both_delivered,
        stride=11,
    ),
    Flow("start: the key is lost", _set_aside_and_start, _key_lost, recover=_until_it_opens, kinds=OPENING, stride=11),
    Flow("start: tokens are renewed", _renew, _asked, stride=37),
    Flow(
        "migration from the first edition",
        _start,
        _of_the_first_edition,
        kinds=OPENING,
        proves=_both_delivered,
        stride=3,
    ),
    Flow(
        "migration of me.db",
        _migrate,
        _unsent_and_edition,
        recover=_migrate_then_quiet,
        kinds=OPENING,
        proves=_both_delivered,
        stride=3,
    ),
)
