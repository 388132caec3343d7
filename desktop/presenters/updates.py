"""News of a newer program: told quietly, once a day at most for each version, and never where nobody may."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop import words
from desktop.presenters.notices import More
from desktop.presenters.window import Window
from desktop.presenters.workplace import Workplace
from desktop.screens.customer import Fact
from desktop.screens.window import Page
from domain.identifiers import Instant
from domain.instants import instant, millis
from sync.cache.settings import Settings
from sync.protocol.messages import Releases
from sync.protocol.versions import is_older
from sync.releases import kept_releases

TOLD = "update_told"
"""The setting that keeps which version was told of last, and when."""

_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UpdateWays:
    """`own`: this program's version. `is_wanted`: whether the person is to be told at all."""

    own: str
    is_wanted: Callable[[], bool]


class Updates:
    """Keeps what is known of versions in the workplace, for whoever shows it."""

    def __init__(self, place: Workplace, window: Window, ways: UpdateWays) -> None:
        self._place = place
        self._window = window
        self._ways = ways

    def start(self, then: Callable[[], None]) -> None:
        """What the server said when it was last greeted."""

        def know(releases: Releases) -> None:
            self._place.releases = releases
            then()

        self._place.background.query(lambda: kept_releases(self._place.cache.settings), know)

    def heard(self, releases: Releases, *, is_too_old: bool) -> None:
        """The server was greeted. Whoever is too old is told so by the state of things, and by nothing else."""
        self._place.releases = releases
        is_news = is_older(self._ways.own, releases.newest_client) and not is_too_old
        # What can still be undone is worth more than news that will be told again.
        if not is_news or not self._ways.is_wanted() or self._window.offers_undo:
            return
        settings, now = self._place.cache.settings, self._place.now()
        self._place.background.command(
            lambda: _is_due(settings, releases.newest_client, now), lambda is_due: self._tell(releases, is_due=is_due)
        )

    def _tell(self, releases: Releases, *, is_due: bool) -> None:
        if is_due:
            more = More(words.say("update-more"), lambda: self._window.open_page(Page.SETTINGS))
            self._window.tell(words.say("update-there", version=releases.newest_client), more=more)


def version_facts(own: str, releases: Releases) -> tuple[Fact, ...]:
    """Of this program, of the server, and of the newest program where that is another."""
    facts = [Fact(words.say("version-own"), own)]
    if releases.server:
        facts.append(Fact(words.say("version-server"), releases.server))
    if is_older(own, releases.newest_client):
        facts.append(
            Fact(words.say("version-newest"), words.say("version-newest-there", version=releases.newest_client))
        )
        if releases.newest_client_at:
            facts.append(Fact(words.say("version-where"), releases.newest_client_at, can_copy=True))
    return tuple(facts)


def _is_due(settings: Settings, version: str, now: Instant) -> bool:
    """Whether this version is to be told of now; if so, it is not before tomorrow."""
    told, _, at = settings.get(TOLD).partition(" ")
    if told == version and at.isdigit() and abs(now - instant(int(at))) < _AGAIN_AFTER:
        return False
    settings.put(TOLD, f"{version} {millis(now)}")
    return True
