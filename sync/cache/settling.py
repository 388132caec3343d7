"""What a receipt does to a command. The same receipt may come twice, by push and by pull, in either order."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, exists, select, update

from domain.identifiers import CustomerId
from domain.reasons import Fact, Reason
from sync.cache.answers import PENDING, Answer, CommandState
from sync.cache.lookup import among
from sync.cache.tables import held_row, outbox
from sync.protocol.messages import Receipt
from sync.protocol.rows import ReceiptRow

_NAMED = (
    "SELECT id, batch_id, customer_id, customer_name, verb, state, is_accepted, reason, is_dismissed FROM outbox"
    " WHERE id IN (SELECT value FROM json_each(?))"
)
_FOLLOW_UP, _RELEASE = "follow_up", "release"
_ANSWERED = ("state", "is_accepted", "reason", "facts", "decided_at", "is_dismissed")
_OPEN = [state.value for state in PENDING | {CommandState.NEEDS_YOU}]


def settle(connection: Connection, receipts: Sequence[Receipt], *, is_visible: bool) -> list[Answer]:
    """Give commands their answers; returns those that had none before, or another one.

    `is_visible`: the receipts came as rows, so what they tell of is in the base and predictions may go. From a push
    alone an accepted command keeps its predicted effects, or a customer would flicker until the next pull.

    The server has the last word, whatever was thought before: what its person gave up may have been done, and after a
    restore what was sent once may arrive late and meet another answer.
    """
    ids = msgspec.json.encode([receipt.command_id for receipt in receipts]).decode()
    rows = connection.exec_driver_sql(_NAMED, (ids,)).all()
    commands = {row.id: row for row in rows}
    answers: list[Answer] = []
    changes: list[dict[str, object]] = []
    for receipt in receipts:
        command = commands.get(receipt.command_id)
        if command is None or not _is_news(command, receipt):
            continue
        if receipt.must_ask:
            receipt = msgspec.structs.replace(receipt, is_accepted=False)  # a question, whatever else it says
        # Given up, or told already: a yes with another word is no news to whoever has seen the first.
        is_yes_again = bool(command.is_accepted) and receipt.is_accepted
        is_seen = command.is_dismissed and (command.state in _OPEN or is_yes_again)
        changes.append({**_change(receipt, is_visible=is_visible), "is_dismissed": is_seen})
        # One that was accepted before and is again brings no news; a refusal now is news however old the yes is.
        if not is_yes_again:
            reason, facts = known_reason(receipt.reason, receipt.facts, is_accepted=receipt.is_accepted)
            answers.append(
                Answer(
                    receipt.command_id,
                    command.batch_id,
                    CustomerId(command.customer_id),
                    command.customer_name,
                    command.verb,
                    receipt.is_accepted,
                    reason,
                    facts,
                    receipt.must_ask,
                )
            )
    if changes:
        connection.execute(
            update(outbox)
            .where(outbox.c.id == bindparam("command_id"))
            .values({name: bindparam(name) for name in _ANSWERED}),
            changes,
        )
    return answers


def retell_refused(connection: Connection, command_ids: Sequence[str]) -> tuple[str, ...]:
    """Follow-ups among these that were accepted once are told again, with our testimony; returns those.

    Their refusals came as rows: a restored server judged an old duplicate without knowing that their author had held
    the customer (I3). What the server answers to the testimony itself is its last word.
    """
    ids = among(outbox.c.id, command_ids)
    ours = update(outbox).where(ids, outbox.c.verb == _FOLLOW_UP, outbox.c.is_accepted.is_(True))
    again = ours.values(state=CommandState.CHECKING.value, tries=0, is_dismissed=False)
    return tuple(connection.scalars(again.returning(outbox.c.id)))


def _is_news(command: Row[Any], receipt: Receipt) -> bool:
    said = bool(command.is_accepted), command.reason
    return command.state in _OPEN or said != (receipt.is_accepted, receipt.reason)


def _change(receipt: Receipt, *, is_visible: bool) -> dict[str, object]:
    if receipt.must_ask:
        state = CommandState.NEEDS_YOU
    elif receipt.is_accepted:
        state = CommandState.DONE if is_visible else CommandState.ANSWERED
    else:
        state = CommandState.REFUSED
    return {
        "command_id": receipt.command_id,
        "state": state.value,
        "is_accepted": receipt.is_accepted,
        "reason": receipt.reason,
        "facts": msgspec.json.encode(receipt.facts).decode(),
        "decided_at": receipt.decided_at,
    }


def known_reason(
    reason: str | None, facts: dict[str, Fact], *, is_accepted: bool | None
) -> tuple[Reason | None, dict[str, Fact]]:
    """A reason of a newer server is kept as a fact: of one that we can say, or of a plain yes."""
    if reason is None:
        return None, facts
    try:
        return Reason(reason), facts
    except ValueError:
        return None if is_accepted else Reason.UNPROCESSABLE, {**facts, "code": reason}


def has_unseen(connection: Connection) -> bool:
    """Whether anything was accepted whose effects have not come yet."""
    answered = select(outbox.c.no).where(outbox.c.state == CommandState.ANSWERED.value).limit(1)
    return connection.scalar(answered) is not None


def predict_releases_again(connection: Connection) -> None:
    """While all is fetched anew, what was released stays away: a restored server may tell of it as it was before.

    Each is settled for good once what we hold is proven, by its receipt or by the lack of one.
    """
    done = outbox.c.state == CommandState.DONE.value
    connection.execute(update(outbox).where(done, outbox.c.verb == _RELEASE).values(state=CommandState.ANSWERED.value))


def requeue_unseen(connection: Connection, scope_no: int, *, after_walk: bool) -> tuple[str, ...]:
    """Accepted commands that the server does not know any more are sent again; returns those.

    Asked where what we hold of a person's scope is proven to be what the server holds. Receipts are rows of it, kept
    there six times as long as our journal is here: an accepted command without one was accepted by a server that has
    since been restored from a backup. `after_walk`: every row has come anew, so one that was here before may be gone.

    The person sees it under way again even where they had dismissed it as done.
    """
    receipt = exists().where(
        held_row.c.scope_no == scope_no, held_row.c.kind == ReceiptRow.kind, held_row.c.id == outbox.c.id
    )
    answered = outbox.c.state == CommandState.ANSWERED.value
    connection.execute(update(outbox).where(answered, receipt).values(state=CommandState.DONE.value))
    accepted = [CommandState.ANSWERED.value, *([CommandState.DONE.value] if after_walk else [])]
    forgotten = update(outbox).where(outbox.c.state.in_(accepted), ~receipt)
    again = forgotten.values(state=CommandState.CHECKING.value, tries=0, is_dismissed=False)
    return tuple(connection.scalars(again.returning(outbox.c.id)))
