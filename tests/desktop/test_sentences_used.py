"""No sentence is asked for that nobody wrote, and none is written that nobody asks for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentSerializer, parse
from fluent.syntax import ast as fluent

from desktop.screens.preferences import Language

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "desktop" / "locale"


def written(language: Language, only: str = "*.ftl") -> dict[str, set[str]]:
    """Every message with the facts it asks for."""
    found: dict[str, set[str]] = {}
    for file in (LOCALE / language.value).glob(only):
        for entry in parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                found[entry.id.name] = set(re.findall(r"\$(\w+)", FluentSerializer().serialize_entry(entry)))
    return found


def texts_in_code() -> set[str]:
    """Every text in the client's code; an f-string stands as a pattern with `*` where it varies."""
    texts: set[str] = set()
    for file in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
                texts.add("".join(str(part) for part in parts))
    return texts


@pytest.mark.parametrize("other", [language for language in Language if language is not Language.CHINESE])
def test_every_language_has_the_same_sentences_and_asks_for_the_same_facts(other: Language) -> None:
    assert written(other) == written(Language.CHINESE)


def test_every_outcome_that_is_written_is_said_somewhere() -> None:
    texts = texts_in_code()
    patterns = [
        re.compile(re.escape(text).replace(r"\*", "[a-z0-9_-]+")) for text in texts if "*" in text and "-" in text
    ]
    unsaid = [
        key
        for key in written(Language.CHINESE, "outcomes.ftl")
        if key not in texts and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unsaid == []


def test_every_sentence_that_presenters_name_is_written() -> None:
    known = set(written(Language.CHINESE))
    missing = [
        f"{file.name}: {key}"
        for file in sorted((ROOT / "desktop" / "presenters").glob("*.py"))
        for key in keys_named(ast.parse(file.read_text(encoding="utf-8")))
        if key not in known
    ]
    assert missing == []


def keys_named(module: ast.Module) -> Iterator[str]:
    """Keys given to `say` as they stand, also as the two ways of a choice."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            for way in (
                (node.args[0].body, node.args[0].orelse) if isinstance(node.args[0], ast.IfExp) else node.args[:1]
            ):
                if isinstance(way, ast.Constant) and isinstance(way.value, str):
                    yield way.value
