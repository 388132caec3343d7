"""Tags on a client: called by name, counted and filtered by whatever customers carry; requests for them (H 120)."""

import pytest

from domain.company import CompanyCommand
from domain.facts import RequestState
from domain.identifiers import TagGroupId, TagId, TagRequestId
from domain.reasons import Reason
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, SaveTag, SaveTagGroup
from sync.cache.asking import Facet, Filter
from sync.protocol.rows import PersonRow, TagGroupRow, TagRequestRow, TagRow
from sync.protocol.scopes import REFERENCE
from tests.fakes.server import FakeServer, held_by, pooled
from tests.sync.client import IN_POOL, Client

PROCESS, HDI, FPC, OLD = TagGroupId("f0" * 16), TagId("f1" * 16), TagId("f2" * 16), TagId("f3" * 16)
NEW, OPEN, MINE = TagId("f4" * 16), TagRequestId("f5" * 16), TagRequestId("f6" * 16)


@pytest.fixture
def tagged(server: FakeServer, client: Client) -> Client:
    """Two living tags and a retired one; customers carry ids and bare texts."""
    rows = [
        TagGroupRow(PROCESS, 1, "工艺"),
        TagRow(HDI, 1, "HDI", PROCESS),
        TagRow(FPC, 1, "FPC", PROCESS),
        TagRow(OLD, 1, "FPC", PROCESS, True),
        TagRequestRow(OPEN, 1, "陶瓷板", "other", 5),
    ]
    server.feed.commit([(REFERENCE, row) for row in rows])
    server.add(
        pooled("p1", "安达", tags=(HDI, "老客户")),
        pooled("p2", "博远", tags=("HDI",)),
        pooled("p3", "创维", tags=(FPC, "FPC")),
        pooled("p4", "德尔", tags=(OLD,)),
        held_by("me", "m1", "甲", tags=(HDI, FPC)),
    )
    client.sync()
    return client


def become(server: FakeServer, client: Client, *roles: str) -> None:
    server.feed.commit([(REFERENCE, PersonRow("me", 2, "me", "team", roles))])
    client.sync()


def listed(client: Client, tag: str) -> list[str]:
    return sorted(client.ids(asked=Filter(facets=((Facet.TAG, frozenset({tag})),))))


def test_an_id_is_called_by_its_tags_name_and_a_bare_text_by_itself(server: FakeServer, tagged: Client) -> None:
    name_of = tagged.cache.tags.name_of
    assert [name_of(tag) for tag in (HDI, OLD, "老客户", NEW)] == ["HDI", "FPC", "老客户", NEW]
    server.feed.commit([(REFERENCE, TagRow(HDI, 2, "HDI 板", PROCESS))])
    tagged.sync()
    assert name_of(HDI) == "HDI 板", "a rename shows with the next sync"


def test_a_filter_by_a_tag_finds_its_id_and_its_bare_name(tagged: Client) -> None:
    assert tagged.cache.register.values(IN_POOL, Facet.TAG) == [HDI, FPC, OLD, "老客户"]
    assert listed(tagged, HDI) == ["p1", "p2"]
    assert listed(tagged, FPC) == ["p3"]
    assert listed(tagged, OLD) == ["p4"], "a retired tag is no other's bare name"
    assert listed(tagged, "老客户") == ["p1"]


def test_each_customer_is_counted_once_with_each_tag(tagged: Client) -> None:
    assert tagged.cache.tags.counts() == {HDI: 3, FPC: 2, OLD: 1, "老客户": 1}


def test_what_an_admin_made_offline_is_there_at_once_and_judged_after(server: FakeServer, tagged: Client) -> None:
    become(server, tagged, "tag_admin")
    office, now = tagged.cache.office, tagged.now
    group = TagGroupId("f7" * 16)
    made: list[CompanyCommand] = [
        SaveTagGroup(group, "产品"),
        SaveTag(NEW, group, " 陶瓷板 "),
        GrantTag(OPEN, NEW),
        RetireTag(HDI),
    ]
    assert len(office.submit(made, now).accepted) == 4
    known = tagged.cache.tags.vocabulary(now)
    assert (known.groups[group], known.tags[NEW].name, known.tags[HDI].is_retired) == ("产品", "陶瓷板", True)
    assert tagged.cache.tags.name_of(NEW) == "陶瓷板", "also before the server has heard of it"
    (request,) = tagged.cache.tags.requests(now)
    assert (request.state, request.row.tag_id, request.is_on_its_way) == (RequestState.GRANTED, NEW, True)
    (late,) = office.submit([DeclineTag(OPEN, "不")], now).refused
    assert (late.reason, dict(late.facts)) == (Reason.TAG_REQUEST_GRANTED, {"tag_id": NEW})
    names = {item.customer_name for items in office.pending().values() for item in items}
    assert names == {"产品", "陶瓷板", "HDI"}


def test_a_reps_request_stands_among_the_others_until_it_is_answered(server: FakeServer, tagged: Client) -> None:
    office, now = tagged.cache.office, tagged.now
    (taken,) = office.submit([RequestTag(MINE, "hdi")], now).refused
    assert (taken.reason, dict(taken.facts)) == (Reason.NAME_TAKEN, {"tag_id": HDI})
    (asked,) = office.submit([RequestTag(MINE, "陶瓷板 ")], now).refused
    assert (asked.reason, dict(asked.facts)) == (Reason.TAG_ALREADY_ASKED, {"person_id": "other"})
    assert office.submit([RequestTag(MINE, " 铝基板 ", "车灯")], now).accepted
    mine, other = tagged.cache.tags.requests(now)
    assert (mine.row.name, mine.row.why, mine.row.person_id, mine.is_on_its_way) == ("铝基板", "车灯", "me", True)
    assert (other.row.name, other.is_on_its_way) == ("陶瓷板", False)
    (refused,) = office.submit([SaveTag(NEW, PROCESS, "铝基板")], now).refused
    assert refused.reason is Reason.NOT_ALLOWED


def test_a_state_of_a_newer_server_counts_as_answered(server: FakeServer, tagged: Client) -> None:
    server.feed.commit([(REFERENCE, TagRequestRow(OPEN, 2, "陶瓷板", "other", 5, state="postponed"))])
    tagged.sync()
    (request,) = tagged.cache.tags.requests(tagged.now)
    assert request.state is RequestState.DECLINED
    assert tagged.cache.tags.vocabulary(tagged.now).requests[OPEN].state is RequestState.DECLINED
