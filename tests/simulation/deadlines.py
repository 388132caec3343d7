"""Every deadline as it is stored, held against two reckonings; and that a sweep leaves nothing that is due."""

from collections.abc import Iterable, Mapping

from tests.simulation.past import HUAQIUS, Past
from tests.simulation.reckoning import Due, Kept, Rules, due_by_the_domain
from tests.simulation.truth import Truth
from tests.simulation.violation import Violation

type Stored = Mapping[str, tuple[Kept, Due | None]]


class Deadlines:
    """A version that comes into force moves deadlines only when a sweep has met them: until then either is right."""

    def __init__(self, truth: Truth, past: Past) -> None:
        self._truth = truth
        self._past = past
        self._latest_at = 0
        self._seen: dict[tuple[Kept, Due | None, str, int], bool] = {}

    def check(self, stored: Stored, now: int) -> None:
        """What is stored is what follows from the customer and the rules."""
        # A sweep may have set a deadline right without an event that tells when.
        self._latest_at = max(self._latest_at, now)
        noted = self._truth.noted_versions()
        for kept, due_at in stored.values():
            if kept.pool_id is None or kept.state != "assigned":
                if due_at is not None:
                    raise Violation("deadline", f"{kept} is due {due_at}")
                continue
            allowed = self._allowed(kept.pool_id, noted[kept.pool_id], now)
            if not any(self._is_right(kept, due_at, rules) for rules in allowed):
                right = [self._past.due(kept, rules) for rules in allowed]
                raise Violation("deadline", f"{kept} is stored as due {due_at}, and is due {right}")

    def check_swept(self, stored: Stored, now: int) -> None:
        """Nothing that is due by any rules that may count outlives a sweep."""
        noted = self._truth.noted_versions()
        for kept, _ in stored.values():
            if kept.pool_id is None or kept.state != "assigned":
                continue
            dues = [self._past.due(kept, rules) for rules in self._allowed(kept.pool_id, noted[kept.pool_id], now)]
            if all(each is not None and each[0] <= now for each in dues):
                raise Violation("recycle", f"{kept} was due {dues} and is still held at {now}")

    def _is_right(self, kept: Kept, due_at: Due | None, rules: Rules) -> bool:
        key = kept, due_at, rules.pool_id, rules.version
        if key not in self._seen:
            by_the_domain = self._past.due(kept, rules, due_by_the_domain)
            own = self._past.due(kept, rules)
            if own != by_the_domain:
                raise Violation("deadline", f"{kept} is due {own}, the domain says {by_the_domain}")
            self._seen[key] = own == due_at
        return self._seen[key]

    def _allowed(self, pool_id: str, noted: int | None, now: int) -> Iterable[Rules]:
        """Every version that was in force since deadlines were last worked out: one that was written later may have
        been in force earlier. A server's clock may be set back behind what was judged already."""
        past = self._past
        versions = sorted(past.rules[pool_id], key=lambda rules: (rules.effective_from, rules.version))
        in_turn = [HUAQIUS, *versions]
        candidates = {
            in_turn.index(past.in_force(pool_id, at)) for at in (now, max(now, self._latest_at, past.latest_at))
        }
        candidates.add([rules.version for rules in in_turn].index(noted or 0))
        return in_turn[min(candidates) : max(candidates) + 1]
