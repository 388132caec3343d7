"""Each answer has its effect exactly once, and is the same however often it was asked for."""

from collections import Counter
from collections.abc import Iterator

from domain.reasons import Reason
from tests.races.history import Asked, Event, Fault, History, Kind, Noted, Told


def faults_of_answers(history: History) -> Iterator[Fault]:
    told = {each.receipt.command_id: each for each in history.told}
    commands = {(each.command_id, each.body_hash): each for each in history.asked}
    events: dict[str, list[Event]] = {}
    for event in history.events:
        events.setdefault(event.command_id or "", []).append(event)
    noted = Counter(each.id for each in history.noted)
    authors = {each.id: each for each in history.noted}
    yield from _differing_answers(history, told)
    for command_id, kept in told.items():
        asked = commands.get((command_id, kept.body_hash))
        if asked is None:
            yield Fault(Kind.NOBODY_ASKED, f"a receipt for {command_id}")
        elif asked.verb == "follow_up":
            yield from _of_follow_up(asked, kept, noted[str(asked.follow_up_id)], authors.get(str(asked.follow_up_id)))
        else:
            yield from _of_ownership(asked, kept, events.get(command_id, []))
    yield from _orphans(history, told, events)


def _differing_answers(history: History, told: dict[str, Told]) -> Iterator[Fault]:
    """What each asker heard, beside what was kept."""
    for asked in history.asked:
        heard = asked.receipt
        if heard is None:
            continue
        kept = told.get(asked.command_id)
        if kept is None:
            yield Fault(Kind.NEVER_KEPT, f"{asked}")
        elif kept.body_hash != asked.body_hash:
            if (heard.must_ask, heard.reason) != (True, Reason.ID_REUSED):
                yield Fault(Kind.ID_REUSED, f"{asked}")
        elif heard != kept.receipt or kept.person_id != asked.person_id:
            yield Fault(Kind.TOLD_DIFFERENTLY, f"heard {heard}, kept {kept}")


def _of_ownership(asked: Asked, kept: Told, events: list[Event]) -> Iterator[Fault]:
    receipt = kept.receipt
    is_done = receipt.is_accepted and receipt.reason is None
    if not is_done:
        if events:
            yield Fault(Kind.EFFECT_OF_A_REFUSAL, f"{receipt}: {events}")
        return
    yield from _times(len(events), f"{receipt}: {events}")
    to_owner_id = asked.person_id if asked.verb == "claim" else None
    for event in events:
        did = (event.verb, event.customer_id, event.to_owner_id)
        if did != (asked.verb, asked.customer_id, to_owner_id):
            yield Fault(Kind.WRONG_EFFECT, f"{asked}: {event}")
        if asked.verb == "release" and event.from_owner_id != asked.person_id:
            yield Fault(Kind.WRONG_EFFECT, f"{asked}: {event}")


def _of_follow_up(asked: Asked, kept: Told, times: int, noted: Noted | None) -> Iterator[Fault]:
    if not kept.receipt.is_accepted:
        if times:
            yield Fault(Kind.EFFECT_OF_A_REFUSAL, f"{kept.receipt}: {noted}")
        return
    yield from _times(times, f"{kept.receipt}: {asked}")
    if noted is not None and (noted.customer_id, noted.author_id) != (asked.customer_id, asked.person_id):
        yield Fault(Kind.WRONG_EFFECT, f"{asked}: {noted}")


def _times(times: int, detail: str) -> Iterator[Fault]:
    if times == 0:
        yield Fault(Kind.NO_EFFECT, detail)
    elif times > 1:
        yield Fault(Kind.TWICE, detail)


def _orphans(history: History, told: dict[str, Told], events: dict[str, list[Event]]) -> Iterator[Fault]:
    """Effects without an answer, and interventions without an effect."""
    done = {each.id: each for each in history.interventions}
    for command_id, of_command in events.items():
        if command_id not in told and not (command_id in done and done[command_id].is_done):
            yield Fault(Kind.NOBODY_ASKED, f"{of_command}")
    for intervention in history.interventions:
        found = len(events.get(intervention.id, []))
        if intervention.is_done:
            yield from _times(found, f"{intervention}")
        elif found:
            yield Fault(Kind.EFFECT_OF_A_REFUSAL, f"{intervention}")
    accepted = {
        each.follow_up_id
        for each in history.asked
        if (kept := told.get(each.command_id)) is not None
        and kept.body_hash == each.body_hash
        and kept.receipt.is_accepted
    }
    for noted in history.noted:
        if noted.id not in accepted:
            yield Fault(Kind.NOBODY_ASKED, f"{noted}")
