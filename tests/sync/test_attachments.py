"""Files kept on this machine: at once, encrypted, and sent before what names them."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.attachments import LARGEST_BYTES, Purpose
from domain.commands import RegisterCustomer
from domain.identifiers import CustomerId, PoolId
from domain.reasons import Reason
from domain.verdicts import Refused
from sync.cache.attachments import FileState
from sync.cache.errors import Damaged
from sync.cache.opening import open_cache
from sync.cache.outgoing import MOST_TRIES, Added
from sync.errors import Mismatch, SignInNeeded
from sync.protocol.attachments import CHUNK_BYTES
from sync.protocol.messages import ProblemCode
from sync.session import KeptSession
from tests.fakes.server import FakeServer
from tests.fakes.transport import OFFLINE, Fault
from tests.sync.client import KEY, Client
from tests.sync.courier import PHOTO, Porter, add, follow_up, pdf, sent


def test_a_file_is_here_before_any_network_is(mine: Client) -> None:
    mine.transport.is_offline = True
    added = add(mine, thumbnail=b"small")
    mine.restart()
    (view,) = mine.cache.attachments.of("m1")
    assert (view.id, view.name, view.media_type, view.size) == (added.id, "现场.jpg", "image/jpeg", len(PHOTO))
    assert (view.state, view.is_image, view.author_id) == (FileState.WAITING, True, "me")
    assert mine.cache.attachments.content(added.id) == PHOTO
    assert mine.cache.attachments.thumbnail(added.id) == b"small"


def test_nothing_of_it_lies_readable_on_the_disk(mine: Client, tmp_path: Path) -> None:
    secret = b"%PDF-" + "合同金额八百万".encode() * 50_000
    source = tmp_path / "合同.pdf"
    source.write_bytes(secret)
    added = mine.cache.attachments.add(source, source.name, "m1", Purpose.FOLLOW_UP, mine.now)
    assert isinstance(added, Added) and added.name == "合同.pdf"
    Porter(mine).bring()
    mine.cache.close()
    for path in mine.folder.iterdir():
        assert "合同".encode() not in path.read_bytes()


def test_a_file_that_changes_after_it_was_attached_goes_up_as_it_was(
    server: FakeServer, mine: Client, tmp_path: Path
) -> None:
    path = tmp_path / "报价.pdf"
    path.write_bytes(pdf(2 * CHUNK_BYTES))
    added = mine.cache.attachments.add(path, path.name, "m1", Purpose.FOLLOW_UP, mine.now)
    assert isinstance(added, Added)
    path.write_bytes(pdf(2 * CHUNK_BYTES, seed=8))
    Porter(mine).bring()
    assert server.attachments.files == {added.id: pdf(2 * CHUNK_BYTES)}


@pytest.mark.parametrize(
    ("content", "purpose", "reason"),
    [
        (b"", Purpose.FOLLOW_UP, Reason.FILE_EMPTY),
        (b"MZ\x90", Purpose.FOLLOW_UP, Reason.FILE_KIND),
        (b"PK\x03\x04[Content_Types].xml xl/workbook", Purpose.LICENCE, Reason.LICENCE_KIND),
        (PHOTO + bytes(LARGEST_BYTES), Purpose.FOLLOW_UP, Reason.FILE_TOO_LARGE),
    ],
)
def test_what_the_server_would_refuse_is_told_at_once(
    mine: Client, tmp_path: Path, content: bytes, purpose: Purpose, reason: Reason
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    for file in (content, path):
        told = mine.cache.attachments.add(file, "给.jpg", "m1", purpose, mine.now)
        assert isinstance(told, Refused) and told.reason is reason
    assert mine.cache.attachments.of("m1") == ()


def test_a_file_that_is_not_there_is_told(mine: Client, tmp_path: Path) -> None:
    told = mine.cache.attachments.add(tmp_path / "gone.jpg", "gone.jpg", "m1", Purpose.FOLLOW_UP, mine.now)
    assert told == Refused(Reason.FILE_UNREADABLE)


def test_it_can_be_taken_off_until_something_that_was_asked_names_it(mine: Client) -> None:
    first, second = add(mine), add(mine)
    follow_up(mine, second.id)
    assert mine.cache.attachments.remove(first.id)
    assert not mine.cache.attachments.remove(second.id)
    assert [view.id for view in mine.cache.attachments.of("m1")] == [second.id]


def test_what_names_a_file_waits_for_it_with_its_chain_and_holds_up_nobody_else(
    server: FakeServer, mine: Client
) -> None:
    added = add(mine)
    mine.follow_up("m1", text="before")
    follow_up(mine, added.id, text="with a file")
    mine.follow_up("m1", text="after")
    mine.follow_up("m2", text="another's")
    mine.sync()
    assert [row.text for row in server.follow_ups] == ["before", "another's"]
    Porter(mine).bring()
    assert server.attachments.files == {added.id: PHOTO}
    mine.sync()
    assert [row.text for row in server.follow_ups][2:] == ["with a file", "after"]
    assert set(mine.states()) == {"done"}


def test_a_refused_file_holds_no_text_hostage_and_stays_readable(server: FakeServer, mine: Client) -> None:
    server.attachments.refuses["image/jpeg"] = "image_unreadable"
    added = add(mine)
    follow_up(mine, added.id, text="goes without it")
    (*_, last) = Porter(mine).bring()
    mine.sync()
    assert [row.text for row in server.follow_ups] == ["goes without it"]
    Porter(mine).bring()
    mine.restart()
    (view,) = mine.cache.attachments.refused()
    assert (view.id, view.state, view.reason) == (added.id, FileState.REFUSED, "image_unreadable")
    assert mine.cache.attachments.content(added.id) == PHOTO
    mine.cache.attachments.dismiss(added.id)
    assert mine.cache.attachments.refused() == () and mine.cache.attachments.content(added.id) is None
    assert last.rests


def test_a_customer_of_whom_the_server_has_not_heard_brings_its_files_later(mine: Client) -> None:
    new = CustomerId(mine.identity.new())
    register = RegisterCustomer(new, PoolId("pool"), "深圳新客户有限公司")
    assert mine.cache.outbox.submit([register], mine.now, is_online=False).accepted
    add(mine, customer_id=new)
    other = add(mine)
    assert [file.id for file in mine.cache.attachments.queue.due()] == [other.id]


def test_what_the_server_would_tidy_away_is_said_again(server: FakeServer, mine: Client) -> None:
    added = add(mine)
    porter = Porter(mine)
    porter.bring()
    mine.transport.faults.append(Fault("push", OFFLINE))
    follow_up(mine, added.id)
    mine.sync()
    server.clock.pass_by(timedelta(days=8))
    mine.transport.said.clear()
    porter.bring()
    assert "declare" in mine.transport.said
    assert mine.cache.attachments.state(added.id) is FileState.THERE
    assert server.attachments.arrivals == [added.id]


def test_a_form_that_was_never_sent_off_is_forgotten_after_a_month(server: FakeServer, mine: Client) -> None:
    old = add(mine)
    server.clock.pass_by(timedelta(days=31))
    young, porter = add(mine), Porter(mine)
    porter.bring()
    assert [view.id for view in mine.cache.attachments.of("m1")] == [young.id] != [old.id]


def test_files_under_way_survive_a_broken_cache(server: FakeServer, worked: Client) -> None:
    worked.start()
    content = pdf(3 * CHUNK_BYTES)
    added = add(worked, content)
    worked.cache.close()
    me = worked.folder / "me.db"
    spoiled = bytearray(me.read_bytes())
    spoiled[4096 * 3 : 4096 * 3 + 64] = b"\xa5" * 64
    me.write_bytes(spoiled)
    with pytest.raises(Damaged):
        open_cache(worked.folder, KEY, person_id="me", identity=worked.identity)
    worked.start()
    assert worked.cache.attachments.content(added.id) == content


def test_whoever_is_signed_in_gets_none_of_anothers_files(mine: Client) -> None:
    add(mine)
    mine.store.write(KeptSession("other", "other", "refresh-1"))
    (report,) = Porter(mine).courier.run_once()
    assert isinstance(report.trouble, SignInNeeded) and "declare" not in mine.transport.said


def test_nonsense_for_an_answer_holds_up_one_file_for_a_while_and_its_text_not_for_ever(
    server: FakeServer, mine: Client
) -> None:
    odd, good = add(mine), add(mine, pdf(500), "m2")
    follow_up(mine, odd.id)
    porter = Porter(mine)
    for _ in range(MOST_TRIES):
        mine.transport.faults.append(Fault("declare", Mismatch("HTTP 500")))
        porter.courier.run_once()
        server.clock.pass_by(timedelta(minutes=10))
    assert list(server.attachments.files) == [good.id]
    assert mine.cache.attachments.state(odd.id) is FileState.REFUSED
    mine.sync()
    assert len(server.follow_ups) == 1


@pytest.mark.parametrize("error", [OFFLINE, SignInNeeded(ProblemCode.SESSION_REVOKED)])
def test_no_network_costs_a_file_nothing(mine: Client, error: Exception) -> None:
    added = add(mine)
    for _ in range(20):
        mine.transport.faults.append(Fault("declare", error))  # type: ignore[arg-type]
        assert Porter(mine).courier.run_once()[-1].trouble is error
    mine.transport.faults.clear()
    Porter(mine).bring()
    assert sent(mine) == [added.id]
