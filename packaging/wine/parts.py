"""What the check needs of the system besides what the build needs."""

from __future__ import annotations

from typing import Final

PARTS: Final = {
    "wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xwininfo": "x11-utils",
    "xclip": "xclip",
    "openssl": "openssl",
    "msiextract": "msitools",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "/usr/share/i18n/locales/zh_CN": "locales",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}
