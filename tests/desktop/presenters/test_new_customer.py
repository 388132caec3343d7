"""A new customer's form: prefilled, checked while it is typed, asked for once, and never lost."""

import pytest

from desktop.presenters.reasons import Step
from desktop.screens.new_customer import EntryField
from domain.commands import RegisterCustomer
from domain.reasons import Reason
from sync.cache.answers import CommandState
from sync.protocol.rows import PoolMemberRow, PoolRow, RulesetRow
from sync.protocol.scopes import REFERENCE
from tests.desktop.presenters.asker import Asker
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, TEAM, customer_id, in_pool, mine
from tests.desktop.presenters.test_acts import answer, asked, settle

ONE = customer_id(1)


@pytest.fixture
def asker(sit_down: OpenDesk) -> Asker:
    return Asker(sit_down([mine(1, name="我的公司", phone="13900001111")], [in_pool(2)]))


@pytest.fixture
def away(sit_down: OpenDesk) -> Asker:
    """Without a network."""
    return Asker(sit_down([mine(1)], is_online=False))


def entered(asker: Asker) -> RegisterCustomer:
    (item,) = asked(asker.desk)
    assert isinstance(item.command, RegisterCustomer)
    return item.command


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("全新公司", EntryField.NAME),
        ("91440300708461136T", EntryField.USCC),
        ("13700002222", EntryField.PHONE),
    ],
)
def test_it_opens_with_what_was_looked_up(asker: Asker, typed: str, field: EntryField) -> None:
    asker.ask(typed)
    asker.known.known_step_asked("enter:")
    assert asker.typed == {field: typed} and not asker.screen.is_open


def test_it_says_what_it_costs_and_into_which_pool(asker: Asker) -> None:
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    form, checks = asker.entry_screen.form, asker.entry_screen.checks
    assert form is not None and [(pool.key, pool.text) for pool in form.pools] == [(SOUTH, "华南公海")]
    assert form.pool == SOUTH and form.proposals[EntryField.REGION] == ("广东",)
    assert checks.cost == "登记后归您，占 1 个名额（已用 1 / 500），不占今日认领次数。" and checks.can_confirm


def test_of_several_pools_the_first_stands_there_and_another_may_be_chosen(asker: Asker) -> None:
    member = PoolMemberRow(f"{NORTH}/{TEAM}", 1, NORTH, TEAM, True)
    asker.desk.store(REFERENCE, [PoolRow(NORTH, 1, "华北公海"), member, RulesetRow("6" * 32, 1, NORTH, 1, 0, {})])
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    assert asker.entry_screen.form is not None and asker.entry_screen.form.pool == NORTH
    asker.confirm(SOUTH, name="全新公司")
    assert entered(asker).pool_id == SOUTH


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"name": "甲", "uscc": "914403007084611360"}, EntryField.USCC, "统一社会信用代码写得不对"),
        ({"name": "甲", "phone": "call me"}, EntryField.PHONE, "电话写得不对"),
        ({"name": "甲", "email": "wang"}, EntryField.EMAIL, "邮箱写得不对"),
        ({"name": "甲", "phone": "139-0000-1111"}, EntryField.PHONE, "您另一位客户"),
        ({"name": "我的公司"}, EntryField.NAME, "名称相同"),
        ({"name": "长" * 201}, EntryField.NAME, "200"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_while_it_is_typed(
    asker: Asker, fields: dict[str, str], field: EntryField, said: str
) -> None:
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    asker.fill(SOUTH, **fields)
    checks = asker.entry_screen.checks
    assert list(checks.troubles) == [field] and said in checks.troubles[field]
    assert not checks.can_confirm
    asker.confirm(SOUTH, **fields)
    assert asked(asker.desk) == [] and asker.entry_screen.form is not None


def test_a_name_that_is_not_there_yet_is_only_waited_for(asker: Asker) -> None:
    asker.ask("13700002222")
    asker.known.known_step_asked("enter:")
    checks = asker.entry_screen.checks
    assert not (checks.can_confirm or checks.troubles or checks.trouble)


def test_it_is_asked_for_with_everything_typed_and_is_no_success_yet(asker: Asker) -> None:
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    asker.confirm(SOUTH, name=" 全新公司 ", city="惠州", contact_name="王工", note="展会")
    command = entered(asker)
    assert (command.name, command.city, command.contact_name, command.note) == ("全新公司", "惠州", "王工", "展会")
    assert asker.entry_screen.form is None and asker.acts == 1
    assert asker.desk.window.notice is not None
    assert asker.desk.window.notice.text == "已提交登记「全新公司」，等服务器确认"
    assert asker.entry.draft_name() is None


def test_offline_it_waits_to_be_confirmed_and_says_so(away: Asker) -> None:
    away.ask("全新公司")
    away.known.known_step_asked("enter:")
    away.confirm(SOUTH, name="全新公司")
    assert away.desk.window.notice is not None
    assert away.desk.window.notice.text == "登记待确认：「全新公司」已保存在本机，联网后由服务器确认"
    assert [item.state for item in asked(away.desk)] == [CommandState.QUEUED]


def test_a_form_left_half_way_is_offered_again_after_a_restart_or_thrown_away(asker: Asker) -> None:
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    asker.fill(SOUTH, name="全新公司", city="惠州")
    again = Asker(asker.desk)
    again.known.known_asked()
    assert [state.draft.name for state in again.screen.states if state.draft] == ["全新公司"]
    again.known.known_step_asked("resume:")
    assert again.typed == {EntryField.NAME: "全新公司", EntryField.CITY: "惠州"}
    again.entry.entry_closed({EntryField.NAME: "全新公司", EntryField.CITY: "博罗"}, SOUTH)
    again.known.known_asked()
    again.known.known_step_asked("resume:")
    assert again.typed[EntryField.CITY] == "博罗"
    again.known.known_asked()
    again.known.known_step_asked("discard:")
    assert again.state.draft is None and again.entry.draft_name() is None


def test_an_empty_form_leaves_nothing_behind(asker: Asker) -> None:
    asker.ask("全新公司")
    asker.known.known_step_asked("enter:")
    asker.fill(SOUTH, name="全")
    asker.entry.entry_closed({EntryField.NAME: " "}, SOUTH)
    assert asker.entry.draft_name() is None


@pytest.mark.parametrize(
    ("reason", "facts", "field", "said"),
    [
        (Reason.ALREADY_KNOWN, {"known": "held_by", "by": "name", "owner_id": CHEN}, EntryField.NAME, "陈晓"),
        (Reason.ALREADY_KNOWN, {"known": "held_by", "by": "uscc", "owner_id": CHEN}, EntryField.USCC, "陈晓"),
        (Reason.PHONE_CONFLICT, {"known": "held_by", "by": "phone", "owner_id": CHEN}, EntryField.PHONE, "陈晓"),
        (Reason.INVALID_EMAIL, {}, EntryField.EMAIL, "邮箱"),
        (Reason.CAP_REACHED, {"cap": 500, "holding": 500}, None, "500"),
    ],
)
def test_what_the_server_refused_opens_again_with_everything_typed_and_the_reason_at_its_field(
    away: Asker, reason: Reason, facts: dict[str, str | int], field: EntryField | None, said: str
) -> None:
    away.ask("全新公司")
    away.known.known_step_asked("enter:")
    away.confirm(SOUTH, name="全新公司", note="展会认识", phone="13700002222")
    settle(away.desk, answer(asked(away.desk)[0], reason, **facts))
    (item,) = away.desk.sync_centre.ids
    away.desk.presenters.sync_centre.step_asked(item, Step.TAKE_UP)
    typed = {EntryField.NAME: "全新公司", EntryField.PHONE: "13700002222", EntryField.NOTE: "展会认识"}
    assert away.typed == typed
    checks = away.entry_screen.checks
    assert said in (checks.trouble if field is None else checks.troubles[field])
    away.fill(SOUTH, name="全新公司二厂", note="展会认识")
    assert away.entry_screen.checks.can_confirm and not away.entry_screen.checks.troubles
    assert [one.state for one in asked(away.desk)] == [CommandState.REFUSED], "it stays until it is asked for anew"
    again = Asker(away.desk)
    away.desk.presenters.sync_centre.step_asked(item, Step.TAKE_UP)
    assert again.typed[EntryField.NAME] == "全新公司二厂", "what was mended is there again after a restart"
    again.confirm(SOUTH, name="全新公司二厂", note="展会认识")
    assert [(one.state, one.customer_name) for one in asked(away.desk)] == [(CommandState.QUEUED, "全新公司二厂")]
