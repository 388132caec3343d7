"""Real time: what was answered before another was sent comes before it, and every answer was true at its moment.

The events of a customer are one order already. So each command that changed something has its place, and each that
did not (a refusal, a claim of one's own) must find a place between events where its answer was right, not before
what had been answered when it was sent, not after what was sent when it had been answered. Taking the first such place
for each in the order of sending is enough: a later place for one only leaves less room to those after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.reasons import Reason
from sync.protocol.messages import Receipt
from tests.races.history import Asked, Fault, History, Kind, Told

_NEVER = 1 << 63
_FREE = {Reason.COOLING_DOWN, Reason.DAILY_LIMIT, Reason.CAP_REACHED}


@dataclass(frozen=True, slots=True)
class _Span:
    """One act on one customer, from when it was first sent to when it was first answered."""

    sent: int
    answered: int
    event: int | None
    """Its place in the chain, counted from 1; None where it changed nothing."""
    asked: Asked | None
    receipt: Receipt | None


def faults_of_order(history: History) -> Iterator[Fault]:
    spans = _spans(history)
    for customer_id, chain in history.chains().items():
        owners = [None, *(event.to_owner_id for event in chain)]
        yield from _misplaced(sorted(spans.get(customer_id, []), key=lambda each: each.sent), owners)
    yield from _limits_without_claims(history)


def _spans(history: History) -> dict[str, list[_Span]]:
    places = {
        event.command_id: place for chain in history.chains().values() for place, event in enumerate(chain, start=1)
    }
    told = {each.receipt.command_id: each for each in history.told}
    spans: dict[str, list[_Span]] = {}
    for asked, sent, answered, receipt in _first_and_last(history.asked, told):
        spans.setdefault(asked.customer_id, []).append(
            _Span(sent, answered, places.get(asked.command_id), asked, receipt)
        )
    for each in history.interventions:
        if each.is_done and each.id in places:
            span = _Span(each.sent, each.answered, places[each.id], None, None)
            spans.setdefault(each.customer_id, []).append(span)
    return spans


def _first_and_last(asked: Sequence[Asked], told: dict[str, Told]) -> Iterator[tuple[Asked, int, int, Receipt]]:
    """Each command that was decided, however often it was sent: who asked, from when, until when, the answer."""
    tries: dict[str, list[Asked]] = {}
    for each in asked:
        kept = told.get(each.command_id)
        if kept is not None and kept.body_hash == each.body_hash:
            tries.setdefault(each.command_id, []).append(each)
    for command_id, of_command in tries.items():
        sent = min(each.sent for each in of_command)
        answered = min((each.answered for each in of_command if each.answered is not None), default=_NEVER)
        yield of_command[0], sent, answered, told[command_id].receipt


def _misplaced(spans: Sequence[_Span], owners: Sequence[str | None]) -> Iterator[Fault]:
    """`spans` in the order of sending; `owners` after each number of events."""
    placed: list[tuple[int, int]] = []  # answered, place
    for span in spans:
        least = max((place for answered, place in placed if answered < span.sent), default=0)
        most = min((each.event - 1 for each in spans if each.event and each.sent > span.answered), default=len(owners))
        if span.event is not None:
            # What it changes comes strictly after what it follows.
            is_right = least < span.event <= most and _fits_event(span, span.event)
            place: int | None = span.event if is_right else None
        else:
            place = next((at for at in range(least, min(most, len(owners) - 1) + 1) if _fits(span, at, owners)), None)
        if place is None:
            yield Fault(Kind.OUT_OF_ORDER, f"{span}: neither after {least} nor before {most} of {len(owners) - 1}")
            place = span.event or least
        placed.append((span.answered, place))


def _fits_event(span: _Span, place: int) -> bool:
    """A release was asked of the very ownership that it ended."""
    asked = span.asked
    return asked is None or asked.verb != "release" or asked.ownership_version == place - 1


def _fits(span: _Span, place: int, owners: Sequence[str | None]) -> bool:
    """Whether the answer was right when so many events had happened."""
    asked, receipt = span.asked, span.receipt
    if asked is None or receipt is None:
        return True
    owner_id = owners[place]
    is_own = owner_id == asked.person_id
    if receipt.reason == Reason.TAKEN_BY_OTHER:
        return not is_own and owner_id is not None and owner_id == receipt.facts.get("owner_id")
    if receipt.reason == Reason.NOT_YOURS:
        return not is_own and owner_id == receipt.facts.get("owner_id")
    if receipt.reason == Reason.OWNED_ANEW:
        return is_own and asked.ownership_version != place
    if receipt.reason == Reason.NO_LONGER_YOURS:
        return not is_own
    if receipt.reason == Reason.ALREADY_YOURS or asked.verb == "follow_up":
        return is_own
    return receipt.reason in _FREE and owner_id is None


def _limits_without_claims(history: History) -> Iterator[Fault]:
    """Nobody is told that their day is used up while it cannot have been."""
    told = {each.receipt.command_id: each for each in history.told}
    commands = list(_first_and_last(history.asked, told))
    claims = {event.command_id: event for event in history.events if event.verb == "claim"}
    for asked, _, answered, receipt in commands:
        if receipt.reason != Reason.DAILY_LIMIT:
            continue
        before = sum(
            each.command_id in claims and each.person_id == asked.person_id and sent <= answered
            for each, sent, _, _ in commands
        )
        if before < int(receipt.facts["limit"]):
            yield Fault(Kind.OUT_OF_ORDER, f"{asked} was told a limit after at most {before} claims")
