"""Every act that has a key: one registry feeds the shortcuts, the tooltips, the help and a test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """An act of the keyboard; its word is the message `action-<value>`."""

    SEARCH = "search"
    TAB_1 = "tab-1"
    TAB_2 = "tab-2"
    TAB_3 = "tab-3"
    TAB_4 = "tab-4"
    TAB_5 = "tab-5"
    TAB_6 = "tab-6"
    NEXT_ROW = "next-row"
    PREVIOUS_ROW = "previous-row"
    TICK = "tick"
    TICK_ALL = "tick-all"
    UNTICK = "untick"
    OPEN = "open"
    COPY = "copy"
    NEW_CUSTOMER = "new-customer"
    FOLLOW_UP = "follow-up"
    CLAIM = "claim"
    RELEASE = "release"
    TAKE_BACK = "take-back"
    ASSIGN = "assign"
    EXTEND = "extend"
    LOCK = "lock"
    UNLOCK = "unlock"
    TAG = "tag"
    CONVERT_TO_POOL = "convert-to-pool"
    CONVERT_TO_ORDINARY = "convert-to-ordinary"
    GRANT = "grant"
    DECLINE = "decline"
    NEXT_REQUEST = "next-request"
    PREVIOUS_REQUEST = "previous-request"
    PICTURE_LARGER = "picture-larger"
    PICTURE_SMALLER = "picture-smaller"
    PICTURE_WHOLE = "picture-whole"
    PICTURE_TURN = "picture-turn"
    OPEN_WINDOW = "open-window"
    COPY_LINK = "copy-link"
    KIND_1 = "kind-1"
    KIND_2 = "kind-2"
    KIND_3 = "kind-3"
    KIND_4 = "kind-4"
    KIND_5 = "kind-5"
    WHOM = "whom"
    NEXT_DATE = "next-date"
    ATTACH = "attach"
    SAVE = "save"
    UNDO = "undo"
    SYNC = "sync"
    HELP = "help"


class Place(StrEnum):
    """Where a key is awake."""

    WINDOW = "window"
    TABLE = "table"
    ENTRY = "entry"
    EXAMINATION = "examination"


@dataclass(frozen=True, slots=True)
class Key:
    """The keys of an action, the first one is shown. Single letters sleep while text is being typed."""

    keys: tuple[str, ...]
    place: Place = Place.WINDOW

    @property
    def sleeps_while_typing(self) -> bool:
        """True for keys that a text field needs itself."""
        return any(len(key) == 1 for key in self.keys)


DEEDS = (
    Action.CLAIM,
    Action.RELEASE,
    Action.TAKE_BACK,
    Action.ASSIGN,
    Action.EXTEND,
    Action.LOCK,
    Action.UNLOCK,
    Action.CONVERT_TO_POOL,
    Action.CONVERT_TO_ORDINARY,
)
"""What is done with customers, one or many: by a row's button, the batch bar, the panel's menu or a key."""


KEYS: dict[Action, Key] = {
    Action.SEARCH: Key(("/",)),
    Action.TAB_1: Key(("Ctrl+1",)),
    Action.TAB_2: Key(("Ctrl+2",)),
    Action.TAB_3: Key(("Ctrl+3",)),
    Action.TAB_4: Key(("Ctrl+4",)),
    Action.TAB_5: Key(("Ctrl+5",)),
    Action.TAB_6: Key(("Ctrl+6",)),
    Action.NEXT_ROW: Key(("J", "Down"), Place.TABLE),
    Action.PREVIOUS_ROW: Key(("K", "Up"), Place.TABLE),
    Action.TICK: Key(("Space",), Place.TABLE),
    Action.TICK_ALL: Key(("Ctrl+A",), Place.TABLE),
    Action.UNTICK: Key(("Esc",), Place.TABLE),
    Action.OPEN: Key(("Return", "Enter"), Place.TABLE),
    Action.COPY: Key(("Ctrl+C",), Place.TABLE),
    Action.NEW_CUSTOMER: Key(("N",)),
    Action.FOLLOW_UP: Key(("L",)),
    Action.CLAIM: Key(("C",)),
    Action.RELEASE: Key(("R",)),
    Action.TAKE_BACK: Key(("T",)),
    Action.ASSIGN: Key(("A",)),
    Action.EXTEND: Key(("E",)),
    Action.LOCK: Key(("H",)),
    Action.UNLOCK: Key(("U",)),
    Action.TAG: Key(("B",)),
    Action.CONVERT_TO_POOL: Key(("P",)),
    Action.CONVERT_TO_ORDINARY: Key(("O",)),
    Action.GRANT: Key(("G",)),
    Action.DECLINE: Key(("D",)),
    Action.NEXT_REQUEST: Key(("Right", "Down", "J"), Place.EXAMINATION),
    Action.PREVIOUS_REQUEST: Key(("Left", "Up", "K"), Place.EXAMINATION),
    Action.PICTURE_LARGER: Key(("+", "="), Place.EXAMINATION),
    Action.PICTURE_SMALLER: Key(("-",), Place.EXAMINATION),
    Action.PICTURE_WHOLE: Key(("0",), Place.EXAMINATION),
    Action.PICTURE_TURN: Key(("R",), Place.EXAMINATION),
    Action.OPEN_WINDOW: Key(("Ctrl+Return", "Ctrl+Enter"), Place.TABLE),
    Action.COPY_LINK: Key(("Ctrl+Shift+C",)),
    Action.KIND_1: Key(("Alt+1",), Place.ENTRY),
    Action.KIND_2: Key(("Alt+2",), Place.ENTRY),
    Action.KIND_3: Key(("Alt+3",), Place.ENTRY),
    Action.KIND_4: Key(("Alt+4",), Place.ENTRY),
    Action.KIND_5: Key(("Alt+5",), Place.ENTRY),
    Action.WHOM: Key(("Alt+C",), Place.ENTRY),
    Action.NEXT_DATE: Key(("Alt+N",), Place.ENTRY),
    Action.ATTACH: Key(("Alt+A",), Place.ENTRY),
    Action.SAVE: Key(("Ctrl+Return", "Ctrl+Enter"), Place.ENTRY),
    Action.UNDO: Key(("Ctrl+Z",)),
    Action.SYNC: Key(("F5",)),
    Action.HELP: Key(("?",)),
}
