"""The diagnosis of this machine: one check after the other in the background, then a text or a bundle of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.background import Background
from desktop.screens.diagnosis import DiagnosisScreen

if TYPE_CHECKING:
    # Loaded when somebody asks: every start offers the diagnosis, and few need it.
    from desktop.checks.findings import Finding
    from desktop.checks.machine import Machine
    from desktop.checks.report import Report


class Diagnosis:
    """Obeys `DiagnosisWishes`. `screen` is asked for when there is something to show."""

    def __init__(
        self, screen: Callable[[], DiagnosisScreen], background: Background, machine: Callable[[], Machine]
    ) -> None:
        self._open_screen = screen
        self._background = background
        self._machine_now = machine
        self._machine: Machine | None = None
        self._findings: list[Finding] = []
        self._attempt = 0

    # wishes

    def diagnosis_asked(self) -> None:
        self._attempt += 1
        attempt, machine = self._attempt, self._machine_now()
        self._machine, self._findings = machine, []
        self._open_screen().open_diagnosis()

        from desktop.checks.examination import examine
        from desktop.checks.findings import said, summed_up

        def look(tell: Callable[[Finding], None]) -> None:
            for finding in examine(machine):
                if attempt != self._attempt:
                    return
                tell(finding)

        def heard(finding: Finding) -> None:
            if attempt == self._attempt:
                self._findings.append(finding)
                self._open_screen().add_line(said(finding))

        def ended(_: None) -> None:
            if attempt == self._attempt:
                self._open_screen().show_end(summed_up(self._findings))

        self._background.errand(look, heard, ended)

    def copy_asked(self) -> None:
        from desktop.checks.report import as_text

        if self._machine is not None:
            self._open_screen().copy_text(as_text(self._report(self._machine)))

    def export_asked(self, path: Path) -> None:
        from desktop.checks.bundle import bundle

        machine = self._machine
        if machine is None:
            return
        report = self._report(machine)
        screen = self._open_screen()
        self._background.command(
            lambda: path.write_bytes(bundle(machine, report)),
            lambda _: screen.show_exported(words.say("doctor-exported", path=str(path))),
            lambda _: screen.show_exported(words.say("doctor-not-exported", path=str(path))),
        )

    def diagnosis_closed(self) -> None:
        self._attempt += 1

    def _report(self, machine: Machine) -> Report:
        from desktop.checks.report import Report

        return Report(tuple(self._findings), machine.settings, machine.version, machine.clock.now())
