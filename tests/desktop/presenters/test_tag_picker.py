"""Tags put on and taken off from the picker, as a rep on a train and a manager do; and a tag asked for (H 120)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.presenters.furnishing import Furnished
from desktop.presenters.rooms import RoomWays
from desktop.presenters.tag_picker import TagPicker
from desktop.presenters.workplace import Workplace
from desktop.screens.lists import Column
from desktop.screens.register import RegisterTab
from desktop.screens.selection import These
from desktop.screens.tag_picker import Carried, PickTag, TagPick
from domain.commands import PutTag, TakeTag
from domain.tags import RequestTag
from sync.protocol.rows import CustomerRow
from tests.desktop.presenters.above import FOUR, ONE, THREE, TWO, ZHOU, asked, cell, held, look_at_all, sit_above
from tests.desktop.presenters.desk import CHEN, WANG, Desk, in_pool, mine
from tests.desktop.presenters.test_tags import FPC, HDI, OLD, TAGS


class PickerRecorder:
    def __init__(self) -> None:
        self.pick: TagPick | None = None
        self.trouble = ""
        self.closed = self.asked = 0

    def open_tags(self, pick: TagPick) -> None:
        self.pick = pick

    def close_tags(self) -> None:
        self.closed += 1

    def show_asking_trouble(self, text: str) -> None:
        self.trouble = text

    def close_asking(self) -> None:
        self.asked += 1


@dataclass
class Seat:
    desk: Desk
    screen: PickerRecorder
    picker: TagPicker

    def ticks(self, *ids: str) -> dict[str, Carried]:
        self.picker.tags_asked(ids)
        assert self.screen.pick is not None
        return {tag.name: tag.carried for tag in self.screen.pick.tags}

    @property
    def notice(self) -> str:
        assert self.desk.window.notice is not None
        return self.desk.window.notice.text


def sit(folder: Path, person_id: str, own: Sequence[CustomerRow] = (), theirs: Sequence[CustomerRow] = ()) -> Seat:
    screen = PickerRecorder()
    made: list[TagPicker] = []

    def furnish(place: Workplace, ways: RoomWays) -> Furnished:
        made.append(TagPicker(screen, place, ways))
        return Furnished(made)

    pooled = [in_pool(9, tags=(HDI,))]
    desk = sit_above(folder, person_id, theirs, pooled, own, company=TAGS, furnish=furnish)
    desk.go_offline()
    return Seat(desk, screen, made[0])


@pytest.fixture
def rep(tmp_path: Path) -> Seat:
    """One carries a tag and an old text, one its bare name, one a tag that is used no more, one nothing."""
    own = [mine(1, tags=(HDI, "VIP")), mine(2, tags=("HDI",)), mine(3, tags=(OLD, FPC)), mine(4)]
    return sit(tmp_path, WANG, own)


def test_the_ticks_say_which_of_the_chosen_carry_a_tag_however_it_is_written(rep: Seat) -> None:
    assert rep.ticks(ONE, TWO) == {"FPC": Carried.NONE, "HDI": Carried.ALL, "VIP": Carried.SOME}
    assert rep.ticks(ONE, FOUR) == {"FPC": Carried.NONE, "HDI": Carried.SOME, "VIP": Carried.SOME}
    assert rep.screen.pick is not None and rep.screen.pick.title == "2 位客户的标签"
    assert rep.screen.pick.asked == ("您申请的「陶瓷板」待答复",)
    rep.ticks(THREE)
    assert rep.screen.pick.title == "我的客户003的标签"
    assert rep.screen.pick.tags == (
        PickTag(FPC, "FPC", "工艺", Carried.ALL),
        PickTag(HDI, "HDI", "工艺", Carried.NONE),
        PickTag(OLD, "单面板", "未入库的标签", Carried.ALL, can_be_put=False),
    )


def test_a_tag_is_put_on_those_who_lack_it_and_shows_at_once(rep: Seat) -> None:
    rep.ticks(ONE, THREE, FOUR)
    rep.picker.tags_chosen((FPC,), ())
    assert {(type(item.command), item.subject_id) for item in asked(rep.desk)} == {(PutTag, ONE), (PutTag, FOUR)}
    assert rep.notice == "已改标签 2 项，联网后生效"
    assert rep.ticks(ONE, FOUR)["FPC"] is Carried.ALL
    assert "FPC" in str(cell(rep.desk, FOUR, Column.TAGS))
    assert rep.screen.closed == 1


def test_a_tag_is_taken_off_in_every_spelling_and_undone_on_a_train(rep: Seat) -> None:
    rep.ticks(ONE, TWO)
    rep.picker.tags_chosen((), (HDI, "VIP"))
    taken = {(item.subject_id, item.command.tag_id) for item in asked(rep.desk) if isinstance(item.command, TakeTag)}
    assert taken == {(ONE, HDI), (ONE, "VIP"), (TWO, "HDI")}
    assert rep.ticks(ONE, TWO) == {"FPC": Carried.NONE, "HDI": Carried.NONE}
    notice = rep.desk.window.notice
    assert notice is not None and notice.undo_key
    rep.desk.presenters.window.undo_asked(notice.undo_key)
    assert rep.ticks(ONE, TWO)["HDI"] is Carried.ALL


def test_nothing_chosen_asks_for_nothing(rep: Seat) -> None:
    rep.ticks(ONE)
    rep.picker.tags_chosen((), ())
    assert asked(rep.desk) == [] and rep.screen.closed == 1


def test_customers_that_are_gone_open_no_picker(rep: Seat) -> None:
    rep.picker.tags_asked(("f" * 32,))
    assert rep.screen.pick is None


def test_a_manager_tags_what_the_team_holds_and_one_that_is_not_theirs_is_told(tmp_path: Path) -> None:
    manager = sit(tmp_path, ZHOU, (), [held(1, WANG), held(2, CHEN, tags=(HDI,))])
    look_at_all(manager.desk)
    manager.desk.presenters.register.ticks_changed(These((ONE, TWO)))
    assert manager.desk.register.bar is not None and manager.desk.register.bar.can_be_tagged
    assert manager.ticks(ONE, TWO)["HDI"] is Carried.SOME
    manager.picker.tags_chosen((HDI,), ())
    assert [item.subject_id for item in asked(manager.desk)] == [ONE]


def test_a_rep_tags_nobody_in_the_pool(rep: Seat) -> None:
    nine = f"{9:032x}"
    rep.desk.presenters.register.tab_asked(RegisterTab.UNASSIGNED)
    rep.desk.presenters.register.rows_asked((nine,))
    assert "tag" not in rep.desk.register.rows[nine].acts
    rep.desk.presenters.register.ticks_changed(These((nine,)))
    assert rep.desk.register.bar is not None and not rep.desk.register.bar.can_be_tagged
    # By a key pressed before the list changed: the court says no, in words.
    rep.ticks(nine)
    rep.picker.tags_chosen((FPC,), ())
    assert asked(rep.desk) == [] and "。" in rep.notice


def test_a_missing_tag_is_asked_for_and_one_that_is_there_is_named(rep: Seat) -> None:
    rep.picker.tag_wanted("hdi", "")
    assert rep.screen.trouble == "已有标签叫「HDI」。换一个名称" and rep.screen.asked == 0
    rep.picker.tag_wanted(" 厚铜板 ", "储能")
    (item,) = asked(rep.desk)
    assert item.command == RequestTag(item.command.request_id, " 厚铜板 ", "储能")  # type: ignore[union-attr]
    assert rep.notice == "已记下：申请标签「厚铜板」，联网后生效" and rep.screen.asked == 1
    rep.ticks(ONE)
    assert rep.screen.pick is not None and rep.screen.pick.asked[0] == "您申请的「厚铜板」待答复"
