"""What each act is called, and what its person wrote in it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop import words
from desktop.presenters.company_acts import COMPANY_VERB_WORDS
from desktop.presenters.described import described
from desktop.presenters.workplace import Workplace
from domain.access import directs_anybody
from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    AskReinstatement,
    Assign,
    Claim,
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
from domain.effects import Verb
from domain.instants import millis
from sync.cache.answers import UNANSWERED, CommandState, Item
from sync.protocol.acts import Act

VERB_WORDS: dict[type[Act], str] = {
    Claim: "claim",
    Release: "release",
    AddFollowUp: "follow-up",
    Assign: "assign",
    Extend: "extend",
    Lock: "lock",
    Unlock: "unlock",
    ConvertToPool: "convert-to-pool",
    ConvertToOrdinary: "convert-to-ordinary",
    AskReinstatement: "ask-back",
    Reinstate: "reinstate",
    DeclineReinstatement: "decline-reinstatement",
    EditFollowUp: "edit-follow-up",
    SaveContact: "save-contact",
    RemoveContact: "remove-contact",
    WriteNote: "write-note",
    PutTag: "put-tag",
    TakeTag: "take-tag",
    SubmitCertification: "submit-certification",
    ApproveCertification: "approve-certification",
    RejectCertification: "reject-certification",
    RevokeCertification: "revoke-certification",
    RegisterCustomer: "register",
    **COMPANY_VERB_WORDS,
}
"""Each act's name in the keys of its words."""

OF_SEVERAL_KINDS = frozenset({"retag", "company"})
"""Names of batches whose acts are called otherwise, each by itself."""

_TAGGING = {VERB_WORDS[PutTag], VERB_WORDS[TakeTag]}


def name_of(place: Workplace, item: Item) -> str:
    """认领, 收回, and of a claim that is not owned yet 认领意向. Reads the cache."""
    if item.is_intent and item.state in UNANSWERED | {CommandState.NEEDS_YOU}:
        return words.say("act-claim-intent")
    return words.say(f"act-{word_of(place, item)}")


def kind_of(place: Workplace, items: Sequence[Item]) -> str:
    """What a batch is called: tags may be put and taken as one, and several acts on the company asked together."""
    kinds = {VERB_WORDS[type(item.command)] for item in items}
    if len(kinds) == 1:
        return word_of(place, items[0])
    return "retag" if kinds <= _TAGGING else "company"


def word_of(place: Workplace, item: Item) -> str:
    """One command gives back what is one's own and takes back what is another's: people call it by two names."""
    is_taken_back = isinstance(item.command, Release) and _was_of_somebody_else(place, item)
    return "take-back" if is_taken_back else VERB_WORDS[type(item.command)]


def written(command: Act) -> str:
    """The words of the person in it."""
    match command:
        case AddFollowUp(text=text):
            return text
        case Release(note=note) | Assign(note=note) | DeclineReinstatement(note=note):
            return note
        case _:
            return described(command)


def _was_of_somebody_else(place: Workplace, item: Item) -> bool:
    """By whoever holds it now, or once it is done by the event that it made."""
    actor = place.cache.directory.actor()
    if actor is None or not directs_anybody(actor):
        return False
    if item.state in (CommandState.ANSWERED, CommandState.DONE) and item.decided_at is not None:
        decided_at = millis(item.decided_at)
        for event in place.cache.register.history(item.subject_id):
            if event.verb == Verb.RELEASE and event.at == decided_at and event.actor_id == place.person_id:
                return event.from_owner_id != place.person_id
    view = place.cache.register.customer(item.subject_id, place.now())
    return view is not None and view.row.owner_id is not None and view.row.owner_id != place.person_id
