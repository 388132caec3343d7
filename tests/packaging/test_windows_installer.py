"""What the installer says, read back as Windows Installer would read it."""

import itertools
import re
import shutil
import uuid
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

import dev
from windows import msi, tables, wix
from windows.icon import write_icon
from windows.product import UPGRADE_CODE, component_code, product_code

FILES = ["gonghai.exe", "gonghai.com", "runtime/python313.dll", "runtime/Lib/a b & c.pyc", "app/desktop/__main__.py"]
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
HAS_TOOLS = all(shutil.which(tool) for tool in msi.NEEDS)


def source(version: str = "1.2.3", files: list[str] = FILES) -> Element:
    text = wix.source(files, version, "content", "gonghai.ico")
    assert text.isascii(), "wixl dies of anything else"
    return fromstring(text)


def every(root: Element, name: str) -> list[Element]:
    return list(root.iter(WIX + name))


def test_each_file_is_a_component_of_its_own_in_the_feature() -> None:
    root = source()
    sources = [file.attrib["Source"] for file in every(root, "File")]
    assert sorted(sources) == sorted(FILES)
    components = {component.attrib["Id"] for component in every(root, "Component")}
    assert components == {one.attrib["Id"] for one in every(root, "ComponentRef")}
    assert len(components) == len(FILES) + len(wix.KEPT) + 1


def test_a_component_keeps_its_code_whatever_lies_beside_it() -> None:
    codes = [
        {one.attrib["Id"]: one.attrib["Guid"] for one in every(source(version, files), "Component")}
        for version, files in (("1.0.0", FILES), ("2.0.0", [*FILES, "app/new.py"]))
    ]
    assert codes[0].items() <= codes[1].items()
    assert uuid.UUID(codes[0][wix.component_id("gonghai.exe")]) == component_code("gonghai.exe")


def test_no_two_entries_share_an_id() -> None:
    root = source()
    for name in ("Component", "File", "Directory", "RegistrySearch"):
        ids = [one.attrib["Id"] for one in every(root, name)]
        assert len(ids) == len(set(ids)), name
        # A table's key is an identifier: a letter or an underscore first, 72 characters at most.
        assert all(re.fullmatch(r"[A-Za-z_][\w.]{0,71}", one) for one in ids)


def test_each_setting_goes_to_the_registry_and_is_found_there_again() -> None:
    root = source()
    searched = {one.attrib["Name"]: one.attrib for one in every(root, "RegistrySearch")}
    written = {one.attrib.get("Name"): one.attrib for one in every(root, "RegistryValue")}
    for setting, value in wix.KEPT.items():
        assert (written[value]["Key"], written[value]["Value"]) == (r"Software\Gonghai", f"[{setting}]")
        assert (searched[value]["Key"], searched[value]["Win64"]) == (r"Software\Gonghai", "yes")
    into = {one.attrib["Id"] for one in every(root, "Property") if one.find(f"{WIX}RegistrySearch") is not None}
    assert not into & set(wix.KEPT), "what is found would overrule what was given"


def test_a_link_opens_the_program_with_the_link_as_one_argument() -> None:
    values = {one.attrib["Key"]: one.attrib["Value"] for one in every(source(), "RegistryValue")}
    assert values[r"Software\Classes\gonghai\shell\open\command"] == f'"[#{wix.file_id("gonghai.exe")}]" --link "%1"'


def test_an_old_windows_is_told_by_number() -> None:
    (condition,) = every(source(), "Condition")
    assert condition.text == "Installed OR WINDOWSBUILD >= 18362"


def test_a_statement_cannot_be_broken_by_its_texts() -> None:
    for statement in tables.statements("1.2.3"):
        assert statement.count("'") % 2 == 0
        assert "\n" not in statement


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not HAS_TOOLS:
        pytest.skip("wixl and msitools are not installed: dev.py package installs them")
    folder = tmp_path_factory.mktemp("folder")
    for path in FILES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    icon = tmp_path_factory.mktemp("icon") / "gonghai.ico"
    write_icon(icon)
    target = tmp_path_factory.mktemp("out") / "gonghai.msi"
    msi.make_msi(folder, icon, "1.2.3", target, tmp_path_factory.mktemp("work"))
    return target


def test_the_installer_is_named_in_chinese_and_upgrades(made: Path) -> None:
    properties = {row[0]: row[1] for row in msi.table_of(made, "Property")}
    assert properties["ProductName"] == "Gonghai 公海"
    assert properties["UpgradeCode"] == f"{{{str(UPGRADE_CODE).upper()}}}"
    assert properties["ALLUSERS"] == "1"
    assert set(wix.KEPT) <= set(properties["SecureCustomProperties"].split(";"))
    upgrade = {row[6]: (row[1], row[2], row[4]) for row in msi.table_of(made, "Upgrade")}
    assert upgrade == {"WIX_UPGRADE_DETECTED": ("", "1.2.3", "513"), "WIX_DOWNGRADE_DETECTED": ("1.2.3", "", "2")}


def test_who_may_not_install_is_told_why_in_both_languages(made: Path) -> None:
    said = {row[0]: row[1] for row in msi.table_of(made, "LaunchCondition")}
    assert said == {
        "NOT WIX_DOWNGRADE_DETECTED": tables.NEWER_THERE,
        "Installed OR WINDOWSBUILD >= 18362": tables.TOO_OLD,
    }


def test_a_setting_is_written_only_where_it_is_given_or_was_there(made: Path) -> None:
    conditions = {row[0]: row[4] for row in msi.table_of(made, "Component")}
    order = {row[0]: (row[1], int(row[2])) for row in msi.table_of(made, "InstallExecuteSequence")}
    actions = {row[0]: row[1:4] for row in msi.table_of(made, "CustomAction")}
    for setting in wix.KEPT:
        assert conditions[wix.component_id(wix.setting_part(setting))] == (setting if setting in wix.SETTINGS else "")
        assert actions[f"Keep.{setting}"] == ["51", setting, f"[KNOWN_{setting}]"]
        condition, number = order[f"Keep.{setting}"]
        assert condition == f"KNOWN_{setting} AND NOT {setting}"
        assert order["AppSearch"][1] < number < order["CostFinalize"][1]


def test_an_upgrade_that_fails_brings_the_old_version_back(made: Path) -> None:
    order = {row[0]: int(row[2]) for row in msi.table_of(made, "InstallExecuteSequence")}
    assert order["InstallInitialize"] < order["RemoveExistingProducts"] < order["ProcessComponents"]


def test_every_search_looks_where_64_bit_programs_write(made: Path) -> None:
    raw, in_64_bits = 2, 16
    assert {row[4] for row in msi.table_of(made, "RegLocator")} == {str(raw | in_64_bits)}
    assert all(int(row[3]) & 256 for row in msi.table_of(made, "Component"))


def test_another_build_of_a_version_is_another_product(made: Path) -> None:
    code = next(row[1] for row in msi.table_of(made, "Property") if row[0] == "ProductCode")
    assert f"{{{str(uuid.UUID(code)).upper()}}}" == code
    codes = [product_code(version, content) for version, content in itertools.product(("1.2.3", "1.2.4"), "ab")]
    assert len(set(codes)) == 4


def test_a_folder_that_cannot_be_packed_stops_the_build(made: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "gonghai.exe").write_text("")
    with pytest.raises(dev.Stop, match="wixl"):
        msi.make_msi(tmp_path / "folder", tmp_path / "gone.ico", "1.2.3", tmp_path / "out.msi", tmp_path / "work")
