"""All that one language has to say. A sentence is read when it is first said: a window says forty of two thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.syntax.ast import Junk

# A sentence begins with its name; what belongs to it is indented, or begins by closing a brace.
_BEGINNING: Final = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)


class MissingWords(LookupError):
    """A sentence that nobody has written, or that lacks a fact it needs: our bug, never the person's."""


class Book:
    """Sentences by their names. None speaks of another, and there are no terms."""

    def __init__(self, locale: str, pages: Iterable[tuple[str, str]]) -> None:
        """`locale` as in zh-CN; a page is its name and its text. Raises `MissingWords` for a sentence written twice."""
        # No isolating marks: Qt draws them as boxes in some fonts, and both languages run from left to right.
        self.bundle: Final = FluentBundle([locale], use_isolating=False)
        self._written: dict[str, tuple[str, str]] = {}
        for page, text in pages:
            beginnings = list(_BEGINNING.finditer(text))
            ends = [each.start() for each in beginnings[1:]] + [len(text)]
            for beginning, end in zip(beginnings, ends, strict=True):
                key = beginning[1]
                if key in self._written:
                    raise MissingWords(f"{page}: {key} is written twice")
                self._written[key] = (page, text[beginning.start() : end])

    def __contains__(self, key: str) -> bool:
        return key in self._written

    def pattern(self, key: str) -> Pattern:
        """What the sentence says, for `bundle` to put facts in. Raises `MissingWords`, also where it is not Fluent."""
        if not self.bundle.has_message(key):
            self._read(key)
        pattern = self.bundle.get_message(key).value
        if pattern is None:
            raise MissingWords(f"{key} has no words of its own")
        return pattern

    def _read(self, key: str) -> None:
        page, text = self._written.get(key, ("", ""))
        if not text:
            raise MissingWords(key)
        resource = FluentResource(text)
        if any(isinstance(entry, Junk) for entry in resource.body):
            raise MissingWords(f"{page}: {text!r} is not Fluent")
        self.bundle.add_resource(resource)
