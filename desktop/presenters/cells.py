"""What a customer's row says, cell by cell: finished, so that painting only paints."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.cells import Act, Cell, Label, Nothing, Ruled, Text, Tone
from domain.deadlines import COUNTED_BY, OutflowRule, days_left
from domain.deals import DealStatus
from domain.identifiers import Instant
from domain.ownership import is_cooling_down
from domain.rulesets import Ruleset
from sync.cache.answers import CustomerView, Mark

SOON_DAYS = 7
"""Fewer days left than this are worth a colour, those within the ruleset's warning a stronger one."""

DEAL_TONES = {DealStatus.DEAL: Tone.GOOD, DealStatus.LAPSED: Tone.BAD, DealStatus.NONE: Tone.NEUTRAL}

_MARKS = {
    Mark.NEEDS_YOU: ("mark-asks-you", Tone.WARNING),
    Mark.CHECKING: ("mark-checking", Tone.WARNING),
    Mark.CLAIM_SUBMITTED: ("mark-submitting", Tone.PRIMARY),
    Mark.CLAIM_INTENT: ("mark-intent", Tone.PRIMARY),
    Mark.RELEASE_WAITING: ("mark-waiting", Tone.PRIMARY),
    Mark.FOLLOW_UP_WAITING: ("mark-waiting", Tone.PRIMARY),
    Mark.TERMS_WAITING: ("mark-waiting", Tone.PRIMARY),
    Mark.CHANGE_WAITING: ("mark-waiting", Tone.PRIMARY),
}
CLAIM_MARKS = frozenset({Mark.CLAIM_SUBMITTED, Mark.CLAIM_INTENT, Mark.CHECKING, Mark.NEEDS_YOU})
"""With one of these a claim is under way already."""


def marks(view: CustomerView) -> tuple[Label, ...]:
    """What is still on its way, the most pressing first and no word twice."""
    said = [_MARKS[mark] for mark in _MARKS if mark in view.marks]
    return tuple(Label(words.say(key), tone) for key, tone in dict.fromkeys(said))


def deal_label(status: DealStatus) -> Label:
    return Label(words.say(f"deal-{status.value}"), DEAL_TONES[status])


def time_left(view: CustomerView, ruleset: Ruleset, now: datetime) -> Cell:
    """剩 2 天 · 40 天未跟进; 不流出 · 大客户销售; nothing where no clock runs."""
    if view.exemption is not None:
        rule = words.say(f"exempt-{view.exemption.value.replace('_', '-')}")
        return Ruled(Label(words.say("stays"), Tone.PRIMARY), rule)
    if view.outflow is None:
        return Nothing()
    return Ruled(deadline_label(view, ruleset, now), rule_name(view.outflow.rule, ruleset))


def deadline_label(view: CustomerView, ruleset: Ruleset, now: datetime) -> Label:
    """The days left, the nearer the louder: red once fewer than the days of the warning."""
    if view.outflow is None:
        return Label("")
    at = view.outflow.at
    left = days_left(at, now)
    if at <= now:
        return Label(words.say("overdue"), Tone.BAD)
    tone = Tone.BAD if left < ruleset.warning_days else Tone.WARNING if left < SOON_DAYS else Tone.NEUTRAL
    if left == 0:
        return Label(words.say("hours-left", n=max(1, (at - now) // timedelta(hours=1))), tone)
    return Label(words.say("days-left", n=left), tone)


def rule_name(rule: OutflowRule, ruleset: Ruleset, *, in_full: bool = False) -> str:
    """40 天未跟进, or in full 距上次跟进超过 40 天; with the pool's own number."""
    days: int | None = getattr(ruleset, COUNTED_BY[rule])
    return words.say(f"rule{'-in-full' if in_full else ''}-{rule.value.replace('_', '-')}", days=days or 0)


def outflow_reason(reason: str) -> str:
    """Why it came back; a reason that this version does not know is shown as it came (H 109)."""
    key = f"outflow-reason-{reason.replace('_', '-')}"
    return words.say(key) if reason and words.knows(key) else reason


def claim_act(view: CustomerView, now: datetime) -> Act:
    """The row's 认领; where it cannot be asked for now, the tooltip says why."""
    word = words.say("act-claim")
    if view.marks & CLAIM_MARKS:
        return Act(Action.CLAIM.value, word, is_enabled=False, tooltip=words.say("claim-is-asked"))
    if is_cooling(view, now) and view.claimable_from is not None:
        tip = words.say("claimable-from", when=words.moment(view.claimable_from, now))
        return Act(Action.CLAIM.value, word, is_enabled=False, tooltip=tip)
    return Act(Action.CLAIM.value, word)


def is_cooling(view: CustomerView, now: datetime) -> bool:
    return view.claimable_from is not None and is_cooling_down(view.claimable_from, now)


def place(view: CustomerView) -> str:
    """广东 深圳; a city that is its own province once."""
    return " ".join(dict.fromkeys(part for part in (view.row.region, view.row.city) if part))


def claimable(view: CustomerView, now: datetime) -> Cell:
    """可认领, or from when."""
    if is_cooling(view, now) and view.claimable_from is not None:
        return Text(words.say("claimable-from", when=words.moment(view.claimable_from, now)), is_quiet=True)
    return Label(words.say("claimable-now"), Tone.GOOD)


def day_cell(when: Instant | None, now: datetime) -> Cell:
    """09-02, and by the tooltip the time."""
    if when is None:
        return Text("–", is_quiet=True, is_number=True)
    return Text(words.month_day(when, now), is_number=True, tooltip=words.moment(when, now))
