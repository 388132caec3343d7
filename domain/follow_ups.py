"""What was done with a customer. Follow-ups are only ever added, so none can be lost to a conflict; their authors may
say them otherwise, and what they said before is kept (SPEC §5)."""

from dataclasses import replace
from datetime import date, timedelta

from domain.access import may_follow_up_for
from domain.commands import AddFollowUp, EditFollowUp
from domain.customers import Customer
from domain.effects import FollowUpAdded, FollowUpEdited
from domain.facts import Facts, Recycled
from domain.identifiers import Instant
from domain.instants import millis
from domain.reasons import Fact, Reason
from domain.records import FollowUpRecord
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict

LONGEST_TEXT = 4000

MOST_ATTACHMENTS = 9

CLOCK_TOLERANCE = timedelta(minutes=10)
"""How far ahead a follow-up's time may stand: so far apart a client and a server whose clock is set back may be until
they next talk. It wins nobody anything, because what is taken counts as having happened when it was received."""


def judge_follow_up(command: AddFollowUp, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """The owner's and their managers' are taken; a former owner's late one is kept and moves nothing (SPEC §2.4)."""
    malformed = _what_is_wrong(command, now)
    if malformed is not None:
        return malformed
    # A clock within the tolerance ahead wins nobody a day: nothing happened after it was received.
    command = replace(command, happened_at=min(command.happened_at, now))
    customer = facts.customer
    person_id = facts.actor.person.id
    if customer is not None and customer.owner_id == person_id:
        # It counts at the time it happened, and only within this ownership. An ordinary customer has no deadlines, and
        # nobody wrote down since when it is held: what its owner did and plans is told all the same.
        is_counted = customer.acquired_at is None or customer.acquired_at <= command.happened_at
        return Accepted((FollowUpAdded(command, person_id, is_counted),))
    if customer is not None and may_follow_up_for(facts.actor, customer, is_of_subtree=facts.is_of_subtree):
        return Accepted((FollowUpAdded(command, person_id, is_counted=False),))
    if facts.held_when_it_happened:
        return _kept_though_late(FollowUpAdded(command, person_id, is_counted=False), facts.recycled)
    if customer is None:
        return Refused(Reason.GONE)
    return Refused(Reason.NOT_YOURS, {} if customer.owner_id is None else {"owner_id": customer.owner_id})


def judge_edit(command: EditFollowUp, facts: Facts, now: Instant) -> Verdict:
    """Its author's alone, also after the customer has gone to somebody else: it is their word."""
    wrong = _what_is_wrong_with_text(command.text)
    if wrong is not None:
        return wrong
    record = facts.record
    if not isinstance(record, FollowUpRecord) or record.customer_id != command.customer_id:
        return Refused(Reason.NO_SUCH_FOLLOW_UP)
    if record.author_id != facts.actor.person.id:
        return Refused(Reason.NOT_THE_AUTHOR, {"author_id": record.author_id})
    customer = facts.customer
    is_latest = (
        customer is not None
        and record.is_counted
        and customer.owner_id == record.author_id
        and customer.last_follow_up_at == record.happened_at
    )
    return Accepted((FollowUpEdited(command, is_latest, now),))


def plan_after(planned: date | None, added: FollowUpAdded, customer: Customer) -> date | None:
    """The next follow-up on the owner's plan, once `added` has happened: their latest word replaces it, also by none.

    `customer` stands as it is after `added`.
    """
    is_latest = added.is_counted and customer.last_follow_up_at == added.follow_up.happened_at
    return added.follow_up.next_on if is_latest else planned


def _kept_though_late(added: FollowUpAdded, recycled: Recycled | None) -> Accepted:
    """Its author is told why the customer left: what flowed out in spite of it may be asked back."""
    if recycled is None:
        return Accepted((added,), remark=Reason.NO_LONGER_YOURS)
    why: dict[str, Fact] = {"rule": recycled.rule.value, "days": recycled.days, "recycled_at": millis(recycled.at)}
    return Accepted((added,), Reason.LATE_EVIDENCE, why)


def _what_is_wrong(command: AddFollowUp, now: Instant) -> Refused | None:
    wrong = _what_is_wrong_with_text(command.text)
    if wrong is not None:
        return wrong
    if len(command.attachments) > MOST_ATTACHMENTS:
        return Refused(Reason.TOO_MANY_ATTACHMENTS, {"limit": MOST_ATTACHMENTS, "size": len(command.attachments)})
    if command.happened_at > now + CLOCK_TOLERANCE:
        return Refused(Reason.IN_THE_FUTURE, {"happened_at": millis(command.happened_at)})
    return None


def _what_is_wrong_with_text(text: str) -> Refused | None:
    if not text.strip():
        return Refused(Reason.EMPTY_TEXT)
    if len(text) > LONGEST_TEXT:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_TEXT, "length": len(text)})
    return None
