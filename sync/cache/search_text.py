"""Text search that finds exactly the rows in which the words occur, from one character, in any script."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

_BETWEEN_WORDS = " \u2028 "  # the token is a blank itself, so that no folded text holds it
_NO_DIGITS = re.compile(r"[^\d*]")
_LOOKS_LIKE_PHONE = re.compile(r"[\d\s()+*-]+")

INDEXED = "no, name, uscc, search_text, phone"
_INSERT = "INSERT INTO customer_text (rowid, name, uscc, words, phone) VALUES (?, ?, ?, ?, ?)"


def folded(text: str) -> str:
    """The form in which texts are compared: width, case and kinds of blanks make no difference."""
    return " ".join(_words(text))


def digits(phone: str) -> str:
    """A phone as it is compared: people type blanks and dashes wherever they like."""
    return _NO_DIGITS.sub("", phone)


def phrase_query(text: str) -> str:
    """The FTS5 query for `text`: each of its words somewhere."""
    return " AND ".join(map(_word_query, _words(text)))


def occurs(text: str, name: str, uscc: str, words: str, phone: str) -> bool:
    """The same question, answered by looking: while there is no index yet, and in tests."""
    fields = [folded(field) for field in (name, uscc, words)]
    number = digits(phone)
    return all(
        any(word in field for field in (*fields, number)) or (_is_phone(word) and digits(word) in number)
        for word in _words(text)
    )


def has_index(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'customer_text'").first()
    return found is not None


def index_rows(connection: Connection, rows: Sequence[Any]) -> None:
    """Add rows of `INDEXED` to the index."""
    if rows:
        spaced = [
            (no, _spaced(name), _spaced(uscc), _spaced(words), _apart(digits(phone)))
            for no, name, uscc, words, phone in rows
        ]
        connection.exec_driver_sql(_INSERT, spaced)


def _words(text: str) -> list[str]:
    # Most texts are ASCII, for which the long way comes to the same.
    alike = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return alike.split()


def _word_query(word: str) -> str:
    query = _phrase(word)
    if _is_phone(word) and digits(word) != word:
        query = f"({query} OR phone : {_phrase(digits(word))})"
    return query


def _is_phone(word: str) -> bool:
    return _LOOKS_LIKE_PHONE.fullmatch(word) is not None and any(sign.isdigit() for sign in word)


def _phrase(word: str) -> str:
    return '"' + _apart(word).replace('"', '""') + '"'


def _spaced(text: str) -> str:
    return _BETWEEN_WORDS.join(map(_apart, _words(text)))


def _apart(text: str) -> str:
    return " ".join(text)
