"""What a receipt does to a command. The same receipt may come twice, by push and by pull, in either order."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from domain.identifiers import CustomerId
from domain.reasons import Fact, Reason
from sync.cache.answers import PENDING, Answer, CommandState
from sync.cache.tables import held_row, outbox
from sync.protocol.messages import Receipt
from sync.protocol.rows import ReceiptRow

_OPEN = [state.value for state in PENDING | {CommandState.NEEDS_YOU}]


def settle(connection: Connection, receipts: Sequence[Receipt], *, is_visible: bool) -> list[Answer]:
    """Give commands their answers; returns those that had none before.

    `is_visible`: the receipts came as rows, so what they tell of is in the base and predictions may go. From a push
    alone an accepted command keeps its predicted effects, or a customer would flicker until the next pull.
    """
    ids = msgspec.json.encode([receipt.command_id for receipt in receipts]).decode()
    asked = "SELECT id, batch_id, customer_id, customer_name, verb, state FROM outbox WHERE id IN "
    rows = connection.exec_driver_sql(f"{asked}(SELECT value FROM json_each(?))", (ids,)).all()
    commands = {row.id: row for row in rows if row.state in _OPEN}
    answers: list[Answer] = []
    changes: list[dict[str, object]] = []
    for receipt in receipts:
        command = commands.get(receipt.command_id)
        if command is None:
            continue
        changes.append(_change(receipt, is_visible=is_visible))
        if command.state != CommandState.ANSWERED:
            reason, facts = known_reason(receipt.reason, receipt.facts)
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
            .values({name: bindparam(name) for name in ("state", "is_accepted", "reason", "facts", "decided_at")}),
            changes,
        )
    return answers


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


def known_reason(reason: str | None, facts: dict[str, Fact]) -> tuple[Reason | None, dict[str, Fact]]:
    """A reason of a newer server is kept as a fact of one that we can say."""
    if reason is None:
        return None, facts
    try:
        return Reason(reason), facts
    except ValueError:
        return Reason.UNPROCESSABLE, {**facts, "code": reason}


def requeue_unknown(connection: Connection, scope_no: int) -> None:
    """After a walk through everything: accepted commands that the server does not know any more are sent again.

    It was restored from a backup. Its receipts make the second sending safe for those it does know.
    """
    is_own = "SELECT 1 FROM scope WHERE no = ? AND name LIKE 'me:%'"
    if connection.exec_driver_sql(is_own, (scope_no,)).first() is None:
        return
    accepted = [CommandState.DONE.value, CommandState.ANSWERED.value]
    known = select(held_row.c.id).where(held_row.c.scope_no == scope_no, held_row.c.kind == ReceiptRow.kind)
    connection.execute(
        update(outbox)
        .where(outbox.c.state.in_(accepted), outbox.c.id.not_in(known))
        .values(state=CommandState.CHECKING.value)
    )
