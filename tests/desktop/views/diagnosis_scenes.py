"""The diagnosis, with all well, with trouble, and at work."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.administration import Source
from desktop.checks.findings import Check, Finding, good, not_checked, said, summed_up, to_do
from desktop.checks.here import source
from desktop.views.diagnosis_dialog import DiagnosisDialog
from tests.desktop.views.stage import window

PLACE = r"C:\Users\wangfang\AppData\Local\Gonghai"


def _of(finding: Finding, who: str = "王芳") -> Finding:
    return Finding(finding.check, finding.outcome, finding.code, finding.facts, 1, who)


def _well() -> list[Finding]:
    return [
        good(
            Check.SETTINGS,
            "told",
            names=f"ServerUrl ({source(Source.MACHINE_POLICY)}), CaFile ({source(Source.INSTALLED)})",
        ),
        good(Check.TRUST_FILE, "fit", path=r"C:\ProgramData\Example\ca.pem", n=2, until="2031-05-01"),
        good(Check.ADDRESS, "known", server="https://crm.example.com"),
        good(Check.PROXY, "through", proxy="proxy.example.com:8080"),
        good(Check.NAME, "known", host="proxy.example.com", addresses="10.0.0.7"),
        good(Check.CONNECTION, "open", place="proxy.example.com:8080"),
        good(Check.CERTIFICATE, "by-file", issuer="Example Root CA", until="2027-03-01"),
        good(Check.SERVER, "ready", version="1.5.0"),
        good(Check.CLOCK, "right", seconds=1),
        good(Check.VERSION, "newer", own="1.4.0", newest="1.5.0", where=r"\\files\软件\公海"),
        good(Check.FOLDER, "fit", path=PLACE),
        good(Check.DISK, "enough", gigabytes="71.9"),
        good(Check.KEY_STORE, "keeps"),
        _of(good(Check.PROFILE, "whole")),
        _of(good(Check.PENDING, "waiting", waiting=3)),
    ]


def _troubled() -> list[Finding]:
    return [
        to_do(Check.SETTINGS, "spoiled", names=f"Proxy ({source(Source.MACHINE_POLICY)})", n=1),
        good(Check.TRUST_FILE, "none"),
        good(Check.ADDRESS, "known", server="https://crm.example.com"),
        good(Check.PROXY, "none"),
        good(Check.NAME, "known", host="crm.example.com", addresses="10.0.0.7, 2001:db8::7"),
        good(Check.CONNECTION, "open", place="crm.example.com:443"),
        to_do(
            Check.CERTIFICATE, "unknown-issuer",
            host="crm.example.com", issuer="Example Root CA", since="2026-01-01", until="2027-03-01",
        ),
        not_checked(Check.SERVER),
        not_checked(Check.CLOCK),
        not_checked(Check.VERSION),
        to_do(Check.FOLDER, "synced", path=r"C:\Users\wangfang\OneDrive - Example\Gonghai"),
        to_do(Check.DISK, "low", megabytes=312),
        to_do(Check.KEY_STORE, "missing"),
        _of(to_do(Check.PROFILE, "damaged")),
        _of(to_do(Check.PENDING, "for-you", n=2, waiting=7)),
        _of(not_checked(Check.PROFILE, "passphrase"), "欧阳建国"),
    ]  # fmt: skip


def _at_work() -> list[Finding]:
    return _well()[:4]


FINDINGS = {"well": _well, "troubled": _troubled, "at-work": _at_work}


def diagnosis(_width: int, _height: int, state: str) -> QWidget:
    """In one of its states."""
    made = window(1280, 760)
    made.show()
    dialog = DiagnosisDialog(made)
    findings = FINDINGS[state]()
    dialog.empty()
    for finding in findings:
        dialog.add_line(said(finding))
    if state != "at-work":
        dialog.end(summed_up(findings))
    dialog.show()
    return dialog


SCENES = {f"diagnosis-{state}": partial(diagnosis, state=state) for state in FINDINGS}
