"""The stylesheet, woven from the tokens. Widgets say what they are with the properties `kind` and `tone`."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from desktop.views.tokens import FAMILIES, Radius, Tokens, TypeSize

_SHEET = Template("""
QWidget { color: $text; }
QToolTip, QAbstractItemView, QMenu, QMenuBar, QMessageBox, QStatusBar { font-family: $families; font-size: ${body}px; }
QMainWindow, QDialog, QWidget[kind="page"] { background: $surface; }
QWidget[kind="backdrop"] { background: $background; }
QToolTip { color: $text; background: $raised; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[kind="name"] { font-size: 15px; font-weight: bold; }
QLabel[kind="strong"] { font-weight: bold; }
QLabel[kind="section"] { font-size: ${body}px; font-weight: bold; }
QLabel[kind="second"] { color: $second; font-size: ${second_size}px; }
QLabel[kind="quiet"] { color: $third; font-size: ${second_size}px; }
QLabel[kind="trouble"] { color: $bad_ink; font-weight: bold; }
QLabel[kind="differs"] { color: $warning_ink; background: $warning_ground; font-size: ${second_size}px;
    padding: 2px 6px; border-radius: ${label_radius}px; }
QLabel[kind="field-trouble"] { color: $bad_ink; font-size: ${second_size}px; }
QLabel[kind="brand"] { color: $primary; font-size: ${title}px; font-weight: bold; letter-spacing: 1px; }
QLabel[kind="keycap"] { color: $second; background: $background; border: 1px solid $line; border-radius: 4px;
    font-size: ${label}px; padding: 1px 6px; }
QLabel[kind="state"] { font-size: ${label}px; padding: 1px 6px; border-radius: ${label_radius}px; }
QLabel[tone="neutral"] { color: $neutral_ink; background: $neutral_ground; }
QLabel[tone="primary"] { color: $primary_tint_ink; background: $primary_tint_ground; }
QLabel[tone="good"] { color: $good_ink; background: $good_ground; }
QLabel[tone="warning"] { color: $warning_ink; background: $warning_ground; }
QLabel[tone="bad"] { color: $bad_ink; background: $bad_ground; }

QFrame[kind="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[kind="bar"], QFrame[kind="tabs"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="foot"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[kind="rail"] { background: $background; border: 0; border-right: 1px solid $line; }
QFrame[kind="panel"] { background: $surface; border: 0; }
QFrame[kind="strip"] { background: $primary_tint_ground; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="notice"] { background: $neutral_ground; border: 0; border-top: 1px solid $line; }
QFrame[kind="floating"] { background: $raised; border: 1px solid $line; border-radius: ${floating}px; }
QFrame[kind="card"] { background: $raised; border: 1px solid $line; border-radius: ${card}px; }
QFrame[kind="card"][tone="warning"] { border-color: $warning_ink; }
QFrame[kind="card"][tone="bad"] { border-color: $bad_ink; }
QFrame[kind="card"][tone="primary"] { border-color: $primary; }
QLabel[kind="card-title"] { font-weight: bold; }
QLabel[kind="card-title"][tone] { background: transparent; }
QLabel[kind="card-title"][tone="neutral"] { color: $text; }
QFrame[kind="thread"] { border: 0; border-left: 2px solid $line; }

QPushButton, QToolButton { background: $raised; color: $text; border: 1px solid $line; border-radius: ${control}px;
    padding: 4px 11px; min-height: 18px; font-size: ${second_size}px; }
QPushButton:hover, QToolButton:hover { background: $hover; border-color: $third; }
QPushButton:pressed, QToolButton:pressed { background: $faint_line; }
QPushButton:focus, QToolButton:focus { border-color: $primary; }
QPushButton:disabled, QToolButton:disabled { color: $third; background: $background; border-color: $faint_line; }
QPushButton[kind="primary"] { background: $primary; color: $on_primary; border-color: $primary; font-weight: bold; }
QPushButton[kind="primary"]:hover { background: $primary_hover; border-color: $primary_hover; }
QPushButton[kind="primary"]:pressed { background: $primary_pressed; border-color: $primary_pressed; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $faint_line; color: $third; border-color: $faint_line; }
QPushButton[kind="large"] { font-size: ${body}px; padding: 7px 16px; }
QPushButton[kind="link"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="link"] { color: $primary; padding: 2px 4px; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; border-color: transparent; }
QPushButton[kind="link"]:focus, QToolButton[kind="quiet"]:focus { border-color: $primary; }
QPushButton[kind="inline"] { background: transparent; border-color: transparent; color: $primary; padding: 0;
    margin-left: -1px; min-height: 19px; font-size: ${body}px; text-align: left; }
QPushButton[kind="inline"]:hover { text-decoration: underline; }
QPushButton[kind="inline"]:focus { border-color: $primary; }
QPushButton[kind="field"] { background: transparent; border-color: transparent; color: $second; padding: 2px 4px;
    margin-left: -5px; }
QPushButton[kind="field"]:hover, QPushButton[kind="field"]:focus { color: $primary; }
QPushButton[kind="field"]:focus { border-color: $primary; }
QToolButton[kind="quiet"] { padding: 3px; }
QToolButton[kind="quiet"]:hover { background: $hover; }
QToolButton[room="line"] { padding: 1px 4px; min-height: 0; }
QLineEdit > QToolButton { background: transparent; border: 0; min-height: 0; padding: 0; }
QPushButton[kind="chip"] { background: $primary_tint_ground; color: $primary_tint_ink; border-color: transparent; }
QPushButton[kind="chip"]:hover, QPushButton[kind="chip"]:focus { border-color: $primary; }
QPushButton[kind="add"] { background: transparent; color: $second; }
QPushButton[kind="add"]:hover { color: $primary; }
QPushButton[kind="add"]::menu-indicator, QPushButton[kind="pick"]::menu-indicator { width: 0; image: none; }
QPushButton[kind="choice"] { background: $neutral_ground; color: $second; border: 1px solid transparent;
    border-radius: ${label_radius}px; padding: 1px 7px; font-size: ${label}px; }
QPushButton[kind="choice"]:hover { color: $text; }
QPushButton[kind="choice"]:checked { background: $primary_tint_ground; color: $primary_tint_ink;
    border-color: $primary; }
QPushButton[kind="choice"]:focus { border-color: $primary; }
QPushButton[kind="segment"] { background: transparent; border-color: transparent; color: $second; }
QPushButton[kind="segment"]:hover { background: $hover; }
QPushButton[kind="segment"]:checked { background: $primary_tint_ground; color: $primary_tint_ink;
    border-color: $primary; }
QPushButton[kind="segment"]:focus { border-color: $primary; }
QPushButton[kind="pill"] { border: 1px solid transparent; border-radius: 14px; padding: 4px 12px; }
QPushButton[kind="pill"][tone="neutral"] { color: $neutral_ink; background: $neutral_ground; }
QPushButton[kind="pill"][tone="primary"] { color: $primary_tint_ink; background: $primary_tint_ground; }
QPushButton[kind="pill"][tone="good"] { color: $good_ink; background: $good_ground; }
QPushButton[kind="pill"][tone="warning"] { color: $warning_ink; background: $warning_ground; }
QPushButton[kind="pill"][tone="bad"] { color: $bad_ink; background: $bad_ground; }
QPushButton[kind="pill"]:hover, QPushButton[kind="pill"]:focus { border-color: $primary; }

QLineEdit, QPlainTextEdit, QComboBox, QDateTimeEdit { background: $surface; color: $text; border: 1px solid $line;
    border-radius: ${control}px; padding: 5px 9px; selection-background-color: $primary;
    selection-color: $on_primary; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateTimeEdit:focus { border-color: $primary; }
QLineEdit[tone="bad"], QLineEdit[tone="bad"]:focus { border-color: $bad_ink; }
QLineEdit:disabled, QComboBox:disabled { color: $third; background: $background; }
QLineEdit[kind="search"] { background: $background; }
QLineEdit[kind="search"]:focus { background: $surface; }
QPlainTextEdit[kind="bare"] { border: 0; padding: 0; background: transparent; }
QDateTimeEdit[kind="small"] { padding: 2px 6px; font-size: ${second_size}px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: 0; width: 20px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; outline: 0;
    selection-background-color: $primary_tint_ground; selection-color: $primary_tint_ink; }

QMenu { background: $raised; border: 1px solid $line; border-radius: ${control}px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $primary_tint_ground; color: $primary_tint_ink; }
QMenu::section { color: $third; padding: 6px 12px 2px 12px; font-size: ${label}px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTableView { background: $surface; border: 0; outline: 0; }
QTableCornerButton::section, QHeaderView { background: $surface; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="scrolled"] { background: transparent; border: 0; }
QSplitter::handle { background: $line; }
QProgressBar { background: $faint_line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $primary; border-radius: 2px; }
QRadioButton { spacing: 8px; padding: 2px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $third; border-radius: 8px;
    background: $surface; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $primary; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $primary; border-radius: 8px; }
QSpinBox { background: $surface; color: $text; border: 1px solid $line; border-radius: ${control}px; padding: 3px 6px;
    selection-background-color: $primary; selection-color: $on_primary; }
QSpinBox:focus { border-color: $primary; }
QScrollArea[kind="listed"] { border: 1px solid $line; border-radius: ${control}px; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $third; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: 0; width: 0; height: 0; }
""")


def stylesheet(chosen: Tokens) -> str:
    """The sheet in these colours."""
    colours = {name: value for name, value in asdict(chosen).items() if isinstance(value, str)}
    tints = {
        f"{name}_{part}": value[part]
        for name, value in asdict(chosen).items()
        if isinstance(value, dict)
        for part in ("ink", "ground")
    }
    sizes = {
        "title": TypeSize.TITLE,
        "body": TypeSize.BODY,
        "second_size": TypeSize.SECOND,
        "label": TypeSize.LABEL,
        "label_radius": Radius.LABEL,
        "control": Radius.CONTROL,
        "card": Radius.CARD,
        "floating": Radius.FLOATING,
    }
    # Windows has type of its own for tables, menus and tips, which goes before an application's.
    families = {"families": ", ".join(f'"{family}"' for family in FAMILIES)}
    return _SHEET.substitute(colours | tints | families | {name: str(int(size)) for name, size in sizes.items()})
