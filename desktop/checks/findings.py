"""What a check has found: a code with its facts, and the sentences made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop import words
from desktop.screens.diagnosis import CheckLine, Outcome


class Check(StrEnum):
    """What is looked at, in the order in which it is told. The value names the messages `doctor-<value>-…`."""

    SETTINGS = "settings"
    TRUST_FILE = "trust-file"
    ADDRESS = "address"
    PROXY = "proxy"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    SERVER = "server"
    CLOCK = "clock"
    VERSION = "version"
    FOLDER = "folder"
    DISK = "disk"
    KEY_STORE = "key-store"
    PROFILE = "profile"
    PENDING = "pending"


NOT_REACHED = "after"
"""The code of what waits for something that is to be mended first."""
BROKE = "broke"
"""The code of a check that came to grief itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`number` and `who`: whose data, where it is somebody's. The number goes into a bundle, the name never does."""

    check: Check
    outcome: Outcome
    code: str
    facts: Mapping[str, words.Value] = field(default_factory=dict)
    number: int = 0
    who: str = ""

    @property
    def sentence(self) -> str:
        if self.code in (NOT_REACHED, BROKE):
            return words.say(f"doctor-{self.code}", **self.facts)
        return words.say(f"doctor-{self.check.value}-{self.code}", **self.facts)

    @property
    def what_now(self) -> str:
        if self.outcome is not Outcome.TO_DO:
            return ""
        return words.say(f"doctor-{self.check.value}-{self.code}-now", **self.facts)


def good(check: Check, code: str, **facts: words.Value) -> Finding:
    return Finding(check, Outcome.GOOD, code, facts)


def to_do(check: Check, code: str, **facts: words.Value) -> Finding:
    return Finding(check, Outcome.TO_DO, code, facts)


def not_checked(check: Check, code: str = NOT_REACHED, **facts: words.Value) -> Finding:
    return Finding(check, Outcome.NOT_CHECKED, code, facts)


def said(finding: Finding) -> CheckLine:
    """For people at this machine, in the language spoken now."""
    name = words.say(f"doctor-name-{finding.check.value}")
    whose = words.say("doctor-whose", name=name, who=finding.who) if finding.who else name
    return CheckLine(whose, finding.outcome, finding.sentence, finding.what_now)


def summed_up(findings: Sequence[Finding]) -> str:
    """All of it in one sentence."""
    n = sum(finding.outcome is Outcome.TO_DO for finding in findings)
    return words.say("doctor-some-to-do", n=n) if n else words.say("doctor-all-good")
