"""How a certification is said: its state, what was sent in, who answered and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.customer import Fact
from domain.customers import Standing
from domain.instants import instant
from domain.records import CertificationState
from sync.protocol.rows import CertificationRow, CustomerRow

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView

_TONES = {
    CertificationState.SUBMITTED: Tone.WARNING,
    CertificationState.APPROVED: Tone.GOOD,
    CertificationState.REJECTED: Tone.BAD,
    CertificationState.REVOKED: Tone.BAD,
    CertificationState.SUPERSEDED: Tone.NEUTRAL,
}
_STANDINGS = {
    Standing.SUBMITTED: ("certification-submitted", Tone.WARNING),
    Standing.PROFILE: ("certification-approved", Tone.GOOD),
    Standing.CUSTOMER: ("certification-of-customer", Tone.GOOD),
}


def standing_label(row: CustomerRow) -> Label | None:
    """已认证 beside a customer's name; nothing where none is, or only a newer server knows how it stands."""
    found = next((said for standing, said in _STANDINGS.items() if standing == row.certification), None)
    return None if found is None else Label(words.say(found[0]), found[1])


def state_label(view: CertificationView) -> Label:
    """待审核, 已认证, and of what is on its way 待审核（待发送）."""
    if view.coming is not None:
        return Label(words.say(f"certification-coming-{view.coming.value}"), Tone.PRIMARY)
    if view.state is None:
        return Label(view.row.state, Tone.NEUTRAL)
    if view.is_of_customer and view.state is CertificationState.APPROVED:
        return Label(words.say("certification-of-customer"), Tone.GOOD)
    return Label(words.say(f"certification-{view.state.value}"), _TONES[view.state])


def what_became(place: Workplace, view: CertificationView) -> str:
    """Who answered, when and why; who is to answer, where nobody has."""
    row = view.row
    if view.coming is not None:
        return words.say(f"certification-told-coming-{view.coming.value}", note=row.note)
    if view.state is None:
        return words.say("certification-told-unknown", state=row.state)
    when = place.said(instant(row.answered_at or row.asked_at))
    by = words.say("by-the-system") if row.answered_by is None else person_of(place, row.answered_by)
    kind = "of-customer" if view.is_of_customer and view.state is CertificationState.APPROVED else view.state.value
    return words.say(f"certification-told-{kind}", who=by, when=when, note=row.note)


def person_of(place: Workplace, person_id: str) -> str:
    return words.say("me") if person_id == place.person_id else who(person_id, place.cache.directory)


def certification_facts(place: Workplace, row: CertificationRow) -> Iterator[Fact]:
    """What stands in it, field by field."""
    for name, value in fields_of(row):
        if value:
            yield Fact(name, value)
    if row.person_id is not None:
        yield Fact(words.say("certification-asker"), person_of(place, row.person_id))
    yield Fact(words.say("certification-asked"), place.said(instant(row.asked_at)))


def fields_of(row: CertificationRow) -> tuple[tuple[str, str], ...]:
    return (
        (words.say("certification-company-name"), row.company_name),
        (words.say("certification-uscc"), row.uscc),
        (words.say("certification-capital"), capital_said(row.capital, row.currency)),
        (words.say("certification-founded-on"), row.founded_on),
        (words.say("certification-address"), row.address),
    )


def capital_said(capital: str, currency: str) -> str:
    """人民币 3,000,000; what is no number is said as it came."""
    if not capital:
        return ""
    whole, point, part = capital.partition(".")
    amount = f"{words.grouped(int(whole))}{point}{part}" if whole.isdecimal() else capital
    return words.say("certification-amount", amount=amount, currency=currency_name(currency))


def currency_name(currency: str) -> str:
    key = f"currency-{currency}"
    return words.say(key) if words.knows(key) else currency
