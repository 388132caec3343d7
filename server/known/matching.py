"""Customers that seem to be the one asked about: by their code, by a phone that anybody there has, by their name."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from domain.identifiers import CustomerId
from domain.known import MatchedBy
from domain.phones import digits_of
from server.contacts.repository import customers_by_phone
from server.customers.names import name_key
from server.customers.repository import ids_by_name, ids_by_phone, ids_by_uscc
from sync.uscc import compact


class Told(NamedTuple):
    """What is told of a company; empty texts where nothing is."""

    name: str = ""
    uscc: str = ""
    phone: str = ""


class Found(NamedTuple):
    customer_id: CustomerId
    by: MatchedBy


def find_matches(connection: Connection, told: Sequence[Told]) -> list[Found | None]:
    """The surest match of each; None where nothing like it is known."""
    codes = ids_by_uscc(connection, [compact(one.uscc) for one in told if one.uscc.strip()])
    phones = dict(reversed(customers_by_phone(connection, [one.phone for one in told])))
    phones |= dict(reversed(ids_by_phone(connection, [one.phone for one in told])))
    names = ids_by_name(connection, [one.name for one in told])
    return [
        _found(codes.get(compact(one.uscc)) if one.uscc.strip() else None, MatchedBy.USCC)
        or _found(phones.get(digits_of(one.phone)), MatchedBy.PHONE)
        or _found(names.get(name_key(one.name)), MatchedBy.NAME)
        for one in told
    ]


def _found(customer_id: str | None, by: MatchedBy) -> Found | None:
    return None if customer_id is None else Found(CustomerId(customer_id), by)
