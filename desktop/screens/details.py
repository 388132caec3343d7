"""One line of a list in full, beside the list."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.screens.cells import Label
from desktop.screens.choice import Choice
from desktop.screens.customer import Fact


@dataclass(frozen=True, slots=True)
class Details:
    """`text` (what somebody wrote) can always be read and copied out; the first of the steps is the likeliest."""

    id: str
    title: str
    result: Label
    explanation: str
    facts: tuple[Fact, ...] = ()
    text: str = ""
    steps: tuple[Choice, ...] = ()
