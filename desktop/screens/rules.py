"""A pool's rules on screen: the form, what changed from version to version, and what a new one would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label


class FieldKind(StrEnum):
    """What is filled in: a number, one that may be off, a yes or no, a text."""

    NUMBER = "number"
    OPTIONAL = "optional"
    SWITCH = "switch"
    TEXT = "text"


class FieldGroup(StrEnum):
    """The parts of the form; the word is the message `rules-group-<value>`."""

    RETURN = "return"
    CLAIM = "claim"
    RELIEF = "relief"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class RuleField:
    """One number of the rules; its word is the message `setting-<setting>`, its unit `unit-<unit>`."""

    setting: str
    group: FieldGroup
    kind: FieldKind = FieldKind.NUMBER
    unit: str = "days"


FIELDS = (
    RuleField("no_first_follow_up_days", FieldGroup.RETURN, FieldKind.OPTIONAL),
    RuleField("no_deal_days", FieldGroup.RETURN, FieldKind.OPTIONAL),
    RuleField("follow_up_gap_days", FieldGroup.RETURN, FieldKind.OPTIONAL),
    RuleField("protection_days", FieldGroup.RETURN, FieldKind.OPTIONAL),
    RuleField("deal_days", FieldGroup.RETURN),
    RuleField("warning_days", FieldGroup.RETURN),
    RuleField("is_lapse_recycled", FieldGroup.RETURN, FieldKind.SWITCH),
    RuleField("is_goal_exempt", FieldGroup.RETURN, FieldKind.SWITCH),
    RuleField("daily_claim_limit", FieldGroup.CLAIM, unit="customers"),
    RuleField("holding_cap", FieldGroup.CLAIM, unit="customers"),
    RuleField("cool_down_hours", FieldGroup.CLAIM, unit="hours"),
    RuleField("intent_hours", FieldGroup.CLAIM, unit="hours"),
    RuleField("extension_days", FieldGroup.RELIEF),
    RuleField("extension_times", FieldGroup.RELIEF, unit="times"),
    RuleField("lock_limit", FieldGroup.RELIEF, unit="customers"),
    RuleField("batch_limit", FieldGroup.COMPANY, unit="customers"),
    RuleField("zone", FieldGroup.COMPANY, FieldKind.TEXT, unit=""),
)
"""Every number of a ruleset, in the order of the form."""

EFFECTIVE_FROM = "effective_from"
"""The field of the day from which they hold, where a trouble is told by field."""


class Preset(StrEnum):
    """What fills the form at once; the word is the message `rules-preset-<value>`. `PRESENT`: what holds now."""

    HUAQIU = "huaqiu"
    FANPU = "fanpu"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class TypedRules:
    """The form as it stands. `texts` by setting, also of rules that are off; `ticked` are those that are on, and the
    switches that say yes. They hold from the midnight with which `effective_on` begins."""

    texts: Mapping[str, str] = field(default_factory=dict)
    ticked: frozenset[str] = frozenset()
    effective_on: date = date.min


@dataclass(frozen=True, slots=True)
class VersionLine:
    """第 2 版 [现行] · 9 月 1 日 0:00 起 · what changed against the one before."""

    name: str
    since: str
    changes: str
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Before a version is saved. `progress` is told while it is still counted, then it is empty."""

    title: str
    text: str = ""
    progress: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class OutflowDay:
    """How many flow out on one day, as a person is told it."""

    day: str
    present: int
    candidate: int
    told: str


@dataclass(frozen=True, slots=True)
class OutflowOwner:
    """Who loses how many."""

    name: str
    present: int
    candidate: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What was counted: by day in their order, by owner with the greatest loss first."""

    days: tuple[OutflowDay, ...]
    owners: tuple[OutflowOwner, ...]


class RulesScreen(Protocol):
    """What may be told to the form and to the question before a version is saved."""

    def show_form(self, pool_id: str, rules: TypedRules) -> None:
        """Fill the form with these, in place of what is typed."""

    def show_rule_troubles(self, troubles: Mapping[str, str]) -> None:
        """Why it cannot be saved, by field; none takes them away. What is typed stays."""

    def show_what_if(self, what_if: WhatIf) -> None:
        """Ask before saving; told again, the same question says more."""

    def show_outlook(self, outlook: Outlook) -> None:
        """What was counted, in the question that stands open."""

    def close_what_if(self) -> None: ...


class RulesWishes(Protocol):
    """What the form asks for."""

    def preset_asked(self, preset: Preset, typed: TypedRules) -> None:
        """Answer with `show_form`; the zone and the day that are typed may stay."""

    def save_rules_asked(self, typed: TypedRules) -> None:
        """Answer with `show_rule_troubles` or with `show_what_if`."""

    def what_if_confirmed(self) -> None: ...

    def what_if_closed(self) -> None:
        """Nothing is saved; what is typed stays in the form."""
