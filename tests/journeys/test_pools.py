"""An admin sets pools up: rules weighed before they are saved, a pool founded, filled and opened for its members."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.screens.pools import PoolTab
from desktop.screens.register import RegisterTab
from desktop.screens.window import Page
from desktop.views.pool_dialogs import MembersDialog, NameDialog
from desktop.views.pools_page import PoolsPage
from domain.days import next_midnight, start_of_day
from domain.rulesets import Ruleset
from server.database import open_database
from server.pools.repository import all_pools, rulesets_of_pools
from tests.journeys.conftest import Sit
from tests.journeys.rep import Rep

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")


def open_pools(rep: Rep) -> PoolsPage:
    rep.wait(lambda: Page.POOLS in rep.window.rail._buttons)
    rep.open_page(Page.POOLS)
    page = rep.window.findChild(PoolsPage)
    assert page is not None
    rep.wait(lambda: bool(page.list.buttons) and page.opened.form.rows["no_deal_days"].text != "")
    return page


def type_into(page: PoolsPage, setting: str, text: str) -> QLineEdit:
    edit = page.opened.form.rows[setting].edit
    assert edit is not None
    edit.setText(text)
    return edit


def stored_rules(folder: Path, pool_name: str) -> tuple[Ruleset, ...]:
    """What the server itself has, past all that travels."""
    database = open_database(f"sqlite:///{folder / 'company.db'}")
    try:
        pool = next(pool for pool in database.read(all_pools) if pool.name == pool_name)
        return database.read(rulesets_of_pools)[pool.id]
    finally:
        database.close()


def click(rep: Rep, made: QPushButton) -> None:
    rep.wait(made.isEnabled)
    made.click()


def test_new_rules_are_weighed_saved_and_hold_on_the_server_from_the_next_midnight(sit: Sit, tmp_path: Path) -> None:
    admin = sit("admin")
    admin.arrive("admin")
    page = open_pools(admin)
    page.opened.show_tab(PoolTab.RULES)
    form, name = page.opened.form, page.list.buttons[0].line.name
    first_day = form.day.date()

    # First what cannot be: nothing is asked, and nothing that was typed is lost.
    days = type_into(page, "no_first_follow_up_days", "-3")
    zone = type_into(page, "zone", "Asia/Nowhere")
    form.day.setDate(QDate(2020, 1, 1))
    click(admin, form.save)
    row = form.rows["no_first_follow_up_days"]
    admin.wait(lambda: row.trouble == "改成 1 到 36,500 之间的整数")
    assert (days.text(), zone.text(), page.what_if) == ("-3", "Asia/Nowhere", None)
    days.setText("10")
    zone.setText("Asia/Shanghai")
    click(admin, form.save)
    admin.wait(lambda: "已经过去" in form.trouble)
    assert (row.trouble, days.text(), page.what_if) == ("", "10", None)

    form.day.setDate(first_day)
    click(admin, form.save)
    admin.wait(lambda: page.what_if is not None and page.what_if.confirm.isVisible())
    what_if = page.what_if
    assert what_if is not None
    assert re.search(r"60 天内将流出 \d+ 位（现行规则 \d+ 位）", what_if.told.text())
    assert len(stored_rules(tmp_path, name)) == 1, "nothing is saved before it is confirmed"
    click(admin, what_if.confirm)
    admin.wait(lambda: len(stored_rules(tmp_path, name)) == 2)
    version = stored_rules(tmp_path, name)[-1]
    midnight = start_of_day(date(first_day.year(), first_day.month(), first_day.day()), "Asia/Shanghai")
    assert (version.version, version.effective_from, version.no_first_follow_up_days) == (2, midnight, 10)
    assert midnight == next_midnight(midnight - timedelta(seconds=1), "Asia/Shanghai")
    admin.wait(lambda: [line.label.text for line in page.opened.versions.shown if line.label] == ["未生效", "现行"])


def test_a_pool_is_founded_given_members_opened_and_its_members_see_it(sit: Sit, tmp_path: Path) -> None:
    admin, chen = sit("admin"), sit("chen")
    admin.arrive("admin")
    chen.arrive("chen")
    page = open_pools(admin)
    click(admin, page.found)
    admin.wait(lambda: isinstance(page.question, NameDialog))
    asked = page.question
    assert isinstance(asked, NameDialog)
    asked.name.setText("试点公海")
    click(admin, asked.confirm)
    admin.wait(lambda: "试点公海" in [made.line.name for made in page.list.buttons])
    (rules,) = _once(admin, lambda: stored_rules(tmp_path, "试点公海"))
    assert (rules.version, rules.no_deal_days) == (1, 120)

    click(admin, page.opened.members.add)
    admin.wait(lambda: isinstance(page.question, MembersDialog))
    chooser = page.question
    assert isinstance(chooser, MembersDialog)
    (chosen,) = [each for each in chooser.people.people if each.candidate.name == "陈晨"]
    chosen.box.setChecked(True)
    click(admin, chooser.confirm)
    admin.wait(lambda: [view.line.name for view in page.opened.members.views] == ["陈晨"])
    assert page.opened.switch.text() == "开启"
    click(admin, page.opened.switch)
    admin.wait(lambda: page.opened.switch.text() == "关闭…")
    chen.open_tab(RegisterTab.UNASSIGNED)
    chen.press(Qt.Key.Key_F5, chen.window)
    pools = chen.window.register.filters._pools
    chen.wait(lambda: "试点公海" in [line.text() for line in pools.actions()])


def _once[T](rep: Rep, read: Callable[[], T]) -> T:
    found: list[T] = []

    def has_come() -> bool:
        try:
            found.append(read())
        except StopIteration:
            return False
        return True

    rep.wait(has_come)
    return found[-1]
