"""What a cell says when it could not be shown whole."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect
from PySide6.QtGui import QFont

from desktop.models.id_table import Role
from desktop.screens.cells import Act, Label, Labels, Meter, Named, Ruled, Text, plain
from desktop.views.paint import label_width, sized, text_width
from desktop.views.tokens import Space, TypeSize


def tooltip_of(index: QModelIndex, place: QRect, font: QFont) -> str:
    """The whole text of a cut cell, or what a cell wants to add; empty where there is nothing to add."""
    cell = index.data(Role.CELL) if index.isValid() else None
    room = place.width() - Space.SMALL - Space.TINY
    match cell:
        case Text(text=text, tooltip=tooltip):
            return tooltip or (text if text_width(font, text) > room else "")
        case Label(text=text):
            return text if label_width(font, text) > room else ""
        case Meter(text=text):
            return text if text_width(font, text) > room else ""
        case Act(tooltip=tooltip):
            return tooltip
        case Named(text=text, labels=labels):
            needed = text_width(sized(font, TypeSize.BODY, bold=True), text) + _width(labels, font)
            return plain(cell) if needed > room else ""
        case Labels(labels=labels):
            return plain(cell) if _width(labels, font) > room else ""
        case Ruled(label=label, rule=rule):
            needed = _width((label,), font) + text_width(sized(font, TypeSize.SECOND), rule)
            return plain(cell) if needed > room else ""
        case _:
            return ""


def _width(labels: tuple[Label, ...], font: QFont) -> float:
    return sum(label_width(font, label.text) + 4 for label in labels)
