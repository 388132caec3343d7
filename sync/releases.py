"""What the server last said of versions, kept so that it can be told without a network too."""

import msgspec

from sync.cache.settings import Settings
from sync.errors import UpgradeRequired
from sync.protocol.messages import Releases
from sync.protocol.versions import is_fit_place, numbers

_SETTING = "releases"
_LONGEST_NAME = 40


def kept_releases(settings: Settings) -> Releases:
    """Nothing but empty texts before the first greeting."""
    try:
        return msgspec.json.decode(settings.get(_SETTING, "{}"), type=Releases)
    except msgspec.MsgspecError:
        return Releases()


def keep_releases(settings: Settings, told: Releases) -> Releases:
    """Remember what makes sense of it: people are shown it, and it came from outside. Returns that."""
    releases = Releases(
        told.server[:_LONGEST_NAME] if told.server.isprintable() else "",
        _version(told.oldest_client),
        _version(told.newest_client),
        told.newest_client_at if is_fit_place(told.newest_client_at) else "",
    )
    if releases != kept_releases(settings):
        settings.put(_SETTING, msgspec.json.encode(releases).decode())
    return releases


def releases_of(error: UpgradeRequired, known: Releases) -> Releases:
    """What a server said that wants a newer program; of itself it says nothing then."""
    oldest, newest, where = (
        str(error.facts.get(name, "")) for name in ("oldest_client", "newest_client", "newest_client_at")
    )
    return Releases(known.server, oldest, newest, where)


def _version(text: str) -> str:
    return "" if numbers(text) is None else text.strip()
