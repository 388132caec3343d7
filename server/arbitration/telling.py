"""What people are told besides what moved: of requests, and of what others did to their customers."""

from sqlalchemy import Connection

from domain.identifiers import PersonId
from domain.notices import whom_to_tell
from server.arbitration.outcome import Outcome
from server.customers.outflows import names_of
from server.customers.ownerships import OwnershipEvent
from server.feed.log import Entry
from server.notices.repository import insert_notices
from server.reinstatements.repository import insert_requests, store_answers


def tell(connection: Connection, outcome: Outcome) -> list[Entry]:
    """Write requests and their answers, and a notice for everybody whom an event concerns. Returns what the feed is to
    tell."""
    is_new = {follow_up_id: outcome.late[follow_up_id].request is None for follow_up_id in outcome.requests}
    entries = insert_requests(connection, [asked for key, asked in outcome.requests.items() if is_new[key]])
    entries += store_answers(connection, [known for key, known in outcome.requests.items() if not is_new[key]])
    told = [(event, person_id) for event in outcome.events for person_id in _concerned(event, outcome.actor_id)]
    if not told:
        return entries
    names = names_of(connection, {event.customer_id for event, _ in told})
    return entries + insert_notices(connection, told, names)


def _concerned(event: OwnershipEvent, actor_id: PersonId | None) -> list[PersonId]:
    before, since = (None if one is None else PersonId(one) for one in (event.from_owner_id, event.to_owner_id))
    return sorted(whom_to_tell(event.verb, actor_id, before, since))
