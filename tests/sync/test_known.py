"""Is this company known, by what the cache sees, and a new customer that is asked for without a network."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from domain.commands import RegisterCustomer
from domain.identifiers import CustomerId, PoolId
from domain.reasons import Reason
from sync.cache.answers import CommandState, Submitted
from sync.known import Inquirer
from sync.protocol.known import Company, KnownCompany
from sync.protocol.rows import ContactRow
from sync.protocol.scopes import person_scope
from sync.session import SessionHolder
from tests.fakes.server import POOL_ID, FakeServer, held_by, pooled
from tests.sync.client import Client

NAME = "深圳市创芯科技有限公司"
CODE = "91440300708461136T"
OTHER_CODE = "91440300192386481U"
PINYIN = "shenzhenshichuangxinkejiyouxiangongsi"


@dataclass
class Desk:
    server: FakeServer
    client: Client

    def enter(self, name: str, *, number: int = 1, **fields: str) -> Submitted:
        command = RegisterCustomer(CustomerId(f"{number:032x}"), PoolId(POOL_ID), name, **fields)
        return self.client.cache.outbox.submit([command], self.client.now, is_online=False)

    def find(self, name: str = "", uscc: str = "", phone: str = "") -> tuple[str, str] | None:
        found = self.client.cache.known.find(Company(name, uscc, phone))
        return None if found is None else (found.match.known.value, found.match.by.value)

    def near(self, name: str) -> list[str]:
        return [each.name for each in self.client.cache.known.near(name)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    server = FakeServer("lin", "wu")
    server.add(held_by("lin", "a" * 32, NAME, uscc=CODE, phone="0755-8888 6666", search_text=f"{PINYIN} szscxkjyxgs"))
    server.add(pooled("b" * 32, "东莞（永辉）电子厂", phone="139****3333"))
    server.feed.commit([(person_scope("lin"), ContactRow("k1", 1, "a" * 32, "王工", phone="+86 139-0000-3333"))])
    client = Client(server, tmp_path, "lin")
    client.sync()
    # What is one's own is looked through, the pools' customers have their index of texts.
    client.cache.scopes.finish_loading()
    return Desk(server, client)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"name": "深圳市创芯科技有限公司 "}, ("mine", "name")),
        ({"uscc": "91440300708461136t"}, ("mine", "uscc")),
        ({"phone": "0755 88886666"}, ("mine", "phone")),
        ({"phone": "13900003333"}, ("mine", "phone")),  # a contact's
        ({"name": "东莞(永辉)电子厂"}, ("in_pool", "name")),
        ({"name": "创芯科技"}, None),
        ({"uscc": "91440300192386481U"}, None),
        ({"phone": "8888"}, None),
        ({}, None),
    ],
)
def test_it_is_known_by_name_code_and_any_phone(
    desk: Desk, asked: dict[str, str], answer: tuple[str, str] | None
) -> None:
    assert desk.find(**asked) == answer


def test_a_name_without_form_or_place_and_its_pinyin_find_it(desk: Desk) -> None:
    assert desk.near("创芯科技") == desk.near("广东创芯科技集团") == desk.near("chuangxin") == [NAME]
    assert desk.near("永辉") == ["东莞（永辉）电子厂"]
    assert desk.near(NAME) == [] and desk.near("芯") == []


def test_before_the_first_sync_nothing_is_known(tmp_path: Path) -> None:
    client = Client(FakeServer("lin"), tmp_path, "lin")
    assert client.cache.known.find(Company(NAME)) is None and client.cache.known.near(NAME) == ()


def test_a_company_one_sees_is_refused_before_anything_is_asked(desk: Desk) -> None:
    (known,) = desk.enter(NAME).refused
    assert (known.reason, known.facts["customer_id"]) == (Reason.ALREADY_KNOWN, "a" * 32)
    (phone,) = desk.enter("全新公司", phone="13900003333").refused
    assert phone.reason is Reason.PHONE_CONFLICT
    assert desk.client.cache.outbox.groups() == []


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        ({"name": "甲公司"}, {"name": "甲 公司"}, "name"),
        ({"name": "甲公司", "uscc": OTHER_CODE}, {"name": "乙公司", "uscc": OTHER_CODE.lower()}, "uscc"),
        ({"name": "甲公司", "uscc": OTHER_CODE}, {"name": "乙公司"}, None),
        ({"name": "甲公司", "phone": "13700001111"}, {"name": "乙公司", "phone": "+86 137 0000 1111"}, "phone"),
    ],
)
def test_what_one_has_asked_for_oneself_is_known_before_it_is_there(
    desk: Desk, first: dict[str, Any], second: dict[str, Any], by: str | None
) -> None:
    assert desk.enter(**first, number=1).accepted
    submitted = desk.enter(**second, number=2)
    if by is None:
        assert submitted.accepted
    else:
        assert (submitted.refused[0].facts["known"], submitted.refused[0].facts["by"]) == ("mine", by)
    found = desk.client.cache.known.find(Company("甲公司"))
    assert found is not None and found.is_waiting


def test_a_new_customer_waits_under_its_name_takes_a_place_and_is_in_no_list(desk: Desk) -> None:
    quota = desk.client.cache.bench.quota(desk.client.now)
    assert desk.enter("甲公司", city="惠州").accepted
    (group,) = desk.client.cache.outbox.groups()
    assert (group.items[0].customer_name, group.items[0].state) == ("甲公司", CommandState.QUEUED)
    assert desk.client.mine() == ["a" * 32], "nobody has said yet that it is theirs"
    assert quota is not None and quota.claimed_today == 0


def test_the_last_place_is_taken_by_the_first_that_is_on_its_way(tmp_path: Path) -> None:
    server = FakeServer("lin", holding_cap=1)
    client = Client(server, tmp_path, "lin")
    client.sync()
    desk = Desk(server, client)
    assert desk.enter("甲公司").accepted
    assert desk.enter("乙公司", number=2).refused[0].reason is Reason.CAP_REACHED


def test_a_form_being_filled_in_survives_the_end_of_the_program(desk: Desk) -> None:
    assert desk.client.cache.entries.load("new") is None
    desk.client.cache.entries.keep("new", {"name": "甲", "note": "一"})
    desk.client.cache.entries.keep("new", {"name": "甲公司"})
    desk.client.restart()
    assert desk.client.cache.entries.load("new") == {"name": "甲公司"}
    desk.client.cache.entries.forget("new")
    assert desk.client.cache.entries.load("new") is None


def test_the_server_is_asked_with_a_good_token_and_its_time_is_heard(desk: Desk) -> None:
    line = desk.client.transport
    told = KnownCompany("held_by", "name", NAME, None, "wu")
    line.companies.answers[NAME] = told
    sessions = SessionHolder(desk.client.store, line, desk.client.machine, "device")
    inquirer = Inquirer(line, sessions, desk.client.clock)
    assert inquirer.ask([Company(NAME)]).answers == (told,)
    assert line.companies.asked == [Company(NAME)]
