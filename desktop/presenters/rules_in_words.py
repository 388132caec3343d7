"""A ruleset as a person says it: in short, number by number, and what one version changed against another."""

from __future__ import annotations

from dataclasses import replace

from desktop import words
from desktop.presenters.reasons import setting_name
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import Fact
from desktop.screens.rules import FIELDS, RuleField, VersionLine
from domain.company import SaveRuleset
from domain.deadlines import COUNTED_BY, OutflowRule
from domain.rulesets import Ruleset, Setting, in_force, settings_of


def in_short(rules: Ruleset) -> str:
    """15 天未首跟、120 天未成交…；每日认领 300 位，上限 500 位."""
    settings = settings_of(rules)
    running = [
        words.say(f"rule-{rule.value.replace('_', '-')}", days=days)
        for rule, name in COUNTED_BY.items()
        if (days := settings[name]) is not None and (rule is not OutflowRule.LAPSED or rules.is_lapse_recycled)
    ]
    returns = words.say("list-joint").join(running) if running else words.say("rules-nothing-returns")
    return words.say("rules-in-short", returns=returns, claims=rules.daily_claim_limit, cap=rules.holding_cap)


def facts_of(rules: Ruleset) -> tuple[Fact, ...]:
    """Every number with its word and its unit."""
    settings = settings_of(rules)
    return tuple(Fact(setting_name(each.setting), _value(each, settings[each.setting])) for each in FIELDS)


def changes(before: Ruleset, after: Ruleset) -> str:
    """认领后未首次跟进 15 天 → 10 天；…"""
    then, now = settings_of(before), settings_of(after)
    changed = [
        words.say(
            "rules-change",
            setting=setting_name(each.setting),
            before=_value(each, then[each.setting]),
            after=_value(each, now[each.setting]),
        )
        for each in FIELDS
        if then[each.setting] != now[each.setting]
    ]
    return words.say("rules-change-joint").join(changed) if changed else words.say("rules-change-none")


def version_lines(place: Workplace, pool_id: str) -> tuple[VersionLine, ...]:
    """Every version of a pool's rules, the newest first, those still on their way to the server before them all.

    Reads the cache.
    """
    now = place.now()
    known = place.cache.directory.versions(pool_id)
    holding = in_force(known, now).version if any(one.effective_from <= now for one in known) else None
    lines = []
    for number, rules in enumerate(known):
        label = None
        if rules.version == holding:
            label = Label(words.say("rules-holding"), Tone.GOOD)
        elif rules.effective_from > now:
            label = Label(words.say("rules-to-come"), Tone.PRIMARY)
        lines.append(_line(place, rules, known[number - 1] if number else None, label))
    return tuple(reversed([*lines, *_on_their_way(place, pool_id, known)]))


def newest_number(place: Workplace, pool_id: str) -> int:
    """Of the newest version, counting those still on their way; 0 where there is none. Reads the cache."""
    waiting = place.cache.office.pending().get(pool_id, ())
    saved = sum(isinstance(item.command, SaveRuleset) for item in waiting)
    return max((one.version for one in place.cache.directory.versions(pool_id)), default=0) + saved


def _on_their_way(place: Workplace, pool_id: str, known: tuple[Ruleset, ...]) -> list[VersionLine]:
    before = known[-1] if known else None
    lines = []
    for item in place.cache.office.pending().get(pool_id, ()):
        if isinstance(item.command, SaveRuleset):
            number = 1 if before is None else before.version + 1
            rules = replace(item.command.rules, version=number)
            lines.append(_line(place, rules, before, Label(words.say("company-waiting"), Tone.PRIMARY)))
            before = rules
    return lines


def _line(place: Workplace, rules: Ruleset, before: Ruleset | None, label: Label | None) -> VersionLine:
    said = words.say("rules-first-version") if before is None else changes(before, rules)
    since = words.say("rules-since", when=place.said(rules.effective_from))
    return VersionLine(words.say("rules-version", n=rules.version), since, said, label)


def _value(field: RuleField, value: Setting) -> str:
    if value is None or value is False:
        return words.say("setting-off")
    if value is True:
        return words.say("setting-on")
    return words.say(f"unit-{field.unit}", n=value) if field.unit else str(value)
