"""What a record is once something has happened to it, so that a later command of the same push finds it so."""

from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    Command,
    EditFollowUp,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
)
from domain.customers import Customer, PoolState
from domain.effects import (
    CertificationAnswered,
    CertificationSubmitted,
    ContactRemoved,
    ContactSaved,
    Effect,
    FollowUpAdded,
)
from domain.facts import Facts
from domain.records import CertificationRecord, CertificationState, ContactRecord, FollowUpRecord, Origin, Record


def named_record(command: Command) -> str | None:
    """The id of the record that a command makes, changes or rests on; None where it is about the customer alone."""
    match command:
        case AddFollowUp() | EditFollowUp():
            return command.follow_up_id
        case SaveContact() | RemoveContact():
            return command.contact_id
        case PutTag() | TakeTag():
            return command.tag_id
        case SubmitCertification() | ApproveCertification() | RejectCertification() | RevokeCertification():
            return command.certification_id
        case _:
            return None


def record_after(effect: Effect, facts: Facts) -> tuple[str, Record | None] | None:
    """The record that an effect has made or changed, None in its place where it is gone; None where it did neither."""
    match effect:
        case FollowUpAdded(follow_up=said):
            made = FollowUpRecord(
                said.follow_up_id, said.customer_id, effect.author_id, said.happened_at, effect.is_counted
            )
            return said.follow_up_id, made
        case ContactSaved(contact=saved):
            return saved.contact_id, ContactRecord(saved.contact_id, saved.customer_id)
        case ContactRemoved():
            return effect.contact_id, None
        case CertificationSubmitted(submission=asked):
            submitted = CertificationState.SUBMITTED
            # Whoever asks is of their own team, and answers it where they are its manager.
            made_now = CertificationRecord(
                asked.certification_id, asked.customer_id, Origin.PROFILE, submitted, is_of_subtree=True
            )
            return asked.certification_id, made_now
        case CertificationAnswered():
            known = facts.record
            is_of_subtree = isinstance(known, CertificationRecord) and known.is_of_subtree
            answered = CertificationRecord(
                effect.certification_id, effect.customer_id, Origin.PROFILE, effect.state, is_of_subtree
            )
            return effect.certification_id, answered
        case _:
            return None


def unborn(command: RegisterCustomer) -> Customer:
    """A customer the moment before it is registered."""
    return Customer(command.customer_id, command.pool_id, PoolState.DORMANT)
