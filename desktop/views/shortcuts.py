"""Keys: made from the one registry, asleep while somebody types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop import words
from desktop.screens.actions import KEYS, Action, Place

_CONTEXTS = {
    Place.WINDOW: Qt.ShortcutContext.WindowShortcut,
    Place.TABLE: Qt.ShortcutContext.WidgetShortcut,
    Place.ENTRY: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Place.EXAMINATION: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}

_REPEATED = frozenset(
    {
        Action.NEXT_ROW,
        Action.PREVIOUS_ROW,
        Action.NEXT_REQUEST,
        Action.PREVIOUS_REQUEST,
        Action.PICTURE_LARGER,
        Action.PICTURE_SMALLER,
    }
)
"""Those that go on as long as the key is held."""

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


def bind(action: Action, owner: QWidget, do: Callable[[], object]) -> None:
    """Give the action its keys while `owner` is visible (and has the focus, where the registry says so)."""
    key = KEYS[action]

    def act() -> None:
        if not (key.sleeps_while_typing and somebody_types()):
            do()

    for sequence in key.keys:
        shortcut = QShortcut(QKeySequence(sequence), owner)
        shortcut.setContext(_CONTEXTS[key.place])
        shortcut.setAutoRepeat(action in _REPEATED)
        shortcut.activated.connect(act)


def somebody_types() -> bool:
    """A text field has the focus; single letters belong to it (and to its input method)."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit) and focused.isReadOnly():
        return False
    return isinstance(focused, _TYPED_INTO)


def shown_key(action: Action) -> str:
    """The first key, as the system writes it."""
    return written(KEYS[action].keys[0])


def written(sequence: str) -> str:
    """A key as it is printed on keyboards."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    return {"Down": "↓", "Up": "↑", "Left": "←", "Right": "→"}.get(native, native.replace("Return", "Enter"))


def tip(action: Action, word: str = "") -> str:
    """The tooltip of a button that does this: 释放 (R)."""
    return words.say("tip-with-key", word=word or words.say(f"action-{action.value}"), key=shown_key(action))
