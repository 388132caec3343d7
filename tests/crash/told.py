"""What the clients of a trial said while they lived, and how each of them ended."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.telling import Line


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder that somebody works in."""

    login: str
    folder: Path


@dataclass
class Told:
    """`saved` are the commands that a screen would have called saved; `oddities` what should be rare."""

    machines: list[Machine] = field(default_factory=list)
    saved: dict[str, Machine] = field(default_factory=dict)
    withdrawing: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    oddities: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)

    @property
    def killed(self) -> int:
        return sum(self.kills.values())

    def hear(self, machine: Machine, line: Line) -> None:
        match line.kind:
            case "saved":
                self.saved[line.what] = machine
            case "withdrawing":
                self.withdrawing.add(line.what)
            case "withdrawn":
                self.withdrawn.add(line.what)
            case "odd" | "anew":
                self.oddities[f"{line.kind} {line.what}"] += 1
