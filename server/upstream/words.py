"""What the terminal says of records that were not taken, in Chinese and in English."""

from collections.abc import Mapping

from domain.upstream import Fate, Flaw
from server.upstream.batch import Answer

FATES: Mapping[Fate, tuple[str, str]] = {
    Fate.TAKEN: ("已收", "taken"),
    Fate.UNCHANGED: ("无变化", "unchanged"),
    Fate.OLDER: ("较旧", "older"),
    Fate.WAITING: ("等待", "waiting"),
    Fate.INVALID: ("无效", "invalid"),
    Fate.CONFLICT: ("冲突", "conflict"),
}

FLAWS: Mapping[Flaw, tuple[str, str]] = {
    Flaw.MISSING: ("缺少 {field}", "{field} is missing"),
    Flaw.MALFORMED: ("{field} 的格式不对", "{field} is malformed"),
    Flaw.OUT_OF_RANGE: ("{field} 超出允许的范围", "{field} is out of range"),
    Flaw.TOO_LONG: ("{field} 太长", "{field} is too long"),
    Flaw.TOO_LARGE: ("这条记录太大", "the record is too large"),
    Flaw.EMPTY: ("{field} 不能为空", "{field} must not be empty"),
    Flaw.INVALID_USCC: ("统一社会信用代码校验位不对", "the check digit of the credit code is wrong"),
    Flaw.PHONE_CONFLICT: (
        "这个手机号已属于另一位客户或联系人，未建客户",
        "another customer or contact has this phone; no customer was made",
    ),
    Flaw.UNKNOWN_CUSTOMER: ("客户还没有告知，已留存，等客户到了再收", "its customer has not been told yet; kept"),
    Flaw.UNKNOWN_ORDER: ("订单还没有告知，已留存，等订单到了再收", "its order has not been told yet; kept"),
    Flaw.UNKNOWN_KIND: ("这种记录本服务器还不认识，已留存", "this server knows no such kind yet; kept"),
    Flaw.NO_POOL: ("没有开启的公海可放，已留存", "there is no open pool for it; kept"),
    Flaw.UNPROCESSABLE: ("无法存入，请联系管理员", "it cannot be stored; ask whoever runs the server"),
}

_WHOLE = ("整条记录", "the record")


def sentence(answer: Answer, *, is_chinese: bool) -> str:
    """Why a record was not simply taken."""
    place = 0 if is_chinese else 1
    fate = FATES[answer.fate][place]
    if answer.flaw is None:
        return fate
    why = FLAWS[answer.flaw][place].format(field=answer.field or _WHOLE[place])
    return f"{fate}：{why}" if is_chinese else f"{fate}: {why}"
