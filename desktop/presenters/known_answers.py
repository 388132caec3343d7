"""What is known of a company, as a card: whose word it is, how the customer stands, what can be done next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop import words
from desktop.presenters.reasons import who
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Label, Tone
from desktop.screens.choice import Choice
from desktop.screens.known import KnownCard
from domain.known import Known, MatchedBy
from domain.people import Role
from domain.phones import is_phone
from sync.cache.known import Acquaintance
from sync.protocol.known import Company, KnownCompany
from sync.uscc import compact, is_real

_CODE_LENGTH = 18
_MOST_NAMED = 3


class KnownStep(StrEnum):
    """What can be done about an answer; the word is the message `known-step-<value>`. A key is `<step>:<customer>`."""

    OPEN = "open"
    CLAIM = "claim"
    ENTER = "enter"
    OUTBOX = "outbox"
    RESUME = "resume"
    DISCARD = "discard"


_TONES = {
    Known.MINE: Tone.GOOD,
    Known.HELD_BY: Tone.WARNING,
    Known.IN_POOL: Tone.PRIMARY,
    Known.PENDING: Tone.NEUTRAL,
    Known.REGISTERED: Tone.NEUTRAL,
    Known.UNKNOWN: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, whoever gave it. `is_waiting`: asked for by this person, and not there yet."""

    company: KnownCompany
    is_waiting: bool = False


UNKNOWN = Told(KnownCompany(Known.UNKNOWN.value))


def company_of(text: str) -> Company:
    """What somebody typed into the one field: a code, a phone or a name."""
    plain = text.strip()
    if len(compact(plain)) == _CODE_LENGTH and compact(plain).isascii() and compact(plain).isalnum():
        return Company(uscc=plain)
    return Company(phone=plain) if is_phone(plain) else Company(name=plain)


def is_wrong_code(text: str) -> bool:
    """It is as long as a code, and its check digit is not right."""
    asked = company_of(text)
    return bool(asked.uscc) and not is_real(asked.uscc)


def told_here(seen: Acquaintance | None) -> Told:
    """What the cache answers, as the server would say it."""
    if seen is None:
        return UNKNOWN
    match = seen.match
    company = KnownCompany(
        match.known.value, match.by.value, seen.name, match.customer_id, match.owner_id, match.pool_id, match.team_id
    )
    return Told(company, seen.is_waiting)


def card_of(place: Workplace, told: Told, typed: str, *, is_sure: bool) -> KnownCard:
    """Reads the cache: which of the steps can be taken here."""
    company = told.company
    name = company.name or typed.strip()
    if told.is_waiting:
        label = Label(words.say("mark-register-waiting"), Tone.PRIMARY)
        return KnownCard(name, label, words.say("known-waiting"), (_choice(KnownStep.OUTBOX),))
    known = Known(company.known) if company.known in frozenset(Known) else None
    if known is None:
        return KnownCard(name, Label(words.say("known-newer"), Tone.NEUTRAL), words.say("known-newer-text"))
    if known is Known.UNKNOWN:
        return _unknown(place, name, typed, is_sure=is_sure)
    said = _said(place, known, company)
    if company.by in frozenset(MatchedBy) and company.by != MatchedBy.NAME:
        said = words.say("known-because", said=said, same=words.say(f"same-{company.by}"))
    label = Label(words.say(f"known-{known.value.replace('_', '-')}"), _TONES[known])
    return KnownCard(name, label, said, tuple(_steps(place, known, company)))


def _unknown(place: Workplace, name: str, typed: str, *, is_sure: bool) -> KnownCard:
    actor = place.cache.directory.actor()
    may_enter = actor is not None and actor.may_own and not is_wrong_code(typed)
    sentence = "known-unknown-text" if is_sure else "known-unseen-text"
    if is_wrong_code(typed):
        sentence = "known-wrong-code"
    label = Label(words.say("known-unknown" if is_sure else "known-unseen"), Tone.NEUTRAL)
    return KnownCard(name, label, words.say(sentence), (_choice(KnownStep.ENTER),) if may_enter else ())


def _said(place: Workplace, known: Known, company: KnownCompany) -> str:
    directory = place.cache.directory
    pool = directory.pool(company.pool_id)
    facts: dict[str, words.Value] = {
        "who": who(company.owner_id or "", directory),
        "pool": words.say("some-pool") if pool is None else pool.name,
        "people": words.say("list-joint").join(_managers_over(place, company.team_id)),
    }
    key = f"known-{known.value.replace('_', '-')}-text"
    if known is Known.PENDING and not facts["people"]:
        key = "known-pending-anybody-text"
    if known is Known.IN_POOL and not _is_in_reach(place, company):
        key = "known-in-other-pool-text"
    return words.say(key, **facts)


def _steps(place: Workplace, known: Known, company: KnownCompany) -> Iterator[Choice]:
    customer_id = company.customer_id
    if customer_id is None:
        return
    if known is Known.IN_POOL and _is_in_reach(place, company):
        yield _choice(KnownStep.CLAIM, customer_id)
    # What the server knows of may not have come here yet, or never will.
    if place.cache.register.customer(customer_id, place.now()) is not None:
        yield _choice(KnownStep.OPEN, customer_id)


def _is_in_reach(place: Workplace, company: KnownCompany) -> bool:
    actor = place.cache.directory.actor()
    return actor is not None and actor.may_own and company.pool_id in actor.pool_ids


def _managers_over(place: Workplace, team_id: str | None) -> Sequence[str]:
    """Who may assign what waits in this team: its managers, and those of the teams above; the nearest first."""
    directory = place.cache.directory
    managers = [each for each in directory.people() if Role.MANAGER in each.roles and not each.has_departed]
    over = [(directory.subtree(each.team_id), each) for each in managers]
    inside = [(len(below), each) for below, each in over if team_id in below]
    return [who(each.id, directory) for _, each in sorted(inside, key=lambda one: (one[0], one[1].name))][:_MOST_NAMED]


def _choice(step: KnownStep, customer_id: str = "") -> Choice:
    return Choice(f"{step.value}:{customer_id}", words.say(f"known-step-{step.value}"))


def draft_card(name: str) -> KnownCard:
    """A form that was begun and not finished."""
    label = Label(words.say("known-draft"), Tone.PRIMARY)
    steps = (_choice(KnownStep.RESUME), _choice(KnownStep.DISCARD))
    return KnownCard(name or words.say("known-draft-nameless"), label, words.say("known-draft-text"), steps)
