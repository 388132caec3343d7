"""Every state of things with the server, worked out from the code: `python -m tests.states_page` writes the page.

The inputs of the state are cut into classes that the rules can tell apart, all combinations that can occur are judged,
and what the combinations of a standing have in common is when it is reached.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path

from desktop.presenters.pill import pill
from desktop.screens.cells import Tone
from desktop.screens.preferences import Language
from desktop.words import speak, spoken_language
from sync.cache.answers import OutboxCounts
from sync.schedule import INTERVAL, OVERDUE
from sync.state import Contact, Progress, Situation, Standing, SyncState, sync_state

PAGE = Path(__file__).resolve().parents[1] / "docs" / "states.md"
COMMAND = "python -m tests.states_page"

NOW = datetime.fromisoformat("2026-09-11T14:02:00+08:00")
_PULLED = (None, NOW - timedelta(minutes=1), NOW - 2 * INTERVAL, NOW + 2 * INTERVAL)
_ROUNDS = (None, Progress(), Progress(20), Progress(20, 400))
_UNSENT = (None, NOW - timedelta(minutes=1), NOW - OVERDUE)
_COLOURS = {Tone.GOOD: "green", Tone.PRIMARY: "blue", Tone.WARNING: "amber", Tone.BAD: "red"}


@cache
def situations() -> tuple[Situation, ...]:
    """One for each combination that can occur."""
    return tuple(_situations())


@cache
def states() -> tuple[SyncState, ...]:
    """All that they lead to."""
    return tuple(dict.fromkeys(map(sync_state, situations())))


def _situations() -> Iterator[Situation]:
    counts = [OutboxCounts(*numbers) for numbers in product((0, 2), repeat=7)]
    for contact, outbox, unsent, pulled, progress, can_store in product(
        Contact, counts, _UNSENT, _PULLED, _ROUNDS, (True, False)
    ):
        # What is unsent has a date, unless all of it stands behind a question to its person.
        is_dated = unsent is not None
        if outbox.waiting if is_dated else outbox.needs_you or not outbox.waiting:
            yield Situation(contact, outbox, unsent, pulled, progress, can_store, NOW, INTERVAL)


@dataclass(frozen=True)
class Input:
    """What the rules can tell apart by: the class of a situation, and the words for one of them."""

    said: str
    of: Callable[[Situation], str]


INPUTS = (
    Input("the last contact was {}", lambda known: known.contact.value.replace("_", " ")),
    Input("the disk {}", lambda known: "takes what is written" if known.can_store else "took nothing"),
    Input("a round is {}", lambda known: "under way" if known.progress is not None else "not under way"),
    Input("the last whole pull is {}", lambda known: _age(known)),
    Input("{} something unsent is overdue", lambda known: "" if known.is_overdue else "not"),
    Input("{} is refused or waits for an answer of the person", lambda known: _some(known.counts.for_you)),
    Input("{} is being checked", lambda known: _some(known.counts.checking)),
    Input("{} is unsent", lambda known: _some(known.counts.waiting)),
    Input("{} is accepted and its result still to come", lambda known: _some(known.counts.answered)),
)

type Classes = tuple[str, ...]


def _age(known: Situation) -> str:
    limit = 2 * INTERVAL // timedelta(minutes=1)
    if known.data_as_of is None:
        return "still to come"
    return f"less than {limit} minutes old" if known.is_fresh else f"{limit} minutes old or more"


def _some(number: int) -> str:
    return "something" if number else "nothing"


@cache
def judged() -> dict[Classes, frozenset[Standing]]:
    """The standings of each combination of classes: one, or the classes are not what the rules tell apart by."""
    found: dict[Classes, set[Standing]] = {}
    for known in situations():
        classes = tuple(column.of(known) for column in INPUTS)
        found.setdefault(classes, set()).add(sync_state(known).standing)
    return {classes: frozenset(standings) for classes, standings in found.items()}


def left_for(standing: Standing) -> list[Classes]:
    """Combinations that no earlier standing has taken."""
    earlier = set(list(Standing)[: list(Standing).index(standing)])
    return [classes for classes, found in judged().items() if not found & earlier]


def conditions(standing: Standing) -> dict[int, frozenset[str]]:
    """Which classes of which inputs pick exactly this standing's combinations from those left; no more than needed."""
    left = left_for(standing)
    mine = [classes for classes in left if standing in judged()[classes]]
    needed = {place: frozenset(classes[place] for classes in mine) for place in range(len(INPUTS))}
    for place in reversed(range(len(INPUTS))):
        fewer = {other: allowed for other, allowed in needed.items() if other != place}
        if picked(left, fewer) == mine:
            needed = fewer
    return needed


def picked(left: Collection[Classes], needed: dict[int, frozenset[str]]) -> list[Classes]:
    return [classes for classes in left if all(classes[place] in allowed for place, allowed in needed.items())]


def labels(standing: Standing) -> list[str]:
    """Its sentence in the language spoken, once for each shape that its figures can give it."""
    return list(dict.fromkeys(_shape(pill(state, NOW).text) for state in states() if state.standing is standing))


def _shape(label: str) -> str:
    timeless = re.sub(r"\d+:\d+", "{time}", label)
    kept = str(OVERDUE // timedelta(minutes=1))
    return re.sub(r"\d+", lambda found: kept if found[0] == kept else "{n}", timeless)


def page() -> str:
    """The whole of `docs/states.md`."""
    before = spoken_language()
    try:
        rows = [_row(number, standing) for number, standing in enumerate(Standing, start=1)]
    finally:
        speak(before)
    return _HEAD.format(command=COMMAND, combinations=f"{len(situations()):,}") + "".join(rows)


def _row(number: int, standing: Standing) -> str:
    cells = [str(number), f"`{standing.value}`", _when(standing), _COLOURS[pill(SyncState(standing), NOW).tone]]
    said = []
    for language in (Language.CHINESE, Language.ENGLISH):
        speak(language)
        said.append((" / ".join(labels(standing)), pill(SyncState(standing), NOW).tooltip))
    cells += [label for label, _ in said] + [step for _, step in said]
    return f"| {' | '.join(cells)} |\n"


def _when(standing: Standing) -> str:
    told = [
        INPUTS[place].said.format(" or ".join(sorted(allowed))).strip()
        for place, allowed in conditions(standing).items()
    ]
    return ", and ".join(told) or "none of the above"


_HEAD = """# How things stand with the server

Written by `{command}` from `sync/state.py`, `desktop/presenters/pill.py` and the sentences of both
languages; a test fails when this page is not what the code says.

Whoever shows how things stand shows one value, `SyncState`: the status pill its label, its colour and, as a tooltip,
the next step; the icon beside the system's clock the colour and, as a tooltip, the label; the sync centre label and
next step; the window's title the label where it is amber or red; the place of a list that never came label and next
step where it is red. The state is the first of this list whose condition holds, so each excludes those above it. All
{combinations} combinations of what it is made of were judged: every one has exactly one state, every state is reached,
and each has one label in each language (a slash parts the shapes that its figures can give it).

| | state | reached when | colour | label, zh_CN | label, en | next step, zh_CN | next step, en |
|---|---|---|---|---|---|---|---|
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: docs/{PAGE.name}")
