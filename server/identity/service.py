"""Signing in, staying signed in, signing out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from domain.identifiers import Instant, PersonId
from domain.instants import millis
from domain.people import Person
from server.database import Database
from server.identity import lock_out, repository
from server.identity.passwords import Passwords
from server.identity.secrets import new_nonce, new_token, successor_of, token_hash
from server.organisation.repository import find_person
from sync.protocol.messages import Device, Session

ACCESS_LIFETIME = timedelta(minutes=15)
REFRESH_LIFETIME = timedelta(days=90)
GRACE = timedelta(seconds=60)
"""How long a refresh token may be presented again: a client whose reply was lost has no other."""


class WrongPassword(Exception):
    """The login is unknown or the password is wrong: which of the two is nobody's business."""


class HasDeparted(Exception):
    """The person may no longer use the system."""


class SessionExpired(Exception):
    """The token is unknown or too old; signing in again helps."""


class SessionRevoked(Exception):
    """The session was ended on purpose: signed out, taken over, or by an admin."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks in this request, through which session of which device."""

    person_id: PersonId
    session_id: str
    device_id: str


class Sessions:
    """The doors in and out. Safe to share between threads."""

    def __init__(self, database: Database, passwords: Passwords, new_id: Callable[[], str]) -> None:
        self._database = database
        self._passwords = passwords
        self._new_id = new_id

    def sign_in(self, login: str, password: str, device: Device, address: str, now: Instant) -> Session:
        """A new session of this device, whose earlier session ends.

        Raises:
            LockedOut: too many tries of this login or from this address.
            WrongPassword, HasDeparted, TooBusy: see there.
        """
        by_login = lock_out.subject_of_login(login)
        by_address = lock_out.subject_of_address(address)

        def count(connection: Connection) -> repository.Credential | None:
            # In a fixed order, so that two tries side by side cannot wait for each other in a circle.
            lock_out.count_try(connection, by_address, lock_out.PER_ADDRESS, now)
            lock_out.count_try(connection, by_login, lock_out.PER_LOGIN, now)
            lock_out.sweep(connection, now)
            return repository.credential_of(connection, lock_out.normal_login(login))

        known = self._database.write(count)
        is_right = self._passwords.is_right(password, None if known is None else known.password_hash)
        if known is None or not is_right:
            raise WrongPassword
        renewed = None
        if self._passwords.is_outdated(known.password_hash):
            renewed = self._passwords.hash(password, login)

        def open_session(connection: Connection) -> Session:
            lock_out.forgive(connection, by_login, by_address)
            person = find_person(connection, known.person_id)
            if person is None or person.has_departed:
                raise HasDeparted
            # Changed while this one was checked: then it let in nobody, for all other sessions ended with it.
            current = repository.credential_of_person(connection, person.id, is_locking=True)
            if current.password_hash != known.password_hash:
                raise WrongPassword
            if renewed is not None:
                repository.replace_password(connection, person.id, renewed, now, is_temporary=known.is_temporary)
            repository.note_device(connection, person.id, device.id, device.name, device.system, now)
            repository.end_sessions_of_device(connection, person.id, device.id, "signed_in_again", now)
            session_id = self._new_id()
            repository.open_session(connection, session_id, person.id, device.id, now)
            refresh_token = new_token()
            repository.keep_token(
                connection, token_hash(refresh_token), session_id, now + REFRESH_LIFETIME, is_refresh=True
            )
            return _issued(connection, person, session_id, refresh_token, now)

        return self._database.write(open_session)

    def refresh(self, refresh_token: str, device_id: str, now: Instant) -> Session:
        """New tokens for old. The same old token within the grace window gives the same new refresh token.

        A token that comes back after the window was stolen or restored from a copy: then the whole session ends.

        Raises:
            SessionExpired, SessionRevoked, HasDeparted: see there.
        """
        presented = token_hash(refresh_token)

        def rotate(connection: Connection) -> Session | Exception:
            token = repository.find_token(connection, presented, is_locking=True)
            if token is None or not token.is_refresh or token.expires_at < millis(now):
                return SessionExpired()
            if token.has_session_ended:
                return SessionRevoked()
            if token.device_id != device_id:
                repository.end_session(connection, token.session_id, "other_device", now)
                return SessionRevoked()
            person = find_person(connection, token.person_id)
            if person is None:
                return HasDeparted()
            # Also for whoever has departed: what they had written is still to be delivered, and nothing else.
            nonce = token.successor_nonce
            if token.replaced_at is None or nonce is None:
                nonce = new_nonce()
                repository.replace_token(connection, presented, nonce, now)
                successor = successor_of(refresh_token, nonce)
                repository.drop_expired_tokens(connection, token.session_id, now)
                repository.keep_token(
                    connection, token_hash(successor), token.session_id, now + REFRESH_LIFETIME, is_refresh=True
                )
                return _issued(connection, person, token.session_id, successor, now)
            if millis(now) > token.replaced_at + GRACE // timedelta(milliseconds=1):
                repository.end_session(connection, token.session_id, "refresh_token_reused", now)
                return SessionRevoked()
            return _issued(connection, person, token.session_id, successor_of(refresh_token, nonce), now)

        # Refusals are returned, not raised, because what they wrote (the session's end) must be committed.
        outcome = self._database.write(rotate)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def who(self, access_token: str, now: Instant, *, may_have_departed: bool = False) -> Caller:
        """Whose token this is.

        Raises:
            SessionExpired, SessionRevoked, HasDeparted: see there.
        """

        def look_up(connection: Connection) -> Caller:
            token = repository.find_token(connection, token_hash(access_token))
            if token is None or token.is_refresh:
                raise SessionExpired
            person = find_person(connection, token.person_id)
            if person is None or (person.has_departed and not may_have_departed):
                raise HasDeparted
            if token.has_session_ended:
                raise SessionRevoked
            if token.expires_at < millis(now):
                raise SessionExpired
            return Caller(token.person_id, token.session_id, token.device_id)

        return self._database.read(look_up)

    def sign_out(self, caller: Caller, now: Instant) -> None:
        self._database.write(
            lambda connection: repository.end_session(connection, caller.session_id, "signed_out", now)
        )

    def is_wipe_ordered(self, caller: Caller) -> bool:
        return self._database.read(
            lambda connection: repository.is_wipe_ordered(connection, caller.person_id, caller.device_id)
        )


def _issued(connection: Connection, person: Person, session_id: str, refresh_token: str, now: Instant) -> Session:
    access_token = new_token()
    repository.keep_token(connection, token_hash(access_token), session_id, now + ACCESS_LIFETIME, is_refresh=False)
    return Session(
        person_id=person.id,
        person_name=person.name,
        access_token=access_token,
        access_seconds=ACCESS_LIFETIME // timedelta(seconds=1),
        refresh_token=refresh_token,
        server_time=millis(now),
        is_password_temporary=repository.credential_of_person(connection, person.id).is_temporary,
    )
