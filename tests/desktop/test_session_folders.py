"""Places for one session."""

import stat
import sys

import pytest

from desktop.session_folders import SessionFolders


def test_every_session_has_a_place_of_its_own_and_none_is_left() -> None:
    folders = SessionFolders()
    first, second = folders.new(), folders.new()
    assert first != second
    assert list(first.iterdir()) == list(second.iterdir()) == []
    (first / "profiles").mkdir()
    (first / "profiles" / "me.db").write_bytes(b"x")
    folders.remove_all()
    folders.remove_all()
    assert not first.exists() and not second.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="what others may read is inherited from the person's own folder")
def test_nobody_else_may_look_into_one() -> None:
    folders = SessionFolders()
    try:
        assert stat.S_IMODE(folders.new().stat().st_mode) == 0o700
    finally:
        folders.remove_all()
