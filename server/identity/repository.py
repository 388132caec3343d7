"""Credentials, devices and sessions at rest."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from domain.identifiers import Instant, PersonId
from domain.instants import millis
from server.identity.tables import credential, device, session, session_token


@dataclass(frozen=True, slots=True)
class Credential:
    person_id: PersonId
    login: str
    password_hash: str
    is_temporary: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token that was presented, with the session it belongs to."""

    session_id: str
    person_id: PersonId
    device_id: str
    is_refresh: bool
    expires_at: int
    replaced_at: int | None
    successor_nonce: bytes | None
    has_session_ended: bool


_TOKEN = (
    select(session_token, session.c.person_id, session.c.device_id, session.c.ended_at)
    .join(session, session.c.id == session_token.c.session_id)
    .where(session_token.c.token_hash == bindparam("hash"))
)
_LOCKED_TOKEN = _TOKEN.with_for_update(of=session_token)


def credential_of(connection: Connection, login: str) -> Credential | None:
    found = connection.execute(select(credential).where(credential.c.login == login)).one_or_none()
    return None if found is None else _credential(found)


def credential_of_person(connection: Connection, person_id: PersonId, *, is_locking: bool = False) -> Credential:
    """Of somebody who has one, as all who ever signed in. `is_locking` lets nobody else change it until the transaction
    ends."""
    query = select(credential).where(credential.c.person_id == person_id)
    return _credential(connection.execute(query.with_for_update() if is_locking else query).one())


def _credential(found: Row[Any]) -> Credential:
    return Credential(PersonId(found.person_id), found.login, found.password_hash, found.is_temporary)


def logins(connection: Connection) -> dict[str, str]:
    """Login by person."""
    found = connection.execute(select(credential.c.person_id, credential.c.login))
    return {row.person_id: row.login for row in found}


def add_credential(connection: Connection, new: Credential, now: Instant) -> None:
    connection.execute(insert(credential).values(**asdict(new), changed_at=millis(now)))


def replace_password(
    connection: Connection, person_id: PersonId, password_hash: str, now: Instant, *, is_temporary: bool
) -> None:
    connection.execute(
        update(credential)
        .where(credential.c.person_id == person_id)
        .values(password_hash=password_hash, changed_at=millis(now), is_temporary=is_temporary)
    )


def note_device(
    connection: Connection, person_id: PersonId, device_id: str, name: str, system: str, now: Instant
) -> None:
    """The device was seen now, for the first time or again."""
    of_device = (device.c.person_id == person_id) & (device.c.id == device_id)
    seen = connection.execute(
        update(device).where(of_device).values(name=name, system=system, last_seen_at=millis(now))
    )
    if seen.rowcount == 0:
        connection.execute(
            insert(device).values(
                person_id=person_id,
                id=device_id,
                name=name,
                system=system,
                first_seen_at=millis(now),
                last_seen_at=millis(now),
                is_wipe_ordered=False,
            )
        )


def is_wipe_ordered(connection: Connection, person_id: str, device_id: str) -> bool:
    ordered = connection.scalar(
        select(device.c.is_wipe_ordered).where(device.c.person_id == person_id, device.c.id == device_id)
    )
    return bool(ordered)


def open_session(connection: Connection, session_id: str, person_id: PersonId, device_id: str, now: Instant) -> None:
    connection.execute(
        insert(session).values(id=session_id, person_id=person_id, device_id=device_id, opened_at=millis(now))
    )


def end_sessions_of_device(
    connection: Connection, person_id: PersonId, device_id: str, reason: str, now: Instant
) -> None:
    connection.execute(
        update(session)
        .where(session.c.person_id == person_id, session.c.device_id == device_id, session.c.ended_at.is_(None))
        .values(ended_at=millis(now), end_reason=reason)
    )


def end_sessions_of_person(
    connection: Connection, person_id: PersonId, reason: str, now: Instant, besides: str = ""
) -> None:
    """All of them, but for the one with the id `besides`."""
    connection.execute(
        update(session)
        .where(session.c.person_id == person_id, session.c.ended_at.is_(None), session.c.id != besides)
        .values(ended_at=millis(now), end_reason=reason)
    )


def end_session(connection: Connection, session_id: str, reason: str, now: Instant) -> None:
    connection.execute(
        update(session)
        .where(session.c.id == session_id, session.c.ended_at.is_(None))
        .values(ended_at=millis(now), end_reason=reason)
    )


def keep_token(
    connection: Connection, token_hash: str, session_id: str, expires_at: Instant, *, is_refresh: bool
) -> None:
    connection.execute(
        insert(session_token).values(
            token_hash=token_hash, session_id=session_id, is_refresh=is_refresh, expires_at=millis(expires_at)
        )
    )


def find_token(connection: Connection, token_hash: str, *, is_locking: bool = False) -> Token | None:
    """`is_locking` keeps its row until the transaction ends, so that two refreshes cannot both be the first."""
    query = _LOCKED_TOKEN if is_locking else _TOKEN
    found: Row[Any] | None = connection.execute(query, {"hash": token_hash}).one_or_none()
    if found is None:
        return None
    return Token(
        session_id=found.session_id,
        person_id=PersonId(found.person_id),
        device_id=found.device_id,
        is_refresh=found.is_refresh,
        expires_at=found.expires_at,
        replaced_at=found.replaced_at,
        successor_nonce=found.successor_nonce,
        has_session_ended=found.ended_at is not None,
    )


def replace_token(connection: Connection, token_hash: str, nonce: bytes, now: Instant) -> None:
    connection.execute(
        update(session_token)
        .where(session_token.c.token_hash == token_hash)
        .values(replaced_at=millis(now), successor_nonce=nonce)
    )


def drop_expired_tokens(connection: Connection, session_id: str, now: Instant) -> None:
    connection.execute(
        delete(session_token).where(session_token.c.session_id == session_id, session_token.c.expires_at < millis(now))
    )
