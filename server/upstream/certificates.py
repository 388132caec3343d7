"""Certifications from upstream: each supersedes what reps had certified of the customer's profile (H 118)."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import msgspec

from domain.certification import gives_way
from domain.identifiers import CustomerId
from domain.instants import millis
from domain.records import CertificationState, Origin
from domain.upstream import Flaw
from server.certifications.repository import Certificate, certificates_of, store_certificates
from server.feed.log import Entry
from server.upstream.batch import Batch
from server.upstream.profiles import newest_certified
from server.upstream.records import CertificationTold, instant_of, record_id
from server.upstream.repository import Kept
from sync.protocol.rows import CertificationRow


def take_certifications(batch: Batch) -> set[CustomerId]:
    """Keep what is told of customers that there are. Returns them."""
    kept: list[Kept] = []
    certified: set[CustomerId] = set()
    for record, message in batch.of_kind(CertificationTold):
        customer_id = batch.accounts.get(message.customer)
        if customer_id is None:
            kept.append(batch.wait(record, record_id("customer", message.customer), Flaw.UNKNOWN_CUSTOMER, "customer"))
        else:
            kept.append(batch.take(record, customer_id))
            certified.add(customer_id)
    batch.keep(kept)
    return certified


def certify(batch: Batch, customer_ids: Collection[CustomerId], scopes: Mapping[str, Collection[str]]) -> list[Entry]:
    """Store the newest certification of each, and supersede all others. Returns what the feed is to tell."""
    if not customer_ids:
        return []
    stored: dict[CustomerId, dict[str, Certificate]] = {}
    for one in certificates_of(batch.connection, customer_ids):
        stored.setdefault(CustomerId(one.row.customer_id), {})[one.row.id] = one
    changed: list[Certificate] = []
    for customer_id, message in sorted(newest_certified(batch, customer_ids).items()):
        there = stored.get(customer_id, {})
        row = _row(batch, customer_id, message)
        known = there.pop(row.id, None)
        row = msgspec.structs.replace(row, version=0 if known is None else known.row.version)
        if known is None or known.row != row:
            changed.append(Certificate(row, None))
        changed += [_superseded(other) for other in there.values() if gives_way(CertificationState(other.row.state))]
    return store_certificates(batch.connection, changed, scopes)


def _superseded(one: Certificate) -> Certificate:
    return replace(one, row=msgspec.structs.replace(one.row, state=CertificationState.SUPERSEDED.value))


def _row(batch: Batch, customer_id: CustomerId, message: CertificationTold) -> CertificationRow:
    at = millis(instant_of(message.certified_at))
    return CertificationRow(
        id=record_id("certification", message.id),
        version=0,
        customer_id=customer_id,
        customer_name=batch.rows[customer_id].name,
        origin=Origin.CUSTOMER.value,
        state=CertificationState.APPROVED.value,
        company_name=message.company_name.strip(),
        uscc=message.uscc.strip().upper(),
        asked_at=at,
        capital=message.capital,
        currency=message.currency,
        founded_on="" if message.founded_on is None else message.founded_on.isoformat(),
        address=message.address.strip(),
        answered_at=at,
    )
