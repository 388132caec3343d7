"""What lies with customers, as far as the commands of a push name it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from sqlalchemy import Connection

from domain.commands import (
    ApproveCertification,
    Command,
    EditFollowUp,
    PutTag,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
)
from domain.identifiers import (
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    PersonId,
    TagId,
    TeamId,
)
from domain.instants import instant
from domain.records import (
    CertificationRecord,
    CertificationState,
    ContactRecord,
    FollowUpRecord,
    Origin,
    Record,
    TagRecord,
)
from domain.succession import named_record
from domain.tags import Tag
from server.certifications.repository import Certificate, find_certificates
from server.contacts.repository import find_contacts
from server.customers.outflows import names_of
from server.follow_ups.repository import find_follow_ups
from server.tags.repository import tags_there
from sync.protocol.rows import ContactRow, FollowUpRow

_ON_CERTIFICATION = (SubmitCertification, ApproveCertification, RejectCertification, RevokeCertification)


@dataclass(frozen=True, slots=True)
class Records:
    """By their ids, as they were found; `names` are those of the customers to be certified."""

    follow_ups: Mapping[str, FollowUpRow]
    contacts: Mapping[str, ContactRow]
    certificates: Mapping[str, Certificate]
    tags: Mapping[TagId, Tag]
    names: Mapping[CustomerId, str]

    def record_of(self, command: Command, subtree: frozenset[TeamId]) -> Record | None:
        """What the court is told of it; `subtree` is the actor's."""
        record_id = named_record(command)
        if record_id is None:
            return None
        found = (
            self.follow_ups.get(record_id)
            or self.contacts.get(record_id)
            or self.certificates.get(record_id)
            or self.tags.get(TagId(record_id))
        )
        match found:
            case None:
                return None
            case FollowUpRow():
                return FollowUpRecord(
                    FollowUpId(found.id),
                    CustomerId(found.customer_id),
                    PersonId(found.author_id),
                    instant(found.happened_at),
                    found.is_counted,
                )
            case ContactRow():
                return ContactRecord(ContactId(found.id), CustomerId(found.customer_id))
            case Certificate(row=row):
                return CertificationRecord(
                    CertificationId(row.id),
                    CustomerId(row.customer_id),
                    Origin(row.origin),
                    CertificationState(row.state),
                    is_of_subtree=found.team_id in subtree,
                )
            case Tag():
                return TagRecord(found.id, found.is_retired)
            case _:
                assert_never(found)


NO_RECORDS = Records({}, {}, {}, {}, {})


def read_records(connection: Connection, commands: Sequence[Command]) -> Records:
    """Read under the locks of the customers that the commands name."""
    edited = {command.follow_up_id for command in commands if isinstance(command, EditFollowUp)}
    contacts = {command.contact_id for command in commands if isinstance(command, SaveContact | RemoveContact)}
    certified = {command.certification_id for command in commands if isinstance(command, _ON_CERTIFICATION)}
    tags = {command.tag_id for command in commands if isinstance(command, PutTag)}
    submitted = {command.customer_id for command in commands if isinstance(command, SubmitCertification)}
    return Records(
        {row.id: row for row in find_follow_ups(connection, edited)} if edited else {},
        find_contacts(connection, contacts) if contacts else {},
        find_certificates(connection, certified) if certified else {},
        tags_there(connection) if tags else {},
        names_of(connection, submitted) if submitted else {},
    )
