"""Claiming, releasing, following up: what is shown at once, what only after the server's word, what can be undone."""

import msgspec
import pytest

from desktop.screens.actions import Action
from desktop.screens.cells import Label, Named, Tone
from desktop.screens.customer import Draft
from desktop.screens.deeds import NO_TERMS, Terms
from desktop.screens.register import RegisterTab
from desktop.screens.selection import AllMatching, These
from desktop.screens.window import Page
from domain.identifiers import CustomerId
from domain.instants import millis
from domain.reasons import Reason
from sync.cache.answers import Answer, CommandState, Item
from sync.protocol.acts import encode_act
from sync.protocol.rows import QuotaRow, ReceiptRow
from sync.protocol.scopes import person_scope, pool_scope
from sync.report import Report
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, NOW, SOUTH, WANG, Desk, ago, customer_id, in_pool, mine

ONE, TWO, THREE = (customer_id(number) for number in (1, 2, 3))


def asked(desk: Desk) -> list[Item]:
    return [item for group in desk.cache.outbox.groups() for item in group.items]


def answer(item: Item, reason: Reason | None = None, **facts: str | int) -> Answer:
    verb = msgspec.json.decode(encode_act(item.command))["verb"]
    return Answer(
        item.id, item.batch_id, CustomerId(item.subject_id), item.customer_name, verb, reason is None, reason, facts
    )


def settle(desk: Desk, *answers: Answer) -> None:
    """The receipts come by a pull, as rows; the engine reports them."""
    receipts = [
        ReceiptRow(each.command_id, 1, each.is_accepted, each.reason, dict(each.facts), millis(NOW)) for each in answers
    ]
    desk.store(person_scope(WANG), receipts)
    desk.hear(Report(answers=answers, changed={"receipt": frozenset(each.command_id for each in answers)}))


def test_a_claim_is_never_shown_as_done_before_the_server_says_so(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE,)))
    desk.presenters.register.rows_asked((ONE,))
    assert desk.register.rows[ONE].cells[0] == Named("公海客户001", (Label("提交中", Tone.PRIMARY),))
    assert desk.window.notices[-1] == "已提交 1 位认领，等待服务器裁定"
    assert desk.background.syncs_asked == 1
    desk.hear(Report(answers=(answer(asked(desk)[0]),)))
    assert desk.window.notices[-1] == "已认领「公海客户001」"
    desk.store(pool_scope(SOUTH), [], [("customer", ONE)])
    desk.store(person_scope(WANG), [mine(1, 0, name="公海客户001")])
    desk.hear(Report(changed={"customer": frozenset({ONE})}, removed={"customer": frozenset({ONE})}))
    assert desk.register.blank is not None, "the row has left the pool, by the person's own doing: no strip"
    assert desk.register.changed == 0


def test_a_claim_asked_offline_is_an_intent(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)], is_online=False)
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE,)))
    desk.presenters.register.rows_asked((ONE,))
    assert desk.register.rows[ONE].cells[0] == Named("公海客户001", (Label("认领待确认", Tone.PRIMARY),))
    assert desk.window.notices[-1] == "已记下 1 位认领意向，联网后由服务器裁定"
    assert desk.window.pill is not None and desk.window.pill.text == "离线 · 数据截至 14:02 · 1 项待发送"


def test_a_lost_claim_names_the_winner_once_and_stays_in_the_sync_centre(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1), in_pool(2, region="广东"), in_pool(3, region="福建")], is_online=False)
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE,)))
    told = len(desk.window.notices)
    settle(desk, answer(asked(desk)[0], Reason.TAKEN_BY_OTHER, owner_id=CHEN, since=ago(1 / 360)))
    assert desk.window.notices[told:] == ["公海客户001：已被陈晓（华南二组）于 今天 13:58 领取"]
    assert desk.window.rail[Page.SYNC_CENTRE].count == 1 and desk.window.rail[Page.SYNC_CENTRE].needs_you
    assert desk.window.notice is not None and desk.window.notice.more_word == "看相似客户"
    desk.presenters.window.more_asked(desk.window.notice.more_key)
    assert desk.window.page is Page.CUSTOMERS
    assert set(desk.register.ids) == {ONE, TWO}, "customers of the same region"


def test_several_refusals_make_one_notice_that_leads_to_the_sync_centre(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1), in_pool(2)], is_online=False)
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE, TWO)))
    told = len(desk.window.notices)
    settle(desk, *(answer(item, Reason.GONE) for item in asked(desk)))
    assert desk.window.notices[told:] == ["2 项被拒绝，原因都在同步中心"]
    assert desk.window.notice is not None
    desk.presenters.window.more_asked(desk.window.notice.more_key)
    assert desk.window.page is Page.SYNC_CENTRE


def test_a_batch_tells_every_row_that_was_not_done_and_why(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1), in_pool(2), in_pool(3)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE, TWO, THREE)))
    first, second, third = asked(desk)
    settle(desk, answer(first), answer(second, Reason.DAILY_LIMIT, limit=300, resets_at=millis(NOW)))
    assert desk.register.results == [], "one row is not answered yet"
    settle(desk, answer(third, Reason.TAKEN_BY_OTHER, owner_id=CHEN, since=millis(NOW)))
    (result,) = desk.register.results
    assert (result.title, result.done) == ("批量认领 3 位", "已认领 1 位")
    assert [(row.name, row.reason) for row in result.others] == [
        ("公海客户002", "今日认领已满 300 位，今天 14:02 重新计算"),
        ("公海客户003", "已被陈晓（华南二组）于 今天 14:02 领取"),
    ]
    assert all(row.what_now for row in result.others)
    assert desk.window.notices[-1] == "已认领 1 位，2 位没有"


def test_what_the_cached_rules_refuse_is_told_at_once_and_never_sent(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)])
    desk.store(person_scope(WANG), [QuotaRow(WANG, 1, "2026-09-11", 300)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.act_asked(Action.CLAIM, These((ONE,)))
    assert asked(desk) == []
    assert desk.window.notices[-1] == "公海客户001：今日认领已满 300 位，明天 0:00 重新计算"


def test_a_release_asks_first_and_names_what_follows(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.act_asked(Action.RELEASE, These((ONE,)))
    question = desk.register.question
    assert question is not None
    assert question.title == "释放「我的客户001」？"
    assert "9 月 14 日 14:02 才能再认领" in question.weighed.text
    assert len(question.reasons) == 4
    assert asked(desk) == [], "nothing is done before it is confirmed"


def test_forty_are_released_offline_and_one_of_them_is_taken_back(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(number) for number in range(40)], is_online=False)
    desk.presenters.register.act_confirmed(Action.RELEASE, AllMatching(), Terms("近期没有需求"))
    assert desk.register.blank is not None, "they have left the list at once"
    assert desk.window.notices[-1] == "已释放 40 位，联网后生效"
    centre = desk.presenters.sync_centre
    (batch,) = desk.sync_centre.ids
    centre.sync_rows_asked((batch,))
    assert desk.sync_centre.rows[batch].cells[2] == Named("批量释放 · 今天 14:02", is_open=False)
    centre.open_asked(batch)
    seventh = desk.sync_centre.ids[7]
    centre.step_asked(seventh, "withdraw")
    assert desk.window.notices[-1] == "已撤销 1 项"
    assert len(asked(desk)) == 39
    assert len(desk.register.ids) == 1


def test_undo_takes_back_the_whole_release_while_nothing_was_sent(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)])
    desk.presenters.register.act_confirmed(Action.RELEASE, These((ONE, TWO)), NO_TERMS)
    assert desk.background.syncs_asked == 0, "it waits a moment, or 撤销 would mean nothing with a network"
    assert desk.window.notice is not None and desk.window.notice.undo_key
    desk.presenters.window.undo_asked(desk.window.notice.undo_key)
    assert asked(desk) == []
    assert set(desk.register.ids) == {ONE, TWO}


def test_a_release_is_sent_by_itself_after_a_moment(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.act_confirmed(Action.RELEASE, These((ONE,)), NO_TERMS)
    for _ in range(10):
        desk.presenters.tick()
    assert desk.background.syncs_asked == 1


def test_undo_goes_away_once_it_was_sent(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.act_confirmed(Action.RELEASE, These((ONE,)), NO_TERMS)
    assert desk.window.notice is not None
    key = desk.window.notice.undo_key
    desk.store(person_scope(WANG), [], [("customer", ONE)])
    settle(desk, answer(asked(desk)[0]))
    assert desk.window.notice.undo_key == ""
    told = len(desk.window.notices)
    desk.presenters.window.undo_asked(key)
    assert asked(desk)[0].state is CommandState.DONE
    assert len(desk.window.notices) == told


def test_a_follow_up_is_shown_at_once_as_waiting(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], is_online=False)
    desk.presenters.register.customer_asked(ONE)
    desk.presenters.customer.save_asked(ONE, Draft("wechat", "王工确认 6 层板打样"))
    assert desk.customer.saved == [ONE]
    assert desk.customer.panel is not None
    (line,) = desk.customer.panel.follow_ups
    assert (line.head, line.text, line.label) == (
        "今天 14:02 · 微信 · 我",
        "王工确认 6 层板打样",
        Label("待发送", Tone.PRIMARY),
    )
    assert desk.window.notices[-1] == "跟进已保存在本机，联网后发送"


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft("phone", "  "), "还没有写内容。写上内容再保存"),
        (Draft("phone", "x" * 4001), "内容有 4,001 字，最多 4,000 字。删减，或分成两条"),
        (
            Draft("phone", "明天的", NOW.replace(day=12)),
            "明天 14:02 还没有到。改成已发生的时间；以后的安排写在下次跟进",
        ),
    ],
)
def test_a_follow_up_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    sit_down: OpenDesk, draft: Draft, said: str
) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.customer_asked(ONE)
    desk.presenters.customer.draft_changed(ONE, draft)
    desk.presenters.customer.save_asked(ONE, draft)
    assert (desk.customer.saved, desk.customer.trouble) == ([], said)
    kept = desk.cache.drafts.load(ONE)
    assert draft.is_empty or (kept is not None and kept.text == draft.text)


def test_a_draft_is_there_again_when_one_comes_back(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)])
    desk.presenters.register.customer_asked(ONE)
    desk.presenters.customer.draft_changed(ONE, Draft("visit", "说到一半", NOW))
    desk.presenters.register.customer_asked(TWO)
    desk.presenters.register.customer_asked(ONE)
    assert desk.customer.panel is not None and desk.customer.panel.entry is not None
    assert desk.customer.panel.entry.draft == Draft("visit", "说到一半", NOW)


def test_the_deadline_card_says_what_moves_it(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, held_days=14)])
    desk.presenters.register.customer_asked(ONE)
    assert desk.customer.panel is not None and desk.customer.panel.card is not None
    card = desk.customer.panel.card
    assert card.title == "剩 1 天 · 9 月 13 日 0:00 流出"
    assert card.text == "规则：归属后 15 天内没有首次跟进。现在写一条跟进，可延至 10 月 21 日。"
    assert card.tone is Tone.BAD


def test_a_pool_customer_can_be_claimed_from_its_panel_and_shows_masked_numbers(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1, phone="138****5678")])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    desk.presenters.register.customer_asked(ONE)
    panel = desk.customer.panel
    assert panel is not None and panel.entry is None and panel.claim is not None
    assert panel.masked_because
    assert [fact.value for fact in panel.facts if fact.is_masked] == ["138****5678"]
    desk.presenters.customer.panel_act_asked(ONE, "claim")
    assert asked(desk)[0].subject_id == ONE


def test_an_answer_for_a_customer_left_behind_does_not_replace_the_present_one(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2)])
    desk.background.hold()
    desk.presenters.register.customer_asked(ONE)
    desk.presenters.register.customer_asked(TWO)
    desk.background.let_go()
    assert desk.customer.panel is not None and desk.customer.panel.customer_id == TWO


def test_the_header_counts_claims_of_today_and_places_held(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2, last_order_at=ago(10))])
    desk.store(person_scope(WANG), [QuotaRow(WANG, 1, "2026-09-11", 12)])
    desk.go_online()
    quotas = desk.window.quotas
    assert quotas is not None
    assert (quotas.claims.used, quotas.claims.limit) == (12, 300)
    assert (quotas.holding.used, quotas.holding.limit, quotas.deals_not_counted) == (1, 500, 1)
    assert desk.window.title == "公海 · 王芳"
