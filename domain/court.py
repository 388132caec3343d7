"""One court for every path: a click, a batch, a sync, an import all end here."""

from dataclasses import dataclass
from typing import assert_never

from domain.certification import judge_approval, judge_rejection, judge_revocation, judge_submission
from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    AskReinstatement,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    EditFollowUp,
    Extend,
    Lock,
    PutTag,
    RegisterCustomer,
    Reinstate,
    RejectCertification,
    Release,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    Unlock,
    WriteNote,
)
from domain.describing import (
    judge_note,
    judge_put_tag,
    judge_remove_contact,
    judge_save_contact,
    judge_take_tag,
)
from domain.direction import judge_assign, judge_convert_to_ordinary, judge_convert_to_pool, judge_extend
from domain.facts import Facts
from domain.follow_ups import judge_edit, judge_follow_up
from domain.identifiers import Instant
from domain.locks import judge_lock, judge_unlock
from domain.ownership import judge_claim, judge_release
from domain.reasons import Reason
from domain.registration import judge_registration
from domain.reinstatement import judge_ask, judge_decline, judge_reinstate
from domain.rulesets import Ruleset
from domain.verdicts import Refused, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One command, what is known about it, and the rules it is judged by."""

    command: Command
    facts: Facts
    ruleset: Ruleset


def judge(command: Command, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
    """May this be done now, and what follows? Nothing happens here; the caller stores the effects."""
    match command:
        case Claim():
            return judge_claim(command, facts, ruleset, now)
        case Release():
            return judge_release(command, facts, ruleset, now)
        case AddFollowUp():
            return judge_follow_up(command, facts, ruleset, now)
        case Assign():
            return judge_assign(command, facts, ruleset, now)
        case Extend():
            return judge_extend(command, facts, ruleset, now)
        case Lock():
            return judge_lock(command, facts, ruleset, now)
        case Unlock():
            return judge_unlock(command, facts, ruleset, now)
        case ConvertToPool():
            return judge_convert_to_pool(command, facts, ruleset, now)
        case ConvertToOrdinary():
            return judge_convert_to_ordinary(command, facts, ruleset, now)
        case AskReinstatement():
            return judge_ask(command, facts, now)
        case Reinstate():
            return judge_reinstate(command, facts, ruleset, now)
        case DeclineReinstatement():
            return judge_decline(command, facts, now)
        case EditFollowUp():
            return judge_edit(command, facts, now)
        case SaveContact():
            return judge_save_contact(command, facts)
        case RemoveContact():
            return judge_remove_contact(command, facts)
        case WriteNote():
            return judge_note(command, facts)
        case PutTag():
            return judge_put_tag(command, facts)
        case TakeTag():
            return judge_take_tag(command, facts)
        case SubmitCertification():
            return judge_submission(command, facts, ruleset, now)
        case ApproveCertification():
            return judge_approval(command, facts, now)
        case RejectCertification():
            return judge_rejection(command, facts, now)
        case RevokeCertification():
            return judge_revocation(command, facts, now)
        case RegisterCustomer():
            return judge_registration(command, facts, ruleset, now)
        case _:
            assert_never(command)


def refuse_oversized(size: int, ruleset: Ruleset) -> Refused | None:
    """A batch beyond the limit is refused whole, before anything is done (SPEC §2.3)."""
    if size <= ruleset.batch_limit:
        return None
    return Refused(Reason.BATCH_TOO_LARGE, {"limit": ruleset.batch_limit, "size": size})
