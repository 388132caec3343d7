"""Which column holds what, told by the words of the heading row."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SEARCHED_ROWS = 10
"""Titles and instructions may stand above the heading."""


class Column(StrEnum):
    NAME = "name"
    USCC = "uscc"
    FOUNDED_ON = "founded_on"
    REGISTERED_CAPITAL = "registered_capital"
    SCOPE = "scope"
    REGION = "region"
    CITY = "city"
    ADDRESS = "address"
    CONTACT_NAME = "contact_name"
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    TAGS = "tags"
    INDUSTRY = "industry"
    LEVEL = "level"
    SOURCE = "source"
    EXTERNAL_ID = "external_id"
    NOTE = "note"


_WORDS: Mapping[Column, str] = {
    Column.NAME: (
        "企业名称 公司名称 客户名称 单位名称 公司全称 客户全称 公司 企业 客户 名称"
        " company companyname customer customername name"
    ),
    Column.USCC: "统一社会信用代码 社会信用代码 统一信用代码 信用代码 税号 纳税人识别号 uscc creditcode taxid",
    Column.FOUNDED_ON: "注册日期 成立日期 注册时间 成立时间 founded foundedon registrationdate",
    Column.REGISTERED_CAPITAL: "注册资金 注册资本 registeredcapital capital",
    Column.SCOPE: "经营范围 主营业务 主营产品 businessscope",
    Column.REGION: "所在省份 省份 省 province region",
    Column.CITY: "地区 城市 市 所在城市 所在地区 city",
    Column.ADDRESS: "注册地址 地址 详细地址 公司地址 办公地址 address",
    Column.CONTACT_NAME: "联系人 联系人姓名 contact contactname contactperson",
    Column.PHONE: "电话 手机 手机号 手机号码 联系电话 联系方式 电话号码 phone mobile tel telephone",
    Column.EMAIL: "邮箱 电子邮箱 邮件 email mail",
    Column.WECHAT: "微信 微信号 wechat",
    Column.TAGS: "标签 客户标签 tags tag",
    Column.INDUSTRY: "行业 所属行业 industry",
    Column.LEVEL: "客户等级 等级 级别 level grade",
    Column.SOURCE: "客户来源 来源 source",
    Column.EXTERNAL_ID: "华秋id 客户id 客户编号 客户编码 externalid customerid",
    Column.NOTE: "备注 说明 note notes remark remarks",
}
TITLES: Mapping[Column, tuple[str, str]] = {
    Column.NAME: ("企业名称", "Company name"),
    Column.USCC: ("统一社会信用代码", "Credit code"),
    Column.FOUNDED_ON: ("成立日期", "Founded on"),
    Column.REGISTERED_CAPITAL: ("注册资本", "Registered capital"),
    Column.SCOPE: ("经营范围", "Business scope"),
    Column.REGION: ("所在省份", "Province"),
    Column.CITY: ("城市", "City"),
    Column.ADDRESS: ("注册地址", "Address"),
    Column.CONTACT_NAME: ("联系人", "Contact"),
    Column.PHONE: ("电话", "Phone"),
    Column.EMAIL: ("邮箱", "E-mail"),
    Column.WECHAT: ("微信", "WeChat"),
    Column.TAGS: ("标签", "Tags"),
    Column.INDUSTRY: ("行业", "Industry"),
    Column.LEVEL: ("客户等级", "Level"),
    Column.SOURCE: ("客户来源", "Source"),
    Column.EXTERNAL_ID: ("华秋ID", "Customer ID"),
    Column.NOTE: ("备注", "Note"),
}
"""How each column is called where we name it, in Chinese and in English: each is understood as a heading."""

_COLUMN_OF = {word: column for column, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Heading:
    """`row` counts from 0 in what was read. `others` are headed columns without a meaning here: index to title."""

    row: int
    columns: Mapping[int, Column]
    others: Mapping[int, str]


def find_heading(rows: Sequence[Sequence[object]]) -> Heading | None:
    """The first row that names a column of company names, among the first few; None where there is none."""
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        columns: dict[int, Column] = {}
        others: dict[int, str] = {}
        for index, cell in enumerate(row):
            title = cell.strip() if isinstance(cell, str) else ""
            column = _COLUMN_OF.get(_plain(title))
            if column is not None and column not in columns.values():
                columns[index] = column
            elif title:
                others[index] = title
        # A lone cell is a title over the table, such as 公司 or 客户, not a heading.
        is_alone = len(columns) + len(others) == 1
        if Column.NAME in columns.values() and not (is_alone and _width_below(rows, number) > 1):
            return Heading(number, columns, others)
    return None


def _width_below(rows: Sequence[Sequence[object]], number: int) -> int:
    """How many columns are in use below this row: a one-column list has a one-column heading."""
    return max((sum(1 for cell in row if cell not in (None, "")) for row in rows[number + 1 :]), default=1)


def _plain(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold().partition("(")[0]
    return "".join(letter for letter in folded if letter.isalnum())
