"""A certification on the page 审核: in the list, in full, and the answers to it. Reads the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import words
from desktop.presenters.certification_words import (
    certification_facts,
    fields_of,
    person_of,
    state_label,
    what_became,
)
from desktop.presenters.workplace import Workplace
from desktop.screens.cells import Act, Cell, Label, Named, Nothing, Row, Text
from desktop.screens.choice import Choice
from desktop.screens.details import Details
from desktop.screens.examination import Compared, Examination
from desktop.screens.review import DeclineQuestion, ReviewAct, ReviewKind
from domain.access import revokes_certifications
from domain.commands import Command
from domain.customers import PoolState
from domain.instants import instant
from domain.records import CertificationState

if TYPE_CHECKING:
    # The window is painted before anything that knows SQL is imported.
    from sync.cache.certifications import CertificationView

REASONS = ("blurred", "name", "uscc", "expired")
"""Why a certification is rejected, most often."""

REVOKED_BECAUSE = ("wrong", "changed", "asked")


@dataclass(frozen=True, slots=True)
class CertificationCase:
    """Somebody asks for their customer to be certified; or it was, and sales support may undo it."""

    view: CertificationView

    @property
    def id(self) -> str:
        return self.view.row.id

    @property
    def kind(self) -> ReviewKind:
        return ReviewKind.CERTIFICATION

    @property
    def customer_id(self) -> str:
        return self.view.row.customer_id

    @property
    def asked_at(self) -> int:
        return self.view.row.asked_at

    @property
    def awaits_me(self) -> bool:
        return self.view.awaits_me

    @property
    def stands(self) -> bool:
        return self.view.state is CertificationState.APPROVED and self.view.coming is None

    def row(self, place: Workplace) -> Row:
        row, examine = self.view.row, ReviewAct.EXAMINE.value
        word = "review-examine" if self.awaits_me else "review-look"
        cells: tuple[Cell, ...] = (
            state_label(self.view),
            Label(words.say("request-certification")),
            Named(self.name),
            Text(words.say("somebody-else") if row.person_id is None else person_of(place, row.person_id)),
            Text(self._where_now(place), is_quiet=True),
            Text(place.said(instant(row.asked_at)), is_quiet=True),
            Act(examine, words.say(word)) if row.version else Nothing(),
        )
        return Row(row.id, cells, frozenset({examine}))

    def details(self, place: Workplace) -> Details:
        steps = [ReviewAct.EXAMINE, *([ReviewAct.SHOW] if self.view.customer is not None else [])]
        word = "review-examine" if self.awaits_me else "review-look"
        return Details(
            id=self.id,
            title=self.name,
            result=state_label(self.view),
            explanation=" ".join(part for part in (what_became(place, self.view), self._warning()) if part),
            facts=tuple(certification_facts(place, self.view.row)),
            steps=tuple(
                Choice(step.value, words.say(word if step is ReviewAct.EXAMINE else "review-show")) for step in steps
            ),
        )

    def examination(self, place: Workplace, number: int, of: int) -> Examination:
        """In full, beside its licence; `number` of `of` that are gone through."""
        asked = words.say(
            "examination-asked",
            who=words.say("somebody-else")
            if self.view.row.person_id is None
            else person_of(place, self.view.row.person_id),
            when=place.said(instant(self.view.row.asked_at)),
        )
        said = what_became(place, self.view) if self.view.state is not CertificationState.SUBMITTED else ""
        return Examination(
            self.id,
            self.name,
            state_label(self.view),
            " ".join(part for part in (asked, said or self._way(place), self._warning()) if part),
            tuple(self._compared()),
            words.say("examination-place", number=number, of=of) if of > 1 else "",
            has_previous=number > 1,
            has_next=number < of,
            acts=tuple(Choice(act.value, words.say(f"examination-{act.value}")) for act in self.acts(place)),
        )

    def acts(self, place: Workplace) -> tuple[ReviewAct, ...]:
        """The answers that can be given."""
        if self.awaits_me:
            return ReviewAct.GRANT, ReviewAct.DECLINE
        actor = place.cache.directory.actor()
        may_revoke = (
            self.stands and not self.view.is_of_customer and actor is not None and revokes_certifications(actor)
        )
        return (ReviewAct.REVOKE,) if may_revoke else ()

    def question(self, place: Workplace) -> DeclineQuestion:
        kind = "revoke" if self.stands else "reject"
        reasons = REVOKED_BECAUSE if self.stands else REASONS
        asker = (
            words.say("somebody-else") if self.view.row.person_id is None else person_of(place, self.view.row.person_id)
        )
        return DeclineQuestion(
            self.id,
            words.say(f"{kind}-title", name=self.name),
            words.say(f"{kind}-text", who=asker),
            tuple(words.say(f"{kind}-reason-{reason}") for reason in reasons),
            note=words.say(f"{kind}-reason"),
            hint=words.say(f"{kind}-reason-hint"),
            confirm=words.say(f"{kind}-confirm"),
            needs_note=True,
        )

    def yes(self, place: Workplace) -> Sequence[Command]:
        from sync.cache.certifications import approval

        return [approval(self.view.row)]

    def no(self, place: Workplace, note: str) -> Sequence[Command]:
        from sync.cache.certifications import rejection, revocation

        return [(revocation if self.stands else rejection)(self.view.row, note)]

    def said(self, place: Workplace, *, is_yes: bool, is_online: bool) -> str:
        kind = "approved" if is_yes else "revoked" if self.stands else "rejected"
        return words.say(f"{kind}-one{'' if is_online else '-offline'}", name=self.name)

    @property
    def name(self) -> str:
        return self.view.row.customer_name or words.say("some-customer")

    def _compared(self) -> Iterator[Compared]:
        """Field by field, with what the profile has otherwise."""
        row, known = self.view.row, self.view.customer
        profile = ("", "", "", "", "")
        if known is not None:
            profile = (known.name, known.uscc, known.registered_capital, known.founded_on, known.address)
        for (name, value), present in zip(fields_of(row), profile, strict=True):
            # Capital is written in profiles in any way: to compare it would cry wolf.
            is_other = bool(present) and name != words.say("certification-capital") and present != value
            yield Compared(name, value, words.say("examination-differs", present=present) if is_other else "")

    def _warning(self) -> str:
        differing = [each.name for each in self._compared() if each.differs]
        if not differing or self.view.state is not CertificationState.SUBMITTED:
            return ""
        return words.say("examination-differing", fields=words.say("fact-separator").join(differing))

    def _way(self, place: Workplace) -> str:
        return what_became(place, self.view) if self.view.coming is not None else ""

    def _where_now(self, place: Workplace) -> str:
        known = self.view.customer
        if known is None:
            return words.say("now-unseen")
        if known.owner_id is not None:
            return words.say("now-held", who=person_of(place, known.owner_id))
        if known.pool_state == PoolState.UNASSIGNED:
            pool = place.cache.directory.pool(known.pool_id)
            return words.say("now-in-pool", pool=words.say("some-pool") if pool is None else pool.name)
        return words.say("now-nobody")
