"""What a person filled in about a customer, as lines that can be read, compared and copied."""

from __future__ import annotations

from collections.abc import Iterator

from desktop import words
from desktop.presenters.workplace import Workplace
from domain.commands import (
    EditFollowUp,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from sync.protocol.acts import Act


def described(command: Act) -> str:
    """Everything that was typed, field by field; empty where nothing was."""
    match command:
        case EditFollowUp(text=text):
            return text
        case WriteNote(note=note) | RejectCertification(note=note) | RevokeCertification(note=note):
            return note
        case SaveContact():
            return "\n".join(_lines(_of_contact(command)))
        case SubmitCertification():
            return "\n".join(_lines(_of_certification(command)))
        case RegisterCustomer():
            return "\n".join(_lines(_of_customer(command)))
        case _:
            return ""


def concerned(place: Workplace, command: Act) -> str:
    """What of the customer it is about, in a word: the tag, the contact. Reads the cache."""
    match command:
        case PutTag(tag_id=tag_id) | TakeTag(tag_id=tag_id):
            return place.cache.tags.name_of(tag_id)
        case SaveContact(name=name):
            return name
        case _:
            return ""


def _lines(fields: Iterator[tuple[str, str]]) -> Iterator[str]:
    return (words.say("written-field", name=words.say(key), text=text) for key, text in fields if text.strip())


def _of_contact(contact: SaveContact) -> Iterator[tuple[str, str]]:
    yield "written-contact", contact.name
    yield "written-position", contact.position
    yield "written-phone", contact.phone
    yield "written-email", contact.email
    yield "written-wechat", contact.wechat
    yield "written-note", contact.note


def _of_certification(said: SubmitCertification) -> Iterator[tuple[str, str]]:
    yield "written-company", said.company_name
    yield "written-uscc", said.uscc
    yield "written-capital", f"{said.capital} {said.currency}"
    yield "written-founded-on", said.founded_on.isoformat()
    yield "written-address", said.address


def _of_customer(new: RegisterCustomer) -> Iterator[tuple[str, str]]:
    yield "written-company", new.name
    yield "written-uscc", new.uscc
    yield "written-region", new.region
    yield "written-city", new.city
    yield "written-industry", new.industry
    yield "written-source", new.source
    yield "written-contact", new.contact_name
    yield "written-phone", new.phone
    yield "written-email", new.email
    yield "written-wechat", new.wechat
    yield "written-address", new.address
    yield "written-note", new.note
