"""A Windows of its own in a folder: a Wine prefix that speaks Chinese, with a person whose name has a space in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, Final, Self

from wine import stand_ins
from wine.certificates import binary
from wine.registry import Keys, read_export
from wine.verdict import NotAsPromised

PERSON: Final = "王 小明"
CODE_PAGE: Final = "gbk"
"""What Windows in China takes for plain text: batch files are written in it, consoles answer in it."""

_TRUST: Final = Path(__file__).with_name("trust.c")
NOTHING_ELSE: Final[Mapping[str, str]] = MappingProxyType({})

_LOCALE: Final = "zh_CN.UTF-8"
# Wine's own .NET and browser are not needed; its WMI crashes, its debugger would hold our pipes open for ever.
_OVERRIDES: Final = "mscoree,mshtml=;mscms=n;wbemprox=d;winedbg.exe=d"
_END_SECONDS = 15


class Running:
    """A Windows program that was started. Its pipes are read: a full one would stop it, a file would not do (T1)."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self._child = subprocess.Popen(
            words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self._said = bytearray()
        assert self._child.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(self._child.stdout,), daemon=True)
        self._reader.start()

    @property
    def is_running(self) -> bool:
        return self._child.poll() is None

    @property
    def said(self) -> str:
        """Our programs speak UTF-8 into a pipe, those of Windows the machine's code page."""
        try:
            return bytes(self._said).decode()
        except UnicodeDecodeError:
            return bytes(self._said).decode(CODE_PAGE, "replace")

    def wait(self, seconds: float) -> int:
        """Its exit code; only the lower 8 bits come through.

        Raises:
            NotAsPromised: it does not end in time. It has been ended.
        """
        try:
            return self._child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise NotAsPromised(f"a program did not end within {seconds:.0f} s; it said: {self.said}") from None

    def kill(self) -> None:
        self._child.kill()
        self._child.wait(_END_SECONDS)

    def _read(self, pipe: IO[bytes]) -> None:
        while part := pipe.read1(65536) if hasattr(pipe, "read1") else pipe.read(65536):
            self._said += part


class Prefix:
    """Everything of it lies in `folder`, the person's home of this machine too."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        locales, home = folder / "locales", folder / "home"
        for made in (locales, home):
            made.mkdir(parents=True)
        subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", str(locales / _LOCALE)], check=True)
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("LC_")} | {
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": display,
            "HOME": str(home),
            "LOCPATH": str(locales),
            "LC_ALL": _LOCALE,
        }
        self.stand_ins: list[Path] = []
        self._session: Running | None = None

    @property
    def drive(self) -> Path:
        return self.folder / "prefix" / "drive_c"

    @property
    def home(self) -> Path:
        """The person's folder in Windows."""
        return self.drive / "users" / PERSON

    def make(self) -> None:
        """A fresh Windows 10 whose person is `PERSON`, with the stand-ins for what Wine lacks."""
        self.run("wineboot", "-i", seconds=180)
        self.stand_ins = stand_ins.build(self.drive / "windows" / "system32")
        self.run("winecfg", "-v", "win10")
        local = self.home / "AppData" / "Local"
        for made in (local / "Temp", self.home / "AppData" / "Roaming", self.home / "Documents"):
            made.mkdir(parents=True)
        shell = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        users = rf"C:\users\{PERSON}"
        for key, name, value in (
            (shell, "Local AppData", rf"{users}\AppData\Local"),
            (shell, "AppData", rf"{users}\AppData\Roaming"),
            (shell, "Personal", rf"{users}\Documents"),
            (r"HKCU\Environment", "TEMP", rf"{users}\AppData\Local\Temp"),
            (r"HKCU\Environment", "TMP", rf"{users}\AppData\Local\Temp"),
        ):
            self.set_value(key, name, value)
        # A session stays open between the programs, as on a desk: none pays for the start of Windows itself.
        self._session = self.start("cmd")

    def close(self) -> None:
        """End what runs in this prefix, and nothing else. The folder is the caller's."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False, timeout=_END_SECONDS)
        if self._session is not None:
            self._session.wait(_END_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # programs

    def run(self, *words: str, seconds: float = 60) -> str:
        """What it said.

        Raises:
            NotAsPromised: it does not end in time, or not well.
        """
        running = self.start(*words)
        code = running.wait(seconds)
        if code:
            raise NotAsPromised(f"{' '.join(words)} ended with {code}: {running.said}")
        return running.said

    def start(self, *words: str, environment: Mapping[str, str] = NOTHING_ELSE) -> Running:
        return Running(["wine", *words], {**self._environment, **environment})

    def exit_code(self, line: str, *, seconds: float) -> int:
        """Of a command line as an admin types it: whole, where Unix would keep 8 bits of it.

        Raises:
            NotAsPromised: it does not end in time.
        """
        batch = self.drive / "check.bat"
        batch.write_bytes(f"@{line}\r\n@echo EXIT=%errorlevel%\r\n".encode(CODE_PAGE))
        running = self.start("cmd", "/c", r"C:\check.bat")
        running.wait(seconds)
        batch.unlink()
        told = [said for said in running.said.splitlines() if said.startswith("EXIT=")]
        if not told:
            raise NotAsPromised(f"{line}: no exit code; said {running.said}")
        return int(told[-1].removeprefix("EXIT="))

    # the registry

    def keys(self, key: str) -> Keys:
        """This key and all below it; empty where there is none."""
        file = self.drive / "check.reg"
        self.start("reg", "export", key, r"C:\check.reg", "/y").wait(30)
        if not file.exists():
            return {}
        try:
            return read_export(file.read_bytes())
        finally:
            file.unlink()

    def set_value(self, key: str, name: str, value: str | int) -> None:
        kind = "REG_DWORD" if isinstance(value, int) else "REG_SZ"
        self.run("reg", "add", key, "/v", name, "/t", kind, "/d", str(value), "/f")

    def remove_value(self, key: str, name: str) -> None:
        self.run("reg", "delete", key, "/v", name, "/f")

    def remove_key(self, key: str) -> None:
        self.run("reg", "delete", key, "/f")

    def trust(self, certificate: Path) -> None:
        """Lay it among the roots of this Windows, as a company's group policy does."""
        program = self.folder / "trust.exe"
        compiler = ("x86_64-w64-mingw32-gcc", "-municode", "-O2", "-s", "-Wall", "-Werror")
        subprocess.run([*compiler, "-o", str(program), str(_TRUST), "-lcrypt32"], check=True)
        self.copied(program, r"C:\trust.exe")
        self.run(r"C:\trust.exe", self.copied(binary(certificate), r"C:\root.der"))

    # files

    def path(self, windows_path: str) -> Path:
        """Where a path on drive C lies here."""
        return self.drive.joinpath(*windows_path.removeprefix("C:\\").split("\\"))

    def copied(self, file: Path, windows_path: str) -> str:
        """`file` laid into this Windows; returns its path there."""
        there = self.path(windows_path)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, there)
        return windows_path
