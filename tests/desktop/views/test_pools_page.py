"""The page of the pools shows what it is told in both languages, and wishes what was typed, chosen and clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import words
from desktop.screens.choice import Choice
from desktop.screens.deeds import Candidate, Team
from desktop.screens.pools import CloseQuestion, MemberAct, MemberQuestion, NameQuestion, PoolsScreen, PoolTab
from desktop.screens.preferences import Language, Theme
from desktop.screens.rules import EFFECTIVE_FROM, OutflowDay, Preset, TypedRules
from desktop.views.look import Look
from desktop.views.main_window import MainWindow
from desktop.views.outflow_chart import OutflowChart
from desktop.views.pool_dialogs import CloseDialog, MembersDialog, NameDialog
from desktop.views.pools_page import PoolsPage
from desktop.views.spoken import say_everything_again
from desktop.views.tokens import DARK, LIGHT
from tests.desktop.presenters.above import WU
from tests.desktop.presenters.desk import SOUTH
from tests.desktop.views import pool_scenes
from tests.desktop.views.test_keys import heard, press
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def page(stage: Callable[..., QWidget]) -> PoolsPage:
    window = stage(pool_scenes.rules)
    assert isinstance(window, MainWindow)
    page = window.findChild(PoolsPage)
    assert page is not None
    return page


def click(made: QPushButton) -> None:
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


def test_it_can_be_told_all_that_its_screen_says(page: PoolsPage) -> None:
    screen: PoolsScreen = page
    assert [name for name in told_to(PoolsScreen) if not callable(getattr(screen, name, None))] == []


def test_arrows_go_from_pool_to_pool(page: PoolsPage) -> None:
    told = heard(page.list.line_asked)
    first, second, last = page.list.buttons
    assert first.isChecked()
    first.setFocus()
    for made, key in ((first, "Down"), (second, "Down"), (last, "Down"), (last, "Up")):
        press(made, key)
    assert [line for (line,) in told] == [second.line.id, last.line.id, second.line.id]
    assert [made.isChecked() for made in page.list.buttons] == [False, True, False]


def test_what_is_typed_is_told_as_it_stands_and_stays_with_its_troubles(page: PoolsPage) -> None:
    form = page.opened.form
    told = heard(form.save_asked)
    days, cap = form.rows["no_deal_days"], form.rows["holding_cap"]
    assert days.edit is not None and cap.edit is not None and days.box is not None
    days.edit.setText("-3")
    cap.edit.setText("很多")
    click(form.save)
    ((typed,),) = told
    assert isinstance(typed, TypedRules)
    assert (typed.texts["no_deal_days"], typed.texts["holding_cap"]) == ("-3", "很多")
    assert (days.trouble, cap.trouble) == ("改成 1 到 36,500 之间的整数", "写一个整数")
    assert (days.edit.text(), cap.edit.text(), days.edit.hasFocus()) == ("-3", "很多", True)
    days.box.click()
    assert (days.edit.isEnabled(), days.text, "no_deal_days" in form.typed.ticked) == (False, "-3", False)
    page.show_rule_troubles({EFFECTIVE_FROM: "已经过去"})
    assert (days.trouble, form.day.hasFocus()) == ("", True)


def test_the_field_that_cannot_be_so_is_brought_into_sight(stage: Callable[..., QWidget]) -> None:
    window = stage(pool_scenes.past_rules, 1280, 720)
    page = window.findChild(PoolsPage)
    assert page is not None
    form = page.opened.form
    assert form.trouble and not form._day_trouble.visibleRegion().isEmpty()
    page.show_rule_troubles({"no_first_follow_up_days": "不行"})
    assert not form.rows["no_first_follow_up_days"].visibleRegion().isEmpty()


def test_the_language_changes_and_what_is_typed_stays(page: PoolsPage) -> None:
    form = page.opened.form
    row = form.rows["cool_down_hours"]
    assert row.edit is not None and row.unit is not None
    row.edit.setText("96")
    words.speak(Language.ENGLISH)
    say_everything_again()
    assert (row.edit.text(), row.edit.accessibleName(), row.unit.text()) == ("96", "Cool-down", "hours")
    assert row.unit.width() >= row.unit.fontMetrics().horizontalAdvance("customers")
    assert form.save.text() == "Forecast and save…"


def test_presets_bring_along_what_is_typed(page: PoolsPage) -> None:
    told = heard(page.opened.form.preset_asked)
    click(page.opened.form.presets[Preset.FANPU])
    ((preset, typed),) = told
    assert preset is Preset.FANPU and isinstance(typed, TypedRules)
    assert page.opened.form.typed.ticked == {"protection_days", "is_goal_exempt"}


def test_a_members_acts_carry_the_pool_and_the_member(page: PoolsPage) -> None:
    told = heard(page.opened.member_act_asked)
    page.opened.show_tab(PoolTab.MEMBERS)
    first = page.opened.members.views[0]
    click(first.findChildren(QPushButton)[0])
    ((pool_id, key, act),) = told
    assert (pool_id, key, act) == (SOUTH, WU, MemberAct.MAKE_MEMBER)


def test_a_name_is_answered_once_and_stays_when_it_is_refused(page: PoolsPage) -> None:
    told = heard(page.name_given)
    # A pool that is not there any more: the court has the word, and the question stays.
    page.ask_name(NameQuestion("e" * 32, "改名", "", "", 40, "改名"))
    dialog = page.question
    assert isinstance(dialog, NameDialog)
    QTest.keyClicks(dialog.name, "South")
    press(dialog.name, "Return")
    assert told == [("e" * 32, "South")]
    assert dialog.isVisible() and dialog.trouble.isVisible()
    assert (dialog.name.text(), dialog.confirm.isEnabled()) == ("South", True)
    assert dialog.trouble.text().startswith("没有这个公海")
    page.close_question()
    assert page.question is None


def test_members_are_found_by_name_and_told_in_their_order(page: PoolsPage) -> None:
    told = heard(page.members_chosen)
    candidates = tuple(Candidate(str(number), f"同事{number}", "", f"同事{number}") for number in range(9))
    page.ask_members(MemberQuestion("p", "添加成员", (Team("华南", candidates),)))
    dialog = page.question
    assert isinstance(dialog, MembersDialog)
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.people.search, "8")
    assert [each.candidate.key for each in dialog.people.people if each.isVisible()] == ["8"]
    dialog.people.people[8].box.setChecked(True)
    dialog.people.people[2].box.setChecked(True)
    dialog.as_admin.setChecked(True)
    assert dialog.confirm.text() == "添加 2 个"
    click(dialog.confirm)
    assert told == [("p", ("2", "8"), True)]


def test_closing_chooses_nothing_beforehand_and_takes_the_place_that_is_chosen(page: PoolsPage) -> None:
    told = heard(page.close_confirmed)
    teams = (Choice("a", "销售部"), Choice("b", "\u3000华南"))
    page.ask_close(CloseQuestion("p", "关闭？", "现有…", (Choice("q", "另一个"),), teams))
    dialog = page.question
    assert isinstance(dialog, CloseDialog)
    click(dialog.confirm)
    page.show_question_trouble("先选择这些客户的去处")
    dialog.teams.choices.actions()[1].trigger()
    assert (dialog.to_team.isChecked(), dialog.teams.text()) == (True, "华南")
    click(dialog.confirm)
    dialog.to_pool.setChecked(True)
    click(dialog.confirm)
    assert told == [("p", "", ""), ("p", "", "b"), ("p", "q", "")]


def test_the_what_if_is_confirmed_once_and_told_when_it_is_closed(page: PoolsPage) -> None:
    confirmed, closed = heard(page.what_if_confirmed), heard(page.what_if_closed)
    click(page.opened.form.save)
    dialog = page.what_if
    assert dialog is not None
    assert (dialog.confirm.text(), dialog.confirm.isVisible()) == ("保存为第 4 版", True)
    click(dialog.confirm)
    click(dialog.confirm)
    assert (len(confirmed), len(closed), page.what_if) == (1, 1, None)


DAYS = tuple(OutflowDay(f"{number}", number % 3, number, f"第 {number} 天") for number in range(60))


def test_each_day_of_the_chart_tells_its_numbers(page: PoolsPage) -> None:
    chart = OutflowChart()
    chart.setParent(page)
    chart.resize(640, 200)
    assert chart.day_at(300) is None
    chart.show_days(DAYS)
    assert "第 59 天" in chart.accessibleDescription() and "第 0 天" not in chart.accessibleDescription()
    seen = {day.told for x in range(640) if (day := chart.day_at(x)) is not None}
    assert seen == {day.told for day in DAYS}
    assert (chart.day_at(0), chart.day_at(640)) == (None, None)


@pytest.mark.parametrize(("theme", "tokens"), [(Theme.LIGHT, LIGHT), (Theme.DARK, DARK)])
@pytest.mark.parametrize("days", [(), DAYS, tuple(replace(day, present=0, candidate=0) for day in DAYS)])
def test_bars_stand_where_somebody_flows_out(
    page: PoolsPage, look: Look, theme: Theme, tokens: object, days: tuple[OutflowDay, ...]
) -> None:
    look.choose(theme)
    chart = OutflowChart()
    chart.setParent(page)
    chart.resize(640, 200)
    chart.show_days(days)
    picture = chart.grab().toImage()
    bar = QColor((LIGHT if theme is Theme.LIGHT else DARK).primary)
    field = chart._field().toRect()
    # Right of the key, above the ground.
    points = (QPoint(x, y) for x in range(field.left() + 200, field.right()) for y in range(60, field.bottom() - 4, 3))
    assert any(picture.pixelColor(point) == bar for point in points) is bool(sum(day.candidate for day in days))
