"""Profiles: one folder per person and server, one owner at a time, also across processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from sync.cache.errors import InUse
from sync.profile import forget, known_profiles, own, profile_of, touch
from tests.fakes.identity import CountingIdentity

SERVER = "https://gonghai.example"


def test_each_person_and_server_has_its_own_folder(tmp_path: Path) -> None:
    ids = CountingIdentity()
    mine = profile_of(tmp_path, SERVER, "p1", "王芳", ids, login="wang")
    assert profile_of(tmp_path, SERVER, "p1", "王芳", ids, login="wang") == mine
    others = [profile_of(tmp_path, SERVER, "p2", "林晓", ids), profile_of(tmp_path, "https://b", "p1", "王芳", ids)]
    assert len({mine.folder, *(other.folder for other in others)}) == 3
    assert len({mine.device_id, *(other.device_id for other in others)}) == 3


def test_the_last_one_used_is_offered_first(tmp_path: Path) -> None:
    ids = CountingIdentity()
    first, second = (profile_of(tmp_path, SERVER, person, person, ids) for person in ("p1", "p2"))
    (tmp_path / "something else").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "profile.json").write_text("{")
    touch(first)
    assert [profile.person_id for profile in known_profiles(tmp_path)] == ["p1", "p2"]
    touch(second)
    assert [profile.person_id for profile in known_profiles(tmp_path)] == ["p2", "p1"]
    assert known_profiles(tmp_path / "nowhere") == []


def test_a_name_that_changed_is_brought_up_to_date_and_the_device_stays(tmp_path: Path) -> None:
    ids = CountingIdentity()
    before = profile_of(tmp_path, SERVER, "p1", "王芳", ids)
    after = profile_of(tmp_path, SERVER, "p1", "王方", ids)
    assert (after.person_name, after.device_id) == ("王方", before.device_id)
    assert known_profiles(tmp_path) == [after]


def test_one_process_owns_a_profile(tmp_path: Path) -> None:
    profile = profile_of(tmp_path, SERVER, "p1", "王芳", CountingIdentity())
    with own(profile):
        with pytest.raises(InUse):
            own(profile)
        assert _asked_elsewhere(tmp_path) == "in use"
    assert _asked_elsewhere(tmp_path) == "owned"


def test_a_forgotten_profile_leaves_nothing(tmp_path: Path) -> None:
    profile = profile_of(tmp_path, SERVER, "p1", "王芳", CountingIdentity())
    (profile.folder / "me.db").write_bytes(b"x")
    forget(profile)
    forget(profile)
    assert list(tmp_path.iterdir()) == []


def _asked_elsewhere(root: Path) -> str:
    program = (
        "import sys, pathlib; from sync.profile import known_profiles, own; from sync.cache.errors import InUse\n"
        "try: own(known_profiles(pathlib.Path(sys.argv[1]))[0]); print('owned')\n"
        "except InUse: print('in use')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.strip()
