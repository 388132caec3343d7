"""What two writings of one company's name have in common."""

import unicodedata

LEAST_CORE = 2
"""A core of fewer characters would be found in half of all names."""

_FORMS = (
    "有限责任公司", "股份有限公司", "股份公司", "有限公司", "总公司", "分公司", "集团", "公司", "工厂", "厂",
    "companylimited", "corporation", "limited", "coltd", "gmbh", "corp", "inc", "llc", "ltd",
)  # fmt: skip
"""Legal forms at the end, as names are keyed; a longer one stands before what it ends with."""

_REGIONS = (
    "内蒙古", "黑龙江", "石家庄", "连云港", "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "江苏",
    "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州", "云南",
    "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾", "深圳", "广州", "东莞", "惠州", "佛山",
    "珠海", "中山", "江门", "汕头", "苏州", "无锡", "昆山", "南京", "常州", "南通", "扬州", "镇江", "徐州", "杭州",
    "宁波", "温州", "嘉兴", "绍兴", "台州", "厦门", "福州", "泉州", "漳州", "成都", "绵阳", "武汉", "西安", "长沙",
    "株洲", "合肥", "芜湖", "青岛", "济南", "烟台", "郑州", "洛阳", "南昌", "赣州", "沈阳", "大连", "长春", "哈尔滨",
    "太原", "南宁", "桂林", "昆明", "贵阳", "兰州", "海口", "乌鲁木齐",
)  # fmt: skip
_LEVELS = ("特别行政区", "自治区", "省", "市")
_LONGEST_PLACE = 4


def name_key(name: str) -> str:
    """The same text for names that differ only in width, case, blanks or punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def core_of(name: str) -> str:
    """What people call a company by: its keyed name without place and legal form; empty where too little is left.

    A place is also known in brackets: 创芯科技（深圳）有限公司.
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    for region in _REGIONS:
        for level in ("", *_LEVELS):
            plain = plain.replace(f"({region}{level})", "")
    core = _without_form(name_key(plain))
    core = _without_place(core)
    return core if len(core) >= LEAST_CORE else ""


def _without_form(key: str) -> str:
    """昊天集团有限公司 has two of them."""
    while (form := next((form for form in _FORMS if key.endswith(form)), "")) and key != form:
        key = key.removesuffix(form)
    return key


def _without_place(key: str) -> str:
    """A province and a city after it: 广东省深圳市. What would leave nothing is the name itself."""
    while (rest := _after_place(key)) and rest != key and len(rest) >= LEAST_CORE:
        key = rest
    return key


def _after_place(key: str) -> str:
    for region in _REGIONS:
        if key.startswith(region):
            rest = key.removeprefix(region)
            level = next((level for level in _LEVELS if rest.startswith(level)), "")
            return rest.removeprefix(level)
    # A town that stands in no list, but says of itself that it is one.
    head, level, rest = key.partition("市")
    return rest if level and LEAST_CORE <= len(head) <= _LONGEST_PLACE else key
