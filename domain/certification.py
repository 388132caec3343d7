"""Profile certification (H 117, H 118, H 119): a rep sends in what the licence says, their manager decides, sales
support revokes. What the customer certified itself upstream stands above it."""

from decimal import Decimal, InvalidOperation

from domain.access import is_manager_of, may_describe, revokes_certifications
from domain.commands import ApproveCertification, RejectCertification, RevokeCertification, SubmitCertification
from domain.customers import Standing
from domain.days import company_day
from domain.effects import CertificationAnswered, CertificationSubmitted
from domain.facts import Facts
from domain.identifiers import Instant
from domain.people import Role
from domain.reasons import Reason
from domain.records import CertificationRecord, CertificationState, Origin
from domain.rulesets import Ruleset
from domain.verdicts import Accepted, Refused, Verdict

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_NOTE = 200, 400, 1000

CURRENCIES = ("CNY", "USD", "EUR", "HKD", "JPY", "GBP", "TWD", "KRW", "SGD", "AUD", "CAD", "CHF")
"""In which registered capital is told, China's own first."""

_MOST_CAPITAL = Decimal(10) ** 15


def judge_submission(command: SubmitCertification, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """Of a customer of one's own, one at a time, and none where it is certified already."""
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    if not may_describe(facts.actor, customer, is_of_subtree=facts.is_of_subtree):
        return Refused(Reason.NOT_YOURS, {} if customer.owner_id is None else {"owner_id": customer.owner_id})
    wrong = _what_is_wrong_with(command, facts, ruleset, now)
    if wrong is not None:
        return wrong
    if facts.record is not None:
        return Refused(Reason.ID_REUSED)
    match customer.certification:
        case Standing.NONE:
            return Accepted((CertificationSubmitted(command, facts.actor.person.id, now),))
        case Standing.SUBMITTED:
            return Refused(Reason.CERTIFICATION_OPEN)
        case standing:
            return Refused(Reason.CERTIFIED, {"origin": standing.value})


def judge_approval(command: ApproveCertification, facts: Facts, now: Instant) -> Verdict:
    return _answer(command, facts, CertificationState.APPROVED, now)


def judge_rejection(command: RejectCertification, facts: Facts, now: Instant) -> Verdict:
    """With a reason: whoever asked has to know what to mend."""
    return _what_is_wrong_with_text(command.note, LONGEST_NOTE) or _answer(
        command, facts, CertificationState.REJECTED, now, command.note
    )


def judge_revocation(command: RevokeCertification, facts: Facts, now: Instant) -> Verdict:
    """By sales support or a system admin; then it can be sent in again."""
    if not revokes_certifications(facts.actor):
        return Refused(Reason.NOT_ALLOWED)
    wrong = _what_is_wrong_with_text(command.note, LONGEST_NOTE)
    if wrong is not None:
        return wrong
    record = facts.record
    if not isinstance(record, CertificationRecord) or record.customer_id != command.customer_id:
        return Refused(Reason.NO_SUCH_CERTIFICATION)
    if record.origin is not Origin.PROFILE:
        return Refused(Reason.CERTIFIED, {"origin": record.origin.value})
    if record.state is not CertificationState.APPROVED:
        return Refused(Reason.CERTIFICATION_ANSWERED, {"state": record.state.value})
    revoked, standing = CertificationState.REVOKED, Standing.NONE
    answer = CertificationAnswered(
        command.customer_id, command.certification_id, revoked, standing, now, command.note.strip()
    )
    return Accepted((answer,))


def whole_capital(text: str) -> Decimal | None:
    """An amount as it was written, with or without commas; None where it is none that a company could have."""
    bare = text.strip().replace(",", "").replace("，", "")
    # Python reads `1_000` and `1e3` too, which nobody writes on a licence.
    if not all(mark.isdecimal() or mark == "." for mark in bare):
        return None
    try:
        amount = Decimal(bare)
    except InvalidOperation:
        return None
    return amount if 0 < amount <= _MOST_CAPITAL else None


def gives_way(state: CertificationState) -> bool:
    """Whether one in this state is superseded by what the customer has certified itself upstream (H 118)."""
    return state in {CertificationState.SUBMITTED, CertificationState.APPROVED}


def _answer(
    command: ApproveCertification | RejectCertification,
    facts: Facts,
    state: CertificationState,
    now: Instant,
    note: str = "",
) -> Verdict:
    """By a manager of whoever asked, wherever the customer is by now: what its licence says stays true."""
    record = facts.record
    if not isinstance(record, CertificationRecord) or record.customer_id != command.customer_id:
        return Refused(Reason.NO_SUCH_CERTIFICATION)
    if not is_manager_of(facts.actor, is_in_subtree=record.is_of_subtree):
        return Refused(Reason.NOT_YOUR_TEAM if facts.actor.has(Role.MANAGER) else Reason.NOT_ALLOWED)
    if record.state is not CertificationState.SUBMITTED:
        return Refused(Reason.CERTIFICATION_ANSWERED, {"state": record.state.value})
    standing = Standing.PROFILE if state is CertificationState.APPROVED else Standing.NONE
    return Accepted(
        (CertificationAnswered(command.customer_id, command.certification_id, state, standing, now, note.strip()),)
    )


def _what_is_wrong_with(command: SubmitCertification, facts: Facts, ruleset: Ruleset, now: Instant) -> Refused | None:
    if not command.company_name.strip():
        return Refused(Reason.EMPTY_NAME)
    if len(command.company_name) > LONGEST_NAME:
        return Refused(Reason.NAME_TOO_LONG, {"limit": LONGEST_NAME, "length": len(command.company_name)})
    if not facts.is_uscc_real:
        return Refused(Reason.INVALID_USCC)
    if whole_capital(command.capital) is None or command.currency not in CURRENCIES:
        return Refused(Reason.INVALID_CAPITAL)
    if command.founded_on > company_day(now, ruleset.zone):
        return Refused(Reason.FOUNDED_IN_THE_FUTURE, {"day": command.founded_on.isoformat()})
    return _what_is_wrong_with_text(command.address, LONGEST_ADDRESS)


def _what_is_wrong_with_text(text: str, limit: int) -> Refused | None:
    if not text.strip():
        return Refused(Reason.EMPTY_TEXT)
    if len(text) > limit:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": limit, "length": len(text)})
    return None
