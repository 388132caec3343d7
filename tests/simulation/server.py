"""The real server's services on a real SQLite file, without HTTP: called, crashed, restarted, restored."""

import gc
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from domain.instants import millis
from server.arbitration.deciding import UnknownPerson
from server.arbitration.service import settle
from server.database import Database, open_database
from server.identity.lock_out import LockedOut
from server.identity.service import (
    Caller,
    HasDeparted,
    SessionExpired,
    SessionRevoked,
    Sessions,
    WrongPassword,
)
from server.scopes.grants import granted_scopes
from server.scopes.pull import pull
from sync.errors import Departed, SignInNeeded, Unreachable, UpgradeRequired
from sync.protocol.messages import (
    Hello,
    Limits,
    ProblemCode,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    Session,
    SignIn,
    Welcome,
)
from tests.simulation.clocks import WorldIds, WorldTime, WrongClock
from tests.simulation.company import Founding, cheap_passwords, copy_of, fold_log
from tests.simulation.fuse import Crash, Fuse

_passwords = cheap_passwords()


class SimulatedServer:
    """What HTTP would carry comes in as calls and goes out as replies or `SyncError`s."""

    def __init__(
        self, folder: Path, founded: Founding, time: WorldTime, ids: WorldIds, *, has_replica: bool = False
    ) -> None:
        self.clock = WrongClock(time)
        self.path = copy_of(founded, folder)
        self._replica = folder / "replica.db" if has_replica else None
        self.ids = ids
        self.fuse = Fuse()
        self.is_down = False
        self.limits = Limits(commands_per_push=4, bytes_per_pull=10_000, hint_seconds=30)
        self.oldest_client = 1
        self.before_commit: Callable[[], None] = lambda: None
        """Called between a push's arrival and its transaction: a slow server lets others overtake."""
        self.let_replica_follow()
        self.start()

    def start(self) -> None:
        replica = None if self._replica is None else f"sqlite:///{self._replica}"
        self.database: Database = open_database(f"sqlite:///{self.path}", replica, writer="inline")
        for engine in (self.database._reading, self.database._writing):
            self.fuse.watch(engine)
        self.sessions = Sessions(self.database, _passwords, self.ids.new)
        self.is_down = False

    def stop(self) -> None:
        self.is_down = True
        self.fuse.mend()
        self.database.close()

    def restart(self) -> None:
        if not self.is_down:
            self.stop()
        self.start()

    def let_replica_follow(self) -> None:
        """The replica is what the primary is now; from here on it lags again."""
        if self._replica is None:
            return
        if hasattr(self, "database") and self.database.replica is not None:
            self.database.replica.close()
        self.back_up(self._replica)

    def back_up(self, into: Path) -> None:
        """A copy as any backup tool makes one: everything committed, nothing of what is under way."""
        fold_log(self.path)
        for beside in ("-wal", "-shm"):
            into.with_name(into.name + beside).unlink(missing_ok=True)
        shutil.copy(self.path, into)

    def restore(self, backup: Path) -> None:
        if not self.is_down:
            self.stop()
        # What died amid a statement may hold the file still, in a circle with how it died.
        gc.collect()
        for beside in ("-wal", "-shm"):
            self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
        # Another file, not other contents: who holds the old one still must not share its locks with the new.
        fresh = self.path.with_name("restored.db")
        shutil.copy(backup, fresh)
        fresh.replace(self.path)
        self.start()

    def step_clock(self, by: timedelta) -> None:
        self.clock.error += by

    def change(self, work: Callable[[Connection], object]) -> None:
        """What somebody at the head office does, where they can."""
        if not self.is_down:
            self.fuse.mend()
            self.database.write(work)

    def ask(self, query: str, *values: object) -> list[Any]:
        if self.is_down:
            return []
        self.fuse.mend()
        return self.database.read(lambda connection: [tuple(row) for row in connection.exec_driver_sql(query, values)])

    # What a transport asks.

    def sign_in(self, request: SignIn) -> Session:
        return self._answer(
            lambda: self.sessions.sign_in(request.login, request.password, request.device, "10.0.0.1", self.clock.now())
        )

    def refresh(self, request: Refresh) -> Session:
        return self._answer(lambda: self.sessions.refresh(request.refresh_token, request.device_id, self.clock.now()))

    def sign_out(self, token: str) -> None:
        self._answer(lambda: self.sessions.sign_out(self._who(token), self.clock.now()))

    def hello(self, token: str, request: Hello) -> Welcome:
        def welcome() -> Welcome:
            caller = self._who(token)
            if request.protocol_versions[1] < self.oldest_client:
                raise UpgradeRequired(ProblemCode.UPGRADE_REQUIRED)
            return Welcome(
                protocol_version=1,
                person_id=caller.person_id,
                scopes=self.database.read(lambda connection: granted_scopes(connection, caller.person_id)),
                limits=self.limits,
                server_time=millis(self.clock.now()),
                is_wipe_ordered=self.sessions.is_wipe_ordered(caller),
            )

        return self._answer(welcome)

    def push(self, token: str, request: Push) -> Pushed:
        def receipts() -> Pushed:
            # Also of whoever has departed: what they had written is kept.
            caller = self.sessions.who(token, self.clock.now(), may_have_departed=True)
            self.before_commit()
            told = settle(
                self.database, caller.person_id, caller.device_id, request.commands, self.clock.now, self.ids.new
            )
            return Pushed(told, millis(self.clock.now()))

        return self._answer(receipts)

    def pull(self, token: str, request: Pull) -> Pulled:
        def pages() -> Pulled:
            caller = self._who(token)
            return pull(self.database, caller.person_id, request, self.clock.now(), self.ids.new)

        return self._answer(pages)

    def _who(self, token: str) -> Caller:
        return self.sessions.who(token, self.clock.now())

    def _answer[R](self, work: Callable[[], R]) -> R:
        """As `server.http` and `sync.http_transport` together would tell it."""
        if self.is_down:
            raise Unreachable("nobody listens there")
        try:
            return work()
        except Crash:
            self.stop()
        except (SessionExpired, WrongPassword) as error:
            code = ProblemCode.WRONG_PASSWORD if isinstance(error, WrongPassword) else ProblemCode.SESSION_EXPIRED
            raise SignInNeeded(code) from error
        except SessionRevoked as error:
            raise SignInNeeded(ProblemCode.SESSION_REVOKED) from error
        except LockedOut as error:
            raise SignInNeeded(ProblemCode.LOCKED_OUT) from error
        except (HasDeparted, UnknownPerson) as error:
            raise Departed(ProblemCode.DEPARTED) from error
        finally:
            self.fuse.mend()
        # Not from within: what remembers how it died would keep the file open that a restore is to replace.
        raise Unreachable("the server died")
