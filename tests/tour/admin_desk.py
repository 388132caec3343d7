"""The admin's day: pools opened, filled, ruled and closed; teams moved, departures recorded."""

import re
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from desktop.screens.pools import PoolTab
from desktop.screens.rules import Preset
from desktop.screens.window import Page
from desktop.views.pool_dialogs import CloseDialog, MembersDialog, NameDialog, PlacePick, PoolDialog
from desktop.views.pools_page import PoolsPage
from domain.company import SaveRuleset
from domain.identifiers import RulesetId
from sync.cache.answers import Submitted
from sync.identity import RandomIdentity
from tests.journeys.staff import names, press_step, team_page
from tests.server_process import administer
from tests.tour.desk import Desk


class AdminDesk(Desk):
    """A system admin's."""

    def open_pools(self, pool: str = "") -> PoolsPage:
        """公海设置, with this pool opened."""
        admin = self.rep
        admin.wait(lambda: Page.POOLS in admin.window.rail._buttons)
        admin.open_page(Page.POOLS)
        page = admin.window.findChild(PoolsPage)
        assert page is not None
        admin.wait(lambda: bool(page.list.buttons) and page.opened.form.rows["no_deal_days"].text != "")
        if pool:
            admin.wait(lambda: pool in [made.line.name for made in page.list.buttons])
            admin.click(next(made for made in page.list.buttons if made.line.name == pool))
            admin.wait(lambda: page.opened._name.text() == pool)
        return page

    def found_pool(self, name: str, members: tuple[str, ...], own_admin: str) -> None:
        admin, page = self.rep, self.open_pools()
        self.picture("pools")
        admin.click(page.found)
        asked = self._question(page, NameDialog)
        asked.name.setText(name)
        self.picture("found-pool", asked)
        admin.click(asked.confirm)
        admin.wait(lambda: page.opened._name.text() == name)
        for people, as_admin in ((members, False), ((own_admin,), True)):
            admin.click(page.opened.members.add)
            adding = self._question(page, MembersDialog)
            for person in adding.people.people:
                person.box.setChecked(person.candidate.name in people)
            adding.as_admin.setChecked(as_admin)
            self.picture("pool-members-chosen", adding) if not as_admin else None
            admin.click(adding.confirm)
            admin.wait(lambda: page.question is None)
        admin.click(page.opened.switch)
        admin.wait(lambda: page.opened._label.text() == "开启" and len(page.opened.members.views) == len(members) + 1)
        self.synced()
        self.check("its own admin is marked as such", "公海管理员" in admin.told(page.opened.members))
        self.show("F 4/17", f"{name}: {page.opened._note.text()}; {page.list.buttons[0].line.rules}")
        self.picture("pool-opened")

    def type_what_cannot_be(self, pool: str) -> None:
        admin, page = self.rep, self.open_pools(pool)
        self.press_tab(page.opened.tabs, PoolTab.RULES.value)
        form = page.opened.form
        self._type(page, no_first_follow_up_days="-3", holding_cap="很多", zone="Asia/Nowhere")
        admin.click(form.save)
        admin.wait(lambda: bool(form.rows["zone"].trouble))
        said = [form.rows[each].trouble for each in ("no_first_follow_up_days", "holding_cap", "zone")]
        self.check("each number that cannot be says why, and nothing is asked", all(said) and page.what_if is None)
        self.say("refused: " + "; ".join(said))
        self.picture("numbers-that-cannot-be")

    def set_rules(self, pool: str, preset: Preset, on: tuple[str, ...] = (), **numbers: str) -> None:
        """Fill in a preset, change these numbers, look at what would follow, and save; then have it hold at once."""
        admin, page = self.rep, self.open_pools(pool)
        self.press_tab(page.opened.tabs, PoolTab.RULES.value)
        form = page.opened.form
        admin.click(form.presets[preset])
        is_fanpu = preset is Preset.FANPU
        admin.wait(lambda: form.rows["protection_days"].is_ticked is is_fanpu and not form.rows["zone"].trouble)
        self.picture(f"preset-{preset.value}")
        self._type(page, **numbers)
        for setting in on:
            box = form.rows[setting].box
            assert box is not None
            box.setChecked(True)
        before = len(self._versions(pool))
        admin.click(form.save)
        admin.wait(lambda: page.what_if is not None and page.what_if.confirm.isVisible())
        asked = page.what_if
        assert asked is not None
        told = asked.told.text()
        self.picture(f"what-if-{preset.value}", asked)
        self.say("what if: " + " ".join(told.split()))
        said = re.findall(r"流出 (\d+) 位（现行规则 (\d+) 位）", told)
        self.check("the bars of the chart add up to what is said", said == [tuple(map(str, self._bars(page)))])
        admin.click(asked.confirm)
        admin.wait(lambda: page.what_if is None and len(self._versions(pool)) == before + 1)
        self._bring_forward(pool)
        admin.wait(lambda: len(self._versions(pool)) == before + 2)
        self.synced()
        admin.wait(lambda: "现行" in admin.told(page.opened.versions))
        self.picture(f"versions-{preset.value}")

    def move_team(self, team: str, below: str) -> None:
        admin, page = self.rep, team_page(self.rep)
        page.table.go_to_place(names(page).index(team))
        press_step(admin, page, "移动团队")
        admin.wait(lambda: page.move_dialog is not None)
        dialog = page.move_dialog
        assert dialog is not None
        dialog.choose(next(str(made.property("key")) for made in dialog._teams.buttons() if made.text() == below))
        admin.wait(dialog.confirm.isEnabled)
        self.say(f"move: {dialog.weighed.text()}")
        self.picture(f"move-below-{'east' if below == '华东大区' else 'south'}", dialog)
        admin.click(dialog.confirm)
        self.synced()
        admin.wait(lambda: {team, below} <= set(names(page)) and names(page).index(team) > names(page).index(below))

    def record_departure(self, person: str) -> None:
        admin, page = self.rep, team_page(self.rep)
        page.table.go_to_place(names(page).index(person))
        press_step(admin, page, "办理离职")
        dialog = admin.dialog()
        self.say("; ".join(line for line in admin.told(dialog).split("\n") if line))
        self.picture("departure", dialog)
        admin.click(next(made for made in dialog.findChildren(QPushButton) if made.text() == "办理离职"))
        admin.wait(lambda: f"{person} 已离职" in names(page))
        self.synced()
        self.picture("departed")

    def close_pool(self, database_url: str, pool: str, *, to_pool: str = "", to_team: str = "") -> None:
        """What it holds goes to that pool, or waits in that team."""
        admin, page = self.rep, self.open_pools(pool)
        admin.click(page.opened.switch)
        asked = self._question(page, CloseDialog)
        admin.click(asked.confirm)
        admin.wait(lambda: not asked.trouble.isHidden())
        self.say(f"without a choice: {asked.trouble.text()}")
        way, places = (asked.to_pool, asked.pools) if to_pool else (asked.to_team, asked.teams)
        way.setChecked(True)
        self._choose(places, to_pool or to_team)
        self.picture("close-pool" if to_pool else "close-last-pool", asked)
        self.say(" ".join(admin.told(asked).split()))
        admin.click(asked.confirm)
        admin.wait(lambda: page.opened._label.text() == "关闭")
        self.synced()
        # A serving process empties it with its next sweep; the command does it now.
        self.say(administer(database_url, "recycle").split("\n")[0])
        self.synced()
        admin.wait(lambda: "正在移出" not in page.opened._note.text())
        self.show("F 7/16", f"{pool}: {page.opened._note.text()}")

    def open_again(self, pool: str) -> None:
        page = self.open_pools(pool)
        self.picture("pool-closed")
        self.rep.click(page.opened.switch)
        self.rep.wait(lambda: page.opened._label.text() == "开启")
        self.synced()

    def _bring_forward(self, pool: str) -> None:
        """The form lets rules begin at a midnight; so that nobody has to wait for one, the same ones begin now."""
        cache, asked = self.entered.cache, list[Submitted]()
        directory, known = cache.directory, len(self._versions(pool))
        found = next(each for each in directory.all_pools().values() if each.name == pool)
        self.synced()
        self.rep.wait(lambda: len(directory.versions(found.id)) == known)
        newest = directory.versions(found.id)[-1]
        now = self.now()
        saved = SaveRuleset(found.id, RulesetId(RandomIdentity().new()), replace(newest, effective_from=now))
        self.rep.program.background.command(lambda: cache.office.submit([saved], now), asked.append)
        self.rep.wait(lambda: bool(asked) and bool(asked[0].accepted))
        self.say("the saved version begins at the next midnight; the admin's outbox asks for the same to begin now")
        self.synced()

    def _versions(self, pool: str) -> tuple[str, ...]:
        page = self.open_pools(pool)
        return tuple(line.name for line in page.opened.versions.shown)

    @staticmethod
    def _bars(page: PoolsPage) -> tuple[int, int]:
        """By the new rules and by the present ones."""
        assert page.what_if is not None
        days = page.what_if.chart._days
        return sum(day.candidate for day in days), sum(day.present for day in days)

    @staticmethod
    def _type(page: PoolsPage, **numbers: str) -> None:
        for setting, text in numbers.items():
            row = page.opened.form.rows[setting]
            assert row.edit is not None
            if row.box is not None:
                row.box.setChecked(True)
            row.edit.setText(text)

    def _question[D: PoolDialog](self, page: PoolsPage, kind: type[D]) -> D:
        self.rep.wait(lambda: isinstance(page.question, kind))
        assert isinstance(page.question, kind)
        return page.question

    @staticmethod
    def _choose(places: PlacePick, name: str) -> None:
        next(line for line in places.choices.actions() if line.text().strip() == name).trigger()
