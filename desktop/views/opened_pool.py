"""One pool: its name and state, its members, its rules with all their versions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.pools import OpenedPool, PoolTab
from desktop.views.buttons import button
from desktop.views.follow_up_list import fact_grid
from desktop.views.labels import StateLabel, frame, text_label
from desktop.views.member_list import MemberList
from desktop.views.rules_form import RulesForm
from desktop.views.spoken import Spoken
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import ROW_HEIGHT, Space
from desktop.views.version_list import VersionList

WIDEST = 980


class OpenedPoolView(Spoken):
    """Emits what is wished about the pool that stands open, by its id."""

    rename_asked = Signal(str)
    open_asked = Signal(str)
    close_asked = Signal(str)
    members_asked = Signal(str)
    member_act_asked = Signal(str, str, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool: OpenedPool | None = None
        self._name, self._label = text_label("name"), StateLabel()
        self._note = text_label("second", wraps=True)
        self.rename, self.switch = button(), button()
        self.tabs = TabStrip("pool-tab-", has_keys=True)
        self.members = MemberList()
        self.form = RulesForm()
        self.versions = VersionList()
        self._facts_place = QVBoxLayout()
        self._facts = QWidget()
        self._facts_place.addWidget(self._facts)
        self._parts = QStackedWidget()
        self._lay_out()
        self.says(self.rename.setText, "pool-rename")
        self.rename.clicked.connect(lambda: self.rename_asked.emit(self._id))
        self.switch.clicked.connect(self._switch)
        self.members.add.clicked.connect(lambda: self.members_asked.emit(self._id))
        self.members.act_asked.connect(lambda key, act: self.member_act_asked.emit(self._id, key, act))
        self.tabs.tab_asked.connect(lambda key: self.show_tab(PoolTab(key)))
        self.show_tab(PoolTab.MEMBERS)

    def show_pool(self, pool: OpenedPool) -> None:
        """As it is now; the form is told by itself."""
        self._pool = pool
        self._name.setText(pool.name)
        self._label.show_label(pool.label)
        self._note.setText(pool.note)
        for widget in (self.rename, self.switch):
            widget.setVisible(pool.may_change)
        self.says(self.switch.setText, "pool-close-it" if pool.is_open else "pool-open-it")
        self.members.show_members(pool.members, may_change=pool.may_change)
        self.form.setVisible(pool.may_change)
        old, self._facts = self._facts, QWidget()
        self._facts.setVisible(not pool.may_change)
        grid = fact_grid(pool.rules, name_width=180)
        grid.setContentsMargins(0, 0, 0, 0)
        self._facts.setLayout(grid)
        self._facts_place.replaceWidget(old, self._facts)
        old.hide()
        old.deleteLater()
        self.versions.show_versions(pool.versions)
        self.show_tab(PoolTab(self.tabs.current))

    def show_tab(self, tab: PoolTab) -> None:
        """This part; the number of members stands at its tab."""
        members = None if self._pool is None else len(self._pool.members)
        self.tabs.show_tabs([Tab(PoolTab.MEMBERS.value, members), Tab(PoolTab.RULES.value)], tab.value)
        self._parts.setCurrentIndex(list(PoolTab).index(tab))

    @property
    def _id(self) -> str:
        return "" if self._pool is None else self._pool.id

    def _switch(self) -> None:
        if self._pool is not None:
            (self.close_asked if self._pool.is_open else self.open_asked).emit(self._pool.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, 0)
        head.setSpacing(Space.SMALL)
        head.addWidget(self._name)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self.rename)
        head.addWidget(self.switch)
        note = QHBoxLayout()
        note.setContentsMargins(Space.LARGE, Space.TINY, Space.LARGE, Space.SMALL)
        note.addWidget(self._note)
        self._parts.addWidget(self.members)
        self._parts.addWidget(self._rules())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(note)
        column.addWidget(self.tabs)
        column.addWidget(self._parts, 1)

    def _rules(self) -> QScrollArea:
        inner = QWidget()
        inner.setProperty("kind", "scrolled")
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self.form)
        column.addLayout(self._facts_place)
        column.addWidget(frame("line"))
        column.addWidget(self.versions)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.says(area.setAccessibleName, "pool-tab-rules")
        self.form.trouble_shown.connect(partial(_bring_into_sight, area))
        return area


def _bring_into_sight(area: QScrollArea, field: QWidget) -> None:
    """With the sentence below it, for which the form has just made room."""
    if (inner := area.widget()) is not None and (layout := inner.layout()) is not None:
        layout.activate()
    area.ensureWidgetVisible(field, 0, 2 * ROW_HEIGHT)
