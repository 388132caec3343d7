"""Certifications of customers: asked, answered and revoked, with what is on its way (H 117, H 118, H 119)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, or_, select

from domain.commands import (
    ApproveCertification,
    Command,
    RejectCertification,
    RevokeCertification,
    SubmitCertification,
)
from domain.identifiers import CertificationId, CustomerId, Instant, PersonId
from domain.instants import millis
from domain.records import CertificationState, Origin
from domain.verdicts import Accepted, Verdict
from sync.cache.answers import CommandState
from sync.cache.bench import Bench
from sync.cache.certification_drafts import CertificationDrafts
from sync.cache.files import StoreFile
from sync.cache.lookup import customers
from sync.cache.pending import Asked, pending
from sync.cache.shapes import CERTIFICATIONS
from sync.cache.tables import certification, outbox
from sync.protocol.commands import MalformedBody, decode_command
from sync.protocol.rows import CertificationRow, CustomerRow

_SUBMIT = "submit_certification"
_VERBS = frozenset({_SUBMIT, "approve_certification", "reject_certification", "revoke_certification"})
_STATES = frozenset(CertificationState)
_IS_PROFILE = certification.c.origin == Origin.PROFILE.value

MOST_ANSWERED = 200
"""So many of the last answered are listed; a customer's own are always all there."""


@dataclass(frozen=True, slots=True)
class CertificationView:
    """`row` is the server's word, or at version 0 the person's own that is still on its way.

    `coming` is what it will be once what the person has asked arrives: SUBMITTED is the submission itself.
    `customer` is None where the person sees nothing of it any more.
    `verdict`: whether the person may answer it, by the court; None where nobody has asked the court.
    """

    row: CertificationRow
    customer: CustomerRow | None
    is_mine: bool
    coming: CertificationState | None
    verdict: Verdict | None = None

    @property
    def state(self) -> CertificationState | None:
        """None where only a newer server knows it: nothing is to be done with it here."""
        return CertificationState(self.row.state) if self.row.state in _STATES else None

    @property
    def is_of_customer(self) -> bool:
        """Whether the customer certified itself upstream, rather than a rep its profile."""
        return self.row.origin == Origin.CUSTOMER

    @property
    def awaits_me(self) -> bool:
        is_open = self.coming is None and self.state is CertificationState.SUBMITTED
        return is_open and isinstance(self.verdict, Accepted)


@dataclass(frozen=True, slots=True)
class RefusedSubmission:
    """What the server would not take; `command_id` is its line in the sync centre."""

    command_id: str
    said: SubmitCertification


class Certifications:
    """Reads, but for `drafts`: what was typed. What is asked is submitted like any other command."""

    def __init__(self, me: StoreFile, pool: StoreFile, bench: Bench, person_id: PersonId) -> None:
        self._me = me
        self._pool = pool
        self._bench = bench
        self._person_id = person_id
        self.drafts = CertificationDrafts(me)

    def of(self, customer_id: str) -> tuple[CertificationView, ...]:
        """All of a customer, the newest first; the person's own on its way among them."""
        return self._views(self._found(certification.c.customer_id == customer_id), [customer_id])

    def mine(self, since: Instant) -> tuple[CertificationView, ...]:
        """What the person sent in and is not answered yet, or was since; the newest first."""
        is_open = certification.c.state == CertificationState.SUBMITTED.value
        of_late = or_(is_open, certification.c.answered_at > millis(since))
        return self._views(self._found(and_(certification.c.person_id == self._person_id, of_late)), None)

    def waiting(self, now: Instant) -> tuple[CertificationView, ...]:
        """What nobody has answered yet, with the court's word on it; what waits longest first."""
        is_open = certification.c.state == CertificationState.SUBMITTED.value
        views = self._arrived(and_(_IS_PROFILE, is_open))
        verdicts = self._bench.prospects([approval(view.row) for view in views], now)
        told = [replace(view, verdict=verdict) for view, verdict in zip(views, verdicts, strict=True)]
        return tuple(reversed(told))

    def answered(self) -> tuple[CertificationView, ...]:
        """The last that somebody has answered, the newest answer first."""
        newest = certification.c.answered_at.desc()
        last = select(certification.c.id).where(_IS_PROFILE, certification.c.answered_by.is_not(None))
        return _by_answer(self._arrived(certification.c.id.in_(last.order_by(newest).limit(MOST_ANSWERED))))

    def certified(self) -> tuple[CertificationView, ...]:
        """Every profile certification that stands, the newest answer first."""
        stands = certification.c.state == CertificationState.APPROVED.value
        return _by_answer(self._arrived(and_(_IS_PROFILE, stands)))

    def refused(self, customer_id: str) -> RefusedSubmission | None:
        """The last that the person sent in for this customer, where the server would not take it."""
        sent = select(outbox.c.id, outbox.c.body, outbox.c.state).where(
            outbox.c.customer_id == customer_id, outbox.c.verb == _SUBMIT
        )
        with self._me.reading() as connection:
            last = connection.execute(sent.order_by(outbox.c.no.desc()).limit(1)).first()
        if last is None or last.state != CommandState.REFUSED.value:
            return None
        try:
            said = decode_command(last.body)
        except MalformedBody:  # asked with a newer program
            return None
        return RefusedSubmission(last.id, said) if isinstance(said, SubmitCertification) else None

    def verdicts(self, commands: Sequence[Command], now: Instant) -> list[Verdict]:
        """What the court would say to each if it alone were asked next."""
        return self._bench.prospects(commands, now)

    def _arrived(self, condition: ColumnElement[bool]) -> tuple[CertificationView, ...]:
        found = self._found(condition)
        return self._drawn(found, self._asked({row.customer_id for row in found.values()}))

    def _views(
        self, found: Mapping[str, CertificationRow], customer_ids: Collection[str] | None
    ) -> tuple[CertificationView, ...]:
        """With the person's own that have not arrived."""
        asked = self._asked(customer_ids)
        return self._drawn(self._sent_in(asked) | dict(found), asked)

    def _found(self, condition: ColumnElement[bool]) -> dict[str, CertificationRow]:
        """Each once, however many scopes hold it: as it was told last."""
        rows: dict[str, CertificationRow] = {}
        for file in (self._me, self._pool):
            with file.reading() as connection:
                for row in map(
                    CERTIFICATIONS.row, connection.execute(select(*CERTIFICATIONS.columns).where(condition))
                ):
                    if row.id not in rows or rows[row.id].version < row.version:
                        rows[row.id] = row
        return rows

    def _asked(self, customer_ids: Collection[str] | None) -> list[Asked]:
        with self._me.reading() as connection:
            return [one for one in pending(connection, customer_ids, verbs=_VERBS).all if one.is_pending]

    def _drawn(self, rows: Mapping[str, CertificationRow], asked: Sequence[Asked]) -> tuple[CertificationView, ...]:
        coming = dict(_becomes(one.command) for one in asked)
        seen = customers(self._me, self._pool, list({row.customer_id for row in rows.values()}))
        views = [
            CertificationView(
                row,
                seen[row.customer_id][0] if row.customer_id in seen else None,
                row.person_id == self._person_id,
                coming.get(row.id),
            )
            for row in rows.values()
        ]
        return tuple(sorted(views, key=lambda view: (view.row.asked_at, view.row.id), reverse=True))

    def _sent_in(self, asked: Sequence[Asked]) -> dict[str, CertificationRow]:
        """Submissions that have not arrived, as they will be told."""
        sent = [(one.command, one.asked_at) for one in asked if isinstance(one.command, SubmitCertification)]
        seen = customers(self._me, self._pool, [said.customer_id for said, _ in sent])
        names = {customer_id: row.name for customer_id, (row, _) in seen.items()}
        return {
            said.certification_id: CertificationRow(
                said.certification_id,
                0,
                said.customer_id,
                names.get(said.customer_id, ""),
                Origin.PROFILE.value,
                CertificationState.SUBMITTED.value,
                said.company_name,
                said.uscc,
                millis(at),
                self._person_id,
                said.capital,
                said.currency,
                said.founded_on.isoformat(),
                said.address,
                said.licence_id,
            )
            for said, at in sent
        }


def approval(row: CertificationRow) -> ApproveCertification:
    return ApproveCertification(CustomerId(row.customer_id), CertificationId(row.id))


def rejection(row: CertificationRow, note: str) -> RejectCertification:
    return RejectCertification(CustomerId(row.customer_id), CertificationId(row.id), note)


def revocation(row: CertificationRow, note: str) -> RevokeCertification:
    return RevokeCertification(CustomerId(row.customer_id), CertificationId(row.id), note)


def _by_answer(views: Sequence[CertificationView]) -> tuple[CertificationView, ...]:
    return tuple(sorted(views, key=lambda view: view.row.answered_at or 0, reverse=True))


def _becomes(command: Command) -> tuple[str, CertificationState]:
    match command:
        case SubmitCertification():
            return command.certification_id, CertificationState.SUBMITTED
        case ApproveCertification():
            return command.certification_id, CertificationState.APPROVED
        case RejectCertification():
            return command.certification_id, CertificationState.REJECTED
        case RevokeCertification():
            return command.certification_id, CertificationState.REVOKED
        case _:
            raise ValueError(command)
