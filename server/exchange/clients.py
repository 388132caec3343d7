"""Which clients are told what is new: a floor the operator sets, and the news of a newer version."""

from importlib.metadata import PackageNotFoundError, version

from domain.reasons import Fact
from server.http.problems import Declined
from server.settings import Settings
from sync.protocol import FLOOR, VERSION
from sync.protocol.messages import Hello, ProblemCode, Releases
from sync.protocol.versions import is_older

_AGENT = "Gonghai/"


class Clients:
    """By the version that a client says it has. A version that is none (a checkout's 0, another's program) is let in:
    the floor keeps old programs from what they would misread, and is no wall against whoever says what is not so."""

    def __init__(self, settings: Settings) -> None:
        self.releases = Releases(
            server_version(), settings.oldest_client, settings.newest_client, settings.newest_client_at
        )

    def agree(self, hello: Hello, *, is_wipe_ordered: bool) -> int:
        """The protocol version to speak. However old: who is to erase everything is told so.

        Raises:
            Declined: there is none, or the client is too old.
        """
        oldest, newest = hello.protocol_versions
        spoken = min(newest, VERSION)
        if spoken < max(oldest, FLOOR):
            raise self._too_old({"floor": FLOOR, "newest": VERSION})
        if not is_wipe_ordered:
            self._check(hello.app_version)
        return spoken

    def check_agent(self, agent: str) -> None:
        """The same of one that says its version with every request: it greeted us before the floor was raised.

        Raises:
            Declined: the client is too old.
        """
        if agent.startswith(_AGENT):
            self._check(agent.removeprefix(_AGENT))

    def _check(self, app_version: str) -> None:
        if is_older(app_version, self.releases.oldest_client):
            raise self._too_old({})

    def _too_old(self, facts: dict[str, Fact]) -> Declined:
        known = {
            name: getattr(self.releases, name)
            for name in ("oldest_client", "newest_client", "newest_client_at")
            if getattr(self.releases, name)
        }
        return Declined(ProblemCode.UPGRADE_REQUIRED, facts=facts | known)


def server_version() -> str:
    """As installed; a plain checkout has none."""
    try:
        return version("gonghai")
    except PackageNotFoundError:
        return "0"
