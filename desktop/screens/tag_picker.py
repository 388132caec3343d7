"""The picker of tags: which of them some customers carry, and which they shall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Carried(StrEnum):
    """By how many of the chosen customers."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PickTag:
    """A tag to tick, under the name of its group. One that is used no more can only be taken off."""

    id: str
    name: str
    group: str
    carried: Carried
    can_be_put: bool = True


@dataclass(frozen=True, slots=True)
class TagPick:
    """What stands in the picker. `asked` tells what became of tags that the person asked for; `may_ask`: for more."""

    title: str
    tags: tuple[PickTag, ...]
    asked: tuple[str, ...] = ()
    may_ask: bool = True


class TagPickerScreen(Protocol):
    """What may be told to the picker."""

    def open_tags(self, pick: TagPick) -> None: ...

    def close_tags(self) -> None: ...

    def show_asking_trouble(self, text: str) -> None:
        """Why a tag cannot be asked for so; what was typed stays."""

    def close_asking(self) -> None: ...


class TagPickerWishes(Protocol):
    """What the picker asks for."""

    def tags_asked(self, ids: tuple[str, ...]) -> None:
        """Of these customers; answer with `open_tags`, unless there are none of them any more."""

    def tags_chosen(self, put: tuple[str, ...], take: tuple[str, ...]) -> None:
        """Put these on all of them and take those off; answer with `close_tags`."""

    def tag_wanted(self, name: str, why: str) -> None:
        """A tag is missed; answer with `close_asking` or `show_asking_trouble`."""
