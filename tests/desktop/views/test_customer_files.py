"""Files of a follow-up: let fall, pasted or picked; none is taken that does not fit, and all of them find room."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.pictures import decoded
from desktop.views.quick_entry import QuickEntry
from tests.desktop.presenters.desk import Desk
from tests.desktop.views.at_a_customer import Stage, panel_at, sit_down
from tests.desktop.views.test_keys import press

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def papers(folder: Path, count: int) -> list[Path]:
    made = [folder / f"报价{number}.pdf" for number in range(1, count + 1)]
    for path in made:
        path.write_bytes(b"%PDF-1.7 quote")
    return made


def holding(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def picture() -> QMimeData:
    mime = QMimeData()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    mime.setImageData(image)
    return mime


def names(entry: QuickEntry) -> list[str]:
    return [file.name for file in entry.files.files]


def said(entry: QuickEntry) -> list[str]:
    """What stands in the rows."""
    return [label.text() for row in entry.files._rows for label in row.findChildren(QLabel) if label.text()]


def entry_of(stage: Stage) -> tuple[QuickEntry, Desk]:
    panel, desk = panel_at(stage, "follow-ups")
    return panel.entry, desk


def test_files_that_are_let_fall_on_the_entry_are_attached(stage: Stage, tmp_path: Path) -> None:
    entry, _ = entry_of(stage)
    mime = holding(papers(tmp_path, 2))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9), copy, mime, left, none)
    QApplication.sendEvent(entry, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(entry, QDropEvent(QPointF(9, 9), copy, mime, left, none))
    assert names(entry) == ["报价1.pdf", "报价2.pdf"]
    assert entry.draft.files == tuple(file.id for file in entry.files.files)


def test_words_that_are_let_fall_are_not_taken_for_files(stage: Stage) -> None:
    entry, _ = entry_of(stage)
    mime = QMimeData()
    mime.setText("报价")
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    entering.setAccepted(False)
    QApplication.sendEvent(entry, entering)
    assert not entering.isAccepted()


def test_files_are_pasted_into_the_text_and_words_are_written(stage: Stage, tmp_path: Path) -> None:
    entry, _ = entry_of(stage)
    entry.text.setFocus()
    QApplication.clipboard().setMimeData(holding(papers(tmp_path, 1)))
    press(entry.text, "Ctrl+V")
    QApplication.clipboard().setText("as agreed")
    press(entry.text, "Ctrl+V")
    assert (names(entry), entry.text.toPlainText()) == (["报价1.pdf"], "as agreed")


def test_a_pasted_picture_is_made_a_file_behind_the_screen_and_shown_as_coming(stage: Stage) -> None:
    entry, desk = entry_of(stage)
    entry.text.setPlainText("screenshot")
    QApplication.clipboard().setMimeData(picture())
    desk.background.hold()
    entry.text.setFocus()
    press(entry.text, "Ctrl+V")
    assert (names(entry), said(entry)) == ([], ["截图 1.png", "…"])
    assert not entry.save.isEnabled(), "it goes with the follow-up"
    desk.background.let_go()
    assert names(entry) == ["截图 1.png"] and "…" not in said(entry)
    assert entry.save.isEnabled()
    (file,) = entry.files.files
    content = desk.cache.attachments.content(file.id)
    assert content is not None and file.thumbnail
    image = decoded(content)
    assert image is not None and (image.width(), image.height()) == (40, 30)


def test_a_file_that_is_refused_leaves_its_place_and_says_why(stage: Stage, tmp_path: Path) -> None:
    entry, desk = entry_of(stage)
    entry.text.setPlainText("see there")
    disguised = tmp_path / "setup.pdf"
    disguised.write_bytes(b"MZ")
    desk.background.hold()
    entry.files.take(holding([disguised, *papers(tmp_path, 1)]))
    assert said(entry) == ["setup.pdf", "…", "报价1.pdf", "…"]
    desk.background.let_go()
    assert names(entry) == ["报价1.pdf"] and not entry.files.is_waiting
    assert entry._trouble.text().startswith("「setup.pdf」没有附上")
    assert entry.save.isEnabled() and entry.text.toPlainText() == "see there"


def test_nine_files_are_picked_and_of_the_tenth_is_said_why_not(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    entry, _ = entry_of(stage)
    QTest.mouseClick(entry.attach, Qt.MouseButton.LeftButton)
    dialog = entry.window().findChildren(QFileDialog)[-1]
    dialog.filesSelected.emit([str(path) for path in papers(tmp_path, 10)])
    dialog.close()
    assert names(entry) == [f"报价{number}.pdf" for number in range(1, 10)]
    assert entry._trouble.text() == "一条跟进最多 9 个附件"
    entry.files.take(picture())
    assert len(entry.files.files) == 9


def test_those_on_their_way_count_too(stage: Stage, tmp_path: Path) -> None:
    entry, desk = entry_of(stage)
    desk.background.hold()
    entry.files.take(holding(papers(tmp_path, 8)))
    entry.files.take(picture())
    entry.files.take(picture())
    assert entry._trouble.text() == "一条跟进最多 9 个附件"
    desk.background.let_go()
    assert names(entry)[-1] == "截图 9.png" and len(names(entry)) == 9


def test_a_cross_takes_a_file_off(stage: Stage, tmp_path: Path) -> None:
    entry, _ = entry_of(stage)
    entry.files.take(holding(papers(tmp_path, 2)))
    (cross,) = [
        made
        for row in entry.files._rows
        for made in row.findChildren(QToolButton)
        if made.accessibleName() == "去掉附件：报价1.pdf"
    ]
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert names(entry) == ["报价2.pdf"]
    assert entry.draft.files == (entry.files.files[0].id,)


@pytest.mark.parametrize("height", [720, 900])
def test_nine_files_leave_room_for_everything_else(stage: Stage, height: int, tmp_path: Path, qtbot: QtBot) -> None:
    window, _ = sit_down(stage, 1280, height)
    panel = window.register.panel
    entry, tabs = panel.entry, panel.tabs
    entry.files.take(holding(papers(tmp_path, 9)))
    bar = entry.files.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum(), timeout=2000)
    assert window.height() == height
    qtbot.waitUntil(lambda: entry.height() >= entry.minimumSizeHint().height(), timeout=2000)
    shown: list[QWidget] = [entry, tabs.strip, tabs.follow_ups]
    qtbot.waitUntil(
        lambda: all(widget.visibleRegion().boundingRect() == widget.rect() for widget in shown), timeout=2000
    )
    assert entry.files.geometry().bottom() < entry.save.geometry().top()
