"""What a person chooses about the look."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """The languages the screens speak; the value names the folder of the words."""

    CHINESE = "zh_CN"
    ENGLISH = "en"


class Theme(StrEnum):
    """`SYSTEM` follows the desktop, also when it changes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How high the rows are."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"
