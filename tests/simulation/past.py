"""Where every customer stands, who rests from what, and by which rules: as far as the events read so far tell."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from domain.instants import instant
from domain.rulesets import huaqiu, settings_of
from sync.protocol.acts import Act
from tests.simulation.governing import Company
from tests.simulation.papers import Papers
from tests.simulation.reckoning import HOUR, Due, Kept, Rules, day_of, due
from tests.simulation.records import Event
from tests.simulation.requests import Requests
from tests.simulation.rights import Rights
from tests.simulation.truth import Truth

HUAQIUS = Rules("", 0, 0, settings_of(huaqiu(0, instant(0))))
"""By which is judged what no pool's rules are in force for."""


@dataclass
class Past:
    """`heard` are commands by id, with whoever asked them."""

    truth: Truth
    heard: dict[str, tuple[str, Act]] = field(default_factory=dict)
    said_by: dict[str, set[str]] = field(default_factory=dict)
    """Who has ever asked to add a follow-up of that id."""
    decided: dict[str, int] = field(default_factory=dict)
    """The place of each command among all that were decided."""
    kept: dict[str, Kept] = field(default_factory=dict)
    rests_until: dict[tuple[str, str], int] = field(default_factory=dict)
    claims: Counter[tuple[str, int]] = field(default_factory=Counter)
    last_day: dict[str, int] = field(default_factory=dict)
    latest_at: int = 0
    before_told: dict[str, Kept] = field(default_factory=dict)
    """Those of whom a follow-up is new, as they were before it."""
    company: Company = field(init=False)
    requests: Requests = field(init=False)
    papers: Papers = field(init=False)
    accounts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Of the shop system, by the id of the customer that one becomes."""

    @property
    def rights(self) -> Rights:
        return self.company.rights

    @property
    def rules(self) -> Mapping[str, list[Rules]]:
        return self.company.rules

    def believe(self) -> None:
        """Take what stands there for granted, events and all."""
        self.company = replace(self.truth.company(), closings=self.truth.closings())
        self.requests = Requests(self.truth.is_late, self.truth.requests())
        self.papers = self.truth.papers()
        self.kept = {key: kept for key, (kept, _) in self.truth.kept().items()}
        self.rests_until, self.claims, self.last_day = self.truth.rests(), Counter(), {}
        self.latest_at = 0
        for event in self.truth.events_after(0):
            self.latest_at = max(self.latest_at, event.at)
            if event.verb == "claim" and event.to_owner_id is not None:
                self.count_claim(event.to_owner_id, event.at)

    def in_force(self, pool_id: str | None, at: int) -> Rules:
        versions = [rules for rules in self.rules.get(pool_id or "", ()) if rules.effective_from <= at]
        return max(versions, key=lambda rules: (rules.effective_from, rules.version), default=HUAQIUS)

    def due(self, kept: Kept, rules: Rules, reckon: Callable[..., Due | None] = due) -> Due | None:
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

    def moved(
        self,
        before: Kept,
        event: Event,
        owner_id: str | None,
        state: str,
        pool_id: str | None,
        waits_in: str | None = None,
    ) -> Kept:
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
            team_id=waits_in if owner_id is None else self.rights.people[owner_id].team_id,
            pooled_at=event.at if owner_id is None else None,
            outflow_reason=event.verb if owner_id is None else before.outflow_reason,
        )
