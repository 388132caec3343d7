"""Pages from the server: whole or not at all, in any cut, and what was there stays until it is surely gone."""

from collections.abc import Callable

import msgspec
import pytest

from sync.cache.cache import Cache
from sync.errors import Mismatch
from sync.protocol.checksums import as_hex, fingerprint
from sync.protocol.messages import Checksum, Removals, ScopeCursor, ScopePage, Upserts
from sync.protocol.rows import CustomerRow, Row
from tests.builders import NOW
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import IN_POOL, Client

SCOPE = "pool:pool/0"


class Unknown(Row, frozen=True):
    """A kind of a newer server."""

    kind = "hologram"

    depth: int = 0


def upserts(*rows: Row) -> tuple[Upserts, ...]:
    return (Upserts(rows[0].kind, msgspec.Raw(msgspec.json.encode(rows))),) if rows else ()


def checksum(*rows: Row) -> Checksum:
    xor = 0
    for row in rows:
        xor ^= fingerprint(row.kind, row.id, row.version)
    return Checksum(len(rows), as_hex(xor))


@pytest.mark.parametrize("page_rows", [1, 2, 3, 7, 1000])
def test_however_the_pages_are_cut_both_sides_hold_the_same(page_rows: int, open_client: Callable[..., Client]) -> None:
    server = FakeServer("me", page_rows=page_rows)
    ids = server.in_pool(9)
    server.add(held_by("me", "m1"), held_by("me", "m2"))
    client = open_client(server)
    client.sync()
    client.follow_up("m1")
    client.claim(ids[0], ids[1])
    client.release("m2")
    report = client.sync()
    report = report.and_then(client.sync())
    assert report.disagreements == ()
    for scope, rows in server.feed.rows.items():
        assert client.cache.scopes.row_count(scope) == len(rows)
    assert set(client.mine()) == {"m1", ids[0], ids[1]}
    assert len(client.ids()) == 8


@pytest.mark.parametrize("page_rows", [1, 3, 1000])
def test_a_reset_keeps_the_old_rows_until_the_new_walk_ends(page_rows: int, open_client: Callable[..., Client]) -> None:
    server = FakeServer("me", page_rows=page_rows)
    ids = server.in_pool(6)
    client = open_client(server)
    client.sync()
    backup = {scope: dict(rows) for scope, rows in server.feed.rows.items()}
    del backup[SCOPE][("customer", ids[0])]
    server.feed.restore(backup)
    seen = set()
    report = client.engine.step()
    while not client.engine.is_resting:
        seen.add(len(client.ids()))
        report = report.and_then(client.engine.step())
    assert set(backup) <= set(report.reset_scopes)
    assert seen <= {6, 5}
    assert client.ids() == ids[1:]
    assert report.disagreements == ()


def test_a_crash_in_the_middle_of_a_walk_goes_on_where_it_was(open_client: Callable[..., Client]) -> None:
    server = FakeServer("me", page_rows=2)
    server.in_pool(8)
    client = open_client(server)
    while client.cache.scopes.row_count(SCOPE) < 4:
        client.engine.step()
    client.restart()
    client.sync()
    pulls = client.transport.said.count("pull")
    assert len(client.ids()) == 8
    assert pulls < 12


def test_rows_of_an_unknown_kind_are_kept_and_counted(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    rows = (Unknown("a", 1, 3), Unknown("b", 2, 4))
    cache.scopes.store(ScopePage(SCOPE, 1, "s", upserts(*rows), checksum=checksum(*rows)))
    newer = Unknown("a", 2, 9)
    page = ScopePage(SCOPE, 2, "t", upserts(newer), (Removals("hologram", ("b",)),), checksum=checksum(newer))
    assert not cache.scopes.store(page).disagrees
    assert cache.scopes.row_count(SCOPE) == 1


def test_fields_of_a_newer_server_do_no_harm(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    longer = [*msgspec.to_builtins(pooled("a")), "a field of tomorrow", 7]
    page = ScopePage(SCOPE, 1, "s", (Upserts("customer", msgspec.Raw(msgspec.json.encode([longer]))),))
    cache.scopes.store(page)
    assert [view.row for view in cache.register.rows(["a"], NOW)] == [pooled("a")]


def test_a_state_of_a_newer_server_is_shown_and_claimed_by_nobody(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    cache.scopes.store(ScopePage(SCOPE, 1, "s", upserts(pooled("a", pool_state="in_orbit"))))
    view = cache.register.customer("a", NOW)
    assert view is not None and view.row.pool_state == "in_orbit"


@pytest.mark.parametrize(
    "rows",
    [b'[["a"]]', b'[["a","not a number","name"]]', b"{}", b'[["a",1,7]]'],
)
def test_a_page_that_breaks_the_protocol_changes_nothing(cache: Cache, rows: bytes) -> None:
    cache.scopes.grant([SCOPE])
    cache.scopes.store(ScopePage(SCOPE, 1, "s", upserts(pooled("a"))))
    bad = ScopePage(SCOPE, 2, "t", (*upserts(pooled("b")), Upserts("customer", msgspec.Raw(rows))))
    with pytest.raises(Mismatch):
        cache.scopes.store(bad)
    assert cache.scopes.cursors() == (ScopeCursor(SCOPE, 1, "s"),)
    assert cache.scopes.row_count(SCOPE) == 1


def test_a_page_of_a_scope_that_was_not_asked_for_is_refused(cache: Cache) -> None:
    with pytest.raises(Mismatch):
        cache.scopes.store(ScopePage("pool:other/0", 1, "s", upserts(pooled("a"))))


def test_a_checksum_that_differs_starts_the_scope_anew_and_gives_up_in_the_end(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    row = pooled("a")
    for times in (1, 2):
        stored = cache.scopes.store(ScopePage(SCOPE, 5, "s", upserts(row), checksum=checksum(row, pooled("b"))))
        assert stored.disagrees
        assert cache.scopes.cursors() == (ScopeCursor(SCOPE),)
        assert cache.scopes.disagreements(SCOPE) == times
        assert cache.register.customer("a", NOW) is not None
    cache.scopes.store(ScopePage(SCOPE, 5, "s", upserts(row), checksum=checksum(row, pooled("b"))))
    assert cache.scopes.disagreements(SCOPE) == 3
    assert cache.scopes.cursors() == (ScopeCursor(SCOPE, 5, "s"),)
    cache.scopes.forgive()
    cache.scopes.store(ScopePage(SCOPE, 6, "t", checksum=checksum(row)))
    assert cache.scopes.disagreements(SCOPE) == 0


def test_a_cursor_sent_back_as_it_was_is_no_end_of_a_walk(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    stored = cache.scopes.store(ScopePage(SCOPE, 0, "", has_more=True))
    assert stored.has_more and not cache.scopes.is_whole()
    cache.scopes.store(ScopePage(SCOPE, 3, "s", upserts(pooled("a")), resume="customer/a", has_more=True))
    cache.scopes.store(ScopePage(SCOPE, 3, "s", resume="customer/a", has_more=True))
    assert cache.scopes.cursors() == (ScopeCursor(SCOPE, 3, "s", "customer/a"),)
    assert not cache.scopes.is_whole()


def test_a_row_sent_twice_in_a_walk_heals_itself(cache: Cache) -> None:
    cache.scopes.grant([SCOPE])
    a, b = pooled("a"), pooled("b")
    cache.scopes.store(ScopePage(SCOPE, 3, "s", upserts(a), resume="customer/a", has_more=True))
    stored = cache.scopes.store(ScopePage(SCOPE, 3, "s", upserts(a, b), checksum=checksum(a, b)))
    if stored.disagrees:
        stored = cache.scopes.store(ScopePage(SCOPE, 3, "s", upserts(a, b), checksum=checksum(a, b)))
    assert not stored.disagrees
    assert cache.scopes.row_count(SCOPE) == 2


def test_what_may_no_longer_be_read_leaves_the_machine(server: FakeServer, client: Client) -> None:
    server.in_pool(3)
    server.add(held_by("me", "m1"))
    client.sync()
    revoked = ScopePage(SCOPE, 0, "", is_revoked=True)
    client.cache.scopes.store(revoked)
    assert client.ids() == []
    assert client.cache.scopes.grant(["ref"]) == ("me:me",)
    assert client.mine() == []
    assert [cursor.scope for cursor in client.cache.scopes.cursors()] == ["ref"]


def test_rows_read_back_are_the_rows_that_came(cache: Cache) -> None:
    cache.scopes.grant(["me:me", SCOPE])
    full = CustomerRow(
        "f" * 32, 9, "名", "91440300MA5DTEST1X", "HQ1", "dfm", "广东", "深圳", "PCB", "A", "100万", "2020-01-01",
        "地址", "注", ("多层板", "HDI"), "李工", "138****5678", "a****@b.cn", "l****", "ming m", "pool", "unassigned",
        None, None, 3, 1_700_000_000_000, 2, None, "2026-04-01", 4, True, 5, 6, "no_deal", 7, "release",
    )  # fmt: skip
    bare = pooled("0" * 32)
    cache.scopes.store(ScopePage(SCOPE, 1, "s", upserts(bare, full)))
    assert [view.row for view in cache.register.rows([full.id, bare.id], NOW)] == [full, bare]
    assert IN_POOL.pool_id == "pool"
