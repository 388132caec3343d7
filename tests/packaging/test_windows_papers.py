"""Every file that is shipped is somebody's, on terms we may ship it under; the build ends where that is not so."""

import email
import email.message
import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

import dev
from windows import licences, wheels
from windows.folder import OURS, Shipment
from windows.licences import Package, lay_down, packages_of, runtime_version
from windows.locks import locked_in
from windows.sbom import FILE, bill
from windows.terms import ALLOWED, REVIEWED, allowed_of, licence_of

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def card(**fields: str) -> email.message.Message:
    return email.message_from_string("".join(f"{name.replace('_', '-')}: {text}\n" for name, text in fields.items()))


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("MIT", "MIT"),
        ("BSD-3-Clause AND Unicode-3.0", "BSD-3-Clause AND Unicode-3.0"),
        ("GPL-2.0-only OR LGPL-3.0-only", "LGPL-3.0-only"),
        ("Apache-2.0 OR GPL-2.0-only AND MIT", "Apache-2.0"),
        ("GPL-3.0-only", None),
        ("GPL-2.0-or-later OR AGPL-3.0-only", None),
        ("MIT AND GPL-3.0-or-later", None),
        ("MIT AND (Apache-2.0 OR GPL-2.0-only)", None),
        ("LGPL", None),
        ("Proprietary", None),
    ],
)
def test_only_terms_we_may_ship_under_are_taken(expression: str, chosen: str | None) -> None:
    assert allowed_of(expression) == chosen


def test_the_gpl_is_not_among_the_terms() -> None:
    assert not [one for one in ALLOWED if one.startswith(("GPL", "AGPL"))]


def test_a_library_under_the_gpl_alone_stops_the_build() -> None:
    with pytest.raises(dev.Stop, match=r"viral comes under GPL-3\.0-only"):
        licence_of("viral", card(License_Expression="GPL-3.0-only"))


@pytest.mark.parametrize(
    "said", [card(), card(Classifier="License :: OSI Approved :: BSD License"), card(License="APL 2")]
)
def test_a_library_whose_terms_are_not_plain_stops_the_build(said: email.message.Message) -> None:
    with pytest.raises(dev.Stop, match="vague"):
        licence_of("vague", said)


def test_a_library_is_believed_in_what_it_says_plainly() -> None:
    assert licence_of("plain", card(License_Expression="MIT")) == "MIT"
    assert licence_of("plain", card(License="BSD-3-Clause")) == "BSD-3-Clause"
    assert licence_of("plain", card(Classifier="License :: OSI Approved :: MIT License")) == "MIT"


def test_what_a_person_has_read_is_of_something_shipped_and_may_be_shipped() -> None:
    locked = {one.name.replace("-", "_").replace(".", "_").lower() for one in locked_in(wheels.LOCK.read_text("utf-8"))}
    names = {name.replace("-", "_").replace(".", "_").lower() for name in REVIEWED}
    assert names - {"cpython"} <= locked
    assert all(allowed_of(one.licence) == one.licence for one in REVIEWED.values())


def shipment(folder: Path, **owners: str) -> Shipment:
    """A folder with these files (a double underscore is a slash), each of its own content."""
    made = Shipment(folder / "folder", "1.2.3")
    for name, owner in owners.items():
        path = name.replace("__", "/")
        (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made.folder / path).write_text(path)
        if owner:
            made.own(owner, [path])
    return made


OURS_AND_ANOTHER = [Package(OURS, "1.2.3", "MIT"), Package("other", "4", "Apache-2.0", {}, "pkg:pypi/other@4")]


def test_the_bill_lists_every_file_with_its_package_and_terms(tmp_path: Path) -> None:
    written = bill(shipment(tmp_path, app__one=OURS, lib__two="other", lib__three="other"), OURS_AND_ANOTHER, AT)
    told = json.loads(written)
    assert told["spdxVersion"] == "SPDX-2.3"
    assert told["creationInfo"]["created"] == "2026-11-22T10:00:00Z"
    files = {one["fileName"]: one for one in told["files"]}
    assert files.keys() == {"./app/one", "./lib/two", "./lib/three"}
    assert files["./lib/two"]["licenseConcluded"] == "Apache-2.0"
    sums = {one["algorithm"]: one["checksumValue"] for one in files["./lib/two"]["checksums"]}
    assert sums["SHA256"] == hashlib.sha256(b"lib/two").hexdigest()
    names = {one["SPDXID"]: one["name"] for one in told["packages"]}
    contains = [one for one in told["relationships"] if one["relationshipType"] == "CONTAINS"]
    by_file = {one["relatedSpdxElement"]: names[one["spdxElementId"]] for one in contains}
    assert {name: by_file[one["SPDXID"]] for name, one in files.items()} == {
        "./app/one": OURS,
        "./lib/two": "other",
        "./lib/three": "other",
    }


def test_a_file_nobody_brought_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(dev.Stop, match="app/stray"):
        bill(shipment(tmp_path, app__one=OURS, lib__two="other", app__stray=""), OURS_AND_ANOTHER, AT)
    with pytest.raises(dev.Stop, match="lib/three"):
        bill(shipment(tmp_path, app__one=OURS, lib__two="other", lib__three="unknown"), OURS_AND_ANOTHER, AT)


def test_a_package_of_which_nothing_is_shipped_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(dev.Stop, match="other"):
        bill(shipment(tmp_path, app__one=OURS), OURS_AND_ANOTHER, AT)


def test_the_bill_does_not_list_itself(tmp_path: Path) -> None:
    made = shipment(tmp_path, app__one=OURS, lib__two="other")
    first = bill(made, OURS_AND_ANOTHER, AT)
    (made.folder / FILE).write_text(first)
    assert bill(made, OURS_AND_ANOTHER, AT) == first


def library(folder: Path, name: str, licence: str, *texts: str) -> wheels.Wheel:
    file = folder / f"{name}.whl"
    with zipfile.ZipFile(file, "w") as archive:
        said = f"License-Expression: {licence}\n" if licence else ""
        archive.writestr(f"{name}.dist-info/METADATA", f"Name: {name}\nVersion: 2\n{said}")
        for text in texts:
            archive.writestr(f"{name}.dist-info/{text}", f"{name}: {text}")
        archive.writestr(f"{name}/licence.py", "")
    return wheels.opened(file)


def with_runtime(folder: Path, *shipped: wheels.Wheel) -> Shipment:
    made = Shipment(folder / "folder", "1.2.3", {}, list(shipped))
    (made.folder / "runtime").mkdir(parents=True)
    (made.folder / "runtime" / "LICENSE.txt").write_text("PSF")
    version = "ProductVersion\0\0003.13.2\0".encode("utf-16-le")
    (made.folder / "runtime" / "python313.dll").write_bytes(b"MZ" + version)
    return made


def test_each_library_brings_its_texts_and_the_table_names_it(tmp_path: Path) -> None:
    made = with_runtime(
        tmp_path, library(tmp_path, "bring", "MIT", "licenses/LICENSE", "licenses/NOTICE.txt", "RECORD")
    )
    packages = packages_of(made, dev.ROOT)
    laid = list(lay_down(packages, made.folder / "licences"))
    assert {"bring/LICENSE", "bring/NOTICE.txt", "gonghai/LICENSE.txt", "README.txt", "replacing-qt.txt"} <= set(laid)
    assert "bring/RECORD" not in laid and "bring/licence.py" not in laid
    table = (made.folder / "licences" / "README.txt").read_text("utf-8-sig")
    assert "bring 2: MIT" in table and "cpython 3.13.2" in table and "@" not in table


def test_a_library_without_a_text_of_its_licence_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(dev.Stop, match="bare brings no text"):
        packages_of(with_runtime(tmp_path, library(tmp_path, "bare", "MIT")), dev.ROOT)


def test_every_text_that_is_named_is_there() -> None:
    texts = {text for reviewed in REVIEWED.values() for text in reviewed.texts}
    notices = Path(licences.__file__).with_name("notices")
    assert [text for text in texts if text.endswith(".txt") and not (notices / text).is_file()] == []
    on_debian = licences.COMMON.exists()
    assert not on_debian or [one for one in texts if "." not in one[-4:] and not (licences.COMMON / one).exists()] == []


def test_a_runtime_that_does_not_say_its_version_stops_the_build(tmp_path: Path) -> None:
    made = with_runtime(tmp_path)
    assert runtime_version(made.folder) == "3.13.2"
    (made.folder / "runtime" / "python313.dll").write_bytes(b"MZ")
    with pytest.raises(dev.Stop, match="version"):
        runtime_version(made.folder)
