"""Rules typed, weighed by what they would do, and saved; refused with a sentence, and nothing typed is lost."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop import words
from desktop.screens.preferences import Language
from desktop.screens.rules import EFFECTIVE_FROM, FIELDS, Preset
from domain.company import SaveRuleset
from domain.days import next_midnight
from domain.instants import instant
from domain.rulesets import huaqiu, ruleset_from, settings_of
from sync.protocol.rows import RulesetRow
from sync.report import Report
from tests.desktop.presenters.desk import NORTH, SOUTH, WANG, ago
from tests.desktop.presenters.pool_office import POOLS, SETTINGS, TODAY, TOMORROW, Office, enter


@pytest.fixture
def admin(tmp_path: Path) -> Office:
    return enter(tmp_path)


def test_the_form_shows_what_holds_and_is_filled_by_presets(admin: Office) -> None:
    assert admin.screen.forms[-1][0] == SOUTH
    assert (admin.form.texts["no_deal_days"], admin.form.effective_on) == ("90", TOMORROW)
    assert admin.form.ticked == {"no_first_follow_up_days", "no_deal_days", "follow_up_gap_days", "is_lapse_recycled"}
    later = admin.type(TODAY + timedelta(days=9))
    admin.pools.rules.preset_asked(Preset.FANPU, later)
    assert admin.form.ticked == {"protection_days", "is_goal_exempt"}
    assert (admin.form.texts["no_deal_days"], admin.form.effective_on) == ("120", later.effective_on)
    admin.pools.rules.preset_asked(Preset.HUAQIU, later)
    assert (admin.form.texts["no_deal_days"], "is_goal_exempt" in admin.form.ticked) == ("120", False)
    admin.pools.rules.preset_asked(Preset.PRESENT, later)
    assert admin.form.texts["no_deal_days"] == "90"


def test_what_is_typed_outlives_what_comes_from_the_server_but_not_another_pool(admin: Office) -> None:
    forms = len(admin.screen.forms)
    admin.desk.hear(Report(changed={"person": frozenset({WANG})}))
    admin.pools.refresh()
    assert len(admin.screen.forms) == forms
    admin.pools.pool_asked(NORTH)
    assert admin.screen.forms[-1][0] == NORTH


def test_every_number_that_cannot_be_is_marked_at_once(admin: Office) -> None:
    typed = admin.type(no_deal_days="-3", holding_cap="很多", zone="Asia/Nowhere", follow_up_gap_days="40.5")
    admin.pools.rules.save_rules_asked(typed)
    assert admin.screen.troubles == {
        "no_deal_days": "改成 1 到 36,500 之间的整数",
        "holding_cap": "写一个整数",
        "follow_up_gap_days": "写一个整数",
        "zone": "没有这个时区，或与其他公海的时区不同",
    }
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_what_is_typed_of_a_rule_that_is_off_does_not_matter(admin: Office) -> None:
    off = replace(admin.type(no_deal_days="-3"), ticked=admin.form.ticked - {"no_deal_days"})
    admin.pools.rules.save_rules_asked(off)
    assert (admin.screen.troubles, admin.screen.what_if is None) == ({}, False)


@pytest.mark.parametrize(
    ("day", "texts", "field", "why"),
    [
        (TODAY, {}, EFFECTIVE_FROM, "已经过去"),
        (TODAY - timedelta(days=400), {}, EFFECTIVE_FROM, "已经过去"),
        (TOMORROW, {"zone": "Europe/Berlin"}, "zone", "与其他公海的时区不同"),
    ],
)
def test_what_the_company_does_not_allow_is_said_at_its_field(
    admin: Office, day: date, texts: dict[str, str], field: str, why: str
) -> None:
    admin.pools.rules.save_rules_asked(admin.type(day, **texts))
    assert list(admin.screen.troubles) == [field] and why in admin.screen.troubles[field]
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_before_saving_a_what_if_says_how_many_flow_out_by_day_and_by_owner(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    said, outlook = admin.screen.what_if, admin.screen.outlook
    assert said is not None and outlook is not None
    assert said.title == "保存「华南公海」第 3 版规则？"
    assert said.text.splitlines() == [
        "按新规则，60 天内将流出 4 位（现行规则 4 位）。",
        "明天 0:00 起生效。认领后未首次跟进 15 天 → 10 天",
    ]
    busy = [(number, day) for number, day in enumerate(outlook.days) if day.present or day.candidate]
    assert [(number, day.present, day.candidate) for number, day in busy] == [
        (1, 0, 2), (3, 0, 1), (4, 2, 0), (8, 1, 0), (10, 0, 1), (15, 1, 0),
    ]  # fmt: skip
    assert outlook.days[1].told == "明天：新规则 2 位，现行规则 0 位"
    assert [(owner.name, owner.present, owner.candidate) for owner in outlook.owners] == [
        ("王芳", 3, 3),
        ("陈晓", 1, 1),
    ]
    assert admin.asked() == [], "nothing is written before it is confirmed"
    assert admin.screen.progress[0] == "正在测算：0%" and said.progress == ""


def test_confirmed_the_new_version_is_asked_and_stands_among_the_versions(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    admin.pools.rules.what_if_confirmed()
    admin.pools.rules.what_if_confirmed()
    (saved,) = admin.asked()
    assert isinstance(saved, SaveRuleset)
    midnight = next_midnight(admin.desk.place.now(), "Asia/Shanghai")
    assert saved.rules == ruleset_from(0, midnight, SETTINGS | {"no_deal_days": 90, "no_first_follow_up_days": 10})
    assert (admin.screen.what_if, admin.notice) == (None, "已提交：「华南公海」第 3 版规则")
    assert [(line.name, line.label.text if line.label else "", line.changes) for line in admin.pool.versions] == [
        ("第 3 版", "待发送", "认领后未首次跟进 15 天 → 10 天"),
        ("第 2 版", "现行", "认领后未成交 120 天 → 90 天"),
        ("第 1 版", "", "第一版规则"),
    ]


def test_closed_without_a_yes_nothing_is_saved_and_a_late_count_is_nobodys(admin: Office) -> None:
    admin.desk.background.hold()
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    admin.desk.background.step()
    admin.pools.rules.what_if_closed()
    admin.screen.what_if = None
    while admin.desk.background.held:
        admin.desk.background.step()
    admin.desk.background.let_go()
    admin.pools.rules.what_if_confirmed()
    assert (admin.screen.what_if, admin.screen.outlook, admin.asked()) == (None, None, [])


def test_a_midnight_that_passed_while_it_was_weighed_is_said_and_nothing_is_lost(admin: Office) -> None:
    admin.pools.rules.save_rules_asked(admin.type())
    admin.desk.clock.time += timedelta(days=1)
    admin.pools.rules.what_if_confirmed()
    assert "已经过去" in admin.screen.troubles[EFFECTIVE_FROM]
    assert (admin.screen.what_if, admin.asked()) == (None, [])


def test_a_version_saved_before_for_a_later_day_is_told(tmp_path: Path) -> None:
    coming = RulesetRow("6" * 31 + "b", 1, SOUTH, 3, ago(-6), SETTINGS)
    office = enter(tmp_path, company=(*POOLS, coming))
    office.pools.rules.save_rules_asked(office.type())
    assert office.screen.what_if is not None
    assert "起由已保存的第 3 版取代" in office.screen.what_if.text
    assert [line.label.text for line in office.pool.versions if line.label] == ["未生效", "现行"]


def test_in_english_everything_is_said_too(admin: Office) -> None:
    words.speak(Language.ENGLISH)
    admin.pools.refresh()
    assert admin.screen.lines[0].figures == "1 member · 0 in the pool · 0 assigned"
    admin.pools.rules.save_rules_asked(admin.type(no_first_follow_up_days="10"))
    assert admin.screen.what_if is not None
    assert admin.screen.what_if.text.startswith("By the new rules 4 customers will flow out within 60 days (4 by")
    admin.pools.close_confirmed(SOUTH, "", "")
    assert admin.screen.trouble == "The pool “华南公海” still holds 5 customers. Choose first where they are to go"


def test_every_number_of_a_ruleset_has_its_field() -> None:
    assert {each.setting for each in FIELDS} == set(settings_of(huaqiu(1, instant(0))))
