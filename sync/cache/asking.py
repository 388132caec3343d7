"""What can be asked of the register: which list, by which filter, in which order."""

from dataclasses import dataclass
from enum import StrEnum

from domain.customers import PoolState
from domain.deals import DealStatus
from domain.identifiers import PersonId, PoolId, TeamId


@dataclass(frozen=True, slots=True)
class Mine:
    """What the person holds, without what they have released but not yet delivered; of one state or of all."""

    state: PoolState | None = None


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the people hold whom the person looks after, and what waits in their teams; of one state or of all.

    `whose` is a team, with those below it, or a person; None: everybody. The person's own is among it.
    """

    state: PoolState | None = None
    whose: TeamId | PersonId | None = None


@dataclass(frozen=True, slots=True)
class InPool:
    """公海: what a pool holds unassigned. A customer whose claim is on its way still stands here."""

    pool_id: PoolId


type Shelf = Mine | Theirs | InPool


class SortKey(StrEnum):
    """The values are those of the list's columns."""

    NAME = "name"
    REGION = "region"
    STATUS = "status"
    LAST_ORDER = "last-order"
    LAST_FOLLOW_UP = "last-follow-up"
    OUTFLOW = "outflow"
    OUTFLOW_REASON = "outflow-reason"
    OWNER = "owner"
    ENTERED_POOL = "entered-pool"
    CLAIMABLE = "claimable"


class Facet(StrEnum):
    """Fields whose values are offered as filters."""

    REGION = "region"
    INDUSTRY = "industry"
    LEVEL = "level"
    SOURCE = "source"
    OUTFLOW_REASON = "outflow_reason"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Filter:
    """Everything named must hold; an empty set or text asks for nothing.

    `text` may be several words: each must occur, wherever, in name, uscc, pinyin, initials or phone.
    `facets` lists per field the values of which one must hold.
    """

    text: str = ""
    deal: frozenset[DealStatus] = frozenset()
    is_claimable_now: bool = False
    is_about_to_flow_out: bool = False
    facets: tuple[tuple[Facet, frozenset[str]], ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as a screen wants it. Unknown values stand last in either direction; equal ones by id."""

    shelf: Shelf
    filter: Filter = Filter()
    sort: SortKey = SortKey.NAME
    is_descending: bool = False
