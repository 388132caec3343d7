"""A state word stands where it was placed, and is never a window of its own; type is set for the language spoken."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import words
from desktop.screens.cells import Label, Tone
from desktop.screens.preferences import Language
from desktop.views.labels import StateLabel
from desktop.views.look import Look
from desktop.views.spoken import say_everything_again

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
PAID = Label("Paid", Tone.GOOD)


def test_a_state_word_that_nobody_placed_yet_is_no_window(qtbot: QtBot) -> None:
    made, changed = StateLabel(PAID), StateLabel()
    qtbot.addWidget(made)
    qtbot.addWidget(changed)
    changed.show_label(PAID)
    assert not made.isVisible()
    assert not changed.isVisible()


def test_a_state_word_shows_once_it_is_placed_and_leaves_with_nothing_to_say(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    inside = QVBoxLayout(place)
    early, late = StateLabel(PAID), StateLabel()
    inside.addWidget(early)
    inside.addWidget(late)
    with qtbot.waitExposed(place):
        place.show()
    assert early.isVisible()
    assert not late.isVisible()
    late.show_label(PAID)
    assert late.isVisible()
    early.show_label(None)
    assert not early.isVisible()


def test_a_state_word_placed_in_what_is_already_seen_is_seen_until_it_leaves(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    inside = QVBoxLayout(place)
    with qtbot.waitExposed(place):
        place.show()
    label = StateLabel(PAID)
    inside.addWidget(label)
    qtbot.waitUntil(label.isVisible, timeout=2000)
    label.hide()
    assert not label.isVisible()


def test_in_english_quotes_and_apostrophes_take_no_room_of_a_chinese_character(look: Look) -> None:
    words.speak(Language.ENGLISH)
    say_everything_again()
    metrics = QFontMetricsF(QApplication.font())
    assert all(metrics.horizontalAdvance(mark) < 0.6 * metrics.horizontalAdvance("中") for mark in "“”’")
    words.speak(Language.CHINESE)
    say_everything_again()
