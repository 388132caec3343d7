"""Customers that are asked back: who may ask and who may answer, and that each request is answered once (SPEC 2.4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from domain.commands import AskReinstatement, DeclineReinstatement, Reinstate
from domain.reasons import Reason
from tests.simulation.reckoning import Kept
from tests.simulation.rights import Rights
from tests.simulation.violation import Violation

type OnRequest = AskReinstatement | Reinstate | DeclineReinstatement

ON_REQUEST = (AskReinstatement, Reinstate, DeclineReinstatement)
_SAYS_IT_IS = {Reason.REQUEST_GRANTED: "granted", Reason.REQUEST_DECLINED: "declined"}


@dataclass(frozen=True)
class Request:
    """Because of one late follow-up, whose id is its own."""

    id: str
    customer_id: str
    person_id: str
    team_id: str
    state: str = "open"
    answered_by: str | None = None


@dataclass
class Requests:
    """As far as the answers that were read tell. `is_late` says of a follow-up, its customer and its author whether
    they held it when it happened, and had lost it to the system when it arrived."""

    is_late: Callable[[str, str, str], bool]
    stand: Mapping[str, Request]

    @property
    def waiting(self) -> list[Request]:
        """Those that nobody has answered."""
        return [request for request in self.stand.values() if request.state == "open"]

    def settle(
        self, actor: str, command: OnRequest, answer: tuple[bool, str | None], rights: Rights, kept: Kept | None
    ) -> None:
        """Follow one answer.

        Raises:
            Violation: the contract says otherwise.
        """
        is_accepted, reason = answer
        is_new = is_accepted and reason is None
        known = self.stand.get(command.follow_up_id)
        claimed = _SAYS_IT_IS.get(Reason(reason)) if reason is not None else None
        if claimed is not None and (known is None or known.state != claimed):
            raise Violation("request", f"{command} by {actor} was told {reason}, and it is {known}")
        match command:
            case AskReinstatement():
                may = known is None and self._may_ask(actor, command, rights, kept)
                if is_new != may:
                    raise Violation("request", f"{command} by {actor} of {kept} was told {answer}: {known}")
                if is_new:
                    asked = Request(command.follow_up_id, command.customer_id, actor, rights.people[actor].team_id)
                    self.stand = {**self.stand, asked.id: asked}
            case Reinstate() if is_new or (reason == Reason.ALREADY_THEIRS and known and known.state == "open"):
                self._answer(command, actor, known, "granted")
            case DeclineReinstatement() if is_new:
                if known is None or kept is None or not self._may_decline(actor, known, rights, kept):
                    raise Violation("rights", f"{command} by {actor} of {known} for {kept}")
                self._answer(command, actor, known, "declined")
            case _:
                pass

    def _may_ask(self, actor: str, ask: AskReinstatement, rights: Rights, kept: Kept | None) -> bool:
        """Whoever wrote it and is there still, for what lies in its pool."""
        if kept is None or kept.state != "unassigned" or not rights.may_own(actor):
            return False
        return self.is_late(ask.follow_up_id, ask.customer_id, actor)

    def _may_decline(self, actor: str, asked: Request, rights: Rights, kept: Kept) -> bool:
        return (
            rights.runs_the_company(actor)
            or rights.manages_person(actor, asked.person_id)
            or rights.administers(actor, kept.pool_id)
        )

    def _answer(self, command: OnRequest, actor: str, known: Request | None, state: str) -> None:
        if known is None or known.state != "open" or known.customer_id != command.customer_id:
            raise Violation("request", f"{command} by {actor} answers {known}")
        self.stand = {**self.stand, known.id: replace(known, state=state, answered_by=actor)}
