"""Text search: exactly the rows in which the words occur, from one character, with or without the index."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.pool import StaticPool

from sync.cache.asking import Filter
from sync.cache.search_text import INDEXED, folded, index_rows, occurs, phrase_query
from sync.cache.tables import CUSTOMER_TEXT
from tests.fakes.server import FakeServer, pooled
from tests.sync.client import Client

type Indexed = tuple[int, str, str, str, str]

ROWS: list[Indexed] = [
    (1, "深圳市华强电子有限公司", "91440300MA5DTEST1X", "shenzhenshihuaqiang szshq 5678", "138****5678"),
    (2, "上海ＡＢＣ科技（集团）", "", "shanghaiabckeji shabckj", "+86 139-0013-9000"),
    (3, 'a"b c_d%e', "", "", "0755-8888 9999"),
    (4, "Ünïcode ß Straße 🙂", "", "", ""),
    (5, "多  空　格", "", "duokongge dkg", "021****1234"),
]


@pytest.fixture(scope="module")
def index() -> Iterator[Connection]:
    url = URL.create("sqlite+pysqlcipher", password="of no matter", database=":memory:")
    engine = create_engine(url, poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(CUSTOMER_TEXT)
        index_rows(connection, ROWS)
        yield connection
    engine.dispose()


def found_in(index: Connection, text: str) -> set[int]:
    query = "SELECT rowid FROM customer_text WHERE customer_text MATCH ?"
    return {row[0] for row in index.exec_driver_sql(query, (phrase_query(text),))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("华", {1}),
        ("华强", {1}),
        ("强华", set()),
        ("圳华", set()),
        ("HUAQIANG", {1}),
        ("szsh", {1}),
        ("shq 5", {1}),
        ("huaqiangszshq", set()),
        ("abc", {2}),
        ("ＡＢＣ", {2}),
        ("(集团)", {2}),
        ("（集团）", {2}),
        ("科技 上海", {2}),
        ("科技 深圳", set()),
        ("5678", {1}),
        ("138****5678", {1}),
        ("1385678", set()),
        ("139-0013-9000", {2}),
        ("13900139000", {2}),
        ("075588889999", {3}),
        ('"', {3}),
        ('a"b', {3}),
        ("c_d%e", {3}),
        ("%", {3}),
        ("*", {1, 5}),
        ("STRASSE", {4}),
        ("🙂", {4}),
        ("多空", set()),
        ("空", {5}),
        ("91440300ma5", {1}),
        ("AND", set()),
        ("NOT", set()),
        ("name:华", set()),
    ],
)
def test_words_find_the_rows_in_which_they_occur(index: Connection, text: str, expected: set[int]) -> None:
    assert found_in(index, text) == expected
    assert {row[0] for row in ROWS if occurs(text, *row[1:])} == expected


PIECES = [text for row in ROWS for text in (row[1], row[2], row[3], row[4])]
SLICES = st.sampled_from(PIECES).flatmap(
    lambda piece: st.tuples(st.integers(0, len(piece)), st.integers(0, len(piece))).map(
        lambda ends: piece[min(ends) : max(ends)]
    )
)


@given(words=st.lists(st.one_of(SLICES, st.text(max_size=4)), min_size=1, max_size=3).map(" ".join))
def test_the_index_and_the_eye_agree(index: Connection, words: str) -> None:
    text = words.replace("\x00", "")
    assume(folded(text).strip())
    assert found_in(index, text) == {row[0] for row in ROWS if occurs(text, *row[1:])}


def test_search_works_before_the_index_is_there_and_keeps_up_after_it(server: FakeServer, client: Client) -> None:
    server.in_pool(3)
    server.feed.page_rows = 1
    while not client.cache.scopes.is_whole():
        client.engine.step()
        if client.cache.scopes.row_count("pool:pool/0") == 2:
            assert client.ids(asked=Filter(text="华强电子1")) == [f"c{1:031x}"]
    client.sync()
    server.add(pooled("new", "珠海格力"))
    server.add(pooled(f"c{0:031x}", "改了名", version=2))
    client.sync()
    assert client.ids(asked=Filter(text="格")) == ["new"]
    assert client.ids(asked=Filter(text="改")) == [f"c{0:031x}"]
    assert client.ids(asked=Filter(text="华强电子0")) == []
    server.feed.commit(removals=[("pool:pool/0", "customer", "new")])
    client.sync()
    assert client.ids(asked=Filter(text="格")) == []


def test_indexed_columns_are_those_the_search_reads() -> None:
    assert INDEXED == "no, name, uscc, search_text, phone"
