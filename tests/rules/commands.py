"""What a step asks, as the command that both judges are asked."""

from itertools import count

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    Command,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    FollowUpKind,
    Lock,
    Reinstate,
    Release,
    Unlock,
)
from domain.identifiers import CustomerId, FollowUpId, PersonId, PoolId
from tests.rules.story import Step

NOTHING_SAID = FollowUpId("0" * 32)

_FOLLOW_UPS = count(1)


def command_of(
    step: Step, customer_id: CustomerId, version: int, named: PersonId, pool_id: PoolId, said: FollowUpId
) -> Command:
    """`version` is the ownership that whoever asks sees, `named` whom the step names, `said` the customer's last
    follow-up."""
    match step.verb:
        case "claim":
            return Claim(customer_id, step.at)
        case "release":
            return Release(customer_id, version)
        case "follow_up":
            follow_up_id = FollowUpId(f"{next(_FOLLOW_UPS):032x}")
            return AddFollowUp(customer_id, follow_up_id, FollowUpKind.PHONE, "已寄样品", step.moment or step.at)
        case "assign":
            return Assign(customer_id, version, named)
        case "extend":
            return Extend(customer_id, version, int(step.argument))
        case "lock":
            return Lock(customer_id, version)
        case "unlock":
            return Unlock(customer_id, version)
        case "to_pool":
            return ConvertToPool(customer_id, version, pool_id)
        case "to_ordinary":
            return ConvertToOrdinary(customer_id, version)
        case "ask":
            return AskReinstatement(customer_id, said)
        case "reinstate":
            return Reinstate(customer_id, version, said)
        case "decline":
            return DeclineReinstatement(customer_id, said)
        case _:
            raise ValueError(f"nobody can ask {step.text!r}")
