"""One push in stretches, each judged on what was gathered before it."""

from collections.abc import Iterable, Iterator

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    DeclineReinstatement,
    EditFollowUp,
    RegisterCustomer,
    Reinstate,
)
from domain.identifiers import FollowUpId
from server.arbitration.intake import Asked
from sync.protocol.acts import is_of_the_company


def runs(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """In their order, cut wherever what is asked rests on what the same push has changed before it.

    What is asked of customers may rest on the company as it is by then. Where a server was restored from a backup, a
    late follow-up may come again together with the request that names it: only once it is stored, it is known. So it is
    with one that its author changes at once, and with a customer that is new.
    """
    run: list[Asked] = []
    told: set[FollowUpId] = set()
    for one in asked:
        if run and (_kind(one) != _kind(run[-1]) or isinstance(one.command, RegisterCustomer) or _named(one) in told):
            yield run
            run, told = [], set()
        run.append(one)
        if isinstance(one.command, AddFollowUp):
            told.add(one.command.follow_up_id)
    if run:
        yield run


def _kind(asked: Asked) -> tuple[bool, bool]:
    return is_of_the_company(asked.command), isinstance(asked.command, RegisterCustomer)


def _named(asked: Asked) -> FollowUpId | None:
    """The follow-up that a request or another wording rests on."""
    command = asked.command
    if isinstance(command, AskReinstatement | Reinstate | DeclineReinstatement | EditFollowUp):
        return command.follow_up_id
    return None
