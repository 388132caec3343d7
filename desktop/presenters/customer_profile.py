"""The profile of a customer, line by line, as far as one may see it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop import words
from desktop.presenters.cells import place as region
from desktop.presenters.reasons import who
from desktop.presenters.sources import source_name
from desktop.presenters.workplace import Workplace
from desktop.screens.customer import Fact
from domain.instants import instant
from sync.cache.answers import CustomerView

_MASKED = frozenset({"phone", "wechat", "email"})
_TYPED_ELSEWHERE = frozenset({"uscc", "external-id", "phone", "wechat", "email", "address"})


def profile(place: Workplace, view: CustomerView, *, is_whole: bool) -> Iterator[Fact]:
    """Every field that is known; where the customer is not seen whole, its reach masked."""
    row = view.row
    shown = {
        "owner": "" if view.is_mine or view.owner_id is None else who(view.owner_id, place.cache.directory),
        "uscc": row.uscc,
        "external-id": row.external_id,
        "contact": row.contact_name,
        "phone": row.phone,
        "wechat": row.wechat,
        "email": row.email,
        "region": region(view),
        "address": row.address,
        "industry": row.industry,
        "level": row.level,
        "source": source_name(row.source),
        "registered-capital": row.registered_capital,
        "founded-on": row.founded_on,
        "orders": str(row.order_count) if row.order_count else "",
        "last-order": "" if row.last_order_at is None else place.said(instant(row.last_order_at)),
    }
    for name, value in shown.items():
        if value:
            is_masked = name in _MASKED and not is_whole
            yield Fact(words.say(f"fact-{name}"), value, is_masked, name in _TYPED_ELSEWHERE and not is_masked)
