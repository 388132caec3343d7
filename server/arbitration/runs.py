"""One push in stretches, each judged on what was gathered before it."""

from collections.abc import Iterable, Iterator

from domain.commands import AddFollowUp, AskReinstatement, DeclineReinstatement, Reinstate
from domain.identifiers import FollowUpId
from server.arbitration.intake import Asked
from sync.protocol.acts import is_of_the_company


def runs(asked: Iterable[Asked]) -> Iterator[list[Asked]]:
    """In their order, cut wherever what is asked rests on what the same push has changed before it.

    What is asked of customers may rest on the company as it is by then. And where a server was restored from a backup,
    a late follow-up may come again together with the request that names it: only once it is stored, it is known.
    """
    run: list[Asked] = []
    told: set[FollowUpId] = set()
    for one in asked:
        if run and (is_of_the_company(one.command) != is_of_the_company(run[-1].command) or _named(one) in told):
            yield run
            run, told = [], set()
        run.append(one)
        if isinstance(one.command, AddFollowUp):
            told.add(one.command.follow_up_id)
    if run:
        yield run


def _named(asked: Asked) -> FollowUpId | None:
    """The follow-up that a request rests on."""
    command = asked.command
    if isinstance(command, AskReinstatement | Reinstate | DeclineReinstatement):
        return command.follow_up_id
    return None
