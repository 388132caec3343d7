"""What lies with a customer, told to the court as far as we know it: what the server sent, then what is on its way."""

from sqlalchemy import Connection, select

from domain.commands import (
    AddFollowUp,
    Command,
    EditFollowUp,
    PutTag,
    RemoveContact,
    SaveContact,
    SubmitCertification,
    TakeTag,
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
from domain.tags import Vocabulary
from sync.cache.directory import Directory
from sync.cache.files import StoreFile
from sync.cache.pending import pending
from sync.cache.shapes import CERTIFICATIONS, CONTACTS, FOLLOW_UPS, Shape
from sync.protocol.rows import Row

_STATES, _ORIGINS = frozenset(CertificationState), frozenset(Origin)


class Files:
    """Answers for one question: the tables are read anew for each record that a command names."""

    def __init__(
        self, me: StoreFile, pool: StoreFile, directory: Directory, person_id: PersonId, subtree: frozenset[TeamId]
    ) -> None:
        self._me = me
        self._pool = pool
        self._directory = directory
        self._person_id = person_id
        self._subtree = subtree

    def record_of(self, command: Command) -> Record | None:
        """What a command names, besides its customer; None where there is none of that id."""
        record_id = named_record(command)
        match command:
            case PutTag() | TakeTag():
                return _tag(self._directory.vocabulary(), command.tag_id)
            case SaveContact() | RemoveContact():
                return self._contact(command.customer_id, command.contact_id)
            case EditFollowUp():
                return self._follow_up(command.customer_id, command.follow_up_id)
            case AddFollowUp():
                return None
            case SubmitCertification():
                # One on its way is judged anew with what is asked after it, and must not find itself there already.
                return self._told_certification(CertificationId(command.certification_id))
            case _ if record_id is not None:
                return self._certification(command.customer_id, CertificationId(record_id))
            case _:
                return None

    def _contact(self, customer_id: CustomerId, contact_id: ContactId) -> Record | None:
        row = self._row(CONTACTS, contact_id)
        is_there = row is not None
        for command in self._asked(customer_id):
            match command:
                case SaveContact() if command.contact_id == contact_id:
                    is_there = True
                case RemoveContact() if command.contact_id == contact_id:
                    is_there = False
                case _:
                    pass
        owner = customer_id if row is None else CustomerId(row.customer_id)
        return ContactRecord(contact_id, owner) if is_there else None

    def _follow_up(self, customer_id: CustomerId, follow_up_id: FollowUpId) -> Record | None:
        row = self._row(FOLLOW_UPS, follow_up_id)
        if row is not None:
            author, happened_at = PersonId(row.author_id), instant(row.happened_at)
            return FollowUpRecord(follow_up_id, CustomerId(row.customer_id), author, happened_at, row.is_counted)
        for command in self._asked(customer_id):
            if isinstance(command, AddFollowUp) and command.follow_up_id == follow_up_id:
                happened_at = command.happened_at
                return FollowUpRecord(follow_up_id, customer_id, self._person_id, happened_at, is_counted=True)
        return None

    def _told_certification(self, certification_id: CertificationId) -> Record | None:
        row = self._row(CERTIFICATIONS, certification_id)
        if row is not None and row.state in _STATES and row.origin in _ORIGINS:
            asker = None if row.person_id is None else self._directory.person(row.person_id)
            return CertificationRecord(
                certification_id,
                CustomerId(row.customer_id),
                Origin(row.origin),
                CertificationState(row.state),
                is_of_subtree=asker is not None and asker.team_id in self._subtree,
            )
        return None

    def _certification(self, customer_id: CustomerId, certification_id: CertificationId) -> Record | None:
        told = self._told_certification(certification_id)
        if told is not None:
            return told
        for command in self._asked(customer_id):
            if isinstance(command, SubmitCertification) and command.certification_id == certification_id:
                submitted = CertificationState.SUBMITTED
                return CertificationRecord(certification_id, customer_id, Origin.PROFILE, submitted, is_of_subtree=True)
        return None

    def _row[R: Row](self, shape: Shape[R], row_id: str) -> R | None:
        for file in (self._me, self._pool):
            with file.reading() as connection:
                found = _found(connection, shape, row_id)
            if found is not None:
                return found
        return None

    def _asked(self, customer_id: CustomerId) -> list[Command]:
        with self._me.reading() as connection:
            return [one.command for one in pending(connection, [customer_id]).of(customer_id) if one.is_pending]


def _found[R: Row](connection: Connection, shape: Shape[R], row_id: str) -> R | None:
    of_id = select(*shape.columns).where(shape.table.c.id == row_id).order_by(shape.table.c.version.desc()).limit(1)
    row = connection.execute(of_id).first()
    return None if row is None else shape.row(row)


def _tag(vocabulary: Vocabulary, tag_id: TagId) -> Record | None:
    tag = vocabulary.tags.get(tag_id)
    return None if tag is None else TagRecord(tag_id, tag.is_retired)
