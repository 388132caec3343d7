"""Whose work lies in the folder, and on what terms: every file is traced to where it came from."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

import dev

_ENTRIES: Final = Path(__file__).with_name("entries")
_COMMON: Final = Path("/usr/share/common-licenses")
_NAMED: Final = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])")
_A_TEXT: Final = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*", re.IGNORECASE)
_COMMON_OF: Final[Mapping[str, tuple[str, ...]]] = {
    # Their wheels name the terms and carry no text. LGPL 3 is written as an addition to GPL 3.
    "PySide6_Essentials": ("LGPL-3", "GPL-3"),
    "shiboken6": ("LGPL-3", "GPL-3"),
    "fluent.runtime": ("Apache-2.0",),
    "fluent.syntax": ("Apache-2.0",),
}
_TERMS_OF: Final[Mapping[str, str]] = {
    # What their metadata leaves out, as their own texts have it.
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyinstaller-hooks-contrib": "Apache-2.0 (what runs with the program)",
    "sqlcipher3": "Zlib",
}
_ONLY_GPL: Final = re.compile(r"(?!.*(LGPL|Lesser|\bOR\b|\bWITH\b)).*(GPL|General Public License)")


@dataclass(frozen=True, slots=True)
class Part:
    """What came from one place. `terms` as its maker names them."""

    name: str
    version: str
    terms: str
    texts: tuple[Path, ...]


def sources_in(work: Path) -> list[Path]:
    """What PyInstaller put into the folder or into its archive of modules, by where it took it from."""
    found: set[Path] = set()
    for listing in (*work.rglob("COLLECT-*.toc"), *work.rglob("PYZ-*.toc"), *work.rglob("PKG-*.toc")):
        found.update(Path(source) for source in _named_in(ast.literal_eval(listing.read_text())))
    # Links within the folder are told by where they lead, and what it made itself lies beside its notes.
    return sorted(source for source in found if source.is_absolute() and not source.is_relative_to(work))


def parts_of(sources: Iterable[Path], wheel: Path, tools: Path) -> dict[Part, int]:
    """The parts with how many files of each there are.

    Raises:
        dev.Stop: of a file nobody knows where it comes from, or a part has no terms on which it may be shipped.
    """
    product = next(iter(distributions(path=[str(wheel)])))
    known = [product, *distributions(path=[str(tools)]), *distributions()]
    owner = {str(each.locate_file(file)): each for each in reversed(known) for file in each.files or ()}
    count: Counter[Part] = Counter()
    of_the_system = []
    for source in sources:
        if source.is_relative_to(_ENTRIES):
            count[_of_distribution(product)] += 1
        elif str(source) in owner:
            count[_of_distribution(owner[str(source)])] += 1
        elif source.is_relative_to(sys.base_prefix):
            count[_of_python()] += 1
        else:
            of_the_system.append(source)
    packages = _packages_of(of_the_system)
    for source in of_the_system:
        if source not in packages:
            raise dev.Stop(f"It is not known where {source} comes from, and so on what terms it may be handed on.")
        count[_of_package(packages[source])] += 1
    return dict(count)


def lay_down(parts: Mapping[Part, int], folder: Path) -> None:
    """A table of the parts, and the texts of each in a folder of its own."""
    folder.mkdir()
    lines = [
        "What this folder consists of, and on what terms. Qt's libraries may be replaced by builds of your own.",
        "",
    ]
    for part, files in sorted(parts.items(), key=lambda each: each[0].name.lower()):
        lines.append(f"{part.name} {part.version}: {part.terms} ({files} files)")
        place = folder / f"{part.name}-{part.version}".replace("/", "_").replace(":", "_")
        place.mkdir()
        for text in part.texts:
            shutil.copyfile(text, place / text.name)
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def is_only_gpl(terms: str) -> bool:
    """Whether whoever hands it on would have to hand on everything beside it on the same terms."""
    return _ONLY_GPL.match(terms) is not None


def _named_in(listing: object) -> Iterator[str]:
    """The second of each (name, source, kind), however deep."""
    if isinstance(listing, tuple) and len(listing) == 3 and all(isinstance(each, str) for each in listing):
        yield listing[1]
    elif isinstance(listing, (list, tuple)):
        for each in listing:
            yield from _named_in(each)


@cache
def _of_distribution(distribution: Distribution) -> Part:
    about, name = distribution.metadata, distribution.metadata["Name"]
    classified = "; ".join(
        each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if "License" in each
    )
    terms = _TERMS_OF.get(name) or about.get("License-Expression") or classified or about.get("License") or ""
    if not terms or is_only_gpl(terms):
        raise dev.Stop(f"{name} may not be shipped with the client: its terms are {terms or 'not told'}.")
    texts = [Path(str(distribution.locate_file(each))) for each in distribution.files or () if _A_TEXT.match(each.name)]
    texts = [each for each in texts if each.suffix not in {".py", ".pyc"} and each.is_file()]
    return Part(name, distribution.version, terms, (*texts, *(_COMMON / each for each in _COMMON_OF.get(name, ()))))


@cache
def _of_python() -> Part:
    text = Path(sys.base_prefix, "lib", f"python{sys.version_info.major}.{sys.version_info.minor}", "LICENSE.txt")
    return Part("Python", sys.version.partition(" ")[0], "PSF-2.0", (text,))


@cache
def _of_package(name: str) -> Part:
    """Of Debian's packages."""
    version = _asked("dpkg-query", "--show", "--showformat", "${Version}", name)
    text = Path("/usr/share/doc", name.partition(":")[0], "copyright")
    common = sorted(set(_NAMED.findall(text.read_text(encoding="utf-8", errors="replace"))))
    named = [_COMMON / each for each in common if (_COMMON / each).is_file()]
    return Part(name.partition(":")[0], version, "as its copyright file says", (text, *named))


def _packages_of(sources: Sequence[Path]) -> dict[Path, str]:
    """Debian's, by the files they brought. Libraries have moved to /usr: its lists say one place or the other."""
    places = {place: source for source in sources for place in _places(source)}
    brought = {}
    for line in _asked("dpkg-query", "--search", *places).splitlines():
        packages, _, place = line.partition(": ")
        if place in places:
            brought[places[place]] = packages.partition(", ")[0]
    return brought


def _places(source: Path) -> set[str]:
    bare = {str(each).removeprefix("/usr") for each in (source, source.resolve())}
    return bare | {f"/usr{each}" for each in bare}


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()
