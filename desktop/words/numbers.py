"""Numbers as people read them."""

from __future__ import annotations

from desktop.screens.preferences import Language
from desktop.words.sentences import say, spoken_language


def grouped(number: int) -> str:
    """12,431: the same in both languages."""
    return f"{number:,}"


_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€"}


def money(cents: int, currency: str) -> str:
    """¥12,345.60, and by its code where the currency has no sign of its own: HKD 99.00."""
    sign = _SIGNS.get(currency, f"{currency} " if currency else "")
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{sign}{whole:,}.{rest:02}"


def short(number: int) -> str:
    """A count for a narrow place, never wrong by more than its last digit: 9,999 · 1.2 万 · 12k."""
    if number < 10_000:
        return grouped(number)
    if spoken_language() is Language.CHINESE:
        return say("number-short", n=_cut(number, 10_000))
    return say("number-short", n=_cut(number, 1_000))


def _cut(number: int, unit: int) -> str:
    whole, rest = divmod(number, unit)
    tenth = rest * 10 // unit
    return f"{whole:,}.{tenth}" if tenth and whole < 100 else f"{whole:,}"
