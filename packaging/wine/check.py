"""`dev.py package --check`: what was built is installed, used, misused, upgraded and removed under Wine.

Wine is not Windows: what this cannot show stands in docs/admin.md as a list for one real machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Final

import dev
import machine
import windows.build
from steps import Steps
from windows.product import version_of
from wine import figures, installing, misuse, places, settled, working
from wine.company import company
from wine.desk import Desk
from wine.installing import Packages
from wine.parts import PARTS
from wine.prefix import Prefix
from wine.screen import Screen
from wine.verdict import NotAsPromised

OUT: Final = dev.ROOT / "dist" / "windows"
_MET: Final = {**misuse.CASES, **places.CASES, **settled.CASES}
LATER: Final = "99.0.0"
"""The version of the upgrade: above whatever is built."""


def main(arguments: list[str]) -> int:
    """Check what lies in dist/windows; returns the exit code."""
    chosen = _read(arguments)
    steps = Steps()
    with steps.step("system parts"):
        machine.need(PARTS)
    now = OUT / f"gonghai-{version_of(dev.ROOT)}-x64.msi"
    if not now.exists():
        raise dev.Stop(f"{now} is not there yet. Build it first: python3 dev.py package")
    pictures = chosen.out / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    measured: dict[str, object] = {}
    verdict = "as promised"
    with tempfile.TemporaryDirectory(prefix="gonghai-check-") as folder:
        try:
            measured = _tell(steps, Path(folder), now, pictures, chosen.rounds)
        except NotAsPromised as error:
            verdict = str(error)
            dev.say(f"Not as promised: {verdict}")
    written = {"verdict": verdict, "seconds": steps.seconds, "total_seconds": steps.total(), **measured}
    (chosen.out / "check.json").write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    dev.say(f"{verdict.splitlines()[0]} after {steps.total()} s; what was seen: {pictures}")
    return 0 if verdict == "as promised" else 1


def _tell(steps: Steps, folder: Path, now: Path, pictures: Path, rounds: int) -> dict[str, object]:
    """The story, in its order; returns the figures."""
    with steps.step("a later version, to upgrade to"):
        windows.build.main(["--version", LATER, "--out", str(folder / "later")])
    packages = Packages(now, folder / "later" / f"gonghai-{LATER}-x64.msi", OUT / "folder")
    with Screen() as screen, Prefix(folder / "windows", screen.name) as prefix:
        with steps.step("a Windows of its own"):
            prefix.make()
        with company(folder) as open_company:
            desk = Desk(prefix, screen, open_company, pictures)
            for name, act in (
                ("nothing of Wine's is in the product", partial(installing.holds_no_stand_in, desk, packages)),
                ("installed silently", partial(installing.install, desk, packages)),
                ("signed in and synced", partial(working.sign_in_and_sync, desk)),
            ):
                with steps.step(name):
                    act()
            with steps.step("claimed"):
                claimed = working.claim(desk)
            for name, act in (
                ("written without network", partial(working.write_without_network, desk)),
                ("restarted and delivered", partial(working.come_back_and_deliver, desk, claimed)),
                ("led by a link", partial(working.follow_a_link, desk, claimed)),
                ("started twice", partial(working.start_twice, desk)),
                *((f"met: {name}", partial(met, desk)) for name, met in _MET.items()),
            ):
                with steps.step(name):
                    act()
            with steps.step("cold starts"):
                measured = figures.cold_starts(desk, rounds)
            for name, act in (
                ("upgraded", partial(installing.upgrade, desk, packages)),
                ("downgrade refused", partial(installing.refuse_downgrade, desk, packages)),
                ("removed", partial(installing.remove, desk, packages)),
                ("installed elsewhere", partial(installing.install_elsewhere, desk, packages)),
            ):
                with steps.step(name):
                    act()
    dev.say(figures.sentence(measured))
    return {"cold_starts": measured}


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py package --check", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each cold start is measured")
    parser.add_argument("--out", type=Path, default=OUT, help="where pictures and figures go")
    return parser.parse_args(arguments)
