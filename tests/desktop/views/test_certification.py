"""认证 in widgets: fields that take what is typed and pasted, an image to look at closely, keys of the examination."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.screens.certification import CertificationScreen, FormField
from desktop.screens.examination import ExaminationScreen
from desktop.screens.review import ReviewAct
from desktop.screens.window import Page
from desktop.views.certification_card import CertificationView
from desktop.views.day_field import DayField, day_in
from desktop.views.licence_field import LicenceField
from desktop.views.main_window import MainWindow
from desktop.views.picture_view import LARGEST, PictureView
from desktop.views.pictures import LONGEST_SIDE, decoded, encoded
from desktop.views.review_page import ReviewPage
from desktop.views.uscc_field import UsccField
from tests.desktop.presenters.certifying import USCC, png
from tests.desktop.views import certification_scenes
from tests.desktop.views.test_keys import heard
from tests.desktop.views.test_screens import told_to

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

type Stage = Callable[..., QWidget]


def card_of(window: QWidget) -> CertificationView:
    view = window.findChild(CertificationView)
    assert view is not None
    return view


def page_of(window: QWidget) -> ReviewPage:
    assert isinstance(window, MainWindow)
    page = window._pages[Page.REVIEW]
    assert isinstance(page, ReviewPage)
    return page


def test_both_can_be_told_all_that_their_protocols_say(stage: Stage) -> None:
    windows = stage(certification_scenes.none_yet), stage(certification_scenes.examination)
    card: CertificationScreen = card_of(windows[0])
    page: ExaminationScreen = page_of(windows[1])
    for screen, protocol in ((card, CertificationScreen), (page, ExaminationScreen)):
        assert [name for name in told_to(protocol) if not callable(getattr(screen, name, None))] == []


@pytest.mark.parametrize("pasted", [USCC, USCC.lower(), "91 350100 M000100Y4 3", f" {USCC[:9]}-{USCC[9:]}XYZ "])
def test_a_code_is_taken_however_it_is_written_and_shown_in_groups(qtbot: QtBot, pasted: str) -> None:
    field = UsccField()
    qtbot.addWidget(field)
    field.insert(pasted)
    field.textEdited.emit(field.text())
    assert (field.code, field.text()) == (USCC, "91 350100 M000100Y4 3")


def test_a_letter_put_into_the_middle_of_a_code_leaves_the_cursor_behind_it(qtbot: QtBot) -> None:
    field = UsccField()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "91350100M00")
    field.setCursorPosition(4)
    QTest.keyClicks(field, "7")
    assert field.text() == "91 375010 0M00" and field.text()[: field.cursorPosition()] == "91 37"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2015-03-01", date(2015, 3, 1)),
        ("2015-3-1", date(2015, 3, 1)),
        ("2015/3/1", date(2015, 3, 1)),
        ("2015.03.01", date(2015, 3, 1)),
        ("20150301", date(2015, 3, 1)),
        ("2015年3月1日", date(2015, 3, 1)),
        ("2015-02-29", None),
        ("15-03-01", None),
        ("2015-03", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_paper_and_hands_write_it(written: str, meant: date | None) -> None:
    assert day_in(written) == meant


def test_a_day_is_tidied_once_it_is_left_and_half_of_one_is_none(qtbot: QtBot) -> None:
    field = DayField("certification-founded-on")
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "2015.3")
    assert field.value is None and field.is_half_written
    QTest.keyClicks(field.line, ".1")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "2015-03-01" and not field.is_half_written


def test_an_image_is_looked_at_closely_turned_and_never_lost_out_of_sight(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    view.show_picture(image)
    for _ in range(20):
        view.larger()
    assert view.zoom == LARGEST
    view.turn()
    assert (view.quarter_turns, view.zoom) == (1, 1.0)
    place = view._place()
    assert place.height() > place.width(), "what lay on its side stands"
    view.larger()
    view.show_picture(image)
    assert view.zoom > 1.0 and view.quarter_turns == 1, "the same image again stays as it is turned"
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    QTest.mouseMove(view, view.rect().topLeft())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    assert view._place().intersects(view.rect().toRectF())
    view.fit()
    assert view.zoom == 1.0


def test_a_huge_image_is_decoded_smaller_and_what_is_none_is_none() -> None:
    image = QImage(QSize(LONGEST_SIDE * 2, 40), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    small = decoded(encoded(image))
    assert small is not None and small.width() == LONGEST_SIDE
    assert decoded(b"MZ") is None and decoded(png()[:40]) is None


def test_files_and_images_are_taken_and_anything_else_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    field = LicenceField()
    qtbot.addWidget(field)
    chosen, pasted = heard(field.chosen), heard(field.pasted)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "执照.jpg"))])
    image = QMimeData()
    image.setImageData(QImage.fromData(png()))
    text = QMimeData()
    text.setText("执照")
    assert (field.take(files), field.take(image), field.take(text)) == (True, True, False)
    assert chosen == [([str(tmp_path / "执照.jpg")],)]
    (content,) = pasted[0]
    assert isinstance(content, bytes) and decoded(content) is not None


def test_what_is_missing_is_said_and_what_is_typed_stays(stage: Stage) -> None:
    window = stage(certification_scenes.form_troubled)
    view = card_of(window)
    assert view.is_form_open and view.form.trouble.text() == "还差：营业执照"
    assert view.form.said[FormField.USCC].isVisible() and view.form.said[FormField.CAPITAL].isVisible()
    assert view.typed.capital == "三百万"
    QGuiApplication.clipboard().setText("执照")
    QTest.mouseClick(view.form.licence.paste, Qt.MouseButton.LeftButton)
    assert view.form.trouble.text() == "剪贴板里没有图片或文件"
    left = heard(view.form_left)
    QTest.keyClick(view.form.name, Qt.Key.Key_Escape)
    assert len(left) == 1 and not view.is_form_open


def test_the_examination_is_gone_through_and_looked_at_by_keyboard_alone(stage: Stage, qtbot: QtBot) -> None:
    page = page_of(stage(certification_scenes.examination))
    examined = page.examination
    first, image = examined.current_id, examined.picture.view
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_R, Qt.Key.Key_Plus):
        QTest.keyClick(examined, key)
    assert image.quarter_turns == 1 and image.zoom > 1.0
    QTest.keyClick(examined, Qt.Key.Key_0)
    assert image.zoom == 1.0
    QTest.keyClick(examined, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: examined.current_id != first, timeout=2000)
    QTest.keyClick(examined, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: examined.current_id == first, timeout=2000)
    told = heard(page.act_asked)
    QTest.keyClick(examined, Qt.Key.Key_D)
    assert told == [(first, ReviewAct.DECLINE.value)] and page.asking is not None
    assert not page.asking.confirm.isEnabled(), "a reason comes first"
    page.asking.note.setText("照片不清")
    assert page.asking.confirm.isEnabled()
    page.asking.reject()
    QTest.keyClick(examined, Qt.Key.Key_Escape)
    assert not examined.isVisible() and page.table.isVisible()
