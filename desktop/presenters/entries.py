"""The form of a new customer as values: what stands in it, what the court says of it, the command it comes to."""

from __future__ import annotations

from collections.abc import Mapping

from desktop import words
from desktop.presenters.reasons import explain
from desktop.presenters.workplace import Workplace
from desktop.screens.choice import Choice
from desktop.screens.new_customer import EntryChecks, EntryField, EntryForm, Typed
from domain.commands import RegisterCustomer
from domain.identifiers import CustomerId, PoolId
from domain.known import MatchedBy
from domain.people import Pool
from domain.reasons import Reason
from sync.cache.answers import RefusedRow
from sync.cache.asking import Facet, InPool, Mine

_POOL = "pool"
_UNASKED = CustomerId("")
"""A form that is only looked at registers nobody yet."""

_PROPOSED = {
    EntryField.REGION: Facet.REGION,
    EntryField.INDUSTRY: Facet.INDUSTRY,
    EntryField.SOURCE: Facet.SOURCE,
}
_FIELDS = {
    Reason.EMPTY_NAME: EntryField.NAME,
    Reason.NAME_TOO_LONG: EntryField.NAME,
    Reason.INVALID_USCC: EntryField.USCC,
    Reason.INVALID_PHONE: EntryField.PHONE,
    Reason.PHONE_CONFLICT: EntryField.PHONE,
    Reason.INVALID_EMAIL: EntryField.EMAIL,
}


def form_of(place: Workplace, typed: Typed, pool: str) -> EntryForm:
    """Reads the cache. The first open pool, where none that is open was chosen."""
    pools = pools_of(place)
    keys = [each.id for each in pools]
    chosen = pool if pool in keys else next(iter(keys), "")
    shelf = InPool(PoolId(chosen)) if chosen else Mine()
    values = {field: tuple(place.cache.register.values(shelf, facet)) for field, facet in _PROPOSED.items()}
    return EntryForm(dict(typed), tuple(Choice(each.id, each.name) for each in pools), chosen, values)


def pools_of(place: Workplace) -> list[Pool]:
    """The open pools to which the person belongs, by name."""
    actor = place.cache.directory.actor()
    every = place.cache.directory.all_pools().values()
    mine = [pool for pool in every if actor is not None and pool.is_open and pool.id in actor.pool_ids]
    return sorted(mine, key=lambda pool: (pool.name, pool.id))


def registration(customer_id: CustomerId, typed: Typed, pool: str) -> RegisterCustomer:
    """The command that the form comes to."""
    texts = {field.value: typed.get(field, "").strip() for field in EntryField}
    return RegisterCustomer(customer_id, PoolId(pool) if pool else None, **texts)


def entry_of(command: RegisterCustomer) -> tuple[Typed, str]:
    """What stood in the form that came to this command."""
    typed = {field: str(getattr(command, field.value)) for field in EntryField}
    return {field: text for field, text in typed.items() if text}, command.pool_id or ""


def kept(typed: Typed, pool: str) -> dict[str, str]:
    """As it lies in a draft."""
    return {field.value: text for field, text in typed.items() if text} | {_POOL: pool}


def restored(draft: Mapping[str, str]) -> tuple[Typed, str]:
    """Out of a draft; a field that only a newer program had is left out."""
    return {field: draft[field.value] for field in EntryField if field.value in draft}, draft.get(_POOL, "")


def checks_of(place: Workplace, typed: Typed, pool: str) -> EntryChecks:
    """What the court would say now. Of a name that is not there yet nothing: it is only waited for. Reads the cache."""
    cost = _cost(place, pool)
    found = place.cache.bench.preflight([registration(_UNASKED, typed, pool)], place.now())
    if not found.rows:
        return EntryChecks(cost, can_confirm=True)
    row = found.rows[0]
    if row.reason is Reason.EMPTY_NAME:
        return EntryChecks(cost)
    field, said = remark_on(place, row)
    return EntryChecks(cost, {field: said}) if field is not None else EntryChecks(cost, trouble=said)


def remark_on(place: Workplace, row: RefusedRow) -> tuple[EntryField | None, str]:
    """At which field to say why, and what now; None where it lies in none. Reads the cache."""
    told = explain(row.reason, row.facts, place.cache.directory, place.local_now())
    said = words.say("said-with-advice", what=told.what, now=told.what_now)
    if row.reason is Reason.ALREADY_KNOWN:
        return (EntryField.USCC if row.facts.get("by") == MatchedBy.USCC else EntryField.NAME), said
    return _FIELDS.get(row.reason), said


def _cost(place: Workplace, pool: str) -> str:
    if not pool:
        return words.say("entry-cost-ordinary")
    quota = place.cache.bench.quota(place.now(), pool)
    return "" if quota is None else words.say("entry-cost", holding=quota.holding, cap=quota.cap)
