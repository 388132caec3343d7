"""标签: the groups of tags, the tags of one of them, and what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.screens.cells import Label
from desktop.screens.choice import Choice


class TagsTab(StrEnum):
    """The word is the message `tags-tab-<value>`."""

    TAGS = "tags"
    REQUESTS = "requests"


class TagAct(StrEnum):
    """What can be done with a tag; the word is the message `tag-<value>`."""

    EDIT = "edit"
    RETIRE = "retire"
    REVIVE = "revive"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group in the list: 工艺 · 9 个标签."""

    id: str
    name: str
    figures: str


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag: 多层板 · 312 位客户 [已停用] [待发送]."""

    id: str
    name: str
    figures: str
    is_retired: bool
    labels: tuple[Label, ...]
    acts: tuple[TagAct, ...]


@dataclass(frozen=True, slots=True)
class OpenedGroup:
    id: str
    name: str
    note: str
    tags: tuple[TagLine, ...]


@dataclass(frozen=True, slots=True)
class TagRequestLine:
    """Who wants which tag, and what for; `answer` once it was answered, `is_open` until then."""

    id: str
    name: str
    who: str
    why: str
    is_open: bool
    labels: tuple[Label, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class TagQuestion:
    """What a group (no `groups`), or a tag in one of `groups`, is to be called. `key` is empty for a new one."""

    key: str
    title: str
    text: str
    name: str
    groups: tuple[Choice, ...]
    group: str
    confirm: str


@dataclass(frozen=True, slots=True)
class GrantQuestion:
    """With which tag a request is to be answered: a new one in one of `groups`, or one of `tags`."""

    id: str
    title: str
    text: str
    name: str
    groups: tuple[Choice, ...]
    tags: tuple[Choice, ...]


class TagsScreen(Protocol):
    """What may be told to the page."""

    def show_tags_tab(self, tab: TagsTab, open_requests: int) -> None: ...

    def show_groups(self, lines: Sequence[GroupLine], opened: OpenedGroup | None) -> None:
        """The list with one of them opened; none where there is no group."""

    def show_tag_requests(self, lines: Sequence[TagRequestLine]) -> None: ...

    def ask_tag_name(self, question: TagQuestion) -> None: ...

    def ask_grant(self, question: GrantQuestion) -> None: ...

    def ask_why_not(self, request_id: str, name: str) -> None: ...

    def show_tag_trouble(self, text: str) -> None:
        """Why it cannot be done so; the question stays open with what was chosen or typed."""

    def close_tag_question(self) -> None: ...


class TagsWishes(Protocol):
    """What the page asks for."""

    def tags_tab_asked(self, tab: TagsTab) -> None: ...

    def group_asked(self, group_id: str) -> None:
        """Open this one; answer with `show_groups`."""

    def new_group_asked(self) -> None:
        """Answer with `ask_tag_name`, as to the next two."""

    def rename_group_asked(self, group_id: str) -> None: ...

    def new_tag_asked(self, group_id: str) -> None: ...

    def tag_act_asked(self, tag_id: str, act: TagAct) -> None: ...

    def tag_named(self, key: str, name: str, group: str) -> None:
        """Answer with `close_tag_question` or `show_tag_trouble`, as to every answer to a question. `group` is empty
        where a group was named."""

    def grant_asked(self, request_id: str) -> None:
        """Answer with `ask_grant`."""

    def granted_new(self, request_id: str, name: str, group: str) -> None: ...

    def granted(self, request_id: str, tag_id: str) -> None: ...

    def decline_asked(self, request_id: str) -> None:
        """Answer with `ask_why_not`."""

    def tag_declined(self, request_id: str, note: str) -> None: ...
