"""公海设置 as an admin of the system and an admin of a pool see it: real presenters, a real cache, the real window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from desktop.presenters.signed_in import SignedIn
from desktop.screens.pools import PoolTab
from desktop.screens.rules import Preset
from desktop.screens.window import Page
from desktop.views.pools_page import PoolsPage
from domain.days import next_midnight
from domain.instants import instant, millis
from domain.rulesets import Ruleset, fanpu, huaqiu, settings_of
from sync.protocol.rows import PersonRow, PoolMemberRow, PoolRow, Row, RulesetRow, TeamRow
from tests.desktop.presenters.above import WU, ZHOU, held, sit_above
from tests.desktop.presenters.desk import CHEN, NORTH, NOW, SOUTH, TEAM, WANG, in_pool
from tests.desktop.views.invented import told
from tests.desktop.views.live import leave_with, open_window
from tests.desktop.views.stage import dialog_of

ADMIN, HAN, LIU, LEFT, GAO = ("0" * 31 + letter for letter in "abcde")
HEAD, REGION, EAST = ("9" * 31 + letter for letter in "abc")
OLD = "3" * 32


def _ruled(row_id: str, pool_id: str, number: int, rules: Ruleset) -> RulesetRow:
    return RulesetRow(row_id * 32, 1, pool_id, number, millis(rules.effective_from), settings_of(rules))


def _company() -> list[Row]:
    people = [
        (ADMIN, told("何敏", "He Min"), HEAD, ("system_admin",)),
        (HAN, told("韩雪", "Han Xue"), HEAD, ("sales_support",)),
        (ZHOU, told("周强", "Zhou Qiang"), REGION, ("manager",)),
        (WANG, told("王芳", "Wang Fang"), TEAM, ("rep",)),
        (CHEN, told("陈晓", "Chen Xiao"), TEAM, ("rep",)),
        (LIU, told("刘洋", "Liu Yang"), TEAM, ("rep",)),
        (GAO, told("高远", "Gao Yuan"), EAST, ("manager", "rep")),
        (WU, told("吴静", "Wu Jing"), EAST, ("rep", "pool_admin")),
    ]
    teams = [
        (HEAD, told("销售部", "Sales"), None),
        (REGION, told("华南大区", "South"), HEAD),
        (TEAM, told("华南二组", "South 2"), REGION),
        (EAST, told("华东大区", "East"), HEAD),
    ]
    then, now = instant(millis(NOW - timedelta(days=200))), instant(millis(NOW))
    first = huaqiu(1, then)
    second = replace(first, version=2, effective_from=now - timedelta(days=40), no_deal_days=90, holding_cap=400)
    coming = next_midnight(now + timedelta(days=5), first.zone)
    third = replace(second, version=3, effective_from=coming, cool_down_hours=96)
    return [
        *(PersonRow(person_id, 1, name, team_id, roles) for person_id, name, team_id, roles in people),
        PersonRow(LEFT, 1, told("范离", "Fan Li"), TEAM, ("rep",), False, True),
        *(TeamRow(team_id, 1, name, parent_id) for team_id, name, parent_id in teams),
        PoolRow(SOUTH, 1, told("华南公海", "South pool")),
        PoolRow(NORTH, 1, told("高校与研究所公海", "Universities and institutes")),
        PoolRow(OLD, 1, told("试点公海", "Trial pool"), is_open=False),
        PoolMemberRow(f"{SOUTH}/{REGION}", 1, SOUTH, REGION, True),
        PoolMemberRow(f"{SOUTH}/{WU}", 1, SOUTH, WU, False, True),
        PoolMemberRow(f"{SOUTH}/{GAO}", 1, SOUTH, GAO, False),
        PoolMemberRow(f"{SOUTH}/{LEFT}", 1, SOUTH, LEFT, False),
        PoolMemberRow(f"{NORTH}/{EAST}", 1, NORTH, EAST, True),
        _ruled("4", SOUTH, 1, first),
        _ruled("5", SOUTH, 2, second),
        _ruled("6", SOUTH, 3, third),
        _ruled("7", NORTH, 1, fanpu(1, then)),
        _ruled("8", OLD, 1, first),
    ]


def _live(width: int, height: int, person_id: str = ADMIN, *, is_online: bool = True) -> tuple[PoolsPage, SignedIn]:
    """The page open on the southern pool."""
    folder = Path(tempfile.mkdtemp())
    theirs = [held(number, (WANG, CHEN, LIU)[number % 3], 1 + number * 0.06) for number in range(1, 231)]
    pooled = [in_pool(number) for number in range(300, 312)]
    desk = sit_above(folder, person_id, theirs, pooled, company=_company())
    window, presenters = open_window(desk, width, height, is_online=is_online)
    leave_with(window, desk, folder)
    presenters.window.open_page(Page.POOLS)
    window.show()
    page = window.findChild(PoolsPage)
    assert page is not None
    page.list.line_asked.emit(SOUTH)
    return page, presenters


def members(width: int, height: int) -> QWidget:
    """Who belongs to a pool."""
    page, _ = _live(width, height)
    return page.window()


def offline(width: int, height: int) -> QWidget:
    """A pool founded and rules saved on a train."""
    page, _ = _live(width, height, is_online=False)
    page.name_given.emit("", told("渠道公海", "Channel pool"))
    return page.window()


def rules(width: int, height: int) -> QWidget:
    """The form, and every version."""
    page, _ = _live(width, height)
    page.opened.show_tab(PoolTab.RULES)
    return page.window()


def troubled_rules(width: int, height: int) -> QWidget:
    """Numbers that cannot be, a zone that is none."""
    page, _ = _live(width, height)
    page.opened.show_tab(PoolTab.RULES)
    for setting, text in {"no_deal_days": "-3", "holding_cap": "多", "zone": "Asia/Nowhere"}.items():
        edit = page.opened.form.rows[setting].edit
        assert edit is not None
        edit.setText(text)
    page.opened.form.save.click()
    return page.window()


def past_rules(width: int, height: int) -> QWidget:
    """From a day that is over, with Fanpu's numbers."""
    page, _ = _live(width, height)
    page.opened.show_tab(PoolTab.RULES)
    page.opened.form.presets[Preset.FANPU].click()
    page.opened.form.day.setDate(QDate(2026, 9, 1))
    page.opened.form.save.click()
    return page.window()


def looked_at(width: int, height: int) -> QWidget:
    """By an admin of the pool, who changes nothing."""
    page, _ = _live(width, height, WU)
    page.opened.show_tab(PoolTab.RULES)
    return page.window()


def what_if(width: int, height: int) -> QWidget:
    """What stricter rules would do."""
    page, _ = _live(width, height)
    page.opened.show_tab(PoolTab.RULES)
    edit = page.opened.form.rows["no_first_follow_up_days"].edit
    assert edit is not None
    edit.setText("10")
    page.opened.form.save.click()
    assert page.what_if is not None
    return page.what_if


def closing(width: int, height: int) -> QWidget:
    """Without a choice: refused, and the question stays."""
    page, _ = _live(width, height)
    page.opened.switch.click()
    assert page.question is not None
    page.question.confirm.click()
    return page.question


def adding(width: int, height: int) -> QWidget:
    """Teams and people."""
    page, _ = _live(width, height)
    page.opened.members.add.click()
    return dialog_of(page)


def naming(width: int, height: int) -> QWidget:
    """A name that another pool has."""
    page, _ = _live(width, height)
    page.found.click()
    page.name_given.emit("", told("华南公海", "South pool"))
    return dialog_of(page)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "pools-members": members,
    "pools-offline": offline,
    "pools-rules": rules,
    "pools-rules-troubled": troubled_rules,
    "pools-rules-past": past_rules,
    "pools-looked-at": looked_at,
    "dialog-what-if": what_if,
    "dialog-close-pool": closing,
    "dialog-pool-members": adding,
    "dialog-pool-name": naming,
}
