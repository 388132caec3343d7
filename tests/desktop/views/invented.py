"""Invented values for the screens, in the language spoken: for pictures and for tests, never for the product."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from desktop import words
from desktop.links import link_to
from desktop.screens.cells import Act, Cell, Label, Labels, Named, Nothing, Row, Ruled, Text, Tone
from desktop.screens.choice import Choice
from desktop.screens.customer import Card, CustomerPanel, Draft, Entry, Fact, FollowUpLine
from desktop.screens.preferences import Language

NOW = datetime(2026, 9, 12, 14, 2, 11, tzinfo=timezone(timedelta(hours=8)))


def told(chinese: str, english: str) -> str:
    """One of the two, by the language spoken."""
    return chinese if words.spoken_language() is Language.CHINESE else english


_NAMES = (
    ("深圳市鼎芯电子科技有限公司", "广东 深圳"),
    ("东莞市恒讯线路板有限公司", "广东 东莞"),
    ("惠州市联诚精密电路有限公司", "广东 惠州"),
    ("厦门信达光电股份有限公司", "福建 厦门"),
    ("长沙麓谷智能仪器有限公司", "湖南 长沙"),
    ("南昌航信通信设备有限公司", "江西 南昌"),
    ("广州粤能电力自动化有限公司", "广东 广州"),
    ("福州海峡半导体有限公司", "福建 福州"),
    ("中山市明辉电器有限公司", "广东 中山"),
    ("株洲中车配件电子厂", "湖南 株洲"),
    ("珠海横琴微纳传感有限公司", "广东 珠海"),
    ("泉州安控智能科技有限公司", "福建 泉州"),
    ("佛山市顺德区昌达电子厂", "广东 佛山"),
    ("内蒙古自治区呼和浩特市金川开发区北方智能电气自动化设备制造有限责任公司", "内蒙古 呼和浩特"),
)


def names_and_places() -> tuple[tuple[str, str], ...]:
    """Companies that do not exist, each with its region and city."""
    return _NAMES


_TAGS = (("多层板", "SMT"), ("多层板",), ("HDI", "加急"), ("铝基板",), ("FPC",), ("多层板", "BOM"), ("大客户",))
_STATUS = (("成交", "Deal", Tone.GOOD), ("未下单", "No order", Tone.NEUTRAL), ("断约", "Lapsed", Tone.BAD))
_RULES = (
    ("40 天未跟进", "no contact 40 d"),
    ("15 天未首跟", "no first call 15 d"),
    ("120 天未成交", "no deal 120 d"),
)

MINE_IDS = tuple(f"{place:032x}" for place in range(431))
POOL_IDS = tuple(f"{place:032x}" for place in range(1000, 13_431))


def mine_row(row_id: str) -> Row:
    """A row of 公海已分配."""
    place = int(row_id, 16)
    name, region = _NAMES[place % len(_NAMES)]
    days = (2, 3, 6, 7, 28, 33, 0, 36)[place] if place < 8 else 28 + place
    tone = Tone.BAD if days <= 3 else Tone.WARNING if days <= 7 else Tone.NEUTRAL
    left: Cell = Ruled(Label(told(f"剩 {days} 天", f"{days} days"), tone), told(*_RULES[place % 3]))
    if place == 6:
        left = Ruled(Label(told("不流出", "Stays"), Tone.PRIMARY), told("目标达成", "goal reached"))
    waiting = (Label(told("待发送", "Waiting"), Tone.PRIMARY),) if place in (3, 7) else ()
    return Row(
        row_id,
        (
            Named(name, waiting),
            Text(region),
            Labels(tuple(Label(tag) for tag in _TAGS[place % len(_TAGS)])),
            _status(place),
            Text("–" if place % 3 == 1 else "08-29", is_number=True),
            Text("09-02", is_number=True),
            left,
            Act("release", words.say("action-release")),
        ),
    )


def pool_row(row_id: str) -> Row:
    """A row of 公海."""
    place = int(row_id, 16) - 1000
    name, region = _NAMES[(place * 5) % len(_NAMES)]
    cooling = place in (1, 4)
    claimable = Label(told("现在", "Now"), Tone.GOOD)
    later = Text(told("9 月 13 日 10:20 起", "from 13 Sep 10:20"), is_quiet=True)
    asked = (Label(told("提交中", "Sending"), Tone.WARNING),) if place == 2 else ()
    claim = Act("claim", words.say("action-claim"), is_enabled=not cooling, tooltip=told("冷却期", "Cooling down"))
    return Row(
        row_id,
        (
            Named(name, asked),
            Text(region),
            Labels(tuple(Label(tag) for tag in _TAGS[place % len(_TAGS)])),
            _status(place),
            Text("–" if place % 3 == 1 else "2025-11", is_number=True),
            Text(told(*_RULES[place % 3]), is_quiet=True),
            Text("09-08", is_number=True),
            later if cooling else claimable,
            claim,
        ),
    )


def _status(place: int) -> Label:
    chinese, english, tone = _STATUS[place % 3]
    return Label(told(chinese, english), tone)


def kinds() -> tuple[Choice, ...]:
    """The kinds of follow-up."""
    pairs = (("phone", "电话", "Phone"), ("wechat", "微信", "WeChat"), ("visit", "拜访", "Visit"))
    more = (("e_mail", "邮件", "E-mail"), ("other", "其他", "Other"))
    return tuple(Choice(key, told(chinese, english)) for key, chinese, english in pairs + more)


def mine_panel(customer_id: str = MINE_IDS[0], draft: Draft | None = None) -> CustomerPanel:
    """The panel of one's own customer."""
    me, day = told("我", "me"), words.moment(NOW - timedelta(minutes=22), NOW)
    return CustomerPanel(
        customer_id,
        _NAMES[int(customer_id, 16) % len(_NAMES)][0],
        told("91440300MA5F2K7X3B · 华秋ID 883021", "91440300MA5F2K7X3B · Huaqiu ID 883021"),
        (_status(0), Label("多层板"), Label("SMT"), Label(told("档案已认证", "Profile certified"), Tone.PRIMARY)),
        Card(
            told("剩 2 天 · 9 月 14 日 0:00 流出", "2 days left · flows out 14 Sep 0:00"),
            told(
                "规则：距上次跟进超过 40 天。现在写一条跟进，可延至 10 月 22 日。",
                "Rule: more than 40 days since the last follow-up. Write one now and it stays until 22 Oct.",
            ),
            Tone.BAD,
        ),
        Entry(
            kinds(),
            NOW,
            NOW - timedelta(days=60),
            draft or Draft(),
            (told("王工", "Mr Wang"), told("李采购", "Ms Li")),
            most_files=9,
        ),
        None,
        (
            FollowUpLine(
                "1",
                f"{day} · {told('电话', 'Phone')} · {me}",
                told(
                    "王工确认 6 层板打样，周五给 Gerber。", "Mr Wang confirmed the 6-layer samples; Gerber on Friday."
                ),
                Label(told("待发送", "Waiting"), Tone.PRIMARY),
            ),
            FollowUpLine(
                "2",
                f"{words.day(datetime(2026, 8, 2).date(), NOW.date())} · {told('拜访', 'Visit')} · {me}",  # noqa: DTZ001
                told("参观产线，采购周期两周，账期 30 天。", "Saw the line; two weeks to buy, 30 days to pay."),
            ),
            FollowUpLine(
                "3",
                f"{words.day(datetime(2026, 7, 21).date(), NOW.date())} · {told('系统', 'System')}",  # noqa: DTZ001
                told("分配给我（林经理），原因：离职交接。", "Assigned to me by Manager Lin: handover."),
            ),
        ),
        14,
        told("还没有跟进。", "No follow-ups yet."),
        _facts(is_masked=False),
        link=link_to(customer_id),
    )


def pool_panel(customer_id: str = POOL_IDS[0]) -> CustomerPanel:
    """The panel of a customer in the pool: a claim card, masked facts."""
    return CustomerPanel(
        customer_id,
        _NAMES[0][0],
        "91440300MA5F2K7X3B",
        (_status(2), Label("多层板")),
        Card(
            told("现在可以认领", "You can claim this customer now"),
            told(
                "认领后占 1 个名额（431 / 500），15 天内要写第一条跟进。",
                "Takes one place (431 / 500); first follow-up due in 15 days.",
            ),
            Tone.PRIMARY,
        ),
        None,
        Act("claim", words.say("action-claim")),
        (),
        0,
        told("认领后可以看到以前的跟进。", "Earlier follow-ups are shown once claimed."),
        _facts(is_masked=True),
        told(
            "公海客户的电话、邮箱和微信只显示一部分，认领后可见。",
            "Phone, e-mail and WeChat of pool customers are partly hidden until claimed.",
        ),
        link=link_to(customer_id),
    )


def _facts(*, is_masked: bool) -> tuple[Fact, ...]:
    phone = "138****2671" if is_masked else "13812342671"
    mail = "w***@dingxin.example" if is_masked else "wang@dingxin.example"
    return (
        Fact(told("电话", "Phone"), phone, is_masked),
        Fact(told("邮箱", "E-mail"), mail, is_masked),
        Fact(told("来源", "Source"), told("线下老客户", "Offline legacy")),
        Fact(told("行业", "Industry"), told("工业控制", "Industrial control")),
        Fact(told("注册资本", "Capital"), told("3,000 万元人民币", "CNY 30,000,000")),
        Fact(told("成立日期", "Founded"), "2013-05-17"),
        Fact(told("注册地址", "Address"), "广东省深圳市宝安区西乡街道固戍社区航城大道 168 号 3 栋 602"),
    )


SYNC_IDS = ("r1", "r2", "b1", "b1/1", "b1/2", "b1/3", "w1", "w2", "w3", "d1", "d2")


def sync_rows() -> list[Row]:
    """The sync centre's list, a batch opened."""
    refused, checking = Label(told("被拒绝", "Refused"), Tone.BAD), Label(told("核对中", "Checking"), Tone.WARNING)
    waiting, done = Label(told("待发送", "Waiting"), Tone.PRIMARY), Label(told("已完成", "Done"), Tone.GOOD)
    claim, release, follow = told("认领", "Claim"), told("释放", "Release"), told("跟进", "Follow-up")
    back = Act("withdraw", told("撤回", "Withdraw"))
    lines = (
        ("r1", refused, claim, 3, told("已被陈晓（华南二组）于 13:58 领取", "Taken by Chen Xiao (South 2) at 13:58"),
         Act("similar", told("看相似客户", "See similar"))),
        ("r2", refused, claim, 5, told("冷却期：9 月 13 日 10:20 起可认领", "Cooling down until 13 Sep 10:20"),
         Act("remind", told("到时提醒我", "Remind me"))),
        ("w1", waiting, follow, 0, told("王工确认 6 层板打样，周五给 Gerber。", "6-layer samples confirmed."), back),
        ("w2", waiting, told("认领意向", "Wish"), 7, told("联网后由服务器裁定；尚不属于您", "Not yours"), back),
        ("w3", waiting, follow, 8, told("对方出差，下周二再联系", "Travelling; call again on Tuesday"), back),
        ("d1", done, release, 12, told("9 月 11 日 09:12", "11 Sep 9:12"), Nothing()),
        ("d2", done, follow, 4, told("9 月 11 日 09:10", "11 Sep 9:10"), Nothing()),
    )  # fmt: skip
    rows = [
        Row(key, (label, Text(act), Named(_NAMES[name][0]), Text(why, is_quiet=True), step))
        for key, label, act, name, why, step in lines
    ]
    title = told("批量释放 · 40 位", "Batch release · 40 customers")
    sent = Text(
        told("已发出，等待服务器答复；不会重复执行", "Sent, waiting for the answer; never done twice"), is_quiet=True
    )
    rows.append(Row("b1", (checking, Text(release), Named(title, is_open=True), sent, Nothing())))
    for place in (1, 2, 3):
        inner = Named(_NAMES[8 + place][0], depth=1)
        rows.append(Row(f"b1/{place}", (checking, Nothing(), inner, Text("…", is_quiet=True), Nothing())))
    return rows
