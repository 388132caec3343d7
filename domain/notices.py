"""Who is told what somebody else did to a customer of theirs (SPEC §5): nobody watches a list all day."""

from domain.effects import Verb
from domain.identifiers import PersonId


def whom_to_tell(
    verb: Verb, actor_id: PersonId | None, from_owner_id: PersonId | None, to_owner_id: PersonId | None
) -> frozenset[PersonId]:
    """Whoever held the customer before and whoever holds it since, but for the one who did it.

    `actor_id` None: the system by itself. Of what they left behind, nobody who has left is told.
    """
    if verb is Verb.DEPART:
        return frozenset()
    concerned = {from_owner_id, to_owner_id} - {actor_id}
    return frozenset(person_id for person_id in concerned if person_id is not None)
