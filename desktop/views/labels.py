"""Small passive widgets: a label that elides, a state word, a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.screens.cells import Label, Tone
from desktop.views.icons import paint_icon
from desktop.views.tokens import tokens


class ElidedLabel(QLabel):
    """One line that may be cut by the window's width, never by itself; cut, it tells the whole by its tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Some letters and the dots."""
        return QSize(min(48, self.sizeHint().width()), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it must be."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | self.alignment(), shown)


class WrappedLabel(QLabel):
    """Text in as many lines as it needs; layouts that know no height for a width cannot cut it."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        """Another text, perhaps of other height."""
        super().setText(text)
        self._need_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        self._need_height()

    def changeEvent(self, event: QEvent) -> None:
        """Another font is another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._need_height()

    def _need_height(self) -> None:
        # Qt answers with no less than the least height it has: what was needed before must not count.
        self.setMinimumHeight(0)
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


class IconView(QWidget):
    """An icon that only shows; drawn at painting time, so that it follows the theme."""

    def __init__(self, name: str, size: int, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show this one."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        painter = QPainter(self)
        paint_icon(painter, self._name, QRectF(self.rect()), tokens().tint(self._tone).ink)


class StateLabel(QLabel):
    """A state word on its tinted ground; it is seen only where it has been placed."""

    def __init__(self, label: Label | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: Label | None = None
        self.setProperty("kind", "state")
        self.setIndent(0)  # Padding from the stylesheet makes QLabel add half a letter of its own, on one side.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_label(label)

    def show_label(self, label: Label | None) -> None:
        """Show this one; None shows nothing."""
        self._label = label
        self._show_where_placed()
        if label is not None:
            self.setText(label.text)
            toned(self, label.tone)
            self.ensurePolished()  # Before a layout asks for the size: the stylesheet's type is smaller.

    def _show_where_placed(self) -> None:
        if self.parentWidget() is not None or self._label is None:
            self.setVisible(self._label is not None)
        else:
            # Shown without a parent it would be a window of its own. The layout that takes it in shows it; shown on
            # its way there, Qt would hold it for hidden and never hide it again.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)


def toned(widget: QWidget, tone: Tone) -> None:
    """Give a widget another tone."""
    kinded(widget, "tone", tone.value)


def kinded(widget: QWidget, name: str, value: str) -> None:
    """Set what the stylesheet asks for, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def text_label(kind: str = "", text: str = "", *, wraps: bool = False) -> QLabel:
    """A label of this kind."""
    label = WrappedLabel(text) if wraps else QLabel(text)
    label.setProperty("kind", kind)
    label.setIndent(0)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.ensurePolished()
    return label


def elided_label(kind: str = "", text: str = "") -> ElidedLabel:
    """A label of this kind that may be cut."""
    label = ElidedLabel(text)
    label.setProperty("kind", kind)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def frame(kind: str, parent: QWidget | None = None) -> QFrame:
    """A frame of this kind."""
    made = QFrame(parent)
    made.setProperty("kind", kind)
    return made
