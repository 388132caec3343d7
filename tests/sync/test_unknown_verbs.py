"""What a newer version of the program has asked, met by this one: seen, copied, sent, and in nobody's way."""

import pytest
from sqlalchemy import update

from desktop.presenters.act_names import written
from sync.cache.answers import CommandState, OutboxTab
from sync.cache.tables import outbox
from tests.fakes.server import FakeServer
from tests.sync.client import Client

BODIES = {
    "a verb of tomorrow": '{"verb":"tag","customer_id":"m1","tag":"多层板"}'.encode(),
    "a medium of tomorrow": '{"verb":"follow_up","customer_id":"m1","medium":"hologram","text":"多层板"}'.encode(),
    "half a body": '{"verb":"tag","tag":"多层板'.encode(),
}


def of_tomorrow(client: Client, body: bytes, state: CommandState = CommandState.QUEUED) -> str:
    """Its first command becomes one that a newer version has asked; beside it stands one of ours."""
    (command_id,) = client.follow_up("m1").accepted
    client.follow_up("m2", text="今天的话")
    with client.cache._files[0].writing() as connection:
        changed = update(outbox).where(outbox.c.id == command_id)
        connection.execute(changed.values(verb="tag", body=body, state=state.value))
    return command_id


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("state", CommandState)
def test_it_stands_in_the_sync_centre_with_its_words_and_hides_nothing(
    mine: Client, body: bytes, state: CommandState
) -> None:
    command_id = of_tomorrow(mine, body, state)
    items = [item for group in mine.cache.outbox.groups() for item in group.items]
    assert [written(item.command) for item in items] == ["今天的话", body.decode()]
    item = mine.cache.outbox.item(command_id)
    assert item is not None and (item.state, item.subject_id) == (state, "m1")
    assert mine.cache.outbox.counts() is not None and mine.mine() == ["m1", "m2", "m3"]


def test_it_can_be_taken_back(mine: Client) -> None:
    command_id = of_tomorrow(mine, BODIES["a verb of tomorrow"])
    assert mine.cache.outbox.withdraw([command_id]) == (command_id,)


def test_it_can_be_sent_anyway_exactly_as_it_was_written_down(server: FakeServer, mine: Client) -> None:
    body = BODIES["a verb of tomorrow"]
    command_id = of_tomorrow(mine, body, CommandState.NEEDS_YOU)
    assert mine.cache.outbox.ask_again([command_id], mine.now) == (command_id,)
    mine.sync()
    sent = {envelope.id: bytes(envelope.body) for push in mine.transport.pushes for envelope in push.commands}
    assert sent[command_id] == body
    assert len(server.follow_ups) == 1, "ours arrived beside it"


def test_what_waits_for_its_person_is_listed_where_they_look(mine: Client) -> None:
    command_id = of_tomorrow(mine, BODIES["half a body"], CommandState.NEEDS_YOU)
    (group,) = mine.cache.outbox.groups(OutboxTab.REFUSED)
    assert [item.id for item in group.items] == [command_id]
