"""How a Linux desktop gets to know the program: an entry in its menu, an icon, and whose `gonghai:` links are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from desktop.views.tokens import LIGHT

NAME: Final = "gonghai"
INSTALLER: Final = Path(__file__).with_name("install.sh")
_ENTRY: Final = """\
[Desktop Entry]
Type=Application
Name=Gonghai
Name[zh_CN]=公海
GenericName=Customer register
GenericName[zh_CN]=客户序时簿
Comment=Customers of a team that shares a public pool
Comment[zh_CN]=团队共享公海的客户管理
Exec=gonghai --link %u
Icon=gonghai
Terminal=false
Categories=Office;ContactManagement;
MimeType=x-scheme-handler/gonghai;
StartupNotify=true
StartupWMClass=gonghai
"""
_SIDE: Final = 20
_DRAWING: Final = re.compile(r"<path[^>]*/>")


def write_entry(folder: Path) -> None:
    """Beside the program, with the script that makes them known to whoever runs it."""
    applications = folder / "share" / "applications"
    icons = folder / "share" / "icons" / "hicolor" / "scalable" / "apps"
    for place in (applications, icons):
        place.mkdir(parents=True)
    (applications / f"{NAME}.desktop").write_text(_ENTRY, encoding="utf-8")
    (icons / f"{NAME}.svg").write_text(icon(), encoding="utf-8")
    shutil.copy2(INSTALLER, folder)


def icon() -> str:
    """The client's own sign on a tile of its accent, as SVG."""
    sign = Path(__file__).resolve().parents[2] / "desktop" / "resources" / "icons" / "logo.svg"
    found = _DRAWING.search(sign.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"no drawing in {sign.name}")
    line = 'fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="{_SIDE // 5}" fill="{LIGHT.primary}"/>'
        f'<g {line} stroke="{LIGHT.on_primary}" transform="translate(2.5 2.5) scale(0.75)">{found[0]}</g></svg>\n'
    )
