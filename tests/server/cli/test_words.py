"""Both languages say the same things with the same facts, and every sentence in the tables is said somewhere."""

from pathlib import Path
from string import Formatter

import pytest

from domain.people import Role
from server.cli.words import SENTENCES, Language, Words, terminal_language

CLI = Path(__file__).resolve().parents[3] / "server" / "cli"


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_name_the_same_facts(key: str) -> None:
    chinese, english = SENTENCES[key]
    assert facts(chinese) == facts(english)
    assert chinese != english


def test_no_sentence_is_left_unsaid_and_every_role_has_its_word() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in CLI.glob("*.py") if path.name != "words.py")
    roles = {f"role_{role}" for role in Role}
    assert {key for key in SENTENCES if f'"{key}"' not in source} == roles


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, Language.ZH),
        ({"LANG": "zh_TW"}, Language.ZH),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({"LC_MESSAGES": "C", "LANG": "zh_CN.UTF-8"}, Language.EN),
    ],
)
def test_the_terminals_locale_decides(variables: dict[str, str], language: Language) -> None:
    assert terminal_language(variables) is language


def test_words_are_in_one_language() -> None:
    assert Words(Language.ZH).say("none") == "（无）"
    assert Words(Language.EN).say("none") == "(none)"
