"""The numbers of a pool. Each is a setting; the defaults are Huaqiu's."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import get_args

from domain.identifiers import Instant

type Setting = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One version of a pool's rules, in force from `effective_from` until the next version's.

    A rule whose number is None is off. Days are 24 hours long from exact instants (SPEC §2.4).
    """

    version: int
    effective_from: Instant
    zone: str = "Asia/Shanghai"
    daily_claim_limit: int = 300
    holding_cap: int = 500
    cool_down_hours: int = 72
    deal_days: int = 180
    no_first_follow_up_days: int | None = 15
    no_deal_days: int | None = 120
    follow_up_gap_days: int | None = 40
    is_lapse_recycled: bool = True
    protection_days: int | None = None
    is_goal_exempt: bool = False
    warning_days: int = 3
    lock_limit: int = 20
    extension_days: int = 30
    extension_times: int = 3
    intent_hours: int = 72
    batch_limit: int = 1000

    @property
    def cool_down(self) -> timedelta:
        return timedelta(hours=self.cool_down_hours)

    @property
    def deal_period(self) -> timedelta:
        return timedelta(days=self.deal_days)


def huaqiu(version: int, effective_from: Instant) -> Ruleset:
    """Four rules, whichever is due first (H 107)."""
    return Ruleset(version=version, effective_from=effective_from)


def fanpu(version: int, effective_from: Instant, protection_days: int = 30) -> Ruleset:
    """One return period, lifted for good by an order (F 6, F 14)."""
    return replace(
        huaqiu(version, effective_from),
        no_first_follow_up_days=None,
        no_deal_days=None,
        follow_up_gap_days=None,
        is_lapse_recycled=False,
        protection_days=protection_days,
        is_goal_exempt=True,
    )


def settings_of(rules: Ruleset) -> dict[str, Setting]:
    """The numbers of a ruleset by name, as they are stored and travel."""
    return {name: getattr(rules, name) for name in sorted(_KINDS)}


def ruleset_from(version: int, effective_from: Instant, settings: Mapping[str, object]) -> Ruleset:
    """A ruleset of these numbers; what is not named is Huaqiu's, what nobody knows here is left out.

    Raises:
        ValueError: one of them is no number, no yes or no, or no text, as it has to be.
    """
    rules = huaqiu(version, effective_from)
    known = {name: value for name, value in settings.items() if name in _KINDS}
    for name, value in known.items():
        if type(value) not in _KINDS[name]:
            raise ValueError(f"{name}: {value!r}")
    return replace(rules, **known)  # type: ignore[arg-type]


_KINDS: dict[str, tuple[type, ...]] = {
    field.name: get_args(field.type) or (field.type,)
    for field in fields(Ruleset)
    if field.name not in {"version", "effective_from"}
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A number that makes no sense: `setting` names it, and it may be from `least` to `most`."""

    setting: str
    least: int
    most: int


AT_LEAST = {
    "daily_claim_limit": 0,
    "holding_cap": 0,
    "cool_down_hours": 0,
    "deal_days": 1,
    "no_first_follow_up_days": 1,
    "no_deal_days": 1,
    "follow_up_gap_days": 1,
    "protection_days": 1,
    "warning_days": 0,
    "lock_limit": 0,
    "extension_days": 1,
    "extension_times": 0,
    "intent_hours": 1,
    "batch_limit": 1,
}
AT_MOST = 36_500
"""Of whatever is counted: in days a century."""


def what_contradicts(rules: Ruleset) -> Contradiction | None:
    """The first of its numbers that cannot be: negative, of no length, or longer than a century."""
    for setting, least in AT_LEAST.items():
        value = getattr(rules, setting)
        if value is not None and not least <= value <= AT_MOST:
            return Contradiction(setting, least, AT_MOST)
    return None


def in_force(rulesets: tuple[Ruleset, ...], now: Instant) -> Ruleset:
    """The newest version already effective at `now`.

    Raises:
        LookupError: none of them is in force yet.
    """
    effective = [ruleset for ruleset in rulesets if ruleset.effective_from <= now]
    if not effective:
        raise LookupError("no ruleset is in force")
    return max(effective, key=lambda ruleset: (ruleset.effective_from, ruleset.version))
