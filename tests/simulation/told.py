"""What the shop system has told so far."""

from dataclasses import dataclass, field
from typing import Any

type Record = dict[str, Any]


@dataclass
class Shop:
    """All that was ever told; `accounts` are the new ones by the id that a customer made of them has."""

    told: list[Record] = field(default_factory=list)
    accounts: dict[str, Record] = field(default_factory=dict)
    orders: int = 0
    activities: int = 0
