"""A customer in a window of its own: the same panel, with more room. Several may stand open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.screens.actions import Action
from desktop.screens.customer import CustomerPanel
from desktop.views.customer_panel import CustomerPanelView
from desktop.views.shortcuts import bind

FIRST_SIZE = QSize(760, 860)
_LEAST = QSize(420, 480)


class CustomerPane(CustomerPanelView):
    """The panel in a window: it tells whose it is, so that the window is called so."""

    named = Signal(str)

    def show_customer(self, panel: CustomerPanel | None) -> None:
        """As everywhere; its own window needs no button that opens one."""
        super().show_customer(panel)
        self.head.window_button.hide()
        self.named.emit("" if panel is None else panel.name)


class CustomerWindow(QWidget):
    """Lives as long as it is open. Tells what is typed before it goes."""

    closed = Signal()
    size_changed = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(_LEAST)
        self.resize(FIRST_SIZE)
        self.panel = CustomerPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.panel.named.connect(self.setWindowTitle)
        bind(Action.COPY_LINK, self, self.panel.head.copy_link)

    def show_size(self, width: int, height: int) -> None:
        """As large as the last one was left, where the screen has room."""
        room = self.screen().availableGeometry().size()
        self.resize(QSize(width, height).boundedTo(room).expandedTo(_LEAST))

    def come(self) -> None:
        """To the front, ready to be written in."""
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """With everything that is typed told."""
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how large it is now."""
        super().resizeEvent(event)
        if self.isVisible():
            self.size_changed.emit(self.width(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, once no editor has taken it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is kept."""
        self.panel.tell_drafts()
        self.closed.emit()
        super().closeEvent(event)
