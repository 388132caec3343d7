"""What text search matches besides a name's own characters: made once, when a customer is written.

Only what anybody may see goes in (the name, and the phone's last four digits, which masking shows too), because pool
rows carry this text to people who do not own the customer.
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

_SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "任": "ren", "区": "ou",
    "尹": "yin", "盖": "ge", "冼": "xian", "洗": "xian", "覃": "qin", "翟": "zhai", "折": "she", "乐": "yue",
    "缪": "miao", "繁": "po", "纪": "ji", "黑": "he", "员": "yun", "召": "shao", "种": "chong", "卜": "bu",
    "幺": "yao", "炅": "gui", "能": "nai", "秘": "bi", "冯": "feng", "阚": "kan", "万俟": "mo'qi", "尉迟": "yu'chi",
    "长孙": "zhang'sun", "澹台": "tan'tai",
}  # fmt: skip
"""How these read where they are somebody's surname; elsewhere most of them read otherwise."""

_PUNCTUATION = re.compile(r"[^\w一-鿿㐀-䶿]+")
_RUNS = re.compile(r"[一-鿿㐀-䶿]+|[^一-鿿㐀-䶿]+")
_DIGIT = re.compile(r"\d")
_SHORTEST_PHONE = 8
_TAIL_DIGITS = 4


def search_text(name: str, phone: str = "") -> str:
    """Pinyin of `name`, its initials, both again as its surname reads, and the phone's tail; blank-separated."""
    plain = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", name)).lower()
    words: dict[str, None] = {}
    for syllables in _readings(plain):
        words["".join(syllables)] = None
        words["".join(syllable[0] for syllable in syllables)] = None
    tail = phone_tail(phone)
    if tail:
        words[tail] = None
    words.pop(plain, None)
    words.pop("", None)
    return " ".join(words)


def phone_tail(phone: str) -> str:
    """The last four digits; nothing of a number so short that masking hides it whole."""
    digits = "".join(_DIGIT.findall(unicodedata.normalize("NFKC", phone)))
    return digits[-_TAIL_DIGITS:] if len(digits) >= _SHORTEST_PHONE else ""


def _readings(plain: str) -> list[list[str]]:
    usual = _syllables(plain)
    for surname, syllables in _SURNAMES.items():
        if plain.startswith(surname):
            return [usual, [*syllables.split("'"), *_syllables(plain[len(surname) :])]]
    return [usual]


def _syllables(text: str) -> list[str]:
    """One reading per Chinese character; of letters and digits, which read as themselves, each its own."""
    return [
        syllable
        for run in _RUNS.findall(text)
        for syllable in (lazy_pinyin(run, style=Style.NORMAL) if _is_chinese(run) else run)
    ]


def _is_chinese(run: str) -> bool:
    return run[0] >= "㐀"
