"""A customer's profile as upstream knows it: what accounts tell, and above it what the customer itself certified."""

from collections.abc import Collection
from datetime import date

import msgspec

from domain.customers import Standing
from domain.identifiers import CustomerId
from server.upstream.accounts import code_of
from server.upstream.batch import Batch
from server.upstream.records import CertificationTold, CustomerTold, instant_of, read_message
from server.upstream.repository import told_of
from sync.protocol.rows import CustomerRow

_AS_TOLD = (
    "region",
    "city",
    "industry",
    "level",
    "registered_capital",
    "address",
    "contact_name",
    "phone",
    "email",
    "wechat",
)
"""Fields of a customer that accounts name as we do."""


def describe(batch: Batch, customer_ids: Collection[CustomerId]) -> None:
    """Bring these customers' rows up to all that was ever told of them.

    Of everything, and not of what has just come: so it is all one in which order it came. What upstream leaves out
    stays as it was; whose customer it is stays whatever it says.
    """
    accounts = told_of(batch.connection, "customer", customer_ids)
    for customer_id, body in accounts:
        message = read_message(body)
        if isinstance(message, CustomerTold):
            batch.rows[customer_id] = _with_account(batch.rows[customer_id], message)
    for customer_id, certified in newest_certified(batch, customer_ids).items():
        batch.rows[customer_id] = _certified(batch.rows[customer_id], certified)


def newest_certified(batch: Batch, customer_ids: Collection[CustomerId]) -> dict[CustomerId, CertificationTold]:
    """The certification of each that stands above its others."""
    found: dict[CustomerId, CertificationTold] = {}
    for customer_id, body in told_of(batch.connection, "certification", customer_ids):
        message = read_message(body)
        if isinstance(message, CertificationTold):
            found[customer_id] = max(found.get(customer_id, message), message, key=_age)
    return found


def capital_of(message: CertificationTold) -> str:
    return f"{message.capital} {message.currency}".strip() if message.capital else ""


def _age(message: CertificationTold) -> tuple[object, str]:
    return instant_of(message.certified_at), message.id


def _with_account(row: CustomerRow, message: CustomerTold) -> CustomerRow:
    told = {name: getattr(message, name).strip() for name in _AS_TOLD}
    told |= {"name": message.name.strip(), "uscc": code_of(message), "founded_on": _day(message.founded_on)}
    if not row.external_id:
        told["external_id"] = message.id
    if not row.source:
        told["source"] = message.source
    return _filled(row, told)


def _certified(row: CustomerRow, message: CertificationTold) -> CustomerRow:
    told = {
        "name": message.company_name.strip(),
        "uscc": message.uscc.strip().upper(),
        "registered_capital": capital_of(message),
        "founded_on": _day(message.founded_on),
        "address": message.address.strip(),
        "certification": Standing.CUSTOMER.value,
    }
    return _filled(row, told)


def _filled(row: CustomerRow, told: dict[str, str]) -> CustomerRow:
    fuller = msgspec.structs.replace(row, **{name: value for name, value in told.items() if value})
    if (fuller.name, fuller.phone) == (row.name, row.phone) and row.search_text:
        return fuller
    # Loaded here: the dictionary of pinyin takes a moment that no start should wait for.
    from server.search_text import search_text

    return msgspec.structs.replace(fuller, search_text=search_text(fuller.name, fuller.phone))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
