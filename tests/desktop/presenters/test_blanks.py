"""A machine that holds nothing yet says why in the list's place, and the pill says the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.screens.cells import Tone
from desktop.screens.register import Blank, BlankKind
from sync.cache.opening import open_cache
from sync.identity import RandomIdentity
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from sync.report import Report
from sync.state import Contact, Progress
from tests.desktop.presenters.desk import NOW, REFERENCE_ROWS, SOUTH, WANG, Desk, StillClock, in_pool


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Wang's, at her first start: she may see a pool, and no pull has ended yet."""
    cache = open_cache(tmp_path, "ab" * 32, person_id=WANG, identity=RandomIdentity())
    cache.scopes.grant((REFERENCE, person_scope(WANG), pool_scope(SOUTH)))
    desk = Desk(cache, StillClock(NOW))
    desk.store(REFERENCE, REFERENCE_ROWS)
    desk.presenters.start()
    yield desk
    cache.close()
    assert desk.background.stray == []


def shown(desk: Desk) -> Blank:
    assert desk.register.blank is not None
    return desk.register.blank


def test_a_first_start_says_that_nothing_has_come_yet(desk: Desk) -> None:
    assert shown(desk) == Blank(BlankKind.NEVER_SYNCED)


@pytest.mark.parametrize(
    ("contact", "word"),
    [
        (Contact.MISMATCH, "无法识别"),
        (Contact.SIGN_IN_NEEDED, "重新登录"),
        (Contact.DEPARTED, "停用"),
        (Contact.UPGRADE_REQUIRED, "升级"),
        (Contact.WIPED, "清除"),
    ],
)
def test_a_first_sync_that_went_wrong_is_told_in_the_list_s_place_as_the_pill_tells_it(
    contact: Contact, word: str, desk: Desk
) -> None:
    desk.presenters.rested(Report(contact=contact))
    pill = desk.window.pill
    assert pill is not None and pill.tone is Tone.BAD
    assert shown(desk).kind is BlankKind.ERROR
    assert pill.text in shown(desk).detail and pill.tooltip in shown(desk).detail
    assert word in shown(desk).detail


def test_without_a_network_the_list_s_place_says_so_until_there_is_one(desk: Desk) -> None:
    desk.presenters.rested(Report(contact=Contact.UNREACHABLE))
    assert shown(desk) == Blank(BlankKind.OFFLINE)
    desk.presenters.reported(Report(contact=Contact.GOOD, progress=Progress(20, 400)))
    progress = shown(desk).progress
    assert progress is not None and (progress.done, progress.total) == (20, 400)


def test_what_went_wrong_is_forgotten_when_the_list_comes(desk: Desk) -> None:
    desk.presenters.rested(Report(contact=Contact.MISMATCH))
    desk.store(pool_scope(SOUTH), [in_pool(1)])
    desk.go_online()
    assert shown(desk).kind is BlankKind.EMPTY
    assert desk.window.pill is not None and desk.window.pill.tone is Tone.GOOD
