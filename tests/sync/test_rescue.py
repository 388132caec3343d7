"""A broken me.db: what was asked is carried over, and a rescue that is cut short is ended by the next start."""

import pytest

from sync.cache.answers import DraftFollowUp
from sync.cache.errors import Damaged
from sync.cache.rescue import part_of, whole_of
from tests.sync.client import Client
from tests.sync.test_opening import PAGE, opened, spoil


def test_a_rescue_that_was_cut_short_is_ended_and_told_by_the_next_start(worked: Client) -> None:
    path = worked.folder / "me.db"
    spoil(path, 2 * PAGE + 50)
    with pytest.raises(Damaged) as told:
        opened(worked.folder)
    kept = told.value.quarantined
    assert kept is not None
    # As it stood when the new file was whole, the power went, and a log of the broken one lay beside it.
    path.rename(whole_of(path, "cut"))
    kept.rename(path)
    path.with_name("me.db-wal").write_bytes(b"\x01" * PAGE)
    with pytest.raises(Damaged) as again:
        opened(worked.folder)
    assert (again.value.salvaged, again.value.quarantined) == (2, worked.folder / "me.damaged-cut.db")
    assert (worked.folder / "me.damaged-cut.db-wal").exists(), "no log may meet another file than its own"
    rescued = opened(worked.folder)
    assert rescued.outbox.counts().queued == 2
    assert rescued.drafts.load("m3") == DraftFollowUp(text="还没写完")
    rescued.close()


def test_what_an_interrupted_rescue_has_left_half_made_is_not_taken_for_whole(worked: Client) -> None:
    spoil(worked.folder / "me.db", 2 * PAGE + 50)
    part_of(worked.folder / "me.db").write_bytes(b"half")
    with pytest.raises(Damaged) as told:
        opened(worked.folder)
    assert told.value.salvaged == 2
    assert not list(worked.folder.glob("*rescue*"))
