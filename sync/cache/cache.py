"""Everything a client remembers of one person's work with one server."""

from pathlib import Path

from domain.identifiers import PersonId
from sync.cache.attachments import Attachments
from sync.cache.bench import Bench
from sync.cache.census import Census
from sync.cache.certifications import Certifications
from sync.cache.contacts import Contacts
from sync.cache.directory import Directory
from sync.cache.dispatch import Dispatch
from sync.cache.drafts import Drafts
from sync.cache.entries import Entries
from sync.cache.fetched import Fetched
from sync.cache.files import StoreFile
from sync.cache.flow_in import FlowInRules
from sync.cache.forecasting import Forecasting
from sync.cache.health import Health, health_of
from sync.cache.known import KnownCompanies
from sync.cache.lines import Lines
from sync.cache.notices import Notices
from sync.cache.office import Office
from sync.cache.orders import Orders
from sync.cache.outbox import Outbox
from sync.cache.outgoing import Outgoing
from sync.cache.plans import Plans
from sync.cache.register import Register
from sync.cache.requests import Requests
from sync.cache.scopes import Scopes
from sync.cache.settings import Settings
from sync.cache.staff import Staff
from sync.cache.tags import Tags
from sync.identity import Identity


class Cache:
    """Only connects its parts; `sync.cache` says what each offers."""

    def __init__(self, me: StoreFile, pool: StoreFile, person_id: PersonId, identity: Identity) -> None:
        self._files = me, pool
        self.person_id = person_id
        self.directory = Directory(me, pool, person_id)
        self.register = Register(me, pool, self.directory, person_id)
        self.plans = Plans(me, self.directory)
        self.contacts = Contacts(me, pool)
        self.orders = Orders(me, pool, self.directory, person_id)
        self.bench = Bench(me, pool, self.directory, person_id)
        self.staff = Staff(me, pool)
        lines = Lines(identity, person_id)
        self.outbox = Outbox(me, self.bench, lines)
        self.office = Office(me, pool, self.directory, lines, person_id)
        self.tags = Tags(me, pool, self.directory, self.office, person_id)
        self.flow_in = FlowInRules(me, self.office)
        self.census = Census(pool)
        self.forecasting = Forecasting(pool, self.directory)
        self.dispatch = Dispatch(me, pool, self.directory, person_id)
        self.attachments = Attachments(me, pool, Outgoing(me, identity), Fetched(pool), person_id)
        self.drafts = Drafts(me)
        self.entries = Entries(me)
        self.known = KnownCompanies(me, pool, self.directory, person_id)
        self.settings = Settings(me)
        self.requests = Requests(me, pool, self.bench, person_id)
        self.certifications = Certifications(me, pool, self.bench, person_id)
        self.notices = Notices(me, self.settings, person_id)
        self.scopes = Scopes(me, pool, self.settings)

    @property
    def pool_path(self) -> Path:
        """The file that may be thrown away."""
        return self._files[1].path

    def health(self) -> Health:
        """How it is with the files, read beside whatever goes on."""
        return health_of(*self._files)

    def close(self) -> None:
        for file in self._files:
            file.close()
