"""What Huaqiu's questions (H) and Fanpu's topics (F) ask for, and which part of the tour shows it."""

from dataclasses import dataclass

_FIRST, _SECOND, _THIRD = frozenset({1}), frozenset({2}), frozenset({3})
_BOTH = _FIRST | _SECOND


@dataclass(frozen=True, slots=True)
class Item:
    """`parts` are those that show it; `topic` says it in a few words."""

    topic: str
    parts: frozenset[int]


ITEMS = {
    "H 105": Item("待分配: what those who left held waits, and is given on", _SECOND),
    "H 106": Item("客户上限: the cap, deals not counted", _SECOND),
    "H 107": Item("回收: several rules, the one due first takes it back", _SECOND),
    "H 108": Item("认领规则: the daily limit, the days before the same rep may claim again", _BOTH),
    "H 109": Item("未流入: in no list without demand, in the pool with it", _SECOND | _THIRD),
    "H 110": Item("订单归属与客户归属: the order stays whose it was", _THIRD),
    "H 111": Item("没有华秋ID: a customer may have no account at the shop", _THIRD),
    "H 112": Item("查客户: is this company known? six answers, and an honest one offline", _THIRD),
    "H 113": Item("分配: only within the manager's own teams, either side is named", _SECOND),
    "H 114": Item("即将流出: three days ahead, with time and rule", _SECOND),
    "H 115": Item("挑选: by tag, by why it flowed out, by whether it ever ordered", _SECOND),
    "H 116": Item("成交与断约: 180 days since the last order", _SECOND),
    "H 117": Item("档案认证: sent in with the licence, approved by the manager", _THIRD),
    "H 118": Item("客户认证: the customer's own supersedes it", _THIRD),
    "H 119": Item("撤销认证: by sales support, then sent in again", _THIRD),
    "H 120": Item("标签: reps put them on and ask for new ones, admins make them", _THIRD),
    "H 121": Item("联系人: several, and a phone that somebody has makes no customer", _THIRD),
    "H 122": Item("子订单: 补料 and 补差 under their order in the list of boards", _THIRD),
    "H 123": Item("订单状态: how far production is", _THIRD),
    "H 124": Item("财务物流: invoice and parcel", _THIRD),
    "F 1/13": Item("权限: what each role sees and may do", _SECOND),
    "F 3": Item("领取: a member claims from the pool", _BOTH),
    "F 4/17": Item("开启公海: members, admins, the period of return", _SECOND),
    "F 5": Item("公海客户转普通", _SECOND),
    "F 6": Item("目标达成: an order lifts the deadline", _SECOND),
    "F 7/16": Item("关闭公海, with a choice for what it holds", _SECOND),
    "F 8/23": Item("公海管理员: what its own admin may do", _SECOND),
    "F 9/21": Item("普通客户转公海", _SECOND),
    "F 10": Item("导入公海客户", _SECOND),
    "F 11/15": Item("延期: how often and how far", _SECOND),
    "F 12/22": Item("释放: single and in a batch", _BOTH),
    "F 14": Item("自动回归: when the period ends", _SECOND),
    "F 18": Item("分配: a manager gives one, or several evenly", _SECOND),
    "F 19": Item("公海管理员分配给自己", _SECOND),
    "F 20": Item("开启公海后的界面变化: no pool, no tabs and no buttons", _SECOND),
    "F 25": Item("跟踪回访: what was planned comes up again", _SECOND),
}


def wanted(parts: frozenset[int]) -> frozenset[str]:
    """The items that these parts have to show."""
    return frozenset(name for name, item in ITEMS.items() if item.parts & parts)
