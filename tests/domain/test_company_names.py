"""Names of one company, however they are written."""

import pytest

from domain.company_names import core_of, name_key
from domain.customers import PoolState
from domain.identifiers import CustomerId, TeamId
from domain.known import Known, Match, MatchedBy, is_worth_telling, matched
from tests.builders import a_customer, a_manager, an_actor


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("深圳市创芯科技（集团）有限公司", "深圳市创芯科技集团有限公司"),
        (" ＡＢＣ  Tech. Co., Ltd. ", "abctechcoltd"),
        ("…", ""),
    ],
)
def test_width_case_blanks_and_punctuation_make_no_other_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("深圳市创芯科技有限公司", "创芯科技"),
        ("创芯科技", "创芯科技"),
        ("创芯科技（深圳）有限公司", "创芯科技"),
        ("创芯科技(深圳市)股份有限公司", "创芯科技"),
        ("广东省深圳市创芯科技集团有限责任公司", "创芯科技"),
        ("深圳创芯科技", "创芯科技"),
        ("义乌市永辉电子厂", "永辉电子"),  # a town in no list
        ("内蒙古自治区北方智能电气有限公司", "北方智能电气"),
        ("Micro Circuits Co., Ltd.", "microcircuits"),
        ("深圳市市政工程有限公司", "市政工程"),
        ("都市丽人科技有限公司", "都市丽人科技"),  # 市 is in the name, and no place before it
        ("上海", "上海"),  # a place and nothing besides is all there is
        ("深圳市有限公司", "深圳市"),
        ("公司", "公司"),
        ("厂", ""),
        ("", ""),
    ],
)
def test_a_core_is_what_people_call_a_company_by(name: str, core: str) -> None:
    assert core_of(name) == core


def test_whoever_may_not_look_at_a_customer_learns_of_it_only_by_its_own_name() -> None:
    hidden, shown = (Match(Known.HELD_BY, MatchedBy.NAME, each) for each in (None, CustomerId("c")))
    assert not is_worth_telling(hidden, "科技", "深圳市创芯科技有限公司")
    assert is_worth_telling(shown, "科技", "深圳市创芯科技有限公司")
    assert is_worth_telling(hidden, "创芯科技", "深圳市创芯科技有限公司")


def test_what_waits_names_its_team_whose_managers_give_it_away() -> None:
    waiting = a_customer(state=PoolState.PENDING, team_id=TeamId("south"))
    told = matched(an_actor(), waiting, MatchedBy.USCC, is_of_subtree=False)
    assert (told.customer_id, told.facts) == (None, {"known": "pending", "by": "uscc", "team_id": "south"})
    theirs = matched(a_manager(), waiting, MatchedBy.USCC, is_of_subtree=True)
    assert theirs.customer_id == waiting.id and theirs.team_id == "south"
