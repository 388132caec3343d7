"""Holds every exchange, every client and the server's history against what was promised (I1 to I12)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.commands import AddFollowUp, Lock, Unlock
from domain.instants import millis
from domain.reasons import Reason
from server.scopes.grants import granted_scopes
from sync.protocol.acts import Act, decode_act, is_of_the_company
from sync.protocol.commands import Envelope, MalformedBody, body_hash
from sync.protocol.messages import Receipt, ScopeCursor, ScopePage
from tests.simulation.deadlines import Deadlines, Stored
from tests.simulation.papers import ON_PAPER
from tests.simulation.reference import Reference
from tests.simulation.requests import ON_REQUEST
from tests.simulation.truth import Truth
from tests.simulation.violation import Violation

if TYPE_CHECKING:
    from tests.simulation.server import SimulatedServer

_NOTHING_NEW = {Reason.ALREADY_YOURS, Reason.ALREADY_THEIRS}
"""What a yes that changed nothing says."""

_NOT_THEIRS = {Reason.NOT_YOURS, Reason.GONE}


class Judge:
    """Sees the wire and the server's tables, and believes neither side's code."""

    def __init__(self, server: "SimulatedServer") -> None:
        self._server = server
        self.truth = Truth(server.path)
        self._told: dict[str, tuple[str, str, Receipt]] = {}
        self._granted: dict[tuple[str, int], tuple[str, ...]] = {}
        self.reference = Reference(self.truth)
        self._deadlines = Deadlines(self.truth, self.reference.past)
        self._followed = -1
        self.reference.adopt()

    def was_restored(self) -> None:
        """The server's past is another one: what it no longer knows it may answer anew."""
        self.truth.reopen()
        self._followed = -1
        # Versions are those of a connection, and this is another one.
        self._granted = {}
        known = self.truth.receipts()
        self._told = {key: told for key, told in self._told.items() if key in known}
        self.reference.adopt()

    # The wire

    def receipts(self, person_id: str, envelopes: Sequence[Envelope], receipts: Sequence[Receipt]) -> None:
        """Each command has one fate, the same however often it is asked, and the fate has its effect (I2, I8)."""
        self.history()
        for envelope, receipt in zip(envelopes, receipts, strict=True):
            if receipt.command_id != envelope.id:
                raise Violation("I2", f"a receipt of {receipt.command_id} for {envelope.id}")
            same = self._told.get(envelope.id)
            mine = person_id, body_hash(bytes(envelope.body))
            if envelope.person_id != person_id or (same is not None and same[:2] != mine):
                if not receipt.must_ask or receipt.reason not in {Reason.ID_REUSED, Reason.WRONG_PERSON}:
                    raise Violation("I8", f"{envelope.id} was taken from another's hands: {receipt}")
                continue
            # A refusal gives way where its asker remembers the yes that a restore made us forget.
            is_testified = envelope.accepted_at is not None and receipt.is_accepted
            if same is not None and same[2] != receipt and not (is_testified and not same[2].is_accepted):
                raise Violation("I2", f"{envelope.id} was told {same[2]}, then {receipt}")
            if not receipt.must_ask:
                self._told[envelope.id] = *mine, receipt
            self._effect(person_id, envelope, receipt)

    def _effect(self, person_id: str, envelope: Envelope, receipt: Receipt) -> None:
        try:
            command = decode_act(envelope.body)
        except MalformedBody:
            return
        if is_of_the_company(command) or isinstance(command, (*ON_REQUEST, *ON_PAPER)):
            return  # what became of it, the reference follows
        if receipt.must_ask and receipt.reason != Reason.UNPROCESSABLE:
            return
        if isinstance(command, AddFollowUp) and receipt.reason in _NOT_THEIRS and not receipt.is_accepted:
            self._was_not_theirs(person_id, command, receipt)
        is_done = self._is_done(envelope.id, command)
        # What is locked already may be locked again: a yes without an event.
        if isinstance(command, Lock | Unlock) and receipt.is_accepted and not is_done:
            return
        if is_done != (receipt.is_accepted and receipt.reason not in _NOTHING_NEW):
            raise Violation("I2", f"{command} was told {receipt}, and that is not what happened")

    def _was_not_theirs(self, person_id: str, said: AddFollowUp, receipt: Receipt) -> None:
        """What happened while its author held the customer is kept, however late it comes and whoever has left."""
        happened_at = millis(said.happened_at)
        if happened_at <= receipt.decided_at and self.truth.held_at(person_id, said.customer_id, happened_at):
            raise Violation("I3", f"{said} by {person_id} was told {receipt}, and they held it then")

    def _is_done(self, command_id: str, command: Act) -> bool:
        if isinstance(command, AddFollowUp):
            return self.truth.has_follow_up(command.follow_up_id)
        return self.truth.has_event_of(command_id)

    def pages(self, person_id: str, cursors: Sequence[ScopeCursor], pages: Sequence[ScopePage]) -> None:
        """Only what the reader may see (I9); a past that is not ours is noticed, and no other is called so."""
        self.truth.refresh()
        key = person_id, self.truth.version
        if key not in self._granted:
            read = self._server.database.read
            self._granted = {key: read(lambda connection: granted_scopes(connection, person_id))}
            self.may_read(person_id, self._granted[key])
        granted = self._granted[key]
        asked = {cursor.scope: cursor for cursor in cursors}
        for page in pages:
            cursor = asked[page.scope]
            if page.scope not in granted:
                if not page.is_revoked or page.upserts:
                    raise Violation("I9", f"{person_id} was told of {page.scope}")
                continue
            if page.has_more and ScopeCursor(page.scope, page.position, page.salt, page.resume) == cursor:
                continue  # there was no room for this scope: it was not looked at
            is_ours = self.truth.knows(cursor.position, cursor.salt)
            if page.is_reset == is_ours:
                raise Violation("I5", f"{page.scope} at {cursor.position}: ours {is_ours}, reset {page.is_reset}")
            if is_ours and page.position < cursor.position:
                raise Violation("I6", f"{page.scope} went back from {cursor.position} to {page.position}")

    def may_read(self, person_id: str, granted: Sequence[str]) -> None:
        """Whom the server lets read what, held against the judge's own reading of the rights (I9)."""
        readable = self.truth.rights().readable(person_id)
        if set(granted) != readable:
            raise Violation("I9", f"{person_id} is granted {sorted(readable ^ set(granted))} wrongly, or is not")

    # The server's history

    def hears(self, person_id: str, envelopes: Sequence[Envelope]) -> None:
        """What somebody asks, before the server has seen it: an event may be all that is left of it."""
        for envelope in envelopes:
            if envelope.person_id != person_id:
                continue
            try:
                command = decode_act(envelope.body)
            except MalformedBody:
                continue
            self.reference.past.heard.setdefault(envelope.id, (person_id, command))
            if isinstance(command, AddFollowUp):
                self.reference.past.said_by.setdefault(command.follow_up_id, set()).add(person_id)

    def history(self) -> None:
        """One owner at every instant (I1), no limit ever exceeded (I4), every event after the one before it."""
        self.truth.refresh()
        if self.truth.version != self._followed:
            self._check(self.reference.follow())

    def swept(self) -> None:
        """Nothing that was due is still held."""
        self.truth.refresh()
        stored = self.reference.follow()
        self._check(stored)
        self._deadlines.check_swept(stored, millis(self._server.clock.now()))

    def emptied(self) -> None:
        """No closed pool holds anything any more."""
        self.truth.refresh()
        stored = self.reference.follow()
        self._check(stored)
        rights = self.reference.past.rights
        for kept, _ in stored.values():
            if kept.pool_id is not None and not rights.is_open(kept.pool_id):
                raise Violation("company", f"{kept} is in a pool that is closed and was emptied")

    def _check(self, stored: Stored) -> None:
        self._followed = self.truth.version
        owners = {key: kept.owner_id for key, (kept, _) in stored.items()}
        open_now = self.truth.open_ownerships()
        if sorted(open_now) != sorted((key, owner) for key, owner in owners.items() if owner is not None):
            raise Violation("I1", "open ownerships and owners differ")
        self._deadlines.check(stored, millis(self._server.clock.now()))
