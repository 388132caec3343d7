"""Holds every exchange, every client and the server's history against what was promised (I1 to I12)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.commands import AddFollowUp, Command
from domain.days import company_day
from domain.instants import instant
from domain.reasons import Reason
from server.scopes.grants import granted_scopes
from sync.protocol.commands import Envelope, MalformedBody, body_hash, decode_command
from sync.protocol.messages import Receipt, ScopeCursor, ScopePage
from tests.simulation.company import DAILY_LIMIT, HOLDING_CAP
from tests.simulation.truth import Event, Truth

if TYPE_CHECKING:
    from tests.simulation.server import SimulatedServer

COOL_DOWN = timedelta(hours=72)
ZONE = "Asia/Shanghai"
_GIVEN_BACK = {"release", "recycle"}


class Violation(AssertionError):
    """A promise was broken: `code` names it, the text says where."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code


@dataclass
class _History:
    """What follows from the events read so far, by rules as small as they can be told."""

    last: int = 0
    owner: dict[str, str | None] = field(default_factory=dict)
    claims: Counter[tuple[str, str]] = field(default_factory=Counter)
    day: str = ""
    rests_until: dict[tuple[str, str], int] = field(default_factory=dict)


class Judge:
    """Sees the wire and the server's tables, and believes neither side's code."""

    def __init__(self, server: "SimulatedServer") -> None:
        self._server = server
        self.truth = Truth(server.path)
        self._told: dict[str, tuple[str, str, Receipt]] = {}
        self._history = _History()
        self._granted: dict[tuple[str, int], tuple[str, ...]] = {}
        self.history()

    def was_restored(self) -> None:
        """The server's past is another one: what it no longer knows it may answer anew."""
        self.truth.reopen()
        known = self.truth.receipts()
        self._told = {key: told for key, told in self._told.items() if key in known}
        self._history = _History()
        self.history()

    # The wire

    def receipts(self, person_id: str, envelopes: Sequence[Envelope], receipts: Sequence[Receipt]) -> None:
        """Each command has one fate, the same however often it is asked, and the fate has its effect (I2, I8)."""
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
            self._effect(envelope, receipt)

    def _effect(self, envelope: Envelope, receipt: Receipt) -> None:
        try:
            command = decode_command(envelope.body)
        except MalformedBody:
            return
        if receipt.must_ask and receipt.reason != Reason.UNPROCESSABLE:
            return
        if self._is_done(envelope.id, command) != (receipt.is_accepted and receipt.reason != Reason.ALREADY_YOURS):
            raise Violation("I2", f"{command} was told {receipt}, and that is not what happened")

    def _is_done(self, command_id: str, command: Command) -> bool:
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

    # The server's history

    def history(self) -> None:
        """One owner at every instant (I1), no limit ever exceeded (I4), every event after the one before it."""
        if not self.truth.refresh():
            return
        owners = self.truth.owners()
        open_now = self.truth.open_ownerships()
        if sorted(open_now) != sorted((key, owner) for key, owner in owners.items() if owner is not None):
            raise Violation("I1", "open ownerships and owners differ")
        claimants = {event.to_owner_id for event in map(self._follow, self.truth.events_after(self._history.last))
                     if event.verb == "claim"}  # fmt: skip
        for customer_id, owner_id in self._history.owner.items():
            if owners[customer_id] != owner_id:
                raise Violation("I1", f"{customer_id} belongs to {owners[customer_id]}, by its history to {owner_id}")
        for person_id in sorted(one for one in claimants if one is not None):
            if self.truth.places_taken(person_id) > HOLDING_CAP:
                raise Violation("I4", f"{person_id} holds {self.truth.places_taken(person_id)}")

    def _follow(self, event: Event) -> Event:
        past = self._history
        past.last = event.number
        if past.owner.get(event.customer_id) != event.from_owner_id:
            raise Violation("I1", f"{event} does not follow from {past.owner.get(event.customer_id)}")
        past.owner[event.customer_id] = event.to_owner_id
        if event.verb in _GIVEN_BACK and event.from_owner_id is not None:
            past.rests_until[event.from_owner_id, event.customer_id] = event.at + COOL_DOWN // timedelta(milliseconds=1)
        if event.verb == "claim" and event.to_owner_id is not None:
            # A clock that was set back does not give a day back.
            past.day = max(past.day, company_day(instant(event.at), ZONE).isoformat())
            past.claims[event.to_owner_id, past.day] += 1
            if past.claims[event.to_owner_id, past.day] > DAILY_LIMIT:
                raise Violation("I4", f"{event.to_owner_id} claimed {DAILY_LIMIT + 1} on {past.day}")
            if event.at < past.rests_until.get((event.to_owner_id, event.customer_id), 0):
                raise Violation("I4", f"{event} within the cool-down")
        return event
