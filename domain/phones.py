"""How phone numbers are told apart, and which could be one."""

LEAST_DIGITS, MOST_DIGITS = 5, 15
_MARKS = frozenset("+-()（） .·/#*转ext")
_HOME = "86"
_MOBILE, _MOBILE_DIGITS = "861", 13


def digits_of(phone: str) -> str:
    """What two writings of one number have in common: its digits, without China's own prefix; empty where a text is no
    number that could be told from another."""
    digits = "".join(mark for mark in phone if mark.isascii() and mark.isdigit())
    # Lists drop the plus sign: thirteen digits that begin so are a mobile number of China and nothing else.
    if phone.strip().startswith(("+", "00")) or (len(digits) == _MOBILE_DIGITS and digits.startswith(_MOBILE)):
        digits = digits.removeprefix("00").removeprefix(_HOME)
    return digits if LEAST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def is_phone(text: str) -> bool:
    """Whether this could be dialled: enough digits, and nothing besides but the marks people write between them."""
    others = {mark for mark in text if not (mark.isascii() and mark.isdigit())}
    return bool(digits_of(text)) and others <= _MARKS
