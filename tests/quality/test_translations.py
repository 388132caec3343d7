"""Both languages say everything, with the same facts in it."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

LOCALE = Path(__file__).resolve().parents[2] / "desktop" / "locale"
LANGUAGES = ("en", "zh_CN")

type Messages = dict[str, frozenset[str]]


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def messages_in(text: str) -> Messages:
    """Message (or `message.attribute`, or `-term`) → the variables it uses. ValueError on what is not Fluent."""
    found: Messages = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"not Fluent: {entry.content!r}")
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        parts = {name: entry.value} | {f"{name}.{part.id.name}": part.value for part in entry.attributes}
        for key, pattern in parts.items():
            if key in found:
                raise ValueError(f"said twice: {key}")
            if pattern is not None:
                variables = _Variables()
                variables.visit(pattern)
                found[key] = frozenset(variables.names)
    return found


def messages_of(language: str) -> Messages:
    files = sorted((LOCALE / language).glob("*.ftl"))
    assert files, f"no sentences in {language}"
    # Joined, so that a message said in two files is found as well.
    return messages_in("\n\n".join(path.read_text(encoding="utf-8") for path in files))


def differences(first: Messages, second: Messages) -> list[str]:
    one_sided = [f"{key}: only in one language" for key in sorted(first.keys() ^ second.keys())]
    both = sorted(first.keys() & second.keys())
    return one_sided + [
        f"{key}: {sorted(first[key])} against {sorted(second[key])}" for key in both if first[key] != second[key]
    ]


def test_both_languages_have_the_same_files() -> None:
    english, chinese = ({path.name for path in (LOCALE / language).glob("*.ftl")} for language in LANGUAGES)
    assert english == chinese


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    assert differences(*(messages_of(language) for language in LANGUAGES)) == []


def test_chinese_is_chinese_and_english_is_not() -> None:
    """A line copied over and not yet translated shows here. A language is named in itself, wherever it is named."""
    han = re.compile(r"[\u4e00-\u9fff]")
    for path in (LOCALE / "en").glob("*.ftl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if han.search(line) and not line.startswith(("#", "language-"))] == [], path.name
    for path in (LOCALE / "zh_CN").glob("*.ftl"):
        assert han.search(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    ("english", "chinese", "complaint"),
    [
        ("taken = Taken by { $name }", "taken = 已被 { $name } 领取", []),
        ("a = A\nb = B", "a = 甲", ["b: only in one language"]),
        ("a = { $n } left", "a = 还剩", ["a: ['n'] against []"]),
        ("a = A\n    .tip = Tip { $n }", "a = 甲\n    .tip = 提示", ["a.tip: ['n'] against []"]),
        ("a = { $n ->\n    [one] one\n   *[other] { $n }\n }", "a = { $n } 位", []),
    ],
)
def test_a_difference_is_seen(english: str, chinese: str, complaint: list[str]) -> None:
    assert differences(messages_in(english), messages_in(chinese)) == complaint


@pytest.mark.parametrize("text", ["a = { $n", "a = one\na = two"])
def test_broken_or_doubled_sentences_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not Fluent|said twice"):
        messages_in(text)
