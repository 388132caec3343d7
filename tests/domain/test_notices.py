"""Whom it concerns what was done to a customer: never whoever did it."""

import pytest

from domain.effects import Verb
from domain.identifiers import PersonId
from domain.notices import whom_to_tell

REP, OTHER, MANAGER = PersonId("rep"), PersonId("other"), PersonId("manager")


@pytest.mark.parametrize(
    ("verb", "actor", "before", "since", "told"),
    [
        (Verb.RECYCLE, None, REP, None, {REP}),
        (Verb.RELEASE, MANAGER, REP, None, {REP}),  # taken back
        (Verb.RELEASE, REP, REP, None, set()),
        (Verb.CLAIM, REP, None, REP, set()),
        (Verb.ASSIGN, MANAGER, None, REP, {REP}),
        (Verb.ASSIGN, MANAGER, OTHER, REP, {OTHER, REP}),
        (Verb.ASSIGN, MANAGER, REP, MANAGER, {REP}),
        (Verb.ASSIGN, MANAGER, None, MANAGER, set()),
        (Verb.REINSTATE, MANAGER, None, REP, {REP}),
        (Verb.EXTEND, MANAGER, REP, REP, {REP}),
        (Verb.EXTEND, MANAGER, MANAGER, MANAGER, set()),
        (Verb.LOCK, REP, REP, REP, set()),
        (Verb.UNLOCK, MANAGER, REP, REP, {REP}),
        (Verb.CONVERT_TO_POOL, MANAGER, REP, REP, {REP}),
        (Verb.CONVERT_TO_POOL, MANAGER, None, None, set()),
        (Verb.CONVERT_TO_ORDINARY, None, REP, REP, {REP}),  # its pool was closed
        (Verb.DEPART, MANAGER, REP, None, set()),
        (Verb.IMPORT, None, None, None, set()),
    ],
)
def test_whoever_held_it_or_holds_it_since_is_told_but_not_whoever_did_it(
    verb: Verb, actor: PersonId | None, before: PersonId | None, since: PersonId | None, told: set[PersonId]
) -> None:
    assert whom_to_tell(verb, actor, before, since) == told
