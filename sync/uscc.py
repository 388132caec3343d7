"""Door of the unified social credit code (统一社会信用代码): 18 characters, the last of which checks the others."""

from stdnum.cn import uscc


def is_real(code: str) -> bool:
    """Whether its check digit is right; blanks around it and small letters do no harm."""
    return bool(uscc.is_valid(code))


def compact(code: str) -> str:
    """As it is kept and compared."""
    return str(uscc.compact(code))
