"""What a sweep comes to, batch by batch and whole."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from domain.deadlines import OutflowRule


@dataclass(frozen=True, slots=True)
class Swept:
    """How many customers went by which rule, how many kept their owner but got another deadline, how many could not
    be stored."""

    by_rule: Counter[OutflowRule] = field(default_factory=Counter)
    corrected: int = 0
    failed: int = 0

    @property
    def recycled(self) -> int:
        return self.by_rule.total()

    def __add__(self, other: Self) -> "Swept":
        return Swept(self.by_rule + other.by_rule, self.corrected + other.corrected, self.failed + other.failed)

    def __bool__(self) -> bool:
        """Whether anything happened."""
        return bool(self.by_rule or self.corrected or self.failed)
