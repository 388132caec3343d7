"""The sentences of a language: found by their names, read when they are said, refused when they are no sentences."""

from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from desktop.words.book import Book, MissingWords
from tests.desktop.test_sentences_used import LOCALE

PAGE = """\
# What follows is about claiming.
claimed = Claimed
left = { $n ->
    [one] one
   *[other] { $n }
} left

## And more.
long =
    first line
    second line
"""


def said(book: Book, key: str, **facts: int) -> str:
    sentence, errors = book.bundle.format_pattern(book.pattern(key), facts)
    assert not errors
    return str(sentence)


def test_a_sentence_is_all_that_stands_up_to_the_next() -> None:
    book = Book("en", [("a.ftl", PAGE)])
    assert (said(book, "claimed"), said(book, "left", n=1), said(book, "left", n=3)) == (
        "Claimed",
        "one left",
        "3 left",
    )
    assert said(book, "long") == "first line\nsecond line"
    assert "first" not in book


def test_only_what_is_said_is_read() -> None:
    book = Book("en", [("a.ftl", "fine = Fine\nbroken = { $n\n")])
    assert said(book, "fine") == "Fine"
    with pytest.raises(MissingWords, match=r"a\.ftl: .*is not Fluent"):
        book.pattern("broken")


def test_a_line_that_is_no_sentence_is_refused_with_the_one_before_it() -> None:
    book = Book("en", [("a.ftl", "fine = Fine\nwhat is this\n")])
    with pytest.raises(MissingWords, match="what is this"):
        book.pattern("fine")


def test_a_sentence_stands_once_and_says_something() -> None:
    with pytest.raises(MissingWords, match=r"b\.ftl: fine is written twice"):
        Book("en", [("a.ftl", "fine = Fine\n"), ("b.ftl", "fine = Finer\n")])
    with pytest.raises(MissingWords, match="bare"):
        Book("en", [("a.ftl", "bare =\n    .tip = A tip\n")]).pattern("bare")


class _Speaking(Visitor):
    def __init__(self) -> None:
        self.of_others: list[str] = []

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.of_others.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self.of_others.append(node.id.name)


@pytest.mark.parametrize("page", sorted(LOCALE.rglob("*.ftl")), ids=lambda page: f"{page.parent.name}/{page.name}")
def test_no_sentence_of_ours_speaks_of_another(page: Path) -> None:
    """It would have to be read too."""
    speaking = _Speaking()
    speaking.visit(parse(page.read_text(encoding="utf-8")))
    assert speaking.of_others == []
