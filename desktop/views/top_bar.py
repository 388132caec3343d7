"""The bar over every page: title, search, quotas, the sync pill."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from desktop import words
from desktop.screens.window import Page, Quota, Quotas, SyncPill
from desktop.views.buttons import button
from desktop.views.icons import icon
from desktop.views.known_button import KnownButton
from desktop.views.labels import IconView, frame, text_label, toned
from desktop.views.paint import sized, text_width
from desktop.views.spoken import Spoken
from desktop.views.tokens import TOP_BAR_HEIGHT, Space, TypeSize, tokens

TYPING_PAUSE_MS = 120
"""After this pause the search text is told; each letter by itself would only make the list flicker."""


ROOMY_WIDTH = 900


class SearchBox(QLineEdit):
    """Name, number or pinyin; `/` leads here, Esc leads back."""

    search_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(150)
        self.setMaximumWidth(300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(20, 0, 22, 0)
        self._glass = IconView("search", 15, parent=self)
        self._keycap = text_label("keycap", "/")
        self._keycap.setParent(self)
        self._keycap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._tell)

    def clear_quietly(self) -> None:
        """Empty the box without a wish."""
        self._told = ""
        self.clear()
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc or ↓ goes back to the list."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The glass stands at the left, the keycap at the right."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Other clothes make the keycap another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place()

    def _place(self) -> None:
        self._keycap.ensurePolished()
        size = self._keycap.sizeHint()
        self._keycap.resize(size)
        self._glass.move(9, (self.height() - self._glass.height()) // 2)
        self._keycap.move(QPoint(self.width() - size.width() - 8, (self.height() - size.height()) // 2))

    def _changed(self, text: str) -> None:
        self._keycap.setVisible(not text)
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.search_asked.emit(self._told)


class QuotaBar(Spoken):
    """今日认领 12 / 300 over a thin bar."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._quota = Quota(0, None)
        self._note = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_quota(self, quota: Quota, not_counted: int = 0) -> None:
        """So much of so much; and how many do not count."""
        self._quota, self._note = quota, not_counted
        self.say_again()

    def say_again(self) -> None:
        """The tooltip and the accessible name."""
        super().say_again()
        sentence = " ".join(text for text, _ in self._parts())
        self.setAccessibleName(sentence)
        self.setToolTip(words.say(f"{self._key}-tip"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole text; never cut."""
        return QSize(max(120, round(self._width()) + 4), 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Text, then the bar."""
        look, painter, left = tokens(), QPainter(self), 0.0
        for text, kind in self._parts():
            painter.setFont(sized(self.font(), TypeSize.SECOND, bold=kind == "strong"))
            colour = {"strong": look.text, "quiet": look.third}.get(kind, look.second)
            painter.setPen(QColor(colour))
            width = text_width(painter.font(), text)
            painter.drawText(QRectF(left, 1, width + 2, 19), Qt.AlignmentFlag.AlignVCenter, text)
            left += width + text_width(painter.font(), " ")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, 24, self.width(), 3)
        painter.setBrush(QColor(look.faint_line))
        painter.drawRoundedRect(bar, 1.5, 1.5)
        if self._quota.limit:
            part = min(1.0, self._quota.used / self._quota.limit)
            painter.setBrush(QColor(look.warning.ink if part >= 1 else look.primary))
            painter.drawRoundedRect(QRectF(0, 24, bar.width() * part, 3), 1.5, 1.5)

    def _parts(self) -> list[tuple[str, str]]:
        parts = [(words.say(self._key), ""), (words.grouped(self._quota.used), "strong")]
        if self._quota.limit is not None:
            parts.append((f"/ {words.grouped(self._quota.limit)}", ""))
        if self._note:
            parts.append((words.say("quota-not-counted", n=self._note), "quiet"))
        return parts

    def _width(self) -> float:
        plain = sized(self.font(), TypeSize.SECOND)
        fonts = [(sized(self.font(), TypeSize.SECOND, bold=kind == "strong"), text) for text, kind in self._parts()]
        return sum(text_width(font, text) + text_width(plain, " ") for font, text in fonts)


class TopBar(Spoken):
    """Title, search, quotas, pill."""

    pill_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        ground = frame("bar", self)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self.setFixedHeight(TOP_BAR_HEIGHT)
        self.title = text_label("title")
        self.search = SearchBox()
        self.known = KnownButton()
        self.claims, self.holding = QuotaBar("quota-claims"), QuotaBar("quota-holding")
        self.pill = button("pill")
        self.pill.setIconSize(QSize(12, 12))
        self.pill.hide()
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.LARGE, 0, Space.LARGE, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self.title)
        row.addWidget(self.search, 8)
        row.addWidget(self.known)
        row.addStretch(1)
        row.addWidget(self.claims)
        row.addWidget(self.holding)
        row.addWidget(self.pill)
        self.says(self.search.setPlaceholderText, "search-hint")
        self.says(self.search.setAccessibleName, "search-name")
        self.says(self.search.setToolTip, "search-tip")
        self.pill.clicked.connect(self.pill_clicked)
        self.show_quotas(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In the narrowest window every word but one has its room."""
        super().resizeEvent(event)
        self.known.show_word(is_shown=event.size().width() >= ROOMY_WIDTH)

    def show_page(self, page: Page) -> None:
        """Name the page; the search belongs to the register."""
        self.says(self.title.setText, f"title-{page.value}")
        self.search.setVisible(page is Page.CUSTOMERS)
        self.known.setVisible(page is Page.CUSTOMERS)

    def show_quotas(self, quotas: Quotas | None) -> None:
        """Show them, or none."""
        self.claims.setVisible(quotas is not None)
        self.holding.setVisible(quotas is not None)
        if quotas is not None:
            self.claims.show_quota(quotas.claims)
            self.holding.show_quota(quotas.holding, quotas.deals_not_counted)

    def show_pill(self, pill: SyncPill) -> None:
        """The state of things with the server."""
        self.pill.show()
        self.pill.setText(pill.text)
        self.pill.setAccessibleName(words.say("pill-name", state=pill.text))
        self.pill.setToolTip(pill.tooltip or words.say("pill-tip"))
        self.pill.setIcon(icon("dot", pill.tone))
        toned(self.pill, pill.tone)
