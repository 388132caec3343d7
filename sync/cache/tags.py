"""The tags that customers carry, by name; who carries each; and what is asked for (H 120)."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import func, not_, select

from domain.facts import RequestState
from domain.identifiers import Instant, PersonId, TagId, TagRequestId
from domain.instants import millis
from domain.tags import DeclineTag, GrantTag, RequestTag, SaveTag, Vocabulary
from sync.cache.answers import Item
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.lookup import among
from sync.cache.office import Office
from sync.cache.tables import customer
from sync.cache.tag_keys import key_of
from sync.protocol.rows import TagRequestRow

_ID_LENGTH = 32
_STATES = frozenset(RequestState)
_OWN = select(customer.c.id, customer.c.tags)
_OTHERS = select(customer.c.tags, func.count(customer.c.id.distinct()).label("number")).where(customer.c.tags != "")


@dataclass(frozen=True, slots=True)
class TagRequestView:
    """A request as it will stand. `row` is the server's word and the person's answer on its way, or at version 0 the
    person's own request that is still on its way."""

    row: TagRequestRow
    is_on_its_way: bool = False

    @property
    def state(self) -> RequestState:
        """What only a newer server knows of was answered somehow."""
        return RequestState(self.row.state) if self.row.state in _STATES else RequestState.DECLINED


class Tags:
    """Reads only. What is asked about tags goes through the office."""

    def __init__(
        self, me: StoreFile, pool: StoreFile, directory: Directory, office: Office, person_id: PersonId
    ) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._office = office
        self._person_id = person_id

    def name_of(self, tag: str) -> str:
        """What a tag that a customer carries is called; older data and imports brought bare texts, which are their own
        names."""
        known = self._directory.vocabulary().tags.get(TagId(tag))
        return self._coming_name(tag) if known is None else known.name

    def vocabulary(self, now: Instant) -> Vocabulary:
        """As it will stand once everything on its way is done."""
        return self._office.company(now).vocabulary

    def counts(self) -> dict[str, int]:
        """How many customers carry each tag, as far as the person sees; bare texts that name a tag count with it."""
        known = self._directory.vocabulary()
        counted: dict[str, int] = {}

        def count(tags: str, number: int) -> None:
            for key in {key_of(tag, known) for tag in tags.split("\n")}:
                counted[key] = counted.get(key, 0) + number

        with self._me.reading() as connection:
            own = {row.id: row.tags for row in connection.execute(_OWN)}
        for tags in filter(None, own.values()):
            count(tags, 1)
        others = _OTHERS.where(not_(among(customer.c.id, own))).group_by(customer.c.tags)
        with self._pool.reading() as connection:
            for row in connection.execute(others):
                count(row.tags, row.number)
        return counted

    def requests(self, now: Instant) -> list[TagRequestView]:
        """Every request with what the person has asked and answered meanwhile, newest first."""
        views = {row.id: TagRequestView(row) for row in self._directory.tag_requests()}
        known = self.vocabulary(now).requests
        for item in self._on_its_way():
            view = self._after(item, views)
            # What would be refused as things stand changes nothing.
            stands = None if view is None else known.get(TagRequestId(view.row.id))
            if view is not None and stands is not None and stands.state is view.state:
                views[view.row.id] = view
        return sorted(views.values(), key=lambda view: (view.row.asked_at, view.row.id), reverse=True)

    def _after(self, item: Item, views: dict[str, TagRequestView]) -> TagRequestView | None:
        match item.command:
            case RequestTag(request_id=request_id, name=name, why=why):
                row = TagRequestRow(request_id, 0, name.strip(), self._person_id, millis(item.asked_at), why)
                return None if request_id in views else TagRequestView(row, is_on_its_way=True)
            case GrantTag(request_id=request_id, tag_id=tag_id):
                answer: dict[str, object] = {"state": RequestState.GRANTED.value, "tag_id": tag_id}
            case DeclineTag(request_id=request_id, note=note):
                answer = {"state": RequestState.DECLINED.value, "note": note}
            case _:
                return None
        there = views.get(request_id)
        if there is None:
            return None
        answer |= {"answered_by": self._person_id, "answered_at": millis(item.asked_at)}
        return TagRequestView(msgspec.structs.replace(there.row, **answer), is_on_its_way=True)

    def _on_its_way(self) -> Iterable[Item]:
        return (item for items in self._office.pending().values() for item in items)

    def _coming_name(self, tag: str) -> str:
        """Of a tag that the person has made and the server has not heard of."""
        if len(tag) != _ID_LENGTH:
            return tag
        for item in self._office.pending().get(tag, ()):
            if isinstance(item.command, SaveTag):
                return item.command.name.strip()
        return tag
