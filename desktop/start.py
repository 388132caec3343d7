"""From the command line to the program's end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import platformdirs
from PySide6.QtWidgets import QApplication

from desktop import words
from desktop.administration import Setting, system_shelf
from desktop.administration.settings import read
from desktop.app import Program
from desktop.credentials import system_store
from desktop.log_file import write_log
from desktop.options import Options
from desktop.preferences import system_language
from desktop.profile_place import place_fault, usual_place, write_fault
from desktop.screens.preferences import Language, Theme
from desktop.version import program_version
from desktop.views.look import Look
from desktop.views.refused_dialog import RefusedDialog

REFUSED: Final = 3


def start(arguments: Sequence[str]) -> int:
    """Run the program; returns its exit code, `REFUSED` where its data may not lie where it should."""
    options = read_options(arguments)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Gonghai")
    application.setApplicationVersion(options.version)
    fault = place_fault(options.profile) or write_fault(options.profile)
    if fault:
        return _refuse(application, options, fault)
    write_log(options.profile)
    # The sign-in window may close before the main one opens: the program itself decides when it ends.
    application.setQuitOnLastWindowClosed(False)
    program = Program(application, options)
    program.ended.connect(application.quit)
    return application.exec() if program.start() else 0


def proxy(written: str) -> str:
    """By this name argparse complains of a value that means nothing."""
    return read(Setting.PROXY, written)


def _refuse(application: QApplication, options: Options, fault: str) -> int:
    """Say why, in a dialog; nothing of the folder is read, so the language is the system's."""
    words.speak(options.language or system_language())
    # Held here: nobody else would keep it while it is shown.
    look = Look(application, options.theme or Theme.SYSTEM)
    dialog = RefusedDialog(fault, str(options.profile))
    dialog.finished.connect(application.quit)
    dialog.show()
    application.exec()
    look.deleteLater()
    return REFUSED


def read_options(arguments: Sequence[str]) -> Options:
    """What the command line asks for."""
    parser = argparse.ArgumentParser("gonghai", description="公海 Gonghai")
    parser.add_argument("--server", default="", help="服务器地址 | the server's address")
    parser.add_argument("--user", default="", help="用户名 | the user name")
    parser.add_argument("--language", type=Language, choices=list(Language), help="界面语言 | zh_CN or en")
    parser.add_argument("--theme", type=Theme, choices=list(Theme), help="主题 | system, light or dark")
    parser.add_argument("--profile", type=Path, help="本机数据的文件夹 | the folder of this machine's data")
    parser.add_argument("--ca-file", type=Path, help="另外信任的证书 | certificates to trust besides the system's")
    parser.add_argument("--proxy", type=proxy, default="", help="代理 | system, none or http://host:port")
    parser.add_argument("--link", nargs="?", const="", default="", help="打开链接 | gonghai:customer/…")
    parser.add_argument("--version", action="version", version=f"Gonghai {program_version()}")
    # A link comes from anywhere, and systems put it in without looking: nothing behind it is an option of ours.
    if arguments[:1] == ["--link"]:
        arguments = [f"--link={''.join(arguments[1:2])}"]
    chosen = parser.parse_args(arguments)
    return Options(
        profile=chosen.profile or usual_place(),
        documents=platformdirs.user_documents_path(),
        version=program_version(),
        secrets=system_store,
        shelf=system_shelf(),
        server=chosen.server,
        user=chosen.user,
        language=chosen.language,
        theme=chosen.theme,
        # From wherever one stands now: what opens it later may stand elsewhere.
        ca_file=chosen.ca_file and chosen.ca_file.absolute(),
        proxy=chosen.proxy,
        link=chosen.link,
    )
