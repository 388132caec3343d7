"""The page 标签: groups on the left, the tags of one on the right; beside them what reps ask for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop import words
from desktop.screens.register import BlankKind
from desktop.screens.review import DeclineQuestion
from desktop.screens.tags import (
    GrantQuestion,
    GroupLine,
    OpenedGroup,
    TagQuestion,
    TagRequestLine,
    TagsTab,
    TagsWishes,
)
from desktop.views.blank import BlankPage
from desktop.views.buttons import button
from desktop.views.decline_dialog import DeclineDialog
from desktop.views.group_button import GroupButton
from desktop.views.opening_list import OpeningList
from desktop.views.spoken import Spoken
from desktop.views.standing_question import Questioning
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tag_dialogs import GrantDialog, TagNameDialog
from desktop.views.tag_list import TagList
from desktop.views.tag_requests import TagRequestList
from desktop.views.tokens import Space

LIST_WIDTH = 240


class TagsPage(Questioning, Spoken):
    """Shows what it is told, emits what is wished; see `TagsScreen` and `TagsWishes`."""

    tag_named = Signal(str, str, str)
    granted_new = Signal(str, str, str)
    granted = Signal(str, str)
    declined = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self.tabs = TabStrip("tags-tab-", has_keys=True)
        self.new_group = button()
        self.groups = OpeningList(GroupButton, "tag-groups")
        self.tags, self.requests = TagList(), TagRequestList()
        self.nothing = BlankPage()
        self._opened = QStackedWidget()
        self._body = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.groups)
        self.says(self.new_group.setText, "tag-group-new")
        self.tabs.show_tabs([Tab(tab.value) for tab in TagsTab], TagsTab.TAGS.value)

    def serve(self, wishes: TagsWishes) -> None:
        """Bring every wish to this presenter."""
        self.tabs.tab_asked.connect(lambda key: wishes.tags_tab_asked(TagsTab(key)))
        self.new_group.clicked.connect(lambda: wishes.new_group_asked())
        self.groups.line_asked.connect(wishes.group_asked)
        self.tags.rename_asked.connect(wishes.rename_group_asked)
        self.tags.add_asked.connect(wishes.new_tag_asked)
        self.tags.act_asked.connect(wishes.tag_act_asked)
        self.requests.grant_asked.connect(wishes.grant_asked)
        self.requests.decline_asked.connect(wishes.decline_asked)
        self.tag_named.connect(wishes.tag_named)
        self.granted_new.connect(wishes.granted_new)
        self.granted.connect(wishes.granted)
        self.declined.connect(wishes.tag_declined)

    def show_tags_tab(self, tab: TagsTab, open_requests: int) -> None:
        """This part, and how many requests wait."""
        waiting = Tab(TagsTab.REQUESTS.value, open_requests, needs_you=open_requests > 0)
        self.tabs.show_tabs([Tab(TagsTab.TAGS.value), waiting], tab.value)
        self._body.setCurrentIndex(int(tab is TagsTab.REQUESTS))
        self.new_group.setVisible(tab is TagsTab.TAGS)

    def show_groups(self, lines: Sequence[GroupLine], opened: OpenedGroup | None) -> None:
        """The list, and one of them."""
        self.groups.show_lines(lines, "" if opened is None else opened.id)
        if opened is None:
            self.nothing.show_words(BlankKind.EMPTY, words.say("tag-groups-none"), words.say("tag-groups-none-text"))
            self._opened.setCurrentWidget(self.nothing)
            return
        self.tags.show_group(opened)
        self._opened.setCurrentWidget(self.tags)

    def show_tag_requests(self, lines: Sequence[TagRequestLine]) -> None:
        """What is asked for."""
        self.requests.show_requests(lines)

    def ask_tag_name(self, question: TagQuestion) -> None:
        """What it is to be called."""
        dialog = TagNameDialog(question, self)
        dialog.answered.connect(self.tag_named)
        self.put_question(dialog)

    def ask_grant(self, question: GrantQuestion) -> None:
        """With which tag."""
        dialog = GrantDialog(question, self)
        dialog.answered_new.connect(self.granted_new)
        dialog.answered.connect(self.granted)
        self.put_question(dialog)

    def ask_why_not(self, request_id: str, name: str) -> None:
        """A word for whoever asked."""
        reasons = tuple(words.say(f"tag-decline-reason-{reason}") for reason in ("have-one", "too-narrow", "not-a-tag"))
        title, text = words.say("tag-decline-title", tag=name), words.say("tag-decline-text")
        dialog = DeclineDialog(DeclineQuestion(request_id, title, text, reasons), "", self)
        dialog.declined.connect(self.declined)
        self.put_question(dialog)

    def show_tag_trouble(self, text: str) -> None:
        """Why not."""
        self.refuse_answer(text)

    def close_tag_question(self) -> None:
        """It is answered."""
        self.take_answer()

    def _lay_out(self) -> None:
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, Space.SMALL)
        side.setSpacing(0)
        side.addWidget(self.groups, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, Space.TINY)
        foot.addWidget(self.new_group)
        foot.addStretch(1)
        side.addLayout(foot)
        left.setMinimumWidth(200)
        for part in (self.tags, self.nothing):
            self._opened.addWidget(part)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._opened)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 4 * LIST_WIDTH])
        self._body.addWidget(splitter)
        self._body.addWidget(self.requests)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._body, 1)
