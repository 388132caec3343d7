"""Profiles: one folder per person and server, one owner at a time, also across processes."""

import shutil
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from sync.cache.errors import InUse
from sync.profile import Profile, finish_forgetting, forget, known_profiles, own, profile_of, touch
from tests.fakes.identity import CountingIdentity
from tests.sync.crash_points.fuse import Crash, Fuse, Kind, Window

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


def test_what_a_wipe_cut_short_has_left_is_offered_to_nobody(tmp_path: Path) -> None:
    left = _left_by_a_wipe(_with_work(tmp_path))
    assert (left / "profile.json").exists()
    assert known_profiles(tmp_path) == []


def test_the_next_start_ends_a_wipe_and_touches_nobody_else(tmp_path: Path) -> None:
    other = profile_of(tmp_path, SERVER, "p2", "林晓", CountingIdentity())
    left = _left_by_a_wipe(_with_work(tmp_path))
    finish_forgetting(tmp_path)
    assert not left.exists()
    assert list(tmp_path.iterdir()) == [other.folder]
    assert known_profiles(tmp_path) == [other]
    finish_forgetting(tmp_path / "nowhere")


def test_a_second_wipe_is_not_stopped_by_what_the_first_has_left(tmp_path: Path) -> None:
    _left_by_a_wipe(_with_work(tmp_path))
    forget(_with_work(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_wipe_takes_the_profile_away_also_beside_leftovers_that_will_not_go(tmp_path: Path) -> None:
    stubborn = tmp_path / f"{_with_work(tmp_path).folder.name}.1.gone"
    stubborn.write_bytes(b"what removes folders does not remove this")
    forget(_with_work(tmp_path))
    assert list(tmp_path.iterdir()) == [stubborn]
    assert known_profiles(tmp_path) == []


def test_a_wipe_cut_anywhere_leaves_all_or_what_the_next_start_removes(tmp_path: Path) -> None:
    offered: list[int] = []
    while (cut := _cut_at(len(offered), tmp_path / f"{len(offered)}")).exists():
        offered.append(len(known_profiles(cut)))
        finish_forgetting(cut)
        assert len(list(cut.iterdir())) == offered[-1], f"cut at {len(offered) - 1}"
        assert {path.name for path in cut.glob("*/*")} == (FILES if offered[-1] else set())
    assert offered == sorted(offered, reverse=True)
    assert set(offered) == {1, 0}


FILES = {"profile.json", "owner.lock", "me.db", "pool.db", "me.db-wal"}


def _with_work(root: Path) -> Profile:
    profile = profile_of(root, SERVER, "p1", "王芳", CountingIdentity())
    for name in FILES - {"profile.json"}:
        (profile.folder / name).write_bytes(b"x")
    return profile


def _left_by_a_wipe(profile: Profile) -> Path:
    """As after a crash between moving the folder out of sight and removing its first file."""
    return profile.folder.rename(profile.folder.with_name(f"{profile.folder.name}.1.gone"))


def _cut_at(number: int, folder: Path) -> Path:
    """What the disk holds after a crash before this operation of a wipe; nothing where the wipe was over before."""
    profile, cut = _with_work(folder / "root"), folder / "cut"
    fuse = Fuse(Kind.CRASH, number, folder, partial(_copy, folder / "root", cut), Window())
    with suppress(Crash), fuse.armed():
        forget(profile)
    return cut


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target)


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
