"""What wixl 0.101 cannot write into an installer, as statements on its tables: Chinese, conditions, our own actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from windows.product import FOLDER, NAME, UPGRADE_CODE, msi_version
from windows.wix import KEPT, SETTINGS, SHORTCUT, component_id, known, setting_part

UTF_8: Final = 65001
TOO_OLD: Final = (
    "公海需要 Windows 10 1903（内部版本 18362）或更高版本。 "
    "Gonghai needs Windows 10 version 1903 (build 18362) or newer."
)
NEWER_THERE: Final = (
    "这台电脑上已装有更新版本的公海，请先卸载它再安装旧版本。 "
    "A newer version of Gonghai is installed here. Remove it first to go back to an older one."
)
_DOWNGRADE, _UPGRADE = "WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED"
_REMOVES_UP_TO_AND_WITH = 1 | 512
_SETS_PROPERTY = 51
_AFTER_SEARCH, _AFTER_COSTING = 51, 1001
_WITHIN_ROLLBACK = 1501


def codepage() -> str:
    """A table to import before any statement: with it the installer's texts are UTF-8."""
    return f"\r\n\r\n{UTF_8}\t_ForceCodepage\r\n"


def statements(version: str) -> Iterator[str]:
    """In the dialect of Windows Installer: reserved words and all, names stand in backticks."""
    yield _set("Property", "Value", NAME, "Property", "ProductName")
    yield _set("Shortcut", "Name", NAME, "Shortcut", SHORTCUT)
    yield _set("Registry", "Value", f"URL:{NAME}", "Value", f"URL:{FOLDER}")
    yield _set("LaunchCondition", "Description", NEWER_THERE, "Condition", f"NOT {_DOWNGRADE}")
    yield f"UPDATE `LaunchCondition` SET `Description` = '{TOO_OLD}' WHERE `Condition` <> 'NOT {_DOWNGRADE}'"
    yield _set("Property", "Value", ";".join(secure()), "Property", "SecureCustomProperties")
    yield _action("Tell.InstallLocation", "ARPINSTALLLOCATION", "[INSTALLDIR]")
    yield _scheduled("InstallExecuteSequence", "Tell.InstallLocation", "NOT Installed", _AFTER_COSTING)
    yield from _settings()
    yield from _upgrade(version)


def secure() -> list[str]:
    """What the privileged half of an installation accepts from whoever started it."""
    return [_UPGRADE, _DOWNGRADE, "WINDOWSBUILD", *KEPT, *map(known, KEPT)]


def _settings() -> Iterator[str]:
    """What is given wins; what is not is as it was; what never was leaves no value behind."""
    for number, name in enumerate(KEPT):
        yield _action(f"Keep.{name}", name, f"[{known(name)}]")
        for sequence in ("InstallExecuteSequence", "InstallUISequence"):
            yield _scheduled(sequence, f"Keep.{name}", f"{known(name)} AND NOT {name}", _AFTER_SEARCH + number)
    for setting in SETTINGS:
        yield _set("Component", "Condition", setting, "Component", component_id(setting_part(setting)))


def _upgrade(version: str) -> Iterator[str]:
    """Another build of the same version is replaced too, and an upgrade that fails leaves the old version standing."""
    code = f"{{{str(UPGRADE_CODE).upper()}}}"
    yield f"DELETE FROM `Upgrade` WHERE `ActionProperty` = '{_UPGRADE}'"
    yield (
        "INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`) "
        f"VALUES ('{code}', '{msi_version(version)}', {_REMOVES_UP_TO_AND_WITH}, '{_UPGRADE}')"
    )
    yield (
        f"UPDATE `InstallExecuteSequence` SET `Sequence` = {_WITHIN_ROLLBACK} WHERE `Action` = 'RemoveExistingProducts'"
    )


def _action(name: str, setting: str, value: str) -> str:
    """An action that gives a property a value: nothing of ours is run by the installer."""
    columns = "`Action`, `Type`, `Source`, `Target`"
    return f"INSERT INTO `CustomAction` ({columns}) VALUES ('{name}', {_SETS_PROPERTY}, '{setting}', '{value}')"


def _scheduled(sequence: str, action: str, condition: str, number: int) -> str:
    columns = "`Action`, `Condition`, `Sequence`"
    return f"INSERT INTO `{sequence}` ({columns}) VALUES ('{action}', '{condition}', {number})"


def _set(table: str, column: str, value: str, key: str, which: str) -> str:
    return f"UPDATE `{table}` SET `{column}` = '{value}' WHERE `{key}` = '{which}'"
