"""The door between a simulated client and its server: whatever a network can do to an exchange happens here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from sync.errors import Cause, Mismatch, Unreachable
from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    ScopePage,
    Session,
    SignIn,
    Upserts,
    Welcome,
)
from tests.simulation.weather import Fate

if TYPE_CHECKING:
    from tests.simulation.desk import Desk
    from tests.simulation.world import World

POISON = "☠"
"""A follow-up with this sign in its text chokes the server."""

NEW_FIELD = {"new": 1}
"""What a newer server adds behind every row."""

_OFFLINE = "no network"
_LOST = "no reply"


class SimulatedTransport:
    """One program's connection. Mirrors `sync.transport.Transport`."""

    def __init__(self, world: "World", desk: "Desk") -> None:
        self._world = world
        self._desk = desk

    def sign_in(self, request: SignIn) -> Session:
        return self._send(lambda: self._world.server.sign_in(request))

    def refresh(self, request: Refresh) -> Session:
        return self._send(lambda: self._world.server.refresh(request))

    def sign_out(self, access_token: str) -> None:
        self._send(lambda: self._world.server.sign_out(access_token))

    def hello(self, access_token: str, request: Hello) -> Welcome:
        versions = (1, self._desk.speaks)
        older = msgspec.structs.replace(request, protocol_versions=versions)
        return self._heard(self._send(lambda: self._world.server.hello(access_token, older)))

    def push(self, access_token: str, request: Push) -> Pushed:
        def done() -> Pushed:
            self._world.seen += request.commands
            if self._world.is_poisoned and any(POISON.encode() in bytes(each.body) for each in request.commands):
                raise Mismatch("HTTP 500: broken")
            self._world.judge.hears(self._desk.person_id, request.commands)
            pushed = self._world.server.push(access_token, request)
            self._world.judge.receipts(self._desk.person_id, request.commands, pushed.receipts)
            return pushed

        return self._heard(self._send(done))

    def pull(self, access_token: str, request: Pull) -> Pulled:
        def done() -> Pulled:
            pulled = self._world.server.pull(access_token, request)
            self._world.judge.pages(self._desk.person_id, request.cursors, pulled.pages)
            return _as_from_newer(pulled) if self._world.is_server_newer else pulled

        return self._heard(self._send(done))

    def hint(self, access_token: str, request: HintWait) -> Hint:
        """Every hint is lost here: they carry no truth, and polling alone must come to the same."""
        raise Unreachable(_LOST)

    def _send[R](self, done: Callable[[], R]) -> R:
        """One exchange, with whatever becomes of it on the way."""
        world, desk = self._world, self._desk
        if desk.machine.is_offline:
            raise Unreachable(_OFFLINE, cause=Cause.NO_CONNECTION)
        fate = world.weather.fate(world.chance) if world.is_stormy else Fate.FINE
        if fate is not Fate.FINE:
            world.count(fate)
        if fate is Fate.REFUSED_CONNECTION:
            raise Unreachable(_OFFLINE, cause=Cause.NO_CONNECTION)
        if fate is Fate.CAPTIVE_PORTAL or fate is Fate.STALE_REPLY:
            # Told from ours by its marks, in `sync.http_transport`: from there on both are the same.
            raise Unreachable("HTTP 200 from somebody else", cause=Cause.NOT_OUR_SERVER)
        if fate is Fate.BUSY_SERVER:
            raise Unreachable("busy", world.chance.choice([None, 5]), cause=Cause.BUSY)
        world.meanwhile()
        if fate is Fate.LOST_REQUEST or desk.machine.deaf_side == "out":
            world.pass_by(30)
            raise Unreachable(_LOST)
        if fate is Fate.SLOW_REQUEST:
            world.pass_by(world.chance.uniform(1, 90))
        if fate is Fate.SERVER_CRASH:
            world.server.fuse.blow_after(world.chance.randrange(60))
        try:
            reply = done()
        finally:
            world.server.fuse.mend()
        if fate is Fate.DOUBLED_REQUEST:
            reply = done()
        if fate is Fate.LATE_REPLY:
            world.pass_by(world.chance.uniform(1, 90))
            world.meanwhile(is_sure=True)
        if fate is Fate.LOST_REPLY or desk.machine.deaf_side == "back":
            world.pass_by(30)
            raise Unreachable(_LOST)
        if fate is Fate.TRUNCATED_REPLY:
            raise world.chance.choice([Unreachable("a reply cut short"), Mismatch("a reply that cannot be unfolded")])
        return reply

    def _heard[R: (Welcome, Pushed, Pulled)](self, reply: R) -> R:
        self._desk.heard = reply.server_time, self._world.time.elapsed()
        return reply


def _as_from_newer(pulled: Pulled) -> Pulled:
    """As a newer server would say it: every row with a field behind that we do not know."""
    return msgspec.structs.replace(pulled, pages=tuple(map(_page_from_newer, pulled.pages)))


def _page_from_newer(page: ScopePage) -> ScopePage:
    upserts = []
    for some in page.upserts:
        rows = [[*row, NEW_FIELD] for row in msgspec.json.decode(some.rows)]
        upserts.append(Upserts(some.kind, msgspec.Raw(msgspec.json.encode(rows))))
    return msgspec.structs.replace(page, upserts=tuple(upserts))
