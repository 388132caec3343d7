"""Which kinds of rows each scope holds. The order is that of a first walk: what others refer to comes first."""

from sqlalchemy import Select

from server.arbitration.repository import own_receipts
from server.attachments.sources import attachments_of
from server.certifications.sources import certifications_of_person, certifications_of_team
from server.contacts.sources import contacts_of
from server.customers.sources import (
    assigned_customers,
    customers_of_team,
    history_of,
    ids_of_owner,
    ids_of_team,
    own_cool_downs,
    own_customers,
    own_quota,
    unassigned_customers,
)
from server.feed.sources import Source
from server.flow_in.sources import the_flow_in
from server.follow_ups.revisions import revisions_of
from server.follow_ups.sources import follow_ups_of
from server.notices.sources import own_notices
from server.orders.sources import orders_of_person, orders_of_team
from server.organisation.sources import all_people, all_teams
from server.pools.sources import all_members, all_pools, all_rulesets
from server.reinstatements.sources import own_requests, requests_of_team
from server.tags.sources import all_tag_groups, all_tag_requests, all_tags
from sync.protocol.scopes import REFERENCE


def contents_of(scope: str) -> tuple[Source, ...]:
    """The rows of a scope whose name was granted.

    Raises:
        ValueError: no scope is named so.
    """
    if scope == REFERENCE:
        return (
            all_teams(),
            all_people(),
            all_pools(),
            all_members(),
            all_rulesets(),
            all_tag_groups(),
            all_tags(),
            all_tag_requests(),
            the_flow_in(),
        )
    kind, _, rest = scope.partition(":")
    if kind == "me":
        return (
            own_quota(rest),
            own_customers(rest),
            own_cool_downs(rest),
            *_with_customers(ids_of_owner(rest)),
            certifications_of_person(rest, ids_of_owner(rest)),
            orders_of_person(rest, ids_of_owner(rest)),
            own_requests(rest),
            own_notices(rest),
            own_receipts(rest),
        )
    if kind == "team":
        ids = ids_of_team(rest)
        return (
            customers_of_team(rest),
            *_with_customers(ids),
            certifications_of_team(rest, ids),
            orders_of_team(ids),
            requests_of_team(rest),
        )
    if kind == "pool":
        pool_id, _, part = rest.partition("/")
        return (unassigned_customers(pool_id, int(part)),)
    if kind == "assigned":
        pool_id, _, part = rest.partition("/")
        return (assigned_customers(pool_id, int(part)),)
    raise ValueError(scope)


def _with_customers(customer_ids: Select[str]) -> tuple[Source, ...]:
    """What lies with customers, for whoever sees them whole."""
    return (
        contacts_of(customer_ids),
        follow_ups_of(customer_ids),
        revisions_of(customer_ids),
        attachments_of(customer_ids),
        history_of(customer_ids),
    )
