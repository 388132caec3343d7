"""How somebody gets in: by password at a server, or by the key on this machine, with no network at all.

Everything here may take long and runs in the background. The doors it needs are handed in; libraries that are slow to
load are loaded by it, after the first window stands.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.checks.machine import Machine
from desktop.presenters.entrance_doors import Doors
from desktop.presenters.erasure import erase_profile, finish_erasing, order_erasing
from desktop.presenters.goodbye import say_goodbye
from desktop.presenters.kept_sessions import CACHE_KEY, SESSION, InCache, InStore
from desktop.presenters.kept_stretching import KeptStretching
from desktop.presenters.late_line import LateLine, Line
from domain.instants import instant
from sync.cache.errors import CacheTrouble, Damaged, WrongKey
from sync.clock import Clock, ServerClock
from sync.identity import Identity
from sync.profile import Ownership, Profile, known_profiles, own, profile_of, touch
from sync.protocol.messages import Device, Session
from sync.session import SessionHolder, SessionStore, sign_in

if TYPE_CHECKING:
    from sync.cache.cache import Cache

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody whom a server knows, and whose data is not open yet."""

    server: str
    login: str
    device_id: str
    session: Session
    minutes_off: int


@dataclass(slots=True)
class Entered:
    """Somebody is in. `trouble`: something was wrong with the files and has been mended; to be told once."""

    profile: Profile
    cache: Cache
    sessions: SessionHolder
    clock: ServerClock
    line: Line
    ear_line: Line
    ownership: Ownership
    machine: Machine
    """What a diagnosis looks at while they are in."""
    trouble: CacheTrouble | None = None
    minutes_off: int = 0
    """How wrong this machine's clock was when its person signed in."""
    is_password_temporary: bool = False
    """As the session just begun says; unknown to who comes back without signing in."""

    def close(self) -> None:
        self.cache.close()
        self.ownership.close()


class StorageNeeded(Exception):
    """No safe key store here: the person must choose how the data is protected."""


class PassphraseNeeded(Exception):
    """The data stands under a passphrase."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile.person_name)
        self.profile = profile


class ServerNotAllowed(Exception):
    """An administrator has settled for another server, or for one that cannot be used. The data stays as it is."""

    def __init__(self, server: str) -> None:
        super().__init__(server)
        self.server = server


class Entrance:
    """One per program. `root` is where profiles lie."""

    def __init__(self, root: Path, doors: Doors, clock: Clock, identity: Identity, device_name: str) -> None:
        self._root = root
        self._doors = doors
        self._clock = clock
        self._identity = identity
        self._device_name = device_name

    def machine(self, server: str) -> Machine:
        """What a diagnosis looks at while nobody is in."""
        return self._doors.machine(self._root.parent, server)

    def finish_erasing(self) -> None:
        """End what an erasure that was cut short has left; nobody comes in before it is done."""
        finish_erasing(self._root, self._forget_secrets)

    def ask(self, line: Line, server: str, login: str, password: str) -> Guest:
        """Who is this, says the server?

        Raises:
            SyncError: it does not know them, or is not there.
        """
        self.finish_erasing()
        met = [known for known in known_profiles(self._root) if (known.server, known.login) == (server, login)]
        device_id = met[0].device_id if met else self._identity.new()
        session = sign_in(line, Device(device_id, self._device_name), login, password)
        minutes_off = round(abs(instant(session.server_time) - self._clock.now()) / timedelta(minutes=1))
        return Guest(server, login, device_id, session, minutes_off)

    def let_in(self, guest: Guest) -> Entered:
        """Open the guest's data under the key that the system keeps.

        Raises:
            StorageNeeded, PassphraseNeeded, CacheTrouble
        """
        profile = self._profile(self._root, guest)
        if KeptStretching(profile.folder).exists:
            raise PassphraseNeeded(profile)
        secrets = self._doors.secrets()
        if secrets is None:
            raise StorageNeeded
        key = secrets.read(profile.folder.name, CACHE_KEY)
        if key is None:
            key = self._doors.fresh_key()
            secrets.keep(profile.folder.name, CACHE_KEY, key)
        return self._begin(self._open(profile, key, InStore(secrets, profile.folder.name), may_start_anew=True), guest)

    def let_in_under(self, guest: Guest, passphrase: str) -> Entered:
        """Open the guest's data under this passphrase, which protects it from now on if none did.

        Raises:
            CacheTrouble: `WrongKey` for another passphrase, or where the data stands under a key of the system.
        """
        profile = self._profile(self._root, guest)
        trouble = None if KeptStretching(profile.folder).is_whole else self._begin_stretching(profile)
        entered = self._begin(self.unlock(profile, passphrase), guest)
        entered.trouble = entered.trouble or trouble
        return entered

    def let_in_once(self, guest: Guest) -> Entered:
        """Open a place for this session; nothing of it can be read afterwards."""
        profile = self._profile(self._doors.folder_for_session(), guest)
        store = InStore(self._doors.session_secrets, profile.folder.name)
        return self._begin(self._open(profile, self._doors.fresh_key(), store), guest)

    def come_back(self, folder_name: str) -> Entered | None:
        """Open the data of whoever was in last, with no server; None where they must sign in.

        Raises:
            PassphraseNeeded, CacheTrouble, ServerNotAllowed
        """
        self.finish_erasing()
        known = [profile for profile in known_profiles(self._root) if profile.folder.name == folder_name]
        if not known:
            return None
        self._check_allowed(known[0])
        if KeptStretching(known[0].folder).exists:
            raise PassphraseNeeded(known[0])
        secrets = self._doors.secrets()
        key = None if secrets is None else secrets.read(folder_name, CACHE_KEY)
        if secrets is None or key is None:
            return None
        return self._open(known[0], key, InStore(secrets, folder_name))

    def unlock(self, profile: Profile, passphrase: str) -> Entered:
        """Open a profile by its passphrase, with no server.

        Raises:
            CacheTrouble: `WrongKey` for another passphrase.
        """
        key = KeptStretching(profile.folder).key(self._doors.stretched, passphrase)
        return self._open(profile, key, None)

    def leave(self, entered: Entered, *, erase: bool) -> None:
        """Forget the tokens, close, erase all of it if so ordered; then tell the server where it can be told.

        What has to be done here is done first: the server may be slow to hear of it, and nothing waits for that.
        """
        if erase:
            order_erasing(entered.profile)
        access = None
        try:
            access = entered.sessions.end()
        finally:
            entered.close()
            try:
                if erase:
                    erase_profile(entered.profile, self._forget_secrets)
            finally:
                if access is not None:
                    say_goodbye(LateLine(partial(self._doors.line, entered.profile.server)), access)

    def _forget_secrets(self, account: str) -> None:
        secrets = self._doors.secrets()
        if secrets is not None:
            for name in (CACHE_KEY, SESSION):
                secrets.forget(account, name)

    def _begin_stretching(self, profile: Profile) -> CacheTrouble | None:
        """A passphrase protects this from now on; returns what is to be told of data that stood there before."""
        from sync.cache.opening import holds_data, set_aside

        stretching = KeptStretching(profile.folder)
        with own(profile):
            trouble = None
            if stretching.exists:
                # It is not whole, so nobody can make the key of what lies here. Set aside first: a new stretching
                # beside the old data would have every passphrase refused for ever.
                kept = set_aside(profile.folder, self._identity)
                trouble = WrongKey(stretching.path, "set aside") if kept else None
            elif holds_data(profile.folder):
                raise WrongKey(profile.folder, "under a key of the system's store, which is not there now")
            stretching.keep(self._doors.fresh_stretching())
            return trouble

    def _profile(self, root: Path, guest: Guest) -> Profile:
        return profile_of(
            root,
            guest.server,
            guest.session.person_id,
            guest.session.person_name,
            self._identity,
            device_id=guest.device_id,
            login=guest.login,
        )

    def _begin(self, entered: Entered, guest: Guest) -> Entered:
        try:
            entered.sessions.begin(guest.session)
        except BaseException:
            entered.close()  # or nobody could try again before the next start
            raise
        entered.minutes_off, entered.is_password_temporary = guest.minutes_off, guest.session.is_password_temporary
        return entered

    def _open(self, profile: Profile, key: str, store: SessionStore | None, *, may_start_anew: bool = False) -> Entered:
        self._check_allowed(profile)
        with ExitStack() as opened:
            ownership = opened.enter_context(own(profile))
            cache, trouble = self._cache(profile, key, may_start_anew=may_start_anew)
            opened.callback(cache.close)
            touch(profile)
            line, ear_line = (LateLine(partial(self._doors.line, profile.server)) for _ in range(2))
            sessions = SessionHolder(store or InCache(cache), line, self._clock, profile.device_id)
            clock = ServerClock(self._clock, _offset(cache))
            machine = replace(self.machine(profile.server), open_here={profile.folder.name: cache.health})
            entered = Entered(profile, cache, sessions, clock, line, ear_line, ownership, machine, trouble)
            opened.pop_all()
            return entered

    def _check_allowed(self, profile: Profile) -> None:
        if not self._doors.allows(profile.server):
            raise ServerNotAllowed(profile.server)

    def _cache(self, profile: Profile, key: str, *, may_start_anew: bool) -> tuple[Cache, CacheTrouble | None]:
        from sync.cache.opening import open_cache, set_aside

        def opened() -> Cache:
            return open_cache(profile.folder, key, person_id=profile.person_id, identity=self._identity)

        try:
            return opened(), None
        except Damaged as damaged:
            # What could be saved stands in a new file by now.
            return opened(), damaged
        except WrongKey as wrong:
            if not may_start_anew:
                raise
            # The system lost the key, and nobody can open these files again. They are set aside, not erased.
            set_aside(profile.folder, self._identity)
            return opened(), wrong


def _offset(cache: Cache) -> timedelta:
    from sync.engine import CLOCK_OFFSET

    return timedelta(milliseconds=int(cache.settings.get(CLOCK_OFFSET, "0")))
