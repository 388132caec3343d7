"""One voice for the whole program: the language is chosen once, every screen asks here."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from importlib import resources

from desktop.screens.preferences import Language
from desktop.words.book import Book, MissingWords

type Value = str | int | float | date


class _Voice:
    """Which language is spoken now."""

    language = Language.CHINESE


def speak(language: Language) -> None:
    """Speak this language from now on; screens that are open must be told to say everything again."""
    _Voice.language = language


def spoken_language() -> Language:
    """The language spoken now."""
    return _Voice.language


def say(key: str, /, **facts: Value) -> str:
    """The sentence `key` with its facts, plural-right, numbers grouped. Raises `MissingWords`."""
    return _sentence(_Voice.language, key, tuple(facts.items()))


# A list says the same few sentences in every row, and Fluent takes its time over each.
@lru_cache(maxsize=4096)
def _sentence(language: Language, key: str, facts: tuple[tuple[str, Value], ...]) -> str:
    book = _book(language)
    sentence, errors = book.bundle.format_pattern(book.pattern(key), dict(facts))
    if errors:
        raise MissingWords(f"{key}: {errors[0]}")
    return str(sentence)


def knows(key: str) -> bool:
    """Whether somebody has written this sentence."""
    return key in _book(_Voice.language)


@cache
def _book(language: Language) -> Book:
    folder = resources.files("desktop") / "locale" / language.value
    pages = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".ftl")), key=lambda entry: entry.name)
    return Book(language.value.replace("_", "-"), ((page.name, page.read_text(encoding="utf-8")) for page in pages))
