"""One voice for the whole program: the language is chosen once, every screen asks here."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Term

from desktop.screens.preferences import Language

type Value = str | int | float | date


class MissingWords(LookupError):
    """A sentence that nobody has written, or that lacks a fact it needs: our bug, never the person's."""


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
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise MissingWords(key)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise MissingWords(key)
    sentence, errors = bundle.format_pattern(pattern, dict(facts))
    if errors:
        raise MissingWords(f"{key}: {errors[0]}")
    return str(sentence)


def knows(key: str) -> bool:
    """Whether somebody has written this sentence."""
    return bool(_bundle(_Voice.language).has_message(key))


@cache
def _bundle(language: Language) -> FluentBundle:
    """Reads a language's folder. Raises `MissingWords` for a broken entry or one written twice."""
    # No isolating marks: Qt draws them as boxes in some fonts, and both languages run from left to right.
    bundle = FluentBundle([language.value.replace("_", "-")], use_isolating=False)
    seen: set[str] = set()
    folder = resources.files("desktop") / "locale" / language.value
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".ftl"):
            continue
        resource = FluentResource(file.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise MissingWords(f"{file.name}: {entry.content!r} is not Fluent")
            if isinstance(entry, Message | Term):
                if entry.id.name in seen:
                    raise MissingWords(f"{file.name}: {entry.id.name} is written twice")
                seen.add(entry.id.name)
        bundle.add_resource(resource)
    return bundle
