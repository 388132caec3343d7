"""Where registrations from upstream go (H 121), and by which activity those that slept flow into a pool (H 109)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta

from domain.customers import Customer, Place, PoolState, in_hands, in_pool
from domain.effects import Effect, OwnerChanged, QuotaMoved, Verb
from domain.identifiers import CustomerId, Instant, PersonId, PoolId
from domain.people import Person, Pool
from domain.reasons import Fact, Reason
from domain.rulesets import Contradiction, Setting
from domain.verdicts import Granted, Refused

DORMANT_SOURCES = frozenset({"enthusiast", "dfm"})
"""Who registers from there shows no demand yet."""

FIRST_SCORES: Mapping[str, int] = {
    "login": 5,
    "browse": 5,
    "upload": 40,
    "quote": 40,
    "cart": 50,
    "consult": 30,
    "order": 100,
}
"""What is scored until an admin says otherwise."""

AT_LEAST = {"threshold": 1, "window_days": 1, "score": 0}
AT_MOST = {"threshold": 1_000_000, "window_days": 3_650, "score": 1_000_000}
LONGEST_WORD = 64

THE_FLOW_IN = "flow_in"
"""The id of the one set of rules there is."""

SCORE = "score:"
"""Before a kind of activity: the name of its points among the settings."""

_POOL, _PEOPLE = "pool:", "people:"


@dataclass(frozen=True, slots=True)
class Allocation:
    """Where new customers of one source go: into a pool for all, or by its rules to these people in turn, as long as
    they have free places."""

    pool_id: PoolId
    person_ids: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowIn:
    """`scores` are points by kind of activity: who comes to `threshold` within `window_days` flows into `pool_id`.

    `pool_id` is also where sources go that have no allocation; None where nobody has chosen one.
    """

    version: int = 0
    threshold: int = 60
    window_days: int = 30
    pool_id: PoolId | None = None
    scores: Mapping[str, int] = field(default_factory=lambda: dict(FIRST_SCORES))
    allocations: Mapping[str, Allocation] = field(default_factory=dict)

    def allocation_of(self, source: str) -> Allocation | None:
        found = self.allocations.get(source)
        return found or (None if self.pool_id is None else Allocation(self.pool_id))


@dataclass(frozen=True, slots=True)
class SaveFlowIn:
    """Other rules of flowing in, for what comes and for who sleeps already; their version is the server's to give."""

    rules: FlowIn


def judge_flow_in(
    command: SaveFlowIn, people: Mapping[PersonId, Person], pools: Mapping[PoolId, Pool]
) -> Granted | Refused:
    """Its numbers make sense, its pools are open, and whoever it names may hold customers."""
    rules = command.rules
    contradiction = what_contradicts_flow_in(rules)
    if contradiction is not None:
        facts: dict[str, Fact] = asdict(contradiction)
        return Refused(Reason.RULES_CONTRADICT, facts)
    named = [allocation.pool_id for _, allocation in sorted(rules.allocations.items())]
    for pool_id in (*named, *(() if rules.pool_id is None else (rules.pool_id,))):
        if pool_id not in pools:
            return Refused(Reason.NO_SUCH_POOL, {"pool_id": pool_id})
        if not pools[pool_id].is_open:
            return Refused(Reason.POOL_CLOSED, {"pool_id": pool_id})
    for person_id in (one for _, allocation in sorted(rules.allocations.items()) for one in allocation.person_ids):
        person = people.get(person_id)
        if person is None:
            return Refused(Reason.NO_SUCH_PERSON)
        if person.has_departed:
            return Refused(Reason.PERSON_DEPARTED, {"person_id": person_id})
        if not person.may_own:
            return Refused(Reason.PERSON_CANNOT_HOLD, {"person_id": person_id})
    return Granted()


@dataclass(frozen=True, slots=True)
class Activity:
    kind: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Demand:
    """What a customer's activity came to, and the rules it came to that by."""

    score: int
    threshold: int
    window_days: int
    version: int


def demand_of(activities: Iterable[Activity], rules: FlowIn, now: Instant) -> Demand:
    """Points of what happened within the window that ends `now`; a kind that nobody scores counts nothing."""
    since = now - timedelta(days=rules.window_days)
    score = sum(rules.scores.get(one.kind, 0) for one in activities if one.at >= since)
    return Demand(score, rules.threshold, rules.window_days, rules.version)


def crosses(activities: Iterable[Activity], rules: FlowIn, now: Instant) -> Demand | None:
    """The demand, where it is enough to flow in."""
    demand = demand_of(activities, rules, now)
    return demand if demand.score >= demand.threshold else None


def flowed_in(customer: Customer, pool_id: PoolId, now: Instant) -> tuple[Effect, ...]:
    """It is for any member of the pool to claim; nothing follows where it sleeps no longer."""
    if customer.state is not PoolState.DORMANT:
        return ()
    return (OwnerChanged(customer.id, Verb.FLOW_IN, None, None, in_pool(pool_id), now),)


def registered(
    customer_id: CustomerId, source: str, pool_id: PoolId, person_id: PersonId | None, now: Instant
) -> tuple[Effect, ...]:
    """A new customer of this source goes to that person, else into the pool, where it may have to sleep first."""
    if source in DORMANT_SOURCES:
        place = Place(PoolState.DORMANT, pool_id)
        return (OwnerChanged(customer_id, Verb.REGISTER, None, None, place, now),)
    if person_id is None:
        return (OwnerChanged(customer_id, Verb.REGISTER, None, None, in_pool(pool_id), now),)
    moved = OwnerChanged(customer_id, Verb.REGISTER, None, person_id, in_hands(pool_id), now)
    return (moved, QuotaMoved(person_id, holding=1))


def next_in_turn(
    person_ids: Sequence[PersonId], given: int, free: Mapping[PersonId, int]
) -> tuple[PersonId, int] | None:
    """Whose turn it is after `given` were given, and how often it was anybody's then; None where no place is free.

    Whoever has no free place is passed over.
    """
    for number in range(given, given + len(person_ids)):
        person_id = person_ids[number % len(person_ids)]
        if free.get(person_id, 0) > 0:
            return person_id, number + 1
    return None


def what_contradicts_flow_in(rules: FlowIn) -> Contradiction | None:
    """The first of its numbers that cannot be."""
    named = {"threshold": rules.threshold, "window_days": rules.window_days}
    named |= {SCORE + kind: score for kind, score in sorted(rules.scores.items())}
    for setting, value in named.items():
        bound = "score" if setting.startswith(SCORE) else setting
        if not AT_LEAST[bound] <= value <= AT_MOST[bound]:
            return Contradiction(setting, AT_LEAST[bound], AT_MOST[bound])
    for word in sorted({*rules.scores, *rules.allocations}):
        if not 1 <= len(word) <= LONGEST_WORD:
            return Contradiction(word[:LONGEST_WORD], 1, LONGEST_WORD)
    return None


def settings_of_flow_in(rules: FlowIn) -> dict[str, Setting]:
    """The rules by name, as they are stored and travel."""
    settings: dict[str, Setting] = {
        "threshold": rules.threshold,
        "window_days": rules.window_days,
        "pool_id": rules.pool_id,
    }
    for kind, score in sorted(rules.scores.items()):
        settings[SCORE + kind] = score
    for source, allocation in sorted(rules.allocations.items()):
        settings[_POOL + source] = allocation.pool_id
        if allocation.person_ids:
            settings[_PEOPLE + source] = ",".join(allocation.person_ids)
    return settings


def flow_in_from(version: int, settings: Mapping[str, object]) -> FlowIn:
    """The rules that these settings tell; what nobody knows here is left out.

    Raises:
        ValueError: one of them is no number or no text, as it has to be.
    """
    first = FlowIn()
    pool_id = settings.get("pool_id")
    pools = {name.removeprefix(_POOL): _text(value) for name, value in settings.items() if name.startswith(_POOL)}
    return FlowIn(
        version=version,
        threshold=_number(settings.get("threshold", first.threshold)),
        window_days=_number(settings.get("window_days", first.window_days)),
        pool_id=None if pool_id is None else PoolId(_text(pool_id)),
        scores={name.removeprefix(SCORE): _number(value) for name, value in settings.items() if name.startswith(SCORE)},
        allocations={
            source: Allocation(PoolId(pool), _people(settings.get(_PEOPLE + source, "")))
            for source, pool in pools.items()
        },
    )


def _people(value: object) -> tuple[PersonId, ...]:
    return tuple(PersonId(person_id) for person_id in _text(value).split(",") if person_id)


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError(f"no number: {value!r}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"no text: {value!r}")
    return value
