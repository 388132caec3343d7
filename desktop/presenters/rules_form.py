"""What is typed into the form of the rules, and the ruleset that it makes: each number is judged by the domain."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.rules import FIELDS, FieldKind, RuleField, TypedRules
from domain.days import is_zone, start_of_day
from domain.instants import instant
from domain.reasons import Reason
from domain.rulesets import Ruleset, Setting, huaqiu, ruleset_from, settings_of, what_contradicts

_WHOLE_NUMBER = re.compile(r"[+-]?\d{1,12}")


def typed_from(rules: Ruleset, effective_on: date) -> TypedRules:
    """The form filled with these; a rule that is off shows Huaqiu's or Fanpu's number, to be switched on with."""
    settings = settings_of(rules)
    defaults = settings_of(huaqiu(0, rules.effective_from)) | {"protection_days": 30}
    texts = {
        each.setting: str(defaults[each.setting] if settings[each.setting] is None else settings[each.setting])
        for each in FIELDS
        if each.kind is not FieldKind.SWITCH
    }
    return TypedRules(texts, frozenset(filter(None, (_ticked(each, settings) for each in FIELDS))), effective_on)


def read_rules(place: Workplace, typed: TypedRules) -> tuple[Ruleset, dict[str, str]]:
    """The ruleset that is typed, and why it is none yet, by field. Reads the cache."""
    settings: dict[str, Setting] = {}
    troubles: dict[str, str] = {}
    for each in FIELDS:
        value = _value(each, typed)
        said = _trouble(place, each.setting, value)
        if said:
            troubles[each.setting] = said
        else:
            settings[each.setting] = value
    zone = str(settings.get("zone", place.zone))
    return ruleset_from(0, start_of_day(typed.effective_on, zone), settings), troubles


def _ticked(field: RuleField, settings: dict[str, Setting]) -> str:
    value = settings[field.setting]
    is_on = value is True if field.kind is FieldKind.SWITCH else value is not None
    return field.setting if is_on and field.kind in (FieldKind.SWITCH, FieldKind.OPTIONAL) else ""


def _value(field: RuleField, typed: TypedRules) -> Setting:
    """A text where a number was wanted says that it is none."""
    text = typed.texts.get(field.setting, "").strip()
    match field.kind:
        case FieldKind.SWITCH:
            return field.setting in typed.ticked
        case FieldKind.OPTIONAL if field.setting not in typed.ticked:
            return None
        case FieldKind.TEXT:
            return text
        case _:
            return int(text) if _WHOLE_NUMBER.fullmatch(text) else text


def _trouble(place: Workplace, setting: str, value: Setting) -> str:
    now = place.local_now()
    if setting == "zone":
        if is_zone(str(value)):
            return ""
        return explain(Reason.RULES_CONTRADICT, {"setting": setting}, place.cache.directory, now).what
    if isinstance(value, str):
        return words.say("rules-not-a-number")
    contradiction = what_contradicts(replace(huaqiu(0, instant(0)), **{setting: value}))  # type: ignore[arg-type]
    if contradiction is None:
        return ""
    return explain(Reason.RULES_CONTRADICT, asdict(contradiction), place.cache.directory, now).what_now
