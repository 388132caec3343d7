"""Where every customer stands, who rests from what, and by which rules: as far as the events read so far tell."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from domain.commands import Command
from tests.simulation.reckoning import HOUR, Due, Kept, Rules, day_of, due
from tests.simulation.rights import Rights
from tests.simulation.truth import Event, Truth

NO_POOL = Rules("", 0, 0, {})
"""By which a customer of no pool is judged: nothing counts."""


@dataclass
class Past:
    """`heard` are commands by id, with whoever asked them."""

    truth: Truth
    heard: dict[str, tuple[str, Command]] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    rests_until: dict[tuple[str, str], int] = field(default_factory=dict)
    claims: Counter[tuple[str, int]] = field(default_factory=Counter)
    last_day: dict[str, int] = field(default_factory=dict)
    latest_at: int = 0
    before_told: dict[str, Kept] = field(default_factory=dict)
    """Those of whom a follow-up is new, as they were before it."""
    rights: Rights = field(init=False)
    rules: dict[str, list[Rules]] = field(init=False)

    def look(self) -> None:
        """Rights and rules as they are now."""
        self.rights, self.rules = self.truth.rights(), self.truth.rules()

    def believe(self) -> None:
        """Take what stands there for granted, events and all."""
        self.look()
        self.kept = {key: kept for key, (kept, _) in self.truth.kept().items()}
        self.rests_until, self.claims, self.last_day = self.truth.rests(), Counter(), {}
        self.latest_at = 0
        for event in self.truth.events_after(0):
            self.latest_at = max(self.latest_at, event.at)
            if event.verb == "claim" and event.to_owner_id is not None:
                self.count_claim(event.to_owner_id, event.at)

    def in_force(self, pool_id: str | None, at: int) -> Rules:
        versions = [rules for rules in self.rules.get(pool_id or "", ()) if rules.effective_from <= at]
        return max(versions, key=lambda rules: (rules.effective_from, rules.version), default=NO_POOL)

    def due(self, kept: Kept, rules: Rules, reckon: Callable[..., Due | None] = due) -> Due | None:
        if rules is NO_POOL:
            return None
        is_key_account = kept.owner_id is not None and bool(self.rights.people[kept.owner_id].is_key_account)
        return reckon(kept, rules, is_key_account=is_key_account)

    def count_claim(self, person_id: str, at: int) -> int:
        """A clock that was set back does not give a day back."""
        day = self.last_day[person_id] = max(self.last_day.get(person_id, 0), day_of(at))
        self.claims[person_id, day] += 1
        return self.claims[person_id, day]

    def given_back(self, before: Kept, event: Event, rules: Rules, reason: str) -> Kept:
        """Into the pool, and the cool-down falls on whoever held it."""
        assert before.owner_id is not None
        self.rests_until[before.owner_id, before.id] = event.at + rules["cool_down_hours"] * HOUR
        return replace(self.moved(before, event, None, "unassigned", before.pool_id), outflow_reason=reason)

    def moved(self, before: Kept, event: Event, owner_id: str | None, state: str, pool_id: str | None) -> Kept:
        """In other hands or elsewhere: every clock starts anew, locks and extensions end."""
        return replace(
            before,
            pool_id=pool_id,
            state=state,
            owner_id=owner_id,
            acquired_at=event.at if state == "assigned" else None,
            ownership_version=before.ownership_version + 1,
            last_follow_up_at=None,
            is_locked=0,
            extended_until=None,
            extensions=0,
            team_id=None if owner_id is None else self.rights.people[owner_id].team_id,
            pooled_at=event.at if owner_id is None else None,
            outflow_reason=event.verb if owner_id is None else before.outflow_reason,
        )
