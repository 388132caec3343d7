"""Where the data of a machine may lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.profile_place import SYNCED, UNWRITABLE, mount_kind, place_fault, usual_place, write_fault

MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 27 0:40 / /home rw,relatime shared:2 - nfs4 files.example.com:/home rw
41 40 8:2 / /home/wang/local\040disk rw,relatime - ext4 /dev/sdb1 rw
42 27 0:41 / /mnt/share rw - cifs //files/share rw
a line that means nothing
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/gonghai", "ext4"),
        ("/home/wang/.local/share/Gonghai", "nfs4"),
        ("/home/wang/local disk/Gonghai", "ext4"),
        ("/homes/wang", "ext4"),
        ("/mnt/share/Gonghai", "cifs"),
    ],
)
def test_the_nearest_mount_says_what_lies_below_a_folder(folder: str, kind: str) -> None:
    assert mount_kind(Path(folder), MOUNTS) == kind


def test_what_is_mounted_last_lies_over_the_others() -> None:
    over = MOUNTS + "50 27 0:50 / /mnt/share rw - ext4 /dev/sdc1 rw\n"
    assert mount_kind(Path("/mnt/share/Gonghai"), over) == "ext4"


@pytest.mark.parametrize(
    "folder",
    [
        "OneDrive/Gonghai",
        "OneDrive - 华秋/桌面/Gonghai",
        "Dropbox (Example)/Gonghai",
        "dropbox/Gonghai",
        "Nutstore Files/我的坚果云/公海",
        "BaiduSyncdisk/公海",
        "百度网盘同步空间/公海",
        "iCloudDrive/Gonghai",
        "Google Drive/Gonghai",
    ],
)
def test_a_folder_that_is_synced_elsewhere_is_known_by_its_name(tmp_path: Path, folder: str) -> None:
    assert place_fault(tmp_path / folder, {}) == SYNCED


@pytest.mark.parametrize("folder", ["Gonghai", "公海 资料/Gonghai", "my OneDrive notes/Gonghai", "boxes/Gonghai"])
def test_other_folders_may_hold_data(tmp_path: Path, folder: str) -> None:
    assert place_fault(tmp_path / folder, {}) == ""


def test_the_system_says_where_one_lies_whatever_its_name(tmp_path: Path) -> None:
    assert place_fault(tmp_path / "work" / "Gonghai", {"OneDriveCommercial": str(tmp_path / "work")}) == SYNCED
    assert place_fault(tmp_path / "work", {"OneDrive": ""}) == ""


@pytest.mark.parametrize("mark", [".dropbox.cache", ".stfolder", ".tmp.drivedownload"])
def test_what_a_syncing_program_leaves_tells_of_it(tmp_path: Path, mark: str) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / mark).mkdir()
    assert place_fault(tmp_path / "team" / "a" / "b", {}) == SYNCED
    assert place_fault(tmp_path / "other", {}) == ""


def test_a_link_does_not_hide_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    assert place_fault(tmp_path / "plain" / "Gonghai", {}) == SYNCED


def test_looking_writes_nothing(tmp_path: Path) -> None:
    place_fault(tmp_path / "not there" / "Gonghai", {})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_where_one_may_write(tmp_path: Path) -> None:
    assert write_fault(tmp_path / "公海 资料" / "Gonghai") == ""
    assert list((tmp_path / "公海 资料" / "Gonghai").iterdir()) == []


def test_where_a_file_stands_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "Gonghai").touch()
    assert write_fault(tmp_path / "Gonghai") == UNWRITABLE
    assert write_fault(tmp_path / "Gonghai" / "below") == UNWRITABLE


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_without_rights_the_folder_is_refused(tmp_path: Path) -> None:
    # Even who may do everything writes nothing into what the system itself keeps.
    closed = Path("/proc/gonghai")
    assert write_fault(closed) == UNWRITABLE
    assert place_fault(tmp_path, {}) == ""


def test_the_usual_place_is_this_persons_own() -> None:
    assert usual_place().name == "Gonghai"
    assert usual_place().is_absolute()
