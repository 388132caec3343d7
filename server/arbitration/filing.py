"""Writing what lies with customers, and what a registration brings."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from domain.commands import RegisterCustomer
from domain.instants import optional_millis
from server.arbitration.papers import Papers
from server.certifications.repository import store_certificates
from server.contacts.repository import store_contacts
from server.customers.holdings import Holding
from server.customers.profiles import write_profiles
from server.feed.log import Entry
from server.follow_ups.revisions import rewrite_follow_ups
from sync.protocol.rows import CustomerRow
from sync.uscc import compact

SOURCE = "entered"
"""Where a customer comes from that a rep enters without saying whence."""


def file(connection: Connection, papers: Papers, scopes: Mapping[str, Collection[str]]) -> list[Entry]:
    """Returns what the feed is to tell. `scopes` names, by customer id, those that hold the customer whole by now."""
    write_profiles(connection, papers.profiles)
    entries = store_contacts(connection, list(papers.contacts.values()), list(papers.removed.values()), scopes)
    entries += rewrite_follow_ups(connection, list(papers.rewritten.values()), papers.replaced, scopes)
    return entries + store_certificates(connection, list(papers.certificates.values()), scopes)


def registered(command: RegisterCustomer, held: Holding) -> CustomerRow:
    """The new customer as it is once whoever entered it holds it."""
    # Loaded here: the dictionary of pinyin takes a moment that no start should wait for.
    from server.search_text import search_text

    known = held.customer
    return CustomerRow(
        id=known.id,
        version=1,
        name=command.name.strip(),
        uscc=compact(command.uscc) if command.uscc.strip() else "",
        source=command.source.strip() or SOURCE,
        region=command.region.strip(),
        city=command.city.strip(),
        industry=command.industry.strip(),
        address=command.address.strip(),
        note=command.note,
        contact_name=command.contact_name.strip(),
        phone=command.phone.strip(),
        email=command.email.strip(),
        wechat=command.wechat.strip(),
        search_text=search_text(command.name, command.phone),
        pool_id=known.pool_id,
        pool_state=known.state.value,
        owner_id=known.owner_id,
        acquired_at=optional_millis(known.acquired_at),
        ownership_version=known.ownership_version,
        outflow_at=None if held.outflow is None else optional_millis(held.outflow.at),
        outflow_rule=None if held.outflow is None else held.outflow.rule.value,
        team_id=held.team_id,
    )
