"""Looking a company up, each of its answers, and the form of a new customer; filled with invented values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.screens.cells import Label, Tone
from desktop.screens.choice import Choice
from desktop.screens.known import KnownCard, KnownState
from desktop.screens.new_customer import EntryChecks, EntryField, EntryForm
from desktop.views.known import EntryView, KnownView
from desktop.views.main_window import MainWindow
from tests.desktop.views.invented import told
from tests.desktop.views.stage import dialog_of

NAME = "深圳市创芯科技有限公司"
LONG = "内蒙古自治区呼和浩特市金川开发区北方智能电气自动化设备制造有限责任公司"


def steps(*keys: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"{key}:1", words.say(f"known-step-{key}")) for key in keys)


def card(key: str, tone: Tone, name: str = NAME, done: tuple[str, ...] = (), **facts: str) -> KnownCard:
    return KnownCard(
        name, Label(words.say(f"known-{key}"), tone), words.say(f"known-{key}-text", **facts), steps(*done)
    )


def who() -> str:
    return told("陈晓（华南二组）", "陈晓 (华南二组)")


def pool_name() -> str:
    return told("华南公海", "South")


def in_pool(name: str = NAME) -> KnownCard:
    return card("in-pool", Tone.PRIMARY, name, ("claim", "open"), pool=pool_name())


def held(name: str = NAME) -> KnownCard:
    return card("held-by", Tone.WARNING, name, who=who())


def sure() -> str:
    return words.say("known-source-sure", when=told("今天 14:02", "today 14:02"))


def found() -> KnownState:
    return KnownState(NAME, sure(), Tone.NEUTRAL, held())


def free() -> KnownState:
    return KnownState(NAME, sure(), Tone.NEUTRAL, in_pool())


def near() -> KnownState:
    unknown = card("unknown", Tone.NEUTRAL, told("创新科技", "chuangxin"), ("enter",))
    likes = (
        in_pool(),
        held(LONG),
        card("mine", Tone.GOOD, "东莞创芯科技公司", ("open",)),
        card("pending", Tone.NEUTRAL, "创芯科技（惠州）有限公司", people=told("吴靖（销售部）", "吴靖 (销售部)")),
        card("registered-not-in-crm", Tone.NEUTRAL, "苏州创芯科技有限公司"),
    )
    return KnownState(unknown.name, sure(), Tone.NEUTRAL, unknown, likes)


def offline() -> KnownState:
    unseen = card("unseen", Tone.NEUTRAL, NAME, ("enter",))
    return KnownState(NAME, words.say("known-source-offline"), Tone.WARNING, unseen, retry=words.say("known-retry"))


def unfinished() -> KnownState:
    return KnownState(draft=card("draft", Tone.PRIMARY, NAME, ("resume", "discard")))


def looking_up(state: Callable[[], KnownState], width: int, height: int) -> QWidget:
    """The window over the register."""
    from tests.desktop.views.scenes import pool

    made = pool(width, height)
    view = KnownView(made.top.known, made)
    view.open_known(KnownState())
    assert view.opened is not None
    view.opened.field.setText(state().typed)
    view.show_known(state())
    return dialog_of(made)


def form(*, pools: int = 2) -> EntryForm:
    typed = {
        EntryField.NAME: NAME,
        EntryField.USCC: "91440300708461136T",
        EntryField.CITY: "深圳",
        EntryField.CONTACT_NAME: "王工",
        EntryField.PHONE: "139-0000-3333",
        EntryField.NOTE: told("展会认识，要四层板打样", "Met at the fair; wants samples of four layers"),
    }
    names = (Choice("1", pool_name()), Choice("2", told("华东公海", "East")))
    return EntryForm(typed, names[:pools], "1" if pools else "", {EntryField.REGION: ("广东", "广西")})


def entering(checks: Callable[[], EntryChecks], pools: int, width: int, height: int) -> MainWindow | QWidget:
    """The form over the register."""
    from tests.desktop.views.scenes import pool

    made = pool(width, height)
    view = EntryView(made)
    view.open_entry(form(pools=pools), checks())
    return dialog_of(made)


def right() -> EntryChecks:
    return EntryChecks(words.say("entry-cost", holding=431, cap=500), can_confirm=True)


def wrong() -> EntryChecks:
    conflict = words.say(
        "said-with-advice",
        what=words.say("reason-phone-conflict", known="held_by", who=who(), pool=pool_name()),
        now=words.say("reason-phone-conflict-now", known="held_by"),
    )
    return EntryChecks(words.say("entry-cost", holding=431, cap=500), {EntryField.PHONE: conflict})


def full() -> EntryChecks:
    trouble = words.say(
        "said-with-advice",
        what=words.say("reason-cap-reached", holding=500, cap=500),
        now=words.say("reason-cap-reached-now"),
    )
    return EntryChecks(words.say("entry-cost", holding=500, cap=500), trouble=trouble)


def ordinary() -> EntryChecks:
    return EntryChecks(words.say("entry-cost-ordinary"), can_confirm=True)


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "known-start": partial(looking_up, unfinished),
    "known-held": partial(looking_up, found),
    "known-free": partial(looking_up, free),
    "known-near": partial(looking_up, near),
    "known-offline": partial(looking_up, offline),
    "entry-form": partial(entering, right, 2),
    "entry-conflict": partial(entering, wrong, 1),
    "entry-full": partial(entering, full, 2),
    "entry-ordinary": partial(entering, ordinary, 0),
}
