"""Sixty-four bits as both databases hold them: signed. XOR of the signed forms is the signed form of the XOR."""


def as_signed(bits: int) -> int:
    return bits - (1 << 64) if bits >= 1 << 63 else bits


def as_unsigned(number: int) -> int:
    return number & ((1 << 64) - 1)
