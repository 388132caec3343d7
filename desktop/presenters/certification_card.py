"""How one customer is certified, as the card says it. Everything here reads the cache: for the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.certification_checks import may_be_sent_in
from desktop.presenters.certification_words import certification_facts, standing_label, state_label, what_became
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.certification import CertificationCard
from desktop.screens.customer import Fact
from domain.customers import Standing
from domain.identifiers import CustomerId
from domain.instants import instant
from domain.records import CertificationState
from sync.protocol.rows import CustomerRow

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView

_STARTED_ANEW = frozenset({CertificationState.REJECTED, CertificationState.REVOKED})


@dataclass(frozen=True, slots=True)
class _Told:
    label: Label
    text: str
    facts: tuple[Fact, ...] = ()
    licence_id: str = ""
    is_anew: bool = False


def read_card(place: Workplace, customer_id: str) -> CertificationCard | None:
    """None for a customer that the cache no longer holds."""
    seen = place.cache.register.customer(CustomerId(customer_id), place.now())
    if seen is None:
        return None
    views = place.cache.certifications.of(customer_id)
    current = _current(seen.row, views)
    told = _told(place, customer_id, seen.row, current)
    word = "certification-again" if told.is_anew else "certification-start"
    return CertificationCard(
        customer_id,
        told.label,
        told.text,
        told.facts,
        told.licence_id,
        start=words.say(word) if may_be_sent_in(place, customer_id) else "",
        earlier=tuple(_earlier(place, view) for view in views if view is not current),
    )


def _current(row: CustomerRow, views: Sequence[CertificationView]) -> CertificationView | None:
    """What the customer said of itself stands above everything; else the newest counts."""
    if row.certification == Standing.CUSTOMER:
        own = next((view for view in views if view.is_of_customer), None)
        return own or next(iter(views), None)
    return next((view for view in views if not view.is_of_customer), None)


def _told(place: Workplace, customer_id: str, row: CustomerRow, current: CertificationView | None) -> _Told:
    refused = place.cache.certifications.refused(customer_id)
    # Ids sort by the time they were made.
    if refused is not None and (current is None or current.row.id < refused.said.certification_id):
        item = place.cache.outbox.item(refused.command_id)
        said = explain(
            None if item is None else item.reason,
            {} if item is None else item.facts,
            place.cache.directory,
            place.local_now(),
        )
        text = words.say("said-with-advice", what=said.what, now=said.what_now)
        return _Told(Label(words.say("certification-refused"), Tone.BAD), text, is_anew=True)
    if current is None:
        label = standing_label(row)
        if label is not None:
            return _Told(label, words.say("certification-unseen"))
        return _Told(Label(words.say("certification-none")), words.say("certification-none-text"))
    return _Told(
        state_label(current),
        what_became(place, current),
        tuple(certification_facts(place, current.row)),
        current.row.licence_id or "",
        is_anew=current.coming is None and current.state in _STARTED_ANEW,
    )


def _earlier(place: Workplace, view: CertificationView) -> str:
    when = place.said(instant(view.row.answered_at or view.row.asked_at))
    return words.say("certification-earlier", when=when, text=what_became(place, view))
