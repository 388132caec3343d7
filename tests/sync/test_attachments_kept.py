"""Files in the cache: brought when looked at, within bounds, gone with their customers, there for a restored server."""

from collections.abc import Callable

from sync.cache.attachments import FileState
from sync.errors import Unreachable
from sync.protocol.attachments import CHUNK_BYTES, Part
from sync.protocol.rows import AttachmentRow, CertificationRow
from sync.protocol.scopes import person_scope
from tests.fakes.server import FakeServer, held_by
from tests.fakes.transport import Fault
from tests.sync.client import Client
from tests.sync.courier import PHOTO, Porter, add, follow_up, pdf


def test_what_is_done_moves_into_the_cache_and_leaves_with_its_customer(server: FakeServer, mine: Client) -> None:
    added = add(mine, thumbnail=b"small")
    follow_up(mine, added.id)
    porter = Porter(mine)
    porter.bring()
    row = AttachmentRow(added.id, 1, "m1", "me", "现场.jpg", "image/jpeg", len(PHOTO), 5, 4, 3)
    server.feed.commit([(person_scope("me"), row)])
    mine.sync()
    porter.bring()
    assert mine.cache.attachments.queue.count() == 0
    assert [view.state for view in mine.cache.attachments.of("m1")] == [FileState.THERE]
    assert (mine.cache.attachments.content(added.id), mine.cache.attachments.thumbnail(added.id)) == (PHOTO, b"small")
    server.feed.commit(
        [], [(person_scope("me"), kind, each) for kind, each in (("attachment", added.id), ("customer", "m1"))]
    )
    mine.sync()
    porter.bring()
    assert mine.cache.attachments.of("m1") == ()
    assert mine.cache.attachments.content(added.id) is None and mine.cache.attachments.thumbnail(added.id) is None


def test_a_restored_server_is_brought_the_files_that_it_forgot(server: FakeServer, mine: Client) -> None:
    added, content = add(mine, pdf(2 * CHUNK_BYTES)), pdf(2 * CHUNK_BYTES)
    follow_up(mine, added.id)
    porter = Porter(mine)
    porter.bring()
    row = AttachmentRow(added.id, 1, "m1", "me", "现场.jpg", "application/pdf", len(content), 5)
    server.feed.commit([(person_scope("me"), row)])
    mine.sync()
    porter.bring()
    server.attachments.forget(added.id)
    server.feed.commit([], [(person_scope("me"), "attachment", added.id)])
    mine.sync()
    porter.bring()
    assert server.attachments.files == {added.id: content}
    server.feed.commit([(person_scope("me"), row)])
    mine.sync()
    mine.transport.said.clear()
    porter.bring()
    assert mine.transport.said == [] and [view.id for view in mine.cache.attachments.of("m1")] == [added.id]


def test_files_come_down_piece_by_piece_and_go_on_where_they_were_cut(server: FakeServer, mine: Client) -> None:
    content = pdf(3 * CHUNK_BYTES + 17)
    server.attachments.files["a" * 32] = content
    server.feed.commit(
        [(person_scope("me"), AttachmentRow("a" * 32, 1, "m1", "x", "合同.pdf", "application/pdf", 1, 1))]
    )
    mine.sync()
    porter = Porter(mine)
    porter.courier.want("a" * 32)
    mine.transport.said.clear()
    porter.courier.step()
    mine.transport.faults.append(Fault("fetch", Unreachable("cut"), is_after=True))
    assert isinstance(porter.courier.step().trouble, Unreachable)
    mine.restart()
    porter = Porter(mine)
    porter.courier.want("a" * 32)
    fetched = [each.fetched for each in porter.bring() if each.fetched]
    assert fetched == [(("a" * 32, Part.CONTENT),)]
    assert mine.cache.attachments.content("a" * 32) == content
    assert mine.transport.said.count("fetch") == 5  # one of them was cut


def test_what_is_not_to_be_had_is_told_and_asked_for_once(server: FakeServer, mine: Client) -> None:
    porter = Porter(mine)
    porter.courier.want("b" * 32, Part.THUMBNAIL)
    assert [each.missing for each in porter.bring() if each.missing] == [(("b" * 32, Part.THUMBNAIL),)]
    assert mine.transport.said.count("fetch") == 1


def test_what_screens_look_at_comes_before_what_goes_up(server: FakeServer, mine: Client) -> None:
    add(mine, pdf(2 * CHUNK_BYTES))
    server.attachments.files["a" * 32] = PHOTO
    porter = Porter(mine)
    porter.courier.step()
    porter.courier.want("a" * 32, Part.THUMBNAIL)
    assert porter.courier.step().fetched == (("a" * 32, Part.THUMBNAIL),)


def test_the_cache_of_files_is_bounded_and_the_oldest_go(mine: Client) -> None:
    store = mine.cache.attachments.store
    big = bytes(9 * 1024 * 1024)
    for number in range(24):
        store.keep(f"{number:032x}", Part.CONTENT, "application/pdf", big)
    kept = [number for number in range(24) if store.content(f"{number:032x}") is not None]
    assert kept == list(range(2, 24))


def test_licences_of_certifications_that_one_hears_of_stay(
    server: FakeServer, open_client: Callable[..., Client]
) -> None:
    client = open_client(server)
    server.add(held_by("me", "m1"))
    server.attachments.files["a" * 32] = PHOTO
    row = CertificationRow("c1", 1, "elsewhere", "某公司", "profile", "submitted", "某公司", "", 1, licence_id="a" * 32)
    server.feed.commit([(person_scope("me"), row)])
    client.sync()
    porter = Porter(client)
    porter.courier.want("a" * 32)
    porter.bring()
    porter.bring()
    assert client.cache.attachments.content("a" * 32) == PHOTO
    server.feed.commit([], [(person_scope("me"), "certification", "c1")])
    client.sync()
    porter.bring()
    assert client.cache.attachments.content("a" * 32) is None
