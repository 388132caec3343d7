"""What the register shows, and that a slow answer never overtakes a newer wish."""

from pathlib import Path

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Label, Labels, Named, Ruled, Text, Tone, plain
from desktop.screens.lists import MINE_COLUMNS, POOL_COLUMNS, Column, Sort
from desktop.screens.preferences import Language
from desktop.screens.register import BlankKind, RegisterTab
from desktop.screens.selection import AllMatching, These
from sync.protocol.rows import CoolDownRow, PoolRow
from sync.protocol.scopes import REFERENCE, person_scope, pool_scope
from sync.report import Report
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import SOUTH, WANG, Desk, ago, customer_id, in_pool, mine, open_desk


def cell(desk: Desk, number: int, column: Column) -> object:
    columns = MINE_COLUMNS if desk.register.tab is RegisterTab.ASSIGNED else POOL_COLUMNS
    desk.presenters.register.rows_asked((customer_id(number),))
    return desk.register.rows[customer_id(number)].cells[columns.index(column)]


def offered(desk: Desk) -> set[str]:
    return {choice.key for choice in desk.register.filters.choices}


def test_my_customers_open_first_with_the_nearest_deadline_on_top(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, held_days=1), mine(2, held_days=14), mine(3, held_days=9)], [in_pool(9)])
    assert desk.register.tab is RegisterTab.ASSIGNED
    assert [(tab.tab, tab.count) for tab in desk.register.tabs] == [
        (RegisterTab.ASSIGNED, 3),
        (RegisterTab.UNASSIGNED, 1),
        (RegisterTab.FLOWING, 1),
        (RegisterTab.ALL, 3),
    ]
    assert desk.register.ids == (customer_id(2), customer_id(3), customer_id(1))
    assert desk.register.listing is not None
    assert desk.register.listing.sort == Sort(Column.OUTFLOW)


def test_a_row_says_what_is_urgent(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(2, held_days=14, tags=("多层板", "SMT"), last_order_at=ago(300))])
    assert cell(desk, 2, Column.NAME) == Named("我的客户002")
    assert cell(desk, 2, Column.REGION) == Text("福建 厦门")
    assert cell(desk, 2, Column.TAGS) == Labels((Label("多层板"), Label("SMT")))
    assert cell(desk, 2, Column.STATUS) == Label("断约", Tone.BAD)
    assert cell(desk, 2, Column.OUTFLOW) == Ruled(Label("剩 1 天", Tone.BAD), "15 天未首跟")
    assert cell(desk, 2, Column.ACTION) == Act("release", "释放")


def test_a_pool_row_says_since_when_why_and_whether_it_can_be_claimed(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(7), in_pool(8)])
    desk.store(person_scope(WANG), [CoolDownRow(customer_id(8), 1, ago(-1))])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    assert cell(desk, 7, Column.OUTFLOW_REASON) == Text("主动释放")
    assert plain(cell(desk, 7, Column.ENTERED_POOL)) == "09-06"  # type: ignore[arg-type]
    assert cell(desk, 7, Column.CLAIMABLE) == Label("可认领", Tone.GOOD)
    assert cell(desk, 7, Column.ACTION) == Act("claim", "认领")
    assert plain(cell(desk, 8, Column.CLAIMABLE)) == "明天 14:02 起"  # type: ignore[arg-type]
    assert cell(desk, 8, Column.ACTION) == Act("claim", "认领", is_enabled=False, tooltip="明天 14:02 起")


def test_a_state_that_only_a_newer_server_knows_is_shown_as_it_came(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(7, outflow_reason="merged")])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    assert cell(desk, 7, Column.OUTFLOW_REASON) == Text("merged")


def test_search_filters_and_sort_narrow_the_list_together(sit_down: OpenDesk) -> None:
    desk = sit_down(
        [],
        [
            in_pool(1, name="深圳鼎芯", region="广东"),
            in_pool(2, name="东莞鼎盛", region="广东"),
            in_pool(3, name="福州鼎新", region="福建"),
        ],
    )
    register = desk.presenters.register
    register.tab_asked(RegisterTab.UNASSIGNED)
    register.sort_asked(Sort(Column.NAME))
    register.search_asked("鼎")
    register.filter_added("region:广东")
    assert desk.register.ids == (customer_id(2), customer_id(1))
    assert [chip.text for chip in desk.register.filters.chips] == ["地区：广东"]
    register.filter_choices_asked()
    assert {"region:福建", "deal:deal", "claimable"} <= offered(desk)
    register.filter_removed("region:广东")
    assert len(desk.register.ids) == 3


def test_what_can_be_filtered_by_is_read_when_somebody_wants_to_choose(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1, region="广东")])
    register = desk.presenters.register
    register.tab_asked(RegisterTab.UNASSIGNED)
    assert "region:广东" not in offered(desk)
    register.filter_choices_asked()
    assert "region:广东" in offered(desk)
    register.tab_asked(RegisterTab.ASSIGNED)
    assert "region:广东" not in offered(desk)


def test_rows_that_came_bring_their_values_when_the_menu_opens_again(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1, region="广东")])
    register = desk.presenters.register
    register.tab_asked(RegisterTab.UNASSIGNED)
    register.filter_choices_asked()
    came = in_pool(2, region="福建")
    desk.store(pool_scope(SOUTH), [came])
    desk.hear(Report(changed={"customer": frozenset({came.id})}))
    assert {"region:广东", "region:福建"} & offered(desk) == {"region:广东"}
    register.filter_choices_asked()
    assert {"region:广东", "region:福建"} <= offered(desk)


def test_values_of_one_tab_never_stand_in_another(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, region="福建")], [in_pool(2, region="广东")])
    register = desk.presenters.register
    register.tab_asked(RegisterTab.UNASSIGNED)
    desk.background.hold()
    register.filter_choices_asked()
    register.tab_asked(RegisterTab.ASSIGNED)
    desk.background.let_go()
    assert desk.register.tab is RegisterTab.ASSIGNED
    assert not {"region:广东", "region:福建"} & offered(desk)


def test_the_choices_are_said_in_a_new_language_with_what_was_read(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)])
    register = desk.presenters.register
    register.tab_asked(RegisterTab.UNASSIGNED)
    register.filter_choices_asked()
    said = {choice.key: choice.text for choice in desk.register.filters.choices}
    words.speak(Language.ENGLISH)
    desk.presenters.say_again()
    told = {choice.key: choice.text for choice in desk.register.filters.choices}
    assert told.keys() == said.keys()
    assert told["outflow_reason:release"] != said["outflow_reason:release"]


def test_a_list_that_opens_brings_its_first_rows_along(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(number) for number in range(100)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    assert list(desk.register.rows) == list(desk.register.ids[: len(desk.register.rows)])
    assert len(desk.register.rows) >= 40


def test_clearing_the_filters_clears_the_search_box_too(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.search_asked("谁也不是")
    assert desk.register.blank is not None and desk.register.blank.kind is BlankKind.FILTERED_EMPTY
    desk.presenters.register.blank_act_asked(BlankKind.FILTERED_EMPTY)
    assert desk.window.searches_cleared == 1
    assert desk.register.ids == (customer_id(1),)


def test_an_empty_list_of_mine_leads_to_the_pool(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(1)])
    assert desk.register.blank is not None and desk.register.blank.kind is BlankKind.EMPTY
    desk.presenters.register.blank_act_asked(BlankKind.EMPTY)
    assert desk.register.tab is RegisterTab.UNASSIGNED
    assert desk.register.ids == (customer_id(1),)


def test_an_answer_that_was_overtaken_is_dropped(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, name="甲"), mine(2, name="乙")])
    seen = len(desk.register.listings)
    desk.background.hold()
    desk.presenters.register.search_asked("甲")
    desk.presenters.register.search_asked("乙")
    desk.background.let_go()
    assert [tuple(listing.ids) for listing in desk.register.listings[seen:]] == [(customer_id(2),)]


def test_a_long_list_shows_its_first_rows_before_all_are_counted(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(number) for number in range(450)])
    seen = len(desk.register.listings)
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    assert [len(listing.ids) for listing in desk.register.listings[seen:]] == [200, 450]
    assert desk.register.listings[-1].ids[:200] == desk.register.listings[-2].ids


def test_rows_stand_before_anything_is_counted_through(tmp_path: Path) -> None:
    desk = open_desk(tmp_path, [mine(1)], [in_pool(2)])
    desk.background.hold()
    desk.presenters.start()
    while not desk.register.rows:
        desk.background.step()
    assert {tab.count for tab in desk.register.tabs} == {None}
    desk.background.let_go()
    assert [tab.count for tab in desk.register.tabs] == [1, 1, 0, 1]
    desk.cache.close()


def test_news_that_changes_nothing_does_not_keep_the_first_rows_waiting(tmp_path: Path) -> None:
    desk = open_desk(tmp_path, [mine(1)])
    desk.background.hold()
    desk.presenters.start()
    desk.go_offline()
    desk.background.step()  # what may be shown; the list itself waits behind the news
    for _ in list(desk.background.held or ()):
        desk.background.step()
    assert tuple(desk.register.rows) == (customer_id(1),)
    desk.cache.close()


def test_rows_that_change_while_another_list_is_read_are_in_it_and_in_no_strip(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, name="甲"), mine(2, name="乙")])
    desk.background.hold()
    came = mine(3, name="乙二")
    desk.store(person_scope(WANG), [came])
    desk.hear(Report(changed={"customer": frozenset({came.id})}))
    desk.presenters.register.search_asked("乙")
    while desk.background.held:
        desk.background.step()
    assert set(desk.register.ids) == {customer_id(2), customer_id(3)}
    assert desk.register.changed == 0


def test_who_came_and_went_by_others_is_told_in_a_strip_and_nothing_jumps(sit_down: OpenDesk) -> None:
    desk = sit_down([], [in_pool(number) for number in range(5)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    before = desk.register.ids
    gone, came = customer_id(0), in_pool(9)
    desk.store(pool_scope(SOUTH), [came], [("customer", gone)])
    desk.hear(Report(changed={"customer": frozenset({came.id})}, removed={"customer": frozenset({gone})}))
    assert desk.register.ids == before
    assert desk.register.changed == 2
    desk.presenters.register.refresh_asked()
    assert set(desk.register.ids) == {customer_id(number) for number in (1, 2, 3, 4, 9)}
    assert desk.register.changed == 0


def test_a_row_that_changed_is_drawn_anew_in_its_place(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.presenters.register.rows_asked((customer_id(1),))
    desk.store(person_scope(WANG), [mine(1, name="改名有限公司")])
    desk.hear(Report(changed={"customer": frozenset({customer_id(1)})}))
    assert plain(desk.register.rows[customer_id(1)].cells[0]) == "改名有限公司"
    assert desk.register.changed == 0


def test_all_that_match_means_those_on_the_screen(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(number) for number in range(4)])
    desk.presenters.register.ticks_changed(AllMatching(frozenset({customer_id(0)})))
    assert desk.register.bar is not None
    assert desk.register.bar.count == "已选 3 位"
    assert desk.register.bar.all_matching == "或选择全部符合条件的 4 位"
    assert desk.window.status.selected == "选中 3"


def test_the_bar_says_beforehand_what_would_become_of_the_ticked(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1), mine(2, is_locked=True)])
    desk.presenters.register.ticks_changed(These((customer_id(1), customer_id(2))))
    bar = desk.register.bar
    assert bar is not None
    assert bar.preflight == "1 位可释放；1 位已锁定；释放后，您到 9 月 14 日 14:02 才能再认领"
    assert [(act.action, act.word, act.is_enabled) for act in bar.acts] == [
        (Action.UNLOCK, "批量解锁", True),
        (Action.LOCK, "批量锁定", True),
        (Action.RELEASE, "批量释放", True),
    ]


def test_a_batch_in_which_nothing_can_be_done_offers_nothing_to_press(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(2, is_locked=True)])
    desk.presenters.register.ticks_changed(These((customer_id(2),)))
    assert desk.register.bar is not None
    assert not desk.register.bar.acts[-1].is_enabled
    assert "1 位已锁定" in desk.register.bar.acts[-1].tooltip


def test_who_sees_no_pool_has_no_tab_for_it(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)])
    desk.cache.scopes.grant(("ref", person_scope(WANG)))
    desk.hear(Report(dropped_scopes=(pool_scope(SOUTH),)))
    assert [tab.tab for tab in desk.register.tabs] == [RegisterTab.ASSIGNED, RegisterTab.FLOWING, RegisterTab.ALL]


def test_a_pool_that_is_called_otherwise_is_so_although_no_customer_changed(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1)], [in_pool(2)])
    desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    listings = len(desk.register.listings)
    desk.store(REFERENCE, [PoolRow(SOUTH, 2, "南方公海")])
    desk.hear(Report(changed={"pool": frozenset({SOUTH})}))
    assert [pool.text for pool in desk.register.pools] == ["南方公海"]
    assert len(desk.register.listings) == listings, "the list stays as it is"
