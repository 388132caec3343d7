"""`gonghai doctor`: what is wrong here, and what to do? Tells as it goes, in Chinese or English.

Exit codes: 0 all is well, 1 something is to be done, 2 it could not be found out or not be written down.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from desktop import words
from desktop.administration import Setting, Shelf, settled, system_shelf
from desktop.checks.bundle import bundle, scrubber_of
from desktop.checks.examination import examine
from desktop.checks.findings import Finding, said, summed_up
from desktop.checks.machine import Machine
from desktop.checks.report import Report, as_json, for_elsewhere, heading, told
from desktop.credentials import system_store
from desktop.doors import machine
from desktop.preferences import Preferences, system_language
from desktop.profile_place import usual_place
from desktop.screens.diagnosis import Outcome
from desktop.screens.preferences import Language
from desktop.version import program_version

ALL_WELL: Final = 0
TO_DO: Final = 1
NOT_RUN: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    profile: Path
    settings: dict[Setting, str]
    language: Language
    is_json: bool
    bundle: Path | None


def main(arguments: Sequence[str]) -> int:
    """Look, tell, and return the exit code; a wrong option ends with 2 as well."""
    asked = read_options(arguments)
    # What is wrong is told by the checks; the program's own log is not for a second writer.
    logging.getLogger().addHandler(logging.NullHandler())
    words.speak(asked.language)
    return run(asked, _looked_at(asked, system_shelf()), _output())


def run(asked: Asked, machine: Machine, output: TextIO) -> int:
    """Look at this machine and write to `output`."""
    report = Report([], machine.settings, machine.version, machine.clock.now())
    if not asked.is_json:
        _write(output, [*heading(report), ""])
    findings: list[Finding] = []
    for finding in examine(machine):
        findings.append(finding)
        if not asked.is_json:
            _write(output, told(said(finding)))
    report = Report(findings, machine.settings, machine.version, report.made_at)
    if asked.is_json:
        scrubber = scrubber_of(machine)
        _write(output, [as_json(for_elsewhere(report, scrubber), scrubber).decode().rstrip()])
    else:
        _write(output, ["", summed_up(findings)])
    if asked.bundle is not None and not _is_written(asked.bundle, bundle(machine, report)):
        sys.stderr.write(words.say("doctor-not-bundled", path=str(asked.bundle)) + "\n")
        return NOT_RUN
    if asked.bundle is not None and not asked.is_json:
        _write(output, [words.say("doctor-bundled", path=str(asked.bundle))])
    return TO_DO if any(finding.outcome is Outcome.TO_DO for finding in findings) else ALL_WELL


def read_options(arguments: Sequence[str]) -> Asked:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        "gonghai doctor",
        description="诊断 | Checks this computer and the way to the server. Exit codes: 0, 1 to do, 2.",
    )
    parser.add_argument("--json", action="store_true", help="给程序看的结果 | for programs")
    parser.add_argument("--bundle", type=Path, metavar="FILE", help="诊断包写到这个 zip | write a bundle there")
    parser.add_argument("--language", type=Language, choices=list(Language), help="语言 | zh_CN or en")
    parser.add_argument("--profile", type=Path, help="本机数据的文件夹 | the folder of this machine's data")
    parser.add_argument("--server", default="", help="服务器地址 | the server's address")
    parser.add_argument("--ca-file", type=Path, help="另外信任的证书 | certificates to trust besides the system's")
    parser.add_argument("--proxy", default="", help="代理 | system, none or http://host:port")
    given = parser.parse_args(arguments)
    named = {
        Setting.SERVER: given.server,
        Setting.CERTIFICATES: str(given.ca_file.absolute()) if given.ca_file else "",
        Setting.PROXY: given.proxy,
    }
    return Asked(
        profile=given.profile or usual_place(),
        settings={setting: text for setting, text in named.items() if text},
        language=given.language or system_language(),
        is_json=given.json,
        bundle=given.bundle,
    )


def _looked_at(asked: Asked, shelf: Shelf) -> Machine:
    preferences = Preferences(asked.profile)
    settings = settled({**preferences.settings, **asked.settings}, shelf)
    # What is asked about by name is looked at, also where a policy knows better: that is told.
    server = asked.settings.get(Setting.SERVER) or settings.server.text
    return machine(system_store, program_version(), settings, asked.profile, server)


def _output() -> TextIO:
    """The console; nowhere where there is none, as for the program with windows."""
    if sys.stdout is None:
        return io.StringIO()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console of another language must not end the examination.
        sys.stdout.reconfigure(errors="replace")
    return sys.stdout


def _write(output: TextIO, lines: Sequence[str]) -> None:
    """At once: somebody is waiting for the next."""
    output.write("".join(f"{line}\n" for line in lines))
    output.flush()


def _is_written(path: Path, content: bytes) -> bool:
    try:
        path.write_bytes(content)
    except OSError:
        return False
    return True
