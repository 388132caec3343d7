"""Reps put tags on customers and cannot make any: Lin asks for one, whoever looks after the tags makes it."""

from PySide6.QtCore import Qt

from desktop.screens.lists import Column
from desktop.screens.tags import TagsTab
from desktop.screens.window import Page
from desktop.views.tag_card import TagPickerCard
from desktop.views.tag_dialogs import GrantDialog
from desktop.views.tags_page import TagsPage
from tests.tour.desk import Desk

WANTED, WHY, GROUP = "超厚铜板", "储能客户要 6 oz 以上，想单独挑出来", "工艺"


class Tagging:
    """Lin asks, Qian answers."""

    def __init__(self, lin: Desk, qian: Desk) -> None:
        self._lin = lin
        self._qian = qian

    def tell_who_may_make_tags(self) -> None:
        pages = {desk.login: desk.pages() for desk in (self._lin, self._qian)}
        has = {login: Page.TAGS.value in shown for login, shown in pages.items()}
        self._lin.check("only who looks after tags has their page", has == {"lin": False, "qian": True})

    def ask_for_one(self, name: str) -> None:
        """In the picker, over this customer of hers."""
        desk, lin = self._lin, self._lin.rep
        desk.go_to(name)
        card = self._pick()
        desk.type(WANTED, card.search)
        lin.wait(lambda: all(tick.isHidden() for tick in card.list.ticks))
        desk.picture("tag-missed")
        lin.click(card.ask)
        picker = lin.window.register.tag_picker
        lin.wait(lambda: picker.asking is not None)
        asking = picker.asking
        assert asking is not None
        desk.check("what she looked for stands there already", asking.name.text() == WANTED)
        desk.type(WHY, asking.why)
        desk.picture("tag-asked-for", asking)
        lin.click(asking.confirm)
        lin.wait(lambda: picker.asking is None)
        desk.in_front()
        desk.synced()

    def make_it(self) -> None:
        """The request is granted with a new tag of that name."""
        desk, qian = self._qian, self._qian.rep
        desk.in_front()
        desk.synced()
        qian.open_page(Page.TAGS)
        page = qian.window.findChild(TagsPage)
        assert page is not None
        desk.press_tab(page.tabs, TagsTab.REQUESTS.value)
        qian.wait(lambda: self._open_request(page) >= 0)
        view = page.requests.views[self._open_request(page)]
        desk.say(f"asked for: {view.line.name}, {view.line.who}, {view.line.why}")
        desk.picture("tag-requests")
        qian.click(view.grant)
        qian.wait(lambda: isinstance(page.question, GrantDialog))
        asked = page.question
        assert isinstance(asked, GrantDialog)
        next(line for line in asked.group.choices.actions() if line.text().strip() == GROUP).trigger()
        qian.wait(asked.confirm.isEnabled)
        desk.picture("tag-granted", asked)
        qian.click(asked.confirm)
        qian.wait(lambda: page.question is None)
        desk.in_front()
        desk.synced()
        desk.press_tab(page.tabs, TagsTab.TAGS.value)
        qian.click(next(made for made in page.groups.buttons if made.line.name == GROUP))
        qian.wait(lambda: WANTED in [made.line.name for made in page.tags.views])
        desk.picture("tags")

    def put_it_on(self, name: str) -> None:
        """By keyboard alone."""
        desk, lin = self._lin, self._lin.rep
        desk.in_front()
        desk.synced()
        desk.go_to(name)
        card = self._pick()
        lin.wait(lambda: "已通过" in lin.told(card))
        answer = next(line for line in lin.told(card).split("\n") if "已通过" in line)
        desk.type(WANTED, card.search)
        tick = next(each for each in card.list.ticks if each.tag.name == WANTED)
        lin.press(Qt.Key.Key_Down, card.search)
        lin.wait(tick.hasFocus)
        lin.press(Qt.Key.Key_Space, tick)
        lin.wait(card.apply.isEnabled)
        desk.picture("tag-put")
        lin.press(Qt.Key.Key_Return, tick)
        lin.wait(lambda: "已提交标签改动" in lin.notice)
        desk.synced()
        lin.wait(lambda: WANTED in desk.cell(Column.TAGS))
        desk.show("H 120", f"{answer}; {name}: {desk.cell(Column.TAGS)}")
        desk.picture("tagged")

    def _pick(self) -> TagPickerCard:
        lin = self._lin.rep
        self._lin.press_key(Qt.Key.Key_B)
        lin.wait(lambda: lin.window.register.tag_picker.card is not None)
        card = lin.window.register.tag_picker.card
        assert card is not None
        return card

    @staticmethod
    def _open_request(page: TagsPage) -> int:
        asked = [view.line.name if view.line.is_open else "" for view in page.requests.views]
        return asked.index(WANTED) if WANTED in asked else -1
