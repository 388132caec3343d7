"""A new customer that a rep enters: theirs at once, under the cap, outside the daily limit (SPEC §3)."""

from domain.commands import RegisterCustomer
from domain.customers import in_hands
from domain.describing import what_is_wrong_with_reach
from domain.effects import CustomerRegistered, OwnerChanged, QuotaMoved, Verb
from domain.facts import Facts
from domain.identifiers import Instant
from domain.known import MatchedBy
from domain.reasons import Reason
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict

LONGEST_NAME, LONGEST_LINE, LONGEST_NOTE = 200, 400, 4000


def judge_registration(command: RegisterCustomer, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Refused where the company is known already (H 112), or its phone is anybody's (H 121)."""
    actor, pool, match = facts.actor, facts.pool, facts.match
    if not actor.may_own:
        return Refused(Reason.NOT_ALLOWED)
    wrong = _what_is_wrong_with(command, facts)
    if wrong is not None:
        return wrong
    if command.pool_id is None and pool is not None:
        return Refused(Reason.NO_SUCH_POOL)
    if command.pool_id is not None:
        if pool is None or not pool.is_open:
            return Refused(Reason.POOL_CLOSED, {"pool_id": command.pool_id})
        if pool.id not in actor.pool_ids:
            return Refused(Reason.NOT_A_MEMBER, {"pool_id": pool.id})
    if facts.customer is not None:
        return Refused(Reason.ID_REUSED)
    if match is not None:
        reason = Reason.PHONE_CONFLICT if match.by is MatchedBy.PHONE else Reason.ALREADY_KNOWN
        return Refused(reason, match.facts)
    takes_place = command.pool_id is not None
    if takes_place and facts.quota.holding >= ruleset.holding_cap:
        return Refused(Reason.CAP_REACHED, {"cap": ruleset.holding_cap, "holding": facts.quota.holding})
    person_id = actor.person.id
    moved = OwnerChanged(command.customer_id, Verb.REGISTER, None, person_id, in_hands(command.pool_id), now)
    return Accepted((CustomerRegistered(command), moved, QuotaMoved(person_id, holding=int(takes_place))))


def _what_is_wrong_with(command: RegisterCustomer, facts: Facts) -> Refused | None:
    if not command.name.strip():
        return Refused(Reason.EMPTY_NAME)
    if len(command.name) > LONGEST_NAME:
        return Refused(Reason.NAME_TOO_LONG, {"limit": LONGEST_NAME, "length": len(command.name)})
    lines = (
        command.region, command.city, command.industry, command.source, command.contact_name, command.phone,
        command.email, command.wechat, command.address,
    )  # fmt: skip
    longest = max(map(len, lines))
    if longest > LONGEST_LINE:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_LINE, "length": longest})
    if len(command.note) > LONGEST_NOTE:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_NOTE, "length": len(command.note)})
    if command.uscc.strip() and not facts.is_uscc_real:
        return Refused(Reason.INVALID_USCC)
    return what_is_wrong_with_reach(command.phone, command.email)
