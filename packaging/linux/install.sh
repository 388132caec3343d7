#!/bin/sh
# Makes Gonghai known to your desktop: an entry in the menu, its icon, and `gonghai:` links. Nothing is copied; leave this
# folder where it is, and run this again after moving it. `./install.sh --remove` takes the entry away again; what the
# program keeps lies in ~/.local/share/Gonghai and stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/gonghai.desktop
icon=$data/icons/hicolor/scalable/apps/gonghai.svg

case "${1:-}" in
"")
    mkdir -p "$(dirname "$entry")" "$(dirname "$icon")"
    cp "$here/share/icons/hicolor/scalable/apps/gonghai.svg" "$icon"
    # Between quotes of an entry's command ", `, $ and \ are escaped, and a backslash once more for the file itself.
    quoted=$(printf '%s' "$here/gonghai" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
    while IFS= read -r line; do
        case "$line" in
        Exec=*) printf 'Exec="%s" --link %%u\n' "$quoted" ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <"$here/share/applications/gonghai.desktop" >"$entry"
    if command -v xdg-mime >/dev/null; then xdg-mime default gonghai.desktop x-scheme-handler/gonghai || true; fi
    said="Gonghai stands in your menu now."
    ;;
--remove)
    rm -f "$entry" "$icon"
    said="Gonghai is no longer in your menu. This folder and what the program keeps are left to you."
    ;;
*)
    echo "usage: $0 [--remove]" >&2
    exit 2
    ;;
esac
if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications" || true; fi
echo "$said"
