"""Giving a person a way in: logins and passwords, as an admin sets them."""

import re

from sqlalchemy import Connection

from domain.identifiers import Instant, PersonId
from server.identity import repository
from server.identity.lock_out import normal_login
from server.identity.repository import Credential

_LOGIN = re.compile(r"[\w.@+-]{1,64}")


class LoginTaken(Exception):
    """Another person signs in by this name."""


class UnfitLogin(Exception):
    """A login is 1 to 64 letters, digits or . @ + - _, in any script."""


class UnknownLogin(Exception):
    """Nobody signs in by this name."""


def give_login(
    connection: Connection,
    person_id: PersonId,
    login: str,
    password_hash: str,
    now: Instant,
    *,
    is_temporary: bool = False,
) -> None:
    """The person may sign in by `login` from now on, and is asked for a password of their own where it `is_temporary`.

    Raises:
        LoginTaken, UnfitLogin: see there.
    """
    normal = normal_login(login)
    if not _LOGIN.fullmatch(normal):
        raise UnfitLogin
    if repository.credential_of(connection, normal) is not None:
        raise LoginTaken
    repository.add_credential(connection, Credential(person_id, normal, password_hash, is_temporary), now)


def reset_password(connection: Connection, login: str, password_hash: str, now: Instant) -> None:
    """The old password and every open session end; the new one is temporary, for whoever made it knows it.

    Raises:
        UnknownLogin: see there.
    """
    known = repository.credential_of(connection, normal_login(login))
    if known is None:
        raise UnknownLogin
    repository.replace_password(connection, known.person_id, password_hash, now, is_temporary=True)
    repository.end_sessions_of_person(connection, known.person_id, "password_reset", now)
