"""Changing one's own password, from within a session. Guesses at the old one are slowed as those at the door are."""

from sqlalchemy import Connection

from domain.identifiers import Instant
from domain.instants import millis
from domain.passwords import SHORTEST, weakness
from server.database import Database
from server.identity import lock_out, repository
from server.identity.passwords import Passwords
from server.identity.service import Caller
from sync.protocol.passwords import PasswordAnswer, PasswordOutcome


class OwnPasswords:
    """Safe to share between threads."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self._passwords = passwords

    def change(self, caller: Caller, old: str, new: str, now: Instant) -> PasswordAnswer:
        """With the new password every session of the person ends but the one that asks.

        Raises:
            TooBusy: see there.
        """
        try:
            outcome, wait = self._settled(caller, old, new, now), 0
        except lock_out.LockedOut as error:
            outcome, wait = PasswordOutcome.LOCKED_OUT, error.retry_after_seconds
        return PasswordAnswer(outcome.value, millis(now), wait, SHORTEST)

    def _settled(self, caller: Caller, old: str, new: str, now: Instant) -> PasswordOutcome:
        known = self._database.read(lambda connection: repository.credential_of_person(connection, caller.person_id))
        if weakness(new, known.login):
            return PasswordOutcome.WEAK
        by_login = lock_out.subject_of_login(known.login)
        self._database.write(lambda connection: lock_out.count_try(connection, by_login, lock_out.PER_LOGIN, now))
        is_right = self._passwords.is_right(old, known.password_hash)
        if self._passwords.is_right(new, known.password_hash):
            # Whoever lost the answer asks again, with an old one that is none any more. A temporary one nobody chose.
            if not is_right and known.is_temporary:
                return PasswordOutcome.WRONG
            self._database.write(lambda connection: lock_out.forgive(connection, by_login))
            return PasswordOutcome.SAME if is_right else PasswordOutcome.CHANGED
        if not is_right:
            return PasswordOutcome.WRONG
        hashed = self._passwords.hash(new, known.login)

        def replace(connection: Connection) -> PasswordOutcome:
            # In the order of a sign-in, so that the two cannot wait for each other in a circle.
            lock_out.forgive(connection, by_login)
            current = repository.credential_of_person(connection, caller.person_id, is_locking=True)
            if current.password_hash != known.password_hash:
                return PasswordOutcome.WRONG
            repository.replace_password(connection, caller.person_id, hashed, now, is_temporary=False)
            repository.end_sessions_of_person(
                connection, caller.person_id, "password_changed", now, besides=caller.session_id
            )
            return PasswordOutcome.CHANGED

        return self._database.write(replace)
