"""How an edge is told: steps at instants, each with the answer that is promised. One line says one edge.

    E("H 108", "03-10 10:00 claim; 03-10 12:00 release; 03-13 11:59:59 claim -> cooling_down")

A step is `[instant] [who] verb [argument…] [of customer] [-> answer]`. Instants are those of the company's clocks: the
year is 2026 and the time midnight where none is named, and without an instant it is that of the step before. Who: the
rep where nobody is named. The customer is `a` where none is named. An answer is a reason, `yes` where none is named; a
refusal must leave everything as it was.

Asked of the court: `claim`, `release`, `follow_up [at instant]`, `assign whom`, `extend days`, `lock`, `unlock`,
`to_pool`, `to_ordinary`, and of the customer's last follow-up `ask`, `reinstate`, `decline`, `edit`; of what lies with
it `contact`, `drop_contact`, `note`, `tag which`, `untag which` (`hdi`, `old`, which is retired, or none that there
is), `certify`, and of its last certification `approve`, `reject`, `revoke`. `register of new` enters a new customer:
`register outside` of every pool, or `register name`, `uscc`, `phone` or `contact`, which it has in common with customer
`a` or with a contact there; it is answered with what is known of that: `already_known:mine`.

Besides them: `order` (the customer orders), `upstream` (it certifies itself there), `sweep -> rule` or `-> nothing`
(the system looks at it), `depart` (the person leaves), `due instant rule` or `due never` (its deadline now), `with
whom` or `with nobody` (who holds it), `lies state` (where it stands), `stands how` (how far it is certified).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import takewhile
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from domain.customers import Customer, PoolState
from domain.deadlines import Outflow, OutflowRule
from domain.identifiers import Instant
from domain.reasons import Fact
from domain.rulesets import Ruleset, fanpu, huaqiu

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

PEOPLE = ("rep", "other", "vip", "manager", "admin", "far", "support")
"""Rep, other and vip (key account) are of the manager's team, far of another; admin is an admin of the pool."""

CUSTOMERS = ("a", "b", "c", "d")
NEW = "new"
"""The one that a story may register; until then there is none."""

YES, NOTHING, NEVER, NOBODY = "yes", "nothing", "never", "nobody"


@dataclass(frozen=True)
class Step:
    """`argument` is what the verb takes: a person, days, a rule, an instant."""

    text: str
    verb: str
    at: Instant = LONG_AGO
    who: str = "rep"
    customer: str = "a"
    argument: str = ""
    moment: Instant | None = None
    answer: str = YES


@dataclass(frozen=True)
class Edge:
    """What stands at the first step: `ordered`, the last order of every customer, and `lying`, where they lie; of
    `crowded`, how many claims they have made that day, how many other customers they hold, in deal besides, and
    locked."""

    name: str
    steps: tuple[Step, ...]
    rules: Ruleset
    ordered: Instant | None = None
    lying: PoolState = PoolState.UNASSIGNED
    crowded: str = "rep"
    claimed: int = 0
    holding: int = 0
    deals: int = 0
    locked: int = 0

    @property
    def begins_at(self) -> Instant:
        return self.steps[0].at

    def __str__(self) -> str:
        return self.name


HUAQIU, FANPU = huaqiu(1, LONG_AGO), fanpu(1, LONG_AGO)


def E(source: str, story: str, rules: Ruleset = HUAQIU, ordered: str | None = None, **setup: Any) -> Edge:
    """An edge, in one line. What is no setting of `Edge` is one of its ruleset."""
    fields = {name: setup.pop(name) for name in list(setup) if name in Edge.__dataclass_fields__}
    rules = replace(rules, **setup)
    zone = ZoneInfo(rules.zone)
    steps: list[Step] = []
    for text in story.split("; "):
        steps.append(_step(text, steps[-1].at if steps else LONG_AGO, zone))
    given = "".join(f", {name} {value}" for name, value in {**fields, **setup, "ordered": ordered}.items() if value)
    given += ", Fanpu's rules" if rules.is_goal_exempt else ""
    name = f"{source}: {story}{given}"
    return Edge(name, tuple(steps), rules, None if ordered is None else _instant(ordered.split(), zone), **fields)


def spoken(reason: str | None, facts: Mapping[str, Fact]) -> str:
    """An answer as stories write it."""
    return f"{reason}:{facts['known']}" if "known" in facts else reason or YES


class Stage(Protocol):
    """Where a story is played: people and customers by their names."""

    def ask(self, step: Step) -> str:
        """Put the step's command to the court. Returns the reason that was said, or `yes`."""

    def order(self, step: Step) -> None:
        """The customer orders at this instant."""

    def certify_upstream(self, step: Step) -> None:
        """The customer certifies itself in the shop."""

    def sweep(self, step: Step) -> None:
        """The system takes back what is due."""

    def depart(self, step: Step) -> None:
        """Whoever the step names leaves."""

    def look(self, customer: str) -> tuple[Customer, Outflow | None]:
        """The customer as it stands, its owner by name, and its deadline."""


def play(edge: Edge, stage: Stage) -> None:
    for step in edge.steps:
        before = stage.look(step.customer)
        said = _played(step, stage, before)
        assert said == step.answer, f"{step.text}: said {said}"
        if step.answer != YES:
            after = stage.look(step.customer)
            assert (step.verb == "sweep" and said != NOTHING) or after == before, (
                f"{step.text}: a refusal moved something"
            )


def _played(step: Step, stage: Stage, before: tuple[Customer, Outflow | None]) -> str:
    customer, outflow = before
    match step.verb:
        case "due":
            due = None if step.moment is None else Outflow(step.moment, OutflowRule(step.argument))
            return YES if outflow == due else f"due {outflow}"
        case "with":
            return YES if (customer.owner_id or NOBODY) == step.argument else f"with {customer.owner_id}"
        case "lies":
            return YES if customer.state == step.argument else f"lies {customer.state}"
        case "stands":
            return YES if (customer.certification or "none") == step.argument else f"stands {customer.certification}"
        case "upstream":
            stage.certify_upstream(step)
            return YES
        case "order":
            stage.order(step)
            return YES
        case "depart":
            stage.depart(step)
            return YES
        case "sweep":
            stage.sweep(step)
            is_gone = customer.owner_id is not None and stage.look(step.customer)[0].owner_id is None
            return outflow.rule.value if is_gone and outflow is not None else NOTHING
        case _:
            return stage.ask(step)


@dataclass
class _Words:
    left: list[str] = field(default_factory=list)

    def instant(self, zone: ZoneInfo) -> Instant | None:
        words = list(takewhile(lambda word: word[0].isdigit() and ("-" in word or ":" in word), self.left))
        self.left = self.left[len(words) :]
        return _instant(words, zone) if words else None

    def one_of(self, known: tuple[str, ...], default: str) -> str:
        return self.left.pop(0) if self.left and self.left[0] in known else default


def _step(text: str, before: Instant, zone: ZoneInfo) -> Step:
    asked, _, answer = text.partition(" -> ")
    words = _Words(asked.split())
    step = Step(text, "", at=words.instant(zone) or before, who=words.one_of(PEOPLE, "rep"))
    verb = words.left.pop(0)
    customer = "a"
    if "of" in words.left:
        customer = words.left.pop(words.left.index("of") + 1)
        words.left.remove("of")
    words.left = [word for word in words.left if word != "at"]
    moment = words.instant(zone)
    argument = words.left.pop(0) if words.left else ""
    if words.left or customer not in (*CUSTOMERS, NEW):
        raise ValueError(f"nobody understands {text!r}")
    return replace(step, verb=verb, customer=customer, moment=moment, argument=argument, answer=answer or YES)


def _instant(words: list[str], zone: ZoneInfo) -> Instant:
    """`03-10`, `03-10 10:30`, `2028-02-29 10:30:01.001`: what the company's clocks show."""
    day, time = (*words, "00:00")[:2]
    day = day if len(day) > 5 else f"2026-{day}"
    return datetime.fromisoformat(f"{day} {time}").replace(tzinfo=zone).astimezone(UTC)
