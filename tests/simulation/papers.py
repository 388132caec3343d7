"""What lies with customers, and who may write it: contacts, notes, tags, wordings, certifications (SPEC 3 and 5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.commands import (
    ApproveCertification,
    EditFollowUp,
    PutTag,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from tests.simulation.reckoning import Kept
from tests.simulation.rights import Rights
from tests.simulation.violation import Violation
from tests.simulation.vocabulary import Tag

type OnPaper = (
    SaveContact
    | RemoveContact
    | WriteNote
    | PutTag
    | TakeTag
    | EditFollowUp
    | SubmitCertification
    | ApproveCertification
    | RejectCertification
    | RevokeCertification
)

ON_PAPER = (
    SaveContact,
    RemoveContact,
    WriteNote,
    PutTag,
    TakeTag,
    EditFollowUp,
    SubmitCertification,
    ApproveCertification,
    RejectCertification,
    RevokeCertification,
)
NO_PHONE = "没有电话"
"""What no phone can be."""
NO_CODE = "91440300708461136X"
"""A code whose check digit is wrong."""


@dataclass(frozen=True)
class Contact:
    id: str
    customer_id: str
    name: str
    phone: str


@dataclass(frozen=True)
class Profile:
    """What is written on a customer itself."""

    name: str
    uscc: str
    note: str
    tags: frozenset[str]
    certification: str


@dataclass(frozen=True)
class Certificate:
    id: str
    customer_id: str
    person_id: str | None
    team_id: str | None
    origin: str
    state: str
    answered_by: str | None
    company_name: str
    uscc: str


@dataclass(frozen=True)
class Wording:
    """How a follow-up reads, and how often its author has said it otherwise."""

    customer_id: str
    author_id: str
    text: str
    medium: str
    edits: int


@dataclass(frozen=True)
class Papers:
    """All of them at one moment; compared whole with what is stored."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)

    def may(self, actor: str, command: OnPaper, rights: Rights, kept: Kept | None, tags: Mapping[str, Tag]) -> bool:
        """Whether the contract lets it be done."""
        if kept is None:
            return False
        describes = self._describes(actor, rights, kept)
        match command:
            case SaveContact():
                known = self.contacts.get(command.contact_id)
                is_other = known is not None and known.customer_id != command.customer_id
                return describes and command.phone != NO_PHONE and not is_other
            case RemoveContact() | WriteNote():
                return describes
            case PutTag():
                is_one = command.tag_id in tags and not tags[command.tag_id].is_retired
                return is_one and (describes or self._sorts(actor, rights, kept))
            case TakeTag():
                return describes or self._sorts(actor, rights, kept)
            case EditFollowUp():
                said = self.wordings.get(command.follow_up_id)
                return said is not None and (said.author_id, said.customer_id) == (actor, command.customer_id)
            case SubmitCertification():
                is_free = self.profiles[command.customer_id].certification == ""
                is_new = command.certification_id not in self.certificates
                return describes and is_free and is_new and command.uscc != NO_CODE
            case RevokeCertification():
                asked = self._named(command)
                may = rights.people[actor].has("sales_support", "system_admin")
                return may and asked is not None and (asked.state, asked.origin) == ("approved", "profile")
            case ApproveCertification() | RejectCertification():
                asked = self._named(command)
                is_open = asked is not None and asked.state == "submitted"
                return is_open and rights.manages_team(actor, asked.team_id if asked else None)

    def after(self, actor: str, command: OnPaper, rights: Rights) -> "Papers":
        """All of them once it is done."""
        match command:
            case SaveContact():
                saved = Contact(command.contact_id, command.customer_id, command.name, command.phone)
                return replace(self, contacts={**self.contacts, saved.id: saved})
            case RemoveContact():
                known = self.contacts.get(command.contact_id)
                if known is None or known.customer_id != command.customer_id:
                    return self
                return replace(self, contacts={key: one for key, one in self.contacts.items() if key != known.id})
            case WriteNote():
                return self._with(command.customer_id, note=command.note)
            case PutTag():
                return self._with(command.customer_id, tags=self._tags(command.customer_id) | {command.tag_id})
            case TakeTag():
                return self._with(command.customer_id, tags=self._tags(command.customer_id) - {command.tag_id})
            case EditFollowUp():
                said = self.wordings[command.follow_up_id]
                new = replace(said, text=command.text, medium=command.kind.value)
                new = said if new == said else replace(new, edits=said.edits + 1)
                return replace(self, wordings={**self.wordings, command.follow_up_id: new})
            case SubmitCertification():
                team_id = rights.people[actor].team_id
                asked = Certificate(
                    command.certification_id, command.customer_id, actor, team_id, "profile", "submitted", None,
                    command.company_name, command.uscc,
                )  # fmt: skip
                filed = replace(self, certificates={**self.certificates, asked.id: asked})
                return filed._with(command.customer_id, certification="submitted")
            case ApproveCertification():
                asked = self.certificates[command.certification_id]
                filed = self._answered(command.certification_id, "approved", actor)
                return filed._with(
                    command.customer_id, certification="profile", name=asked.company_name, uscc=asked.uscc
                )
            case RejectCertification():
                return self._answered(command.certification_id, "rejected", actor)._with(
                    command.customer_id, certification=""
                )
            case RevokeCertification():
                return self._answered(command.certification_id, "revoked", actor)._with(
                    command.customer_id, certification=""
                )

    def of_the_same(self, customer_id: str) -> list[Certificate]:
        return [one for one in self.certificates.values() if one.customer_id == customer_id]

    def _describes(self, actor: str, rights: Rights, kept: Kept) -> bool:
        is_own = kept.owner_id == actor and rights.may_own(actor)
        return is_own or (kept.owner_id is not None and rights.manages(actor, kept))

    def _sorts(self, actor: str, rights: Rights, kept: Kept) -> bool:
        return kept.state != "dormant" and rights.administers(actor, kept.pool_id)

    def _named(self, command: ApproveCertification | RejectCertification | RevokeCertification) -> Certificate | None:
        known = self.certificates.get(command.certification_id)
        return known if known is not None and known.customer_id == command.customer_id else None

    def _tags(self, customer_id: str) -> frozenset[str]:
        return self.profiles[customer_id].tags

    def _with(self, customer_id: str, **changed: object) -> "Papers":
        changed_profile = replace(self.profiles[customer_id], **changed)  # type: ignore[arg-type]
        return replace(self, profiles={**self.profiles, customer_id: changed_profile})

    def _answered(self, certification_id: str, state: str, actor: str) -> "Papers":
        answered = replace(self.certificates[certification_id], state=state, answered_by=actor)
        return replace(self, certificates={**self.certificates, certification_id: answered})


def check_papers(expected: Papers, there: Papers) -> None:
    """Raises Violation with the first that differs."""
    for name in ("contacts", "profiles", "certificates", "wordings"):
        ours, theirs = getattr(expected, name), getattr(there, name)
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                raise Violation("papers", f"by what was asked {ours.get(key)}, and it is {theirs.get(key)}")
