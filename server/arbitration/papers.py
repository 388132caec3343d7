"""What the verdicts come to for what lies with customers: contacts, certifications, wordings, notes and tags."""

from dataclasses import dataclass, field

import msgspec

from domain.certification import whole_capital
from domain.commands import EditFollowUp, SubmitCertification
from domain.effects import (
    CertificationAnswered,
    CertificationSubmitted,
    ContactRemoved,
    ContactSaved,
    FollowUpEdited,
    NoteWritten,
    TagChanged,
)
from domain.identifiers import CustomerId, Instant, PersonId
from domain.instants import millis
from domain.records import CertificationState, Origin
from server.arbitration.records import Records
from server.certifications.repository import Certificate
from server.customers.profiles import ProfileChange
from server.feed.log import NewId
from sync.protocol.rows import CertificationRow, ContactRow, FollowUpRow, RevisionRow
from sync.uscc import compact

type PaperEffect = (
    FollowUpEdited
    | ContactSaved
    | ContactRemoved
    | NoteWritten
    | TagChanged
    | CertificationSubmitted
    | CertificationAnswered
)

_FIRST_VERSION = 1


@dataclass(slots=True)
class Papers:
    """Each row once however many commands changed it; rows of version 0 are new."""

    records: Records
    new_id: NewId
    contacts: dict[str, ContactRow] = field(default_factory=dict)
    removed: dict[str, ContactRow] = field(default_factory=dict)
    rewritten: dict[str, FollowUpRow] = field(default_factory=dict)
    replaced: list[RevisionRow] = field(default_factory=list)
    certificates: dict[str, Certificate] = field(default_factory=dict)
    profiles: dict[CustomerId, ProfileChange] = field(default_factory=dict)

    def take(self, effect: PaperEffect, actor_id: PersonId | None, team_id: str | None) -> None:
        """`team_id` is the actor's."""
        match effect:
            case ContactSaved():
                self._save_contact(effect)
            case ContactRemoved():
                self.contacts.pop(effect.contact_id, None)
                known = self.records.contacts.get(effect.contact_id)
                if known is not None:
                    self.removed[effect.contact_id] = known
            case FollowUpEdited(follow_up=edit):
                self._rewrite(edit, effect.at)
            case NoteWritten():
                self._profile(effect.customer_id).note = effect.note
            case TagChanged():
                self._profile(effect.customer_id).tags[effect.tag_id] = effect.is_put
            case CertificationSubmitted(submission=asked):
                row = self._submitted(asked, effect)
                self.certificates[row.id] = Certificate(row, team_id)
            case CertificationAnswered():
                self._answer(effect, actor_id)

    def _save_contact(self, effect: ContactSaved) -> None:
        said = effect.contact
        known = self.records.contacts.get(said.contact_id)
        self.removed.pop(said.contact_id, None)
        self.contacts[said.contact_id] = ContactRow(
            said.contact_id, 0 if known is None else known.version, said.customer_id, said.name.strip(),
            said.position.strip(), said.phone.strip(), said.email.strip(), said.wechat.strip(), said.note,
        )  # fmt: skip

    def _rewrite(self, edit: EditFollowUp, at: Instant) -> None:
        said = self.rewritten.get(edit.follow_up_id) or self.records.follow_ups[edit.follow_up_id]
        next_on = None if edit.next_on is None else edit.next_on.isoformat()
        before = (said.medium, said.text, said.next_on, said.contact)
        if before == (edit.kind.value, edit.text, next_on, edit.contact):
            return
        self.replaced.append(RevisionRow(self.new_id(), _FIRST_VERSION, said.customer_id, said.id, millis(at), *before))
        self.rewritten[said.id] = msgspec.structs.replace(
            said, medium=edit.kind.value, text=edit.text, next_on=next_on, contact=edit.contact, edited_at=millis(at)
        )

    def _submitted(self, asked: SubmitCertification, effect: CertificationSubmitted) -> CertificationRow:
        return CertificationRow(
            id=asked.certification_id,
            version=0,
            customer_id=asked.customer_id,
            customer_name=self.records.names[asked.customer_id],
            origin=Origin.PROFILE.value,
            state=CertificationState.SUBMITTED.value,
            company_name=asked.company_name.strip(),
            uscc=compact(asked.uscc),
            asked_at=millis(effect.at),
            person_id=effect.person_id,
            capital=f"{whole_capital(asked.capital):f}",
            currency=asked.currency,
            founded_on=asked.founded_on.isoformat(),
            address=asked.address.strip(),
            licence_id=asked.licence_id,
        )

    def _answer(self, effect: CertificationAnswered, actor_id: PersonId | None) -> None:
        known = self.certificates.get(effect.certification_id) or self.records.certificates[effect.certification_id]
        row = msgspec.structs.replace(
            known.row, state=effect.state.value, answered_by=actor_id, answered_at=millis(effect.at), note=effect.note
        )
        self.certificates[row.id] = Certificate(row, known.team_id)
        if effect.state is CertificationState.APPROVED:
            self._profile(effect.customer_id).certified = row

    def _profile(self, customer_id: CustomerId) -> ProfileChange:
        return self.profiles.setdefault(customer_id, ProfileChange())
