"""From customers that were chosen to commands about them: of the ownership that the person sees."""

from collections.abc import Mapping, Sequence

from domain.commands import (
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    Lock,
    PutTag,
    Reinstate,
    Release,
    TakeTag,
    Unlock,
)
from domain.identifiers import CustomerId, FollowUpId, Instant, PersonId, PoolId, TagId
from sync.cache.files import StoreFile
from sync.cache.lookup import customers
from sync.cache.pending import MOVES_OWNERS, pending
from sync.cache.writing import written
from sync.protocol.rows import ReinstatementRow

_TAGGING = frozenset({"put_tag", "take_tag"})
_OWNERS_MOVED_BY = (Release, Assign, Reinstate, ConvertToPool, ConvertToOrdinary)


class Drafting:
    """Customers that are gone are left out of everything but claims."""

    def __init__(self, me: StoreFile, pool: StoreFile) -> None:
        self._me = me
        self._pool = pool

    def claims(self, ids: Sequence[str], now: Instant) -> list[Claim]:
        return [Claim(CustomerId(customer_id), now) for customer_id in ids]

    def releases(self, ids: Sequence[str], note: str = "") -> list[Release]:
        """Given back by their owner, or taken back from them."""
        return [Release(customer_id, version, note) for customer_id, version in self._versions(ids).items()]

    def assigns(self, ids: Sequence[str], to: PersonId, note: str = "") -> list[Assign]:
        return [Assign(customer_id, version, to, note) for customer_id, version in self._versions(ids).items()]

    def assigns_evenly(self, ids: Sequence[str], free_places: Mapping[PersonId, int], note: str = "") -> list[Assign]:
        """Each in turn to whoever has been given the fewest of them and has a place left, in the order of the people.

        What no place is left for goes to the first, whom the court then finds full: it is said, not dropped.
        """
        given = dict.fromkeys(free_places, 0)
        order = list(free_places)
        drafted = []
        for customer_id, version in self._versions(ids).items():
            open_to = [person for person in order if given[person] < free_places[person]] or order[:1]
            to = min(open_to, key=lambda person: given[person])
            given[to] += 1
            drafted.append(Assign(customer_id, version, to, note))
        return drafted

    def extends(self, ids: Sequence[str], days: int) -> list[Extend]:
        return [Extend(customer_id, version, days) for customer_id, version in self._versions(ids).items()]

    def locks(self, ids: Sequence[str]) -> list[Lock]:
        return [Lock(customer_id, version) for customer_id, version in self._versions(ids).items()]

    def unlocks(self, ids: Sequence[str]) -> list[Unlock]:
        return [Unlock(customer_id, version) for customer_id, version in self._versions(ids).items()]

    def to_pool(self, ids: Sequence[str], pool_id: PoolId) -> list[ConvertToPool]:
        return [ConvertToPool(customer_id, version, pool_id) for customer_id, version in self._versions(ids).items()]

    def to_ordinary(self, ids: Sequence[str]) -> list[ConvertToOrdinary]:
        return [ConvertToOrdinary(customer_id, version) for customer_id, version in self._versions(ids).items()]

    def reinstates(self, requests: Sequence[ReinstatementRow]) -> list[Reinstate]:
        named = {FollowUpId(request.id): CustomerId(request.customer_id) for request in requests}
        versions = self._versions(list(named.values()))
        return [
            Reinstate(customer_id, versions[customer_id], follow_up_id)
            for follow_up_id, customer_id in named.items()
            if customer_id in versions
        ]

    def declines(self, requests: Sequence[ReinstatementRow], note: str = "") -> list[DeclineReinstatement]:
        """Also of customers that are gone: whoever asked is to be answered."""
        return [
            DeclineReinstatement(CustomerId(request.customer_id), FollowUpId(request.id), note) for request in requests
        ]

    def tag_changes(self, ids: Sequence[str], put: Sequence[TagId], take: Sequence[TagId]) -> list[PutTag | TakeTag]:
        """Of each customer only what changes something, with what is on its way."""
        rows = customers(self._me, self._pool, ids)
        with self._me.reading() as connection:
            asked = pending(connection, ids, verbs=_TAGGING)
        drafted: list[PutTag | TakeTag] = []
        for customer_id in dict.fromkeys(ids):
            if customer_id not in rows:
                continue
            tags = written(rows[customer_id][0], asked.of(customer_id)).tags
            drafted += [PutTag(CustomerId(customer_id), tag_id) for tag_id in put if tag_id not in tags]
            drafted += [TakeTag(CustomerId(customer_id), tag_id) for tag_id in take if tag_id in tags]
        return drafted

    def _versions(self, ids: Sequence[str]) -> dict[CustomerId, int]:
        """The ownership of each as it will be once what is on its way has arrived, in the order asked."""
        rows = customers(self._me, self._pool, ids)
        with self._me.reading() as connection:
            asked = pending(connection, ids, verbs=MOVES_OWNERS)
        moves = {
            customer_id: sum(_moves_owner(one.command) for one in asked.of(customer_id) if one.is_pending)
            for customer_id in ids
        }
        return {
            CustomerId(customer_id): rows[customer_id][0].ownership_version + moves[customer_id]
            for customer_id in dict.fromkeys(ids)
            if customer_id in rows
        }


def _moves_owner(command: Command) -> bool:
    return isinstance(command, _OWNERS_MOVED_BY)
