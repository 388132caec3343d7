"""Machines on which somebody signs in, and the order to erase what lies there: met at the next contact (SPEC §8)."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from domain.identifiers import Instant, PersonId
from domain.instants import instant
from server.bulk import among
from server.identity.accounts import UnknownLogin
from server.identity.lock_out import normal_login
from server.identity.repository import credential_of
from server.identity.tables import device


@dataclass(frozen=True, slots=True)
class Device:
    """`name` is what the machine calls itself; two may be called the same."""

    id: str
    name: str
    last_seen_at: Instant
    is_wipe_ordered: bool


def devices_of(connection: Connection, login: str) -> list[Device]:
    """Every machine of theirs, the one seen last first.

    Raises:
        UnknownLogin: nobody signs in so.
    """
    found = connection.execute(
        select(device).where(device.c.person_id == _person(connection, login)).order_by(device.c.last_seen_at.desc())
    )
    return [Device(row.id, row.name, instant(row.last_seen_at), row.is_wipe_ordered) for row in found]


def order_wipe(connection: Connection, login: str, device_ids: list[str], *, is_ordered: bool) -> None:
    """Have these machines erased at their next contact, or take that back.

    Raises:
        UnknownLogin: nobody signs in so.
    """
    of_person = device.c.person_id == _person(connection, login)
    ordered = update(device).where(of_person, among(device.c.id, "ids")).values(is_wipe_ordered=is_ordered)
    connection.execute(ordered, {"ids": device_ids})


def _person(connection: Connection, login: str) -> PersonId:
    known = credential_of(connection, normal_login(login))
    if known is None:
        raise UnknownLogin
    return known.person_id
