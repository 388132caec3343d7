"""The page 公海设置: the pools on the left, the opened one on the right; beside them the rules of flowing in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.pools import (
    CloseQuestion,
    MemberQuestion,
    NameQuestion,
    OpenedPool,
    PoolLine,
    PoolsPart,
    PoolsWishes,
)
from desktop.screens.register import BlankKind
from desktop.screens.rules import Outlook, RulesWishes, TypedRules, WhatIf
from desktop.views.blank import BlankPage
from desktop.views.buttons import button
from desktop.views.flow_in_view import FlowInView
from desktop.views.labels import elided_label, frame
from desktop.views.opened_pool import OpenedPoolView
from desktop.views.opening_list import OpeningList
from desktop.views.pool_button import PoolButton
from desktop.views.pool_dialogs import CloseDialog, MembersDialog, NameDialog
from desktop.views.spoken import Spoken
from desktop.views.standing_question import Questioning
from desktop.views.tab_strip import Tab, TabStrip
from desktop.views.tokens import Space
from desktop.views.what_if_dialog import WhatIfDialog

LIST_WIDTH = 320


class PoolsPage(Questioning, Spoken):
    """Shows what it is told, emits what is wished; see `PoolsScreen`, `PoolsWishes` and `RulesWishes`."""

    name_given = Signal(str, str)
    members_chosen = Signal(str, object, bool)
    close_confirmed = Signal(str, str, str)
    what_if_confirmed = Signal()
    what_if_closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "page")
        self._lead = elided_label("second")
        self.found = button("primary")
        self.list = OpeningList(PoolButton, "pools-list")
        self.opened = OpenedPoolView()
        self.nothing = BlankPage()
        self.flow_in = FlowInView()
        self.parts = TabStrip("pools-part-", has_keys=False)
        self.parts.hide()
        self.what_if: WhatIfDialog | None = None
        self._body, self._whole = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.says(self.found.setText, "pools-found")
        self.parts.tab_asked.connect(lambda key: self.show_part(PoolsPart(key)))
        self.flow_in.opened.connect(lambda: self.show_part(PoolsPart.FLOW_IN))
        self.flow_in.offered.connect(self._offer)
        self.show_part(PoolsPart.POOLS)

    def serve(self, wishes: PoolsWishes, rules: RulesWishes) -> None:
        """Bring every wish to these presenters."""
        self.found.clicked.connect(lambda: wishes.found_asked())
        self.list.line_asked.connect(wishes.pool_asked)
        self.opened.rename_asked.connect(wishes.rename_asked)
        self.opened.open_asked.connect(wishes.open_asked)
        self.opened.close_asked.connect(wishes.close_asked)
        self.opened.members_asked.connect(wishes.members_asked)
        self.opened.member_act_asked.connect(wishes.member_act_asked)
        self.name_given.connect(wishes.name_given)
        self.members_chosen.connect(wishes.members_chosen)
        self.close_confirmed.connect(wishes.close_confirmed)
        self.opened.form.preset_asked.connect(rules.preset_asked)
        self.opened.form.save_asked.connect(rules.save_rules_asked)
        self.what_if_confirmed.connect(rules.what_if_confirmed)
        self.what_if_closed.connect(rules.what_if_closed)

    def show_part(self, part: PoolsPart) -> None:
        """The pools, or what flows into them."""
        self.parts.show_tabs([Tab(each.value) for each in PoolsPart], part.value)
        self._whole.setCurrentIndex(list(PoolsPart).index(part))

    def show_pools(self, lead: str, lines: Sequence[PoolLine], current: str, *, may_found: bool) -> None:
        """The list."""
        self._lead.setText(lead)
        self.found.setVisible(may_found)
        self.list.show_lines(lines, current)
        self._body.setCurrentIndex(0)

    def show_nothing(self, title: str, text: str, *, may_found: bool) -> None:
        """In place of all."""
        self._lead.setText("")
        self.found.setVisible(may_found)
        self.nothing.show_words(BlankKind.EMPTY, title, text)
        self._body.setCurrentWidget(self.nothing)

    def show_pool(self, pool: OpenedPool) -> None:
        """The opened one."""
        self.opened.show_pool(pool)

    def show_form(self, pool_id: str, rules: TypedRules) -> None:
        """Fill the form."""
        self.opened.form.show_form(rules)

    def show_rule_troubles(self, troubles: Mapping[str, str]) -> None:
        """Why the rules cannot be saved."""
        self.opened.form.show_troubles(troubles)

    def show_what_if(self, what_if: WhatIf) -> None:
        """Ask before saving, or say more of it."""
        if self.what_if is not None:
            self.what_if.show_what_if(what_if)
            return
        self.what_if = WhatIfDialog(what_if, self)
        self.what_if.confirmed.connect(self.what_if_confirmed)
        self.what_if.finished.connect(self._what_if_over)
        self.what_if.open()

    def show_outlook(self, outlook: Outlook) -> None:
        """What was counted."""
        if self.what_if is not None:
            self.what_if.show_outlook(outlook)

    def close_what_if(self) -> None:
        """It is saved, or cannot be so."""
        if self.what_if is not None:
            self.what_if.accept()

    def ask_name(self, question: NameQuestion) -> None:
        """What it is to be called."""
        dialog = NameDialog(question, self)
        dialog.answered.connect(self.name_given)
        self.put_question(dialog)

    def ask_members(self, question: MemberQuestion) -> None:
        """Who is to belong to it."""
        dialog = MembersDialog(question, self)
        dialog.answered.connect(self.members_chosen)
        self.put_question(dialog)

    def ask_close(self, question: CloseQuestion) -> None:
        """What becomes of its customers."""
        dialog = CloseDialog(question, self)
        dialog.answered.connect(self.close_confirmed)
        self.put_question(dialog)

    def show_question_trouble(self, text: str) -> None:
        """Why not."""
        self.refuse_answer(text)

    def close_question(self) -> None:
        """It is answered."""
        self.take_answer()

    def _offer(self, is_offered: bool) -> None:
        self.parts.setVisible(is_offered)
        if not is_offered:
            self.show_part(PoolsPart.POOLS)

    def _what_if_over(self) -> None:
        self.what_if = None
        self.what_if_closed.emit()

    def _lay_out(self) -> None:
        bar = frame("bar")
        bar.setFixedHeight(46)
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.addWidget(self._lead, 1)
        row.addWidget(self.found)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.opened)
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self.list.setMinimumWidth(240)
        self._body.addWidget(splitter)
        self._body.addWidget(self.nothing)
        pools = QWidget()
        inner = QVBoxLayout(pools)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(bar)
        inner.addWidget(self._body, 1)
        self._whole.addWidget(pools)
        self._whole.addWidget(self.flow_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.parts)
        column.addWidget(self._whole, 1)
