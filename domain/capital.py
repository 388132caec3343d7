"""Registered capital as people write it: 300万, 1.5亿, 3,000,000 元."""

from decimal import Decimal

_MULTIPLES = {"万": Decimal(10) ** 4, "萬": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "億": Decimal(10) ** 8}
_UNITS = ("人民币", "元", "圆", "整")
"""What follows the number on a licence and says nothing more: the currency is told beside it."""


def in_whole_units(text: str) -> str:
    """The same amount with 万 and 亿 counted out, as the court takes it; anything else stays as it was written."""
    bare = "".join(text.split()).replace(",", "").replace("，", "")
    while bare.endswith(_UNITS):
        bare = next(bare.removesuffix(unit) for unit in _UNITS if bare.endswith(unit))
    number, multiple = bare[:-1], _MULTIPLES.get(bare[-1:])
    if multiple is None:
        return bare if _is_number(bare) else text
    return f"{(Decimal(number) * multiple).normalize():f}" if _is_number(number) else text


def _is_number(text: str) -> bool:
    """Digits with at most one point between them: Python would read more than people write."""
    whole, _, part = text.partition(".")
    return whole.isascii() and whole.isdecimal() and (text == whole or (part.isascii() and part.isdecimal()))
