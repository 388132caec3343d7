"""The door in, with one person who knows the password."""

from argon2 import PasswordHasher
from sqlalchemy import update

from domain.identifiers import Instant, PersonId
from server.database import Database
from server.identity.accounts import give_login, reset_password
from server.identity.own_passwords import OwnPasswords
from server.identity.passwords import Passwords
from server.identity.service import Sessions
from server.organisation.tables import person
from sync.protocol.messages import Device, Session
from sync.protocol.passwords import PasswordAnswer
from tests.server.company import NOW, Ids

PASSWORD = "correct horse"
DESK, LAPTOP = Device("desk", "Desk", "Windows 11"), Device("laptop", "Laptop")


class Door:
    def __init__(self, database: Database, person_id: PersonId) -> None:
        self.database = database
        self.person_id = person_id
        self.passwords = Passwords(quick_hasher())
        self.ids = Ids()
        self.sessions = Sessions(database, self.passwords, self.ids.new)
        hashed = self.passwords.hash(PASSWORD, "lin")
        database.write(lambda connection: give_login(connection, person_id, "Lin", hashed, NOW))

    def sign_in(
        self,
        password: str = PASSWORD,
        device: Device = DESK,
        now: Instant = NOW,
        login: str = "lin",
        address: str = "10.0.0.1",
    ) -> Session:
        return self.sessions.sign_in(login, password, device, address, now)

    def change(self, session: Session, old: str, new: str, now: Instant = NOW) -> PasswordAnswer:
        caller = self.sessions.who(session.access_token, now)
        return OwnPasswords(self.database, self.passwords).change(caller, old, new, now)

    def reset(self, password: str) -> None:
        """As an administrator does."""
        hashed = self.passwords.hash(password, "lin")
        self.database.write(lambda connection: reset_password(connection, "lin", hashed, NOW))

    def let_depart(self) -> None:
        leave = update(person).where(person.c.id == self.person_id).values(has_departed=True)
        self.database.write(lambda connection: connection.execute(leave))


def quick_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
