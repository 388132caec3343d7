"""What one round or one step of it brought: every fate by name, so that screens redraw from it and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.cache.answers import Answer
from sync.errors import SyncError
from sync.protocol.messages import Releases
from sync.state import Contact, Progress

MOST_ACCEPTED = 2_000
"""Of a hundred thousand commands that went through, so many are named in one report; the outbox holds them all."""


@dataclass(frozen=True, slots=True)
class Report:
    """`changed` and `removed` are row ids by kind; `is_sweeping`: too much changed to name, redraw everything.

    `answers` holds every refusal, and of what was accepted no more than is worth naming.
    `doubted` scopes would have lost most of their rows, and are asked for once more before it is believed.
    `trouble` is why the round stopped short; what came before it holds.
    `releases`: what the server said of versions, where it was greeted.
    """

    answers: tuple[Answer, ...] = ()
    checking: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    stale_intents: tuple[str, ...] = ()
    pulled: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    removed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_sweeping: bool = False
    reset_scopes: tuple[str, ...] = ()
    dropped_scopes: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    contact: Contact = Contact.NONE_YET
    trouble: SyncError | None = None
    retry_after_seconds: int | None = None
    progress: Progress | None = None
    releases: Releases | None = None

    @property
    def refused(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if not answer.is_accepted)

    def and_then(self, later: "Report") -> "Report":
        """Both, the later one's contact and progress standing."""
        return replace(
            later,
            answers=_named(self.answers, later.answers),
            checking=self.checking + later.checking,
            parked=self.parked + later.parked,
            stale_intents=self.stale_intents + later.stale_intents,
            pulled={
                kind: self.pulled.get(kind, 0) + later.pulled.get(kind, 0) for kind in {**self.pulled, **later.pulled}
            },
            changed=_united(self.changed, later.changed),
            removed=_united(self.removed, later.removed),
            is_sweeping=self.is_sweeping or later.is_sweeping,
            reset_scopes=self.reset_scopes + later.reset_scopes,
            dropped_scopes=self.dropped_scopes + later.dropped_scopes,
            disagreements=self.disagreements + later.disagreements,
            doubted=self.doubted + later.doubted,
            contact=self.contact if later.contact is Contact.NONE_YET else later.contact,
            trouble=later.trouble or self.trouble,
            retry_after_seconds=later.retry_after_seconds or self.retry_after_seconds,
            releases=later.releases or self.releases,
        )


def _named(earlier: tuple[Answer, ...], later: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Every refusal; of what was accepted only the first, so that a report does not grow with a long queue."""
    answers = earlier + later
    if len(answers) <= MOST_ACCEPTED:
        return answers
    room = MOST_ACCEPTED - sum(answer.is_accepted for answer in earlier)
    accepted = [answer for answer in later if answer.is_accepted]
    left_out = {id(answer) for answer in accepted[max(0, room) :]}
    return earlier + tuple(answer for answer in later if id(answer) not in left_out)


def _united(first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    nothing: frozenset[str] = frozenset()
    return {kind: first.get(kind, nothing) | second.get(kind, nothing) for kind in {**first, **second}}
