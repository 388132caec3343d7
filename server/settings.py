"""What an operator decides: by an option, else a GONGHAI_* variable, else a TOML file, else the default."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from sync.protocol.versions import is_fit_place, is_older, numbers

DEFAULT_DATABASE = "sqlite:///gonghai.db"
_ATTACHMENTS = "gonghai-attachments"
_PREFIX = "GONGHAI_"
_CONFIG = "GONGHAI_CONFIG"
_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"0", "false", "no", "off"})


@dataclass(frozen=True, slots=True)
class Settings:
    """`certificate` and `key` are paths of PEM files; both or neither. `replica`: a copy that follows `database`.
    `attachments`: the folder in which files lie, one for all processes; where none is named, beside the database.

    `recycle`: whether this process takes part in taking customers back; of those that do, one does it.

    `oldest_client`, `newest_client`: versions such as 1.4.0. Clients before the one deliver what was written and are
    told nothing new; those before the other tell their people of it, with `newest_client_at`, where it is found.
    """

    database: str = DEFAULT_DATABASE
    replica: str = ""
    host: str = "127.0.0.1"
    port: int = 8420
    certificate: str = ""
    key: str = ""
    is_behind_proxy: bool = False
    trusted_proxies: str = "127.0.0.1"
    body_bytes: int = 8 * 1024 * 1024
    decompressed_bytes: int = 32 * 1024 * 1024
    import_bytes: int = 20 * 1024 * 1024
    attachments: str = ""
    commands_per_push: int = 1000
    bytes_per_pull: int = 4 * 1024 * 1024
    hint_seconds: int = 50
    recycle: bool = True
    oldest_client: str = ""
    newest_client: str = ""
    newest_client_at: str = ""

    @property
    def speaks_tls(self) -> bool:
        return bool(self.certificate)

    @property
    def attachment_folder(self) -> Path:
        if self.attachments:
            return Path(self.attachments)
        place = make_url(self.database)
        if place.get_backend_name() == "sqlite" and place.database:
            return Path(f"{place.database}.attachments")
        return Path(_ATTACHMENTS)


class UnfitSetting(Exception):
    """A setting that cannot be used: its name, and what it was."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"{name}: {value}")
        self.name = name
        self.value = value


def load_settings(
    environment: Mapping[str, str], options: Mapping[str, Any] | None = None, file: Path | None = None
) -> Settings:
    """The settings in force; `options` whose value is None were not given.

    Raises:
        UnfitSetting: an unknown name in the file, or a value of the wrong kind.
    """
    path = file or (Path(environment[_CONFIG]) if environment.get(_CONFIG) else None)
    settings = Settings()
    if path is not None:
        settings = replace(settings, **_checked(_from_file(path)))
    given = {
        field.name: environment[_PREFIX + field.name.upper()]
        for field in fields(Settings)
        if environment.get(_PREFIX + field.name.upper())
    }
    settings = replace(settings, **_checked(given))
    settings = replace(
        settings, **_checked({name: value for name, value in (options or {}).items() if value is not None})
    )
    if bool(settings.certificate) != bool(settings.key):
        raise UnfitSetting("certificate", settings.certificate or settings.key)
    _check_releases(settings)
    return settings


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_releases(settings: Settings) -> None:
    for name in ("oldest_client", "newest_client"):
        version = getattr(settings, name)
        if version and numbers(version) is None:
            raise UnfitSetting(name, version)
    if is_older(settings.newest_client, settings.oldest_client):
        raise UnfitSetting("newest_client", settings.newest_client)
    if settings.newest_client_at and not is_fit_place(settings.newest_client_at):
        raise UnfitSetting("newest_client_at", settings.newest_client_at)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnfitSetting("config", path) from error


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    checked: dict[str, Any] = {}
    for name, value in given.items():
        if name not in kinds:
            raise UnfitSetting(name, value)
        checked[name] = _as(kinds[name], name, value)
    return checked


def _as(kind: type, name: str, value: Any) -> Any:
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return value
    if kind is bool and str(value).lower() in _YES | _NO:
        return str(value).lower() in _YES
    if kind is int and str(value).isascii() and str(value).isdigit():
        return int(value)
    raise UnfitSetting(name, value)
