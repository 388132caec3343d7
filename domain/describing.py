"""What a customer is like, as those say who work on it: its contacts, its note, its tags (H 120, H 121)."""

from domain.access import may_describe, may_tag
from domain.commands import PutTag, RemoveContact, SaveContact, TakeTag, WriteNote
from domain.customers import Customer, PoolState
from domain.effects import ContactRemoved, ContactSaved, NoteWritten, TagChanged
from domain.facts import Facts
from domain.phones import is_phone
from domain.reasons import Reason
from domain.records import ContactRecord, TagRecord
from domain.verdicts import Accepted, Refused, Verdict

LONGEST_NAME = 80
"""So many characters may a contact's name have, and any other single line about them."""

LONGEST_NOTE = 4000


def judge_save_contact(command: SaveContact, facts: Facts) -> Verdict:
    """The owner's and their managers' word stands; of two words of one contact the later one."""
    wrong = _what_is_wrong_with(command)
    if wrong is not None:
        return wrong
    barred = _why_not_described(facts)
    if barred is not None:
        return barred
    if isinstance(facts.record, ContactRecord) and facts.record.customer_id != command.customer_id:
        return Refused(Reason.ID_REUSED)
    return Accepted((ContactSaved(command),))


def judge_remove_contact(command: RemoveContact, facts: Facts) -> Verdict:
    """One that is gone already is a yes that changes nothing."""
    barred = _why_not_described(facts)
    if barred is not None:
        return barred
    is_there = isinstance(facts.record, ContactRecord) and facts.record.customer_id == command.customer_id
    return Accepted((ContactRemoved(command.customer_id, command.contact_id),) if is_there else ())


def judge_note(command: WriteNote, facts: Facts) -> Verdict:
    if len(command.note) > LONGEST_NOTE:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_NOTE, "length": len(command.note)})
    return _why_not_described(facts) or Accepted((NoteWritten(command.customer_id, command.note),))


def judge_put_tag(command: PutTag, facts: Facts) -> Verdict:
    """Only tags that the tag admins have made, and not those they have retired (H 120)."""
    barred = _why_not_tagged(facts)
    if barred is not None:
        return barred
    if not isinstance(facts.record, TagRecord):
        return Refused(Reason.NO_SUCH_TAG)
    if facts.record.is_retired:
        return Refused(Reason.TAG_RETIRED, {"tag_id": command.tag_id})
    return Accepted((TagChanged(command.customer_id, command.tag_id, is_put=True),))


def judge_take_tag(command: TakeTag, facts: Facts) -> Verdict:
    return _why_not_tagged(facts) or Accepted((TagChanged(command.customer_id, command.tag_id, is_put=False),))


def _why_not_described(facts: Facts) -> Refused | None:
    customer = facts.customer
    if customer is None:
        return Refused(Reason.GONE)
    if may_describe(facts.actor, customer, is_of_subtree=facts.is_of_subtree):
        return None
    return _not_theirs(customer)


def _why_not_tagged(facts: Facts) -> Refused | None:
    customer = facts.customer
    if customer is None or customer.state is PoolState.DORMANT:
        return Refused(Reason.GONE)
    if may_tag(facts.actor, customer, is_of_subtree=facts.is_of_subtree):
        return None
    return _not_theirs(customer)


def _not_theirs(customer: Customer) -> Refused:
    return Refused(Reason.NOT_YOURS, {} if customer.owner_id is None else {"owner_id": customer.owner_id})


def _what_is_wrong_with(contact: SaveContact) -> Refused | None:
    if not contact.name.strip():
        return Refused(Reason.EMPTY_NAME)
    longest = max(map(len, (contact.name, contact.position, contact.phone, contact.email, contact.wechat)))
    if longest > LONGEST_NAME:
        return Refused(Reason.NAME_TOO_LONG, {"limit": LONGEST_NAME, "length": longest})
    if len(contact.note) > LONGEST_NOTE:
        return Refused(Reason.TEXT_TOO_LONG, {"limit": LONGEST_NOTE, "length": len(contact.note)})
    return what_is_wrong_with_reach(contact.phone, contact.email)


def what_is_wrong_with_reach(phone: str, email: str) -> Refused | None:
    """None where both could be used, or are not known."""
    if phone.strip() and not is_phone(phone):
        return Refused(Reason.INVALID_PHONE)
    return Refused(Reason.INVALID_EMAIL) if email.strip() and not _is_email(email.strip()) else None


def _is_email(text: str) -> bool:
    """Something, one sign, and a host with a dot in it: more is not to be known without sending to it."""
    name, at, host = text.partition("@")
    parts = host.split(".")
    return bool(name and at) and len(parts) > 1 and all(parts) and "@" not in host and not any(map(str.isspace, text))
