"""What the presenters of one signed-in person share: the cache, the background, the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.background import Background
from domain.days import company_zone
from domain.identifiers import Instant, PersonId
from domain.instants import instant
from domain.rulesets import Ruleset, huaqiu
from sync.clock import ServerClock
from sync.identity import Identity
from sync.importing import Importer
from sync.known import Inquirer
from sync.protocol.messages import Releases
from sync.state import Contact

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.cache import Cache


def nobody_brings(_attachment_id: str, _part: str) -> None:
    """Where no server is behind it, no file comes."""


def no_image(_file: bytes | Path) -> bytes | None:
    """Where nothing draws, no image is made smaller."""
    return None


def no_file(_picture: object) -> bytes:
    """The same: no picture can have been copied."""
    return b""


@dataclass(slots=True)
class Workplace:
    """Written on the UI thread only; work on other threads reads it."""

    cache: Cache
    background: Background
    clock: ServerClock
    identity: Identity
    person_id: PersonId
    contact: Contact = Contact.NONE_YET
    importer: Importer | None = None
    """None where no server is behind it."""
    inquirer: Inquirer | None = None
    """The same."""
    want_file: Callable[[str, str], None] = nobody_brings
    """Have a file (`content`) or a small image of it (`thumbnail`) brought here by its id, when there is a network."""
    shrunk: Callable[[bytes | Path], bytes | None] = no_image
    """A small image of a file; None where it is none. May take a while."""
    decoded: Callable[[bytes], object | None] = no_image
    """A picture of an image's content, for a view to show. May take a while."""
    encoded: Callable[[object], bytes] = no_file
    """A picture that was copied, as a file. May take a while."""
    releases: Releases = field(default_factory=Releases)
    """What the server last said of versions."""
    zone: str = huaqiu(version=0, effective_from=instant(0)).zone
    """Until the company's own rules have come."""

    @property
    def is_online(self) -> bool:
        """Whether the last exchange with the server went well: what is asked now will be answered in a moment."""
        return self.contact is Contact.GOOD

    def now(self) -> Instant:
        """The server's time."""
        return self.clock.now()

    def local_now(self) -> datetime:
        """The server's time where the company is: what screens show and `desktop.words` compares with."""
        return self.clock.now().astimezone(company_zone(self.zone))

    def said(self, when: Instant) -> str:
        """今天 13:40."""
        return words.moment(when, self.local_now())

    def ruleset(self, pool_id: str | None) -> Ruleset:
        """A pool's rules now, or the company's for a customer in none. Reads the cache."""
        return self.cache.directory.ruleset(pool_id, self.now())
