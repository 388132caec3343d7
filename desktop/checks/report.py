"""All that was found, as a text for a console and as JSON for a program."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop import words
from desktop.administration import InForce
from desktop.checks.columns import WIDTH, wrapped
from desktop.checks.findings import Finding, said, summed_up
from desktop.checks.scrubbing import Scrubber
from desktop.screens.diagnosis import CheckLine, Outcome
from domain.identifiers import Instant

FORMAT = 1
"""Raised when a program that reads the JSON could misread it."""

_TEXT_AT = 26


@dataclass(frozen=True, slots=True)
class Report:
    findings: Sequence[Finding]
    settings: InForce
    version: str
    made_at: Instant


def system() -> str:
    """Windows 11 10.0.22631 AMD64: never the machine's own name, which may be somebody's."""
    edition = platform.version() if platform.system() == "Windows" else ""
    return " ".join(filter(None, (platform.system(), platform.release(), edition, platform.machine())))


def as_text(report: Report, width: int = WIDTH) -> str:
    """Nothing wider than `width` columns but words that are so themselves."""
    lines = [*heading(report, width), ""]
    for finding in report.findings:
        lines += told(said(finding), width)
    return "\n".join([*lines, "", summed_up(report.findings), ""])


def heading(report: Report, width: int = WIDTH) -> list[str]:
    """公海 1.4.0 · Windows 10 … · 2026-11-22 10:05 UTC"""
    time = f"{report.made_at:%Y-%m-%d %H:%M} UTC"
    return wrapped(words.say("doctor-of", version=report.version, system=system(), time=time), "", width)


def told(line: CheckLine, width: int = WIDTH) -> list[str]:
    """[正常] 本机时间        与服务器相差 2 秒"""
    mark = words.say(f"doctor-mark-{line.outcome.value}")
    lines = wrapped(line.text, f"{mark} {line.name}", width, _TEXT_AT)
    if line.what_now:
        lines += wrapped(words.say("doctor-now", text=line.what_now), "", width, _TEXT_AT)
    return lines


def for_elsewhere(report: Report, scrubber: Scrubber) -> Report:
    """The same with nobody in it."""
    return replace(report, findings=[_scrubbed(finding, scrubber) for finding in report.findings])


def as_json(report: Report, scrubber: Scrubber) -> bytes:
    """One object; its codes are the same in every language. Of a report for elsewhere."""
    settings = (*report.settings.values.values(), *report.settings.passed_over)
    whole = {
        "format": FORMAT,
        "made_at": f"{report.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "version": report.version,
        "system": system(),
        "python": platform.python_version(),
        "to_do": sum(finding.outcome is Outcome.TO_DO for finding in report.findings),
        "settings": [
            {
                "name": value.setting.value,
                "value": scrubber.foreign(value.text),
                "source": value.source.value,
                "fault": value.fault,
            }
            for value in settings
        ],
        "checks": [
            {
                "check": finding.check.value,
                "outcome": finding.outcome.value,
                "code": finding.code,
                "facts": finding.facts,
                "profile": finding.number,
                "text": finding.sentence,
                "now": finding.what_now,
            }
            for finding in report.findings
        ],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _scrubbed(finding: Finding, scrubber: Scrubber) -> Finding:
    facts = {
        name: (scrubber.foreign if name == "path" else scrubber.text)(value) if isinstance(value, str) else value
        for name, value in finding.facts.items()
    }
    return replace(finding, facts=facts, who=f"#{finding.number}" if finding.number else "")
