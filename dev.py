"""One way in for everybody who works on Gonghai: `python3 dev.py demo`, `python3 dev.py test`.

It makes `.venv`, installs what is missing, and hands over to a module inside it. Standard library only, and it must
start on an older Python (3.8) to say what is needed.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-from"
OLDEST, BEST = (3, 12), (3, 13)

# What Qt loads besides itself, by the file it looks for: package names differ, file names do not.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0", "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0", "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0", "libxcb-xkb.so.1": "libxcb-xkb1",
}  # fmt: skip
COMMANDS = {
    "setup": "make the environment and install everything that is missing",
    "demo": "start a demo company and open its client, signed in",
    "test": "check the code, then run every test on SQLite and PostgreSQL",
    "check": "only the checks: ruff, mypy, who may know whom",
    "tour": "perform the main job, every rule of the pool and the whole customer, unattended, with real windows",
    "simulate": "run seeds of the simulator: one server, some desks, everything that goes wrong",
    "bench": "measure the work items against their floors",
    "pictures": "render every screen into a folder",
    "package": "build the Windows client and its MSI; --check tries it under Wine; --linux, --server build those",
}


class Stop(Exception):
    """We cannot go on; the text says what to do."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description="Work on Gonghai: one command each.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, meaning in COMMANDS.items():
        commands.add_parser(name, help=meaning, add_help=False)
    # Everything behind the command belongs to the module it hands over to.
    command = parser.parse_args(arguments[:1]).command
    rest = arguments[1:]
    setup()
    if command == "setup":
        say("Ready. Next: python3 dev.py demo")
        return 0
    if command == "check":
        return check()
    if command == "test":
        return test(rest)
    if command == "demo":
        return demo(rest)
    if command == "simulate":
        return run("-m", "tests.simulation", *rest)
    if command == "package":
        # The folder itself is run: with an __init__.py it would shadow the library of that name.
        return run("packaging", *rest)
    module = {"tour": "tests.tour", "bench": "benchmarks", "pictures": "tests.pictures"}[command]
    return run("-m", "tests.display", module, *rest)


# Commands


def demo(rest: list[str]) -> int:
    if has_display():
        return run("-m", "desktop.demo", *rest)
    pictures = ROOT / ".dev" / "tour"
    say("There is no display here, so no window can be opened. The tour does the same job unattended instead.")
    code = run("-m", "tests.display", "tests.tour", "--pictures", str(pictures))
    say(f"What the windows looked like: {pictures}")
    return code


def test(rest: list[str]) -> int:
    checked = check()
    workers = [] if any(argument.startswith("-n") for argument in rest) else ["-n", "2", "--dist", "worksteal"]
    tested = run("-m", "pytest", *workers, *rest)
    if checked:
        say("The checks before the tests found something: see above, or run python3 dev.py check")
    return checked or tested


def check() -> int:
    """Every check runs, so that one round of mending is enough."""
    failed = [
        name
        for name, words in (
            ("ruff check", ["-m", "ruff", "check", "--quiet", "."]),
            ("ruff format", ["-m", "ruff", "format", "--check", "--quiet", "."]),
            ("mypy", ["-m", "mypy"]),
            ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"]),
        )
        if run(*words)
    ]
    say("Checks: {}".format("failed: " + ", ".join(failed) if failed else "all passed"))
    return 1 if failed else 0


# The environment


def setup() -> None:
    install_system_parts()
    wanted = hashlib.sha256()
    for source in ("requirements.lock", "pyproject.toml"):
        wanted.update((ROOT / source).read_bytes())
    # An editable install points at this very folder: a moved or copied checkout is installed anew.
    wanted.update(str(ROOT).encode())
    if version_of(VENV_PYTHON) >= OLDEST and STAMP.exists() and STAMP.read_text() == wanted.hexdigest():
        return
    if version_of(VENV_PYTHON) < OLDEST:
        python = find_python()
        say("Making .venv with Python {}.{} ...".format(*version_of(python)))
        subprocess.run([str(python), "-m", "venv", "--clear", str(VENV)], check=True)
    say("Installing the libraries (once; some 200 MB) ...")
    install = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    for what in (["--require-hashes", "-r", "requirements.lock"], ["--no-build-isolation", "--no-deps", "-e", "."]):
        if run(*install, *what):
            raise Stop("The libraries could not be installed: pip says why above. Run the command again to go on.")
    STAMP.write_text(wanted.hexdigest())


def find_python() -> Path:
    """A Python that the project runs on and that can make an environment; or the one command that brings one."""
    new_enough = [python for python in candidates() if version_of(python) >= OLDEST]
    for python in new_enough:
        if can_make_environments(python):
            return python
    if not new_enough:
        here = ".".join(map(str, sys.version_info[:2]))
        raise Stop(f"Gonghai needs Python 3.12 or newer; this is {here}. Run this, then again:\n\n  {way_to_python()}")
    # Debian keeps this part of Python in a package of its own.
    package = "python{}.{}-venv".format(*version_of(new_enough[0]))
    if not (is_root() and shutil.which("apt-get")):
        raise Stop(f"This Python cannot make environments yet. Run: sudo apt-get install -y {package}")
    apt_install([package])
    return new_enough[0]


def way_to_python() -> str:
    """One line that brings a Python which `candidates` finds."""
    if os.name == "nt":
        return "winget install Python.Python.3.13"
    if sys.platform == "darwin" and shutil.which("brew"):
        return "brew install python@3.13"
    uv = "~/.local/share/gonghai-uv"
    line = f"{sys.executable} -m venv {uv} && {uv}/bin/pip install uv && {uv}/bin/uv python install 3.13"
    if shutil.which("apt-get") and not can_make_environments(Path(sys.executable)):
        line = ("" if is_root() else "sudo ") + f"apt-get install -y python3-venv && {line}"
    return line


def can_make_environments(python: Path) -> bool:
    return subprocess.run([str(python), "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL).returncode == 0


def candidates() -> Iterator[Path]:
    """Best first: 3.13 wherever it is, then whoever runs this, then other versions."""
    home = Path.home()
    shelves = (home / ".pyenv" / "versions", home / ".local" / "share" / "uv" / "python")
    for major, minor in (BEST, (0, 0), (3, 12), (3, 14)):
        if (major, minor) == (0, 0) or sys.version_info[:2] == (major, minor):
            yield Path(sys.executable)
            continue
        name = f"{major}.{minor}"
        for found in (shutil.which("python" + name), launcher_path(name)):
            if found:
                yield Path(found)
        for shelf in shelves:
            for pattern in (name + "*/bin/python3", "cpython-" + name + "*/bin/python3"):
                yield from sorted(shelf.glob(pattern), reverse=True)


def launcher_path(version: str) -> str:
    """Where Windows' launcher keeps that version; empty where there is none."""
    return answer_of(["py", "-" + version], "sys.executable") if os.name == "nt" and shutil.which("py") else ""


def version_of(python: Path) -> tuple[int, int]:
    """(0, 0) for what does not run: pyenv's shims, for one, stand there for versions that are not chosen."""
    major, minor = (answer_of([str(python)], "*sys.version_info[:2]") or "0 0").split()
    return int(major), int(minor)


def answer_of(python: list[str], question: str) -> str:
    try:
        asked = [*python, "-c", f"import sys; print({question})"]
        return subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.strip()
    except OSError:
        return ""


# The system around it


def install_system_parts() -> None:
    """On Debian as root what is missing is installed; elsewhere the one command is printed, and work goes on."""
    if not sys.platform.startswith("linux"):
        return
    libraries = [name for name in QT_LIBRARIES if not loads(name)]
    parts = {
        "fonts-noto-cjk": any(Path("/usr/share/fonts").glob("**/*CJK*")),
        "xvfb": shutil.which("Xvfb"),
        "postgresql": any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"),
    }
    others = [package for package, present in parts.items() if not present]
    if not libraries and not others:
        return
    packages = [QT_LIBRARIES[name] for name in libraries] + others
    if shutil.which("apt-get") and is_root():
        apt_install(packages)
    elif shutil.which("apt-get"):
        say("Missing on this system. Run: sudo apt-get install -y {}".format(" ".join(packages)))
    elif shutil.which("dnf"):
        names = {"fonts-noto-cjk": "google-noto-sans-cjk-fonts", "xvfb": "xorg-x11-server-Xvfb",
                 "postgresql": "postgresql-server"}  # fmt: skip
        wanted = [f"'{name}()(64bit)'" for name in libraries] + [names[package] for package in others]
        say("Missing on this system. Run: sudo dnf install -y {}".format(" ".join(wanted)))
    else:
        say("Missing on this system (install with its package manager): {}".format(", ".join(libraries + others)))


def apt_install(packages: list[str]) -> None:
    say("Installing system packages: {} ...".format(" ".join(packages)))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        # Not fatal: without PostgreSQL, say, the demo still runs, and whatever needs it says so by name.
        if subprocess.run(apt + words, env=environment, stdout=subprocess.DEVNULL).returncode:
            say(f"apt-get {words[0]} did not succeed; going on without.")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# Speaking and running


def run(*words: str) -> int:
    """Run the environment's Python from the project's folder; Ctrl+C is the program's to handle, then ours."""
    with subprocess.Popen([str(VENV_PYTHON), *words], cwd=str(ROOT)) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            return child.wait() or 130
        finally:
            child.terminate()


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    # So that the `finally` in `run` is reached when someone ends us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
