"""A customer that flowed out although it had been followed up: the word of it came too late (SPEC §2.4).

Its former owner asks for it back; whoever may assign it grants or declines.
"""

from domain.access import is_manager_of
from domain.commands import AskReinstatement, DeclineReinstatement, Reinstate
from domain.customers import Customer, PoolState
from domain.direction import given, why_not_given
from domain.effects import ReinstatementAnswered, ReinstatementAsked, Verb
from domain.facts import Facts, LateFollowUp, RequestState
from domain.identifiers import Instant
from domain.instants import millis
from domain.people import Role
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict


def judge_ask(ask: AskReinstatement, facts: Facts, now: Instant) -> Verdict:
    """Only its author may, if they are there to hold it, for a customer that still lies in its pool, and once for each
    late follow-up."""
    customer, late, person_id = facts.customer, facts.late, facts.actor.person.id
    if customer is None:
        return Refused(Reason.GONE)
    if not facts.actor.may_own:
        return Refused(Reason.NOT_ALLOWED)
    if customer.owner_id == person_id:
        return Accepted((), remark=Reason.ALREADY_YOURS)
    if late is None or late.author_id != person_id:
        return Refused(Reason.NO_LATE_EVIDENCE)
    elsewhere = _where_else(customer)
    if elsewhere is not None:
        return elsewhere
    if late.request is None:
        return Accepted((ReinstatementAsked(customer.id, ask.follow_up_id, person_id, now),))
    return _why_answered(late) or Accepted((), remark=Reason.ALREADY_ASKED)


def judge_reinstate(reinstate: Reinstate, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """As if it were assigned, unless somebody else has claimed it by now: a new acquisition, under the cap."""
    customer, late, recipient = facts.customer, facts.late, facts.recipient
    if customer is None:
        return Refused(Reason.GONE)
    if late is None or late.request is None or recipient is None:
        return Refused(Reason.NO_SUCH_REQUEST)
    barred = why_not_given(customer, recipient, facts)
    if barred is not None:
        return barred
    answered = ReinstatementAnswered(customer.id, reinstate.follow_up_id, is_granted=True, at=now)
    if customer.owner_id == late.author_id:
        # Theirs by another way: there is nothing left to ask for.
        return Accepted((answered,) if late.request is RequestState.OPEN else (), remark=Reason.ALREADY_THEIRS)
    closed = _why_answered(late) or _where_else(customer)
    if closed is not None:
        return closed
    if customer.ownership_version != reinstate.ownership_version:
        return Refused(Reason.OWNED_ANEW)
    verdict = given(customer, recipient, ruleset, now, verb=Verb.REINSTATE)
    return verdict if isinstance(verdict, Refused) else Accepted((*verdict.effects, answered))


def judge_decline(decline: DeclineReinstatement, facts: Facts, now: Instant) -> Verdict:
    """Wherever the customer is by now: the request is answered, and whoever asked is told."""
    customer, late = facts.customer, facts.late
    if customer is None:
        return Refused(Reason.GONE)
    if late is None or late.request is None:
        return Refused(Reason.NO_SUCH_REQUEST)
    if not _may_answer(customer, facts):
        if not facts.actor.has(Role.MANAGER):
            return Refused(Reason.NOT_ALLOWED)
        return Refused(Reason.NOT_YOUR_TEAM, {"side": "person", "person_id": late.author_id})
    if late.request is RequestState.DECLINED:
        return Accepted((), remark=Reason.REQUEST_DECLINED)
    declined = ReinstatementAnswered(customer.id, decline.follow_up_id, False, now, decline.note)
    return _why_answered(late) or Accepted((declined,))


def _may_answer(customer: Customer, facts: Facts) -> bool:
    """Whoever might grant it, and the asker's manager also where somebody else holds the customer by now. That it lies
    in a pool of one's own teams is not enough: it is another's rep who asks."""
    is_own_person = facts.recipient is not None and facts.recipient.is_of_subtree
    return (
        facts.actor.has(Role.SYSTEM_ADMIN)
        or is_manager_of(facts.actor, is_in_subtree=is_own_person)
        or facts.actor.administers(customer.pool_id)
    )


def _why_answered(late: LateFollowUp) -> Refused | None:
    """None where the request waits for its answer still."""
    if late.request is RequestState.GRANTED:
        return Refused(Reason.REQUEST_GRANTED)
    return Refused(Reason.REQUEST_DECLINED) if late.request is RequestState.DECLINED else None


def _where_else(customer: Customer) -> Refused | None:
    """None where it lies in its pool, for anybody to have."""
    if customer.owner_id is not None and customer.acquired_at is not None:
        since = millis(customer.acquired_at)
        return Refused(Reason.TAKEN_BY_OTHER, {"owner_id": customer.owner_id, "since": since})
    if customer.state is not PoolState.UNASSIGNED:
        return Refused(Reason.NOT_IN_POOL, {"state": customer.state.value})
    return None
