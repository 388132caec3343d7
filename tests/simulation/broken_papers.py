"""Builds in which what lies with customers, or comes from upstream, is treated wrongly on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from domain import certification, court
from domain.commands import EditFollowUp, RegisterCustomer
from domain.facts import Facts
from domain.follow_ups import judge_edit
from domain.identifiers import Instant
from domain.records import CertificationRecord, CertificationState, FollowUpRecord
from domain.registration import judge_registration
from domain.rulesets import Ruleset
from domain.verdicts import Verdict
from server.arbitration import storing
from server.contacts.repository import contacts_travelling
from server.upstream import certificates
from tests.simulation.replacing import Build, instead


@contextmanager
def contacts_left_behind() -> Iterator[None]:
    """A customer changes hands, and its contacts are told to nobody."""
    others = tuple(each for each in storing._TRAVELLERS if each is not contacts_travelling)
    with instead(storing, "_TRAVELLERS", others):
        yield


@contextmanager
def anybody_says_it_otherwise() -> Iterator[None]:
    """Another's follow-up may be edited."""

    def judge(edit: EditFollowUp, facts: Facts, now: Instant) -> Verdict:
        record = facts.record
        if isinstance(record, FollowUpRecord):
            facts = replace(facts, record=replace(record, author_id=facts.actor.person.id))
        return judge_edit(edit, facts, now)

    with instead(court, "judge_edit", judge):
        yield


@contextmanager
def certified_twice() -> Iterator[None]:
    """What is decided already is decided again."""
    sound = certification._answer

    def answer(command, facts, state, now, note=""):  # type: ignore[no-untyped-def]
        if isinstance(facts.record, CertificationRecord):
            facts = replace(facts, record=replace(facts.record, state=CertificationState.SUBMITTED))
        return sound(command, facts, state, now, note)

    with instead(certification, "_answer", answer):
        yield


@contextmanager
def known_companies_entered_again() -> Iterator[None]:
    """A registration asks nobody whether the company is there already."""

    def judge(command: RegisterCustomer, facts: Facts, ruleset: Ruleset, now: Instant) -> Verdict:
        return judge_registration(command, replace(facts, match=None), ruleset, now)

    with instead(court, "judge_registration", judge):
        yield


@contextmanager
def upstream_supersedes_nothing() -> Iterator[None]:
    """A customer certifies itself, and what reps had sent in stays as it was."""
    with instead(certificates, "gives_way", lambda _state: False):
        yield


BROKEN_PAPERS: tuple[Build, ...] = (
    contacts_left_behind,
    anybody_says_it_otherwise,
    certified_twice,
    known_companies_entered_again,
    upstream_supersedes_nothing,
)
