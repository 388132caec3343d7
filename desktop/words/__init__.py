"""Sentences for people, by Fluent, in the language chosen.

`say("key", name=…, n=3)` looks the message up; `speak(language)` chooses. Every `*.ftl` of a language's folder
in `desktop/locale` is read, and a message may stand in one of them only.
"""

from desktop.words.numbers import grouped, money, short
from desktop.words.sentences import Value, knows, say, speak, spoken_language
from desktop.words.times import clock, day, moment, month_day, time_of_day

__all__ = [
    "Value",
    "clock",
    "day",
    "grouped",
    "knows",
    "moment",
    "money",
    "month_day",
    "say",
    "short",
    "speak",
    "spoken_language",
    "time_of_day",
]
