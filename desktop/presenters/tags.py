"""标签: groups of tags made and renamed, tags retired and brought back, requests answered; for tag admins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop import words
from desktop.presenters.office_desk import OfficeDesk, Wanted
from desktop.presenters.rooms import RoomWays
from desktop.presenters.tag_lines import (
    group_choices,
    group_lines,
    may_keep,
    opened_group,
    read_shelf,
    request_lines,
    tag_choices,
)
from desktop.presenters.workplace import Workplace
from desktop.screens.tags import (
    GrantQuestion,
    GroupLine,
    OpenedGroup,
    TagAct,
    TagQuestion,
    TagRequestLine,
    TagsScreen,
    TagsTab,
)
from desktop.screens.window import Page, RailEntry
from domain.facts import RequestState
from domain.identifiers import TagGroupId, TagId, TagRequestId
from domain.tags import DeclineTag, GrantTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup, TagCommand, Vocabulary


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is on the page."""

    groups: Sequence[GroupLine]
    opened: OpenedGroup | None
    requests: Sequence[TagRequestLine]


class TagDesk:
    """A room of the house; obeys `TagsWishes`."""

    page = Page.TAGS

    def __init__(self, screen: TagsScreen, place: Workplace, ways: RoomWays) -> None:
        self._screen = screen
        self._place = place
        self._ways = ways
        self._desk = OfficeDesk(place, ways)
        self._tab = TagsTab.TAGS
        self._opened = ""

    def refresh(self) -> None:
        """The rail always; the page, whose customers take a while to count, only while somebody is on it."""
        place, is_open, wanted = self._place, self._ways.is_open(self.page), self._opened

        def read() -> tuple[int, _Shown | None] | None:
            if not may_keep(place):
                return None
            requests = place.cache.tags.requests(place.now())
            waiting = sum(view.state is RequestState.OPEN for view in requests)
            if not is_open:
                return waiting, None
            shelf = read_shelf(place)
            groups = group_lines(shelf)
            opened = opened_group(shelf, wanted) or (opened_group(shelf, groups[0].id) if groups else None)
            return waiting, _Shown(groups, opened, request_lines(place, requests))

        def show(answer: tuple[int, _Shown | None] | None) -> None:
            if answer is None:
                self._ways.hide_entry(self.page)
                return
            waiting, shown = answer
            self._ways.show_entry(RailEntry(self.page, waiting, needs_you=waiting > 0))
            if shown is not None and wanted == self._opened:
                self._show(waiting, shown)

        place.background.query(read, show)

    # wishes

    def tags_tab_asked(self, tab: TagsTab) -> None:
        self._tab = tab
        self.refresh()

    def group_asked(self, group_id: str) -> None:
        self._opened = group_id
        self.refresh()

    def new_group_asked(self) -> None:
        title, confirm = words.say("tag-group-new"), words.say("tag-group-new-confirm")
        self._screen.ask_tag_name(TagQuestion("", title, words.say("tag-group-new-text"), "", (), "", confirm))

    def rename_group_asked(self, group_id: str) -> None:
        def ask(known: Vocabulary) -> TagQuestion | None:
            name = known.groups.get(TagGroupId(group_id))
            if name is None:
                return None
            return TagQuestion(group_id, words.say("tag-group-rename"), "", name, (), "", words.say("tag-save"))

        self._about(ask, self._screen.ask_tag_name)

    def new_tag_asked(self, group_id: str) -> None:
        def ask(known: Vocabulary) -> TagQuestion:
            title, text = words.say("tag-new"), words.say("tag-new-text")
            return TagQuestion("", title, text, "", group_choices(known), group_id, words.say("tag-new-confirm"))

        self._about(ask, self._screen.ask_tag_name)

    def tag_act_asked(self, tag_id: str, act: TagAct) -> None:
        if act is TagAct.EDIT:
            self._about(lambda known: _edit_question(known, tag_id), self._screen.ask_tag_name)
            return
        command: TagCommand = RetireTag(TagId(tag_id)) if act is TagAct.RETIRE else ReviveTag(TagId(tag_id))
        key = "asked-tag-retired" if act is TagAct.RETIRE else "asked-tag-revived"
        self._desk.ask(lambda: Wanted((command,), words.say(key, tag=self._place.cache.tags.name_of(tag_id))))

    def tag_named(self, key: str, name: str, group: str) -> None:
        new, called = self._place.identity.new(), name.strip()
        if group:
            saved = SaveTag(TagId(key or new), TagGroupId(group), name)
            said = words.say("asked-tag-changed" if key else "asked-tag-made", tag=called)
            self._answer(Wanted((saved,), said), group)
            return
        said = words.say("asked-tag-group-renamed" if key else "asked-tag-group-made", group=called)
        self._answer(Wanted((SaveTagGroup(TagGroupId(key or new), name),), said), key or new)

    def grant_asked(self, request_id: str) -> None:
        def ask(known: Vocabulary) -> GrantQuestion | None:
            asked = known.requests.get(TagRequestId(request_id))
            if asked is None:
                return None
            title, text = words.say("tag-grant-title", tag=asked.name), words.say("tag-grant-text")
            return GrantQuestion(request_id, title, text, asked.name, group_choices(known), tag_choices(known))

        self._about(ask, self._screen.ask_grant)

    def granted_new(self, request_id: str, name: str, group: str) -> None:
        made = TagId(self._place.identity.new())
        commands = (SaveTag(made, TagGroupId(group), name), GrantTag(TagRequestId(request_id), made))
        self._answer(Wanted(commands, words.say("asked-tag-granted", tag=name.strip())))

    def granted(self, request_id: str, tag_id: str) -> None:
        command = GrantTag(TagRequestId(request_id), TagId(tag_id))
        self._desk.ask(
            lambda: Wanted((command,), words.say("asked-tag-granted", tag=self._place.cache.tags.name_of(tag_id))),
            self._screen.close_tag_question,
            self._screen.show_tag_trouble,
        )

    def decline_asked(self, request_id: str) -> None:
        def ask(known: Vocabulary) -> str | None:
            asked = known.requests.get(TagRequestId(request_id))
            return None if asked is None else asked.name

        self._about(ask, lambda name: self._screen.ask_why_not(request_id, name))

    def tag_declined(self, request_id: str, note: str) -> None:
        self._answer(Wanted((DeclineTag(TagRequestId(request_id), note),), words.say("asked-tag-declined")))

    def _answer(self, wanted: Wanted, then_open: str = "") -> None:
        """To a question that stands open: it closes with a yes, and says why not."""

        def close() -> None:
            self._opened = then_open or self._opened
            self._screen.close_tag_question()

        self._desk.ask(lambda: wanted, close, self._screen.show_tag_trouble)

    def _about[T](self, ask: Callable[[Vocabulary], T | None], then: Callable[[T], None]) -> None:
        """A question about what is so now; none where its subject is gone, or the right to ask."""
        place = self._place

        def read() -> T | None:
            return ask(place.cache.tags.vocabulary(place.now())) if may_keep(place) else None

        def show(question: T | None) -> None:
            if question is not None:
                then(question)

        place.background.query(read, show)

    def _show(self, waiting: int, shown: _Shown) -> None:
        self._screen.show_tags_tab(self._tab, waiting)
        self._opened = "" if shown.opened is None else shown.opened.id
        self._screen.show_groups(shown.groups, shown.opened)
        self._screen.show_tag_requests(shown.requests)


def _edit_question(known: Vocabulary, tag_id: str) -> TagQuestion | None:
    tag = known.tags.get(TagId(tag_id))
    if tag is None:
        return None
    title, text = words.say("tag-edit-title", tag=tag.name), words.say("tag-edit-text")
    return TagQuestion(tag_id, title, text, tag.name, group_choices(known), tag.group_id, words.say("tag-save"))
