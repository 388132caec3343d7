"""Certifications at a desk of the tests: what a server tells of them, files, a card that remembers."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from desktop.presenters.certification import CertificationDesk
from desktop.presenters.licences import Licences
from desktop.screens.certification import CertificationCard, Checks, Form, FormField, Licence, Typed
from sync.protocol.rows import CertificationRow
from tests.desktop.presenters.desk import WANG, Desk, ago, customer_id

USCC = "91350100M000100Y43"
"""Its check digit is right; the last but one of `WRONG_USCC` was misread."""
WRONG_USCC = "91350100M000100Y33"
TYPED = Typed("深圳市信达光电有限公司", USCC, "300万", "CNY", date(2015, 3, 1), "深圳市南山区科技园 1 号")


def certified(number: int, state: str = "submitted", days: float = 0.1, **fields: Any) -> CertificationRow:
    """Wang has sent in a certification of the customer of this number; answered, by nobody in particular."""
    named: dict[str, Any] = {
        "customer_name": f"同事客户{number:03}",
        "origin": "profile",
        "company_name": f"同事客户{number:03}",
        "uscc": USCC,
        "asked_at": ago(days),
        "person_id": WANG,
        "capital": "3000000",
        "currency": "CNY",
        "founded_on": "2015-03-01",
        "address": "深圳市南山区科技园 1 号",
        "licence_id": f"d{number:031x}",
    }
    version = 1 if state == "submitted" else 2
    return CertificationRow(f"c{number:031x}", version, customer_id(number), state=state, **(named | fields))


def a_picture(folder: Path, name: str = "执照.png") -> Path:
    """A small image that is one."""
    path = folder / name
    path.write_bytes(png())
    return path


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        whole = kind + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    pixels = zlib.compress((b"\x00" + b"\xff\x00\x00" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


class CertificationRecorder:
    def __init__(self) -> None:
        self.card: CertificationCard | None = None
        self.form: Form | None = None
        self.checks = Checks()
        self.licence: Licence | None = None
        self.missing = ""
        self.first: FormField | None = None

    def show_certification(self, card: CertificationCard | None) -> None:
        self.card = card

    def show_form(self, form: Form | None) -> None:
        self.form = form

    def show_checks(self, customer_id: str, checks: Checks) -> None:
        self.checks = checks

    def show_licence(self, customer_id: str, licence: Licence | None) -> None:
        self.licence = licence

    def show_missing(self, customer_id: str, text: str, first: FormField | None) -> None:
        self.missing, self.first = text, first

    def licence_id(self) -> str:
        """Of the one that is shown; empty for none."""
        return "" if self.licence is None else self.licence.id

    def licence_label(self) -> str:
        return "" if self.licence is None or self.licence.label is None else self.licence.label.text

    @property
    def facts(self) -> dict[str, str]:
        assert self.card is not None
        return {fact.name: fact.value for fact in self.card.facts}


def certification_at(desk: Desk, shown: str) -> tuple[CertificationDesk, CertificationRecorder]:
    """The card of this customer; a picture is its bytes."""
    screen = CertificationRecorder()
    licences = Licences(desk.place, lambda content: content)
    presenter = CertificationDesk(screen, desk.place, desk.presenters._room_ways(), licences)
    desk.presenters.furnishing.rooms.append(presenter)
    presenter.customer_shown(shown)
    return presenter, screen
