"""What follows from the events, held against what the server did.

Believes neither side's code: it reads the commands as they were heard on the wire, the events, the follow-ups and the
customers as they are stored. Whatever no event explains is a violation.
"""

from collections import Counter
from dataclasses import replace

from domain.commands import Claim, Command, ConvertToPool
from tests.simulation.past import Past
from tests.simulation.reckoning import Due, Kept
from tests.simulation.truth import Event, Told, Truth
from tests.simulation.verbs import COMMANDS, after_command, after_recycling
from tests.simulation.violation import Violation


class Reference:
    """`explained` counts events by verb."""

    def __init__(self, truth: Truth) -> None:
        self.past = Past(truth)
        self.explained: Counter[str] = Counter()
        self._truth = truth
        self._last_event = self._last_told = 0

    def adopt(self) -> None:
        """Believe what stands there: the company as it was founded, or what a backup brought back, which was held
        against all this when it was new."""
        self.past.believe()
        self._last_event = max((event.number for event in self._truth.events_after(0)), default=0)
        self._last_told = max((told.number for told in self._truth.told_after(0)), default=0)

    def follow(self) -> dict[str, tuple[Kept, Due | None]]:
        """Explain what is new; returns what stands there, which is what was to be expected."""
        past = self.past
        past.look()
        events, told = self._truth.events_after(self._last_event), self._truth.told_after(self._last_told)
        moved = {event.customer_id for event in events}
        stored = self._truth.kept()
        past.before_told = {each.customer_id: past.kept[each.customer_id] for each in told}
        for each in told:
            self._add(each, is_alone=each.customer_id not in moved)
        for event in events:
            self._explain(event)
        for customer_id in moved & past.before_told.keys():
            self._settle_order(customer_id, stored[customer_id][0], told)
        for key, (there, _) in stored.items():
            if past.kept.get(key) != there:
                raise Violation("I1", f"by its history {past.kept.get(key)}, and it is {there}")
        rests = self._truth.rests() if events else past.rests_until
        if past.rests_until != rests:
            different = past.rests_until.items() ^ rests.items()
            raise Violation("I4", f"cool-downs are not what followed: {sorted(different)[:4]}")
        return stored

    def _add(self, told: Told, *, is_alone: bool) -> None:
        """The owner's own of this ownership counts, and nobody else's. What is asked together with another act on the
        same customer is left to `_settle_order`."""
        self._last_told = told.number
        kept = self.past.kept[told.customer_id]
        is_own = told.author_id == kept.owner_id
        counts = is_own and kept.acquired_at is not None and kept.acquired_at <= told.happened_at
        if (is_alone and counts != bool(told.is_counted)) or told.happened_at > told.received_at:
            raise Violation("explained", f"{told} of {kept}")
        if told.is_counted:
            last = max(kept.last_follow_up_at or told.happened_at, told.happened_at)
            self.past.kept[kept.id] = replace(kept, last_follow_up_at=last)

    def _settle_order(self, customer_id: str, stored: Kept, told: list[Told]) -> None:
        """In one push a follow-up may stand before or behind a change of owner: only the push knows."""
        kept = self.past.kept[customer_id]
        said = {
            each.happened_at
            for each in told
            if each.customer_id == customer_id and each.is_counted and each.author_id == kept.owner_id
        }
        if stored.last_follow_up_at in said:
            self.past.kept[customer_id] = replace(kept, last_follow_up_at=stored.last_follow_up_at)

    def _explain(self, event: Event) -> None:
        past = self.past
        self._last_event, past.latest_at = event.number, max(past.latest_at, event.at)
        before = past.kept[event.customer_id]
        if event.from_owner_id != before.owner_id:
            raise Violation("I1", f"{event} does not follow from {before}")
        if event.verb == "recycle":
            after = after_recycling(past, event, before)
        else:
            actor, command = self._asked(event, before)
            pool_id = command.pool_id if isinstance(command, ConvertToPool) else before.pool_id
            rules = past.in_force(pool_id, event.at)
            if event.ruleset_version != rules.version:
                raise Violation("explained", f"{event} was judged by other rules than {rules}")
            after = after_command(past, event, before, actor, command, rules)
        if event.to_owner_id != after.owner_id:
            raise Violation("explained", f"{event} ends with {after}")
        past.kept[before.id] = after
        is_from_above = before.owner_id is not None and event.actor_id not in {None, before.owner_id}
        self.explained[f"{event.verb} by another" if is_from_above else event.verb] += 1

    def _asked(self, event: Event, before: Kept) -> tuple[str, Command]:
        """The command that it names: asked by whom it names, of the ownership that it found."""
        found = self.past.heard.get(event.command_id or "")
        if found is None or event.rule is not None:
            raise Violation("explained", f"nobody asked {event}")
        actor, command = found
        asked = type(command), actor, command.customer_id
        if asked != (COMMANDS.get(event.verb), event.actor_id, event.customer_id):
            raise Violation("explained", f"{event} is not what was asked: {found}")
        seen = before.ownership_version if isinstance(command, Claim) else getattr(command, "ownership_version", None)
        if seen != before.ownership_version:
            raise Violation("explained", f"{event} was asked of another ownership than {before}")
        return actor, command
