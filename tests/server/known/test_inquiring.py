"""Is this company known? Six answers on both databases, each with what whoever asks may learn."""

from datetime import timedelta

from domain.commands import SaveContact
from domain.company import Depart
from domain.identifiers import ContactId, CustomerId, PersonId, PoolId
from domain.instants import millis
from domain.people import Role
from server.known.inquiry import inquire
from server.search_text import search_text
from sync.protocol.known import Company as Asked
from sync.protocol.known import KnownCompany
from tests.server.company import LONG_AGO, NOW, Company

NAME = "深圳市创芯科技有限公司"


def ask(company: Company, person: PersonId, *asked: Asked) -> tuple[KnownCompany, ...]:
    return company.database.read(lambda connection: inquire(connection, person, asked))[0]


def near(company: Company, person: PersonId, name: str) -> list[KnownCompany]:
    return list(company.database.read(lambda connection: inquire(connection, person, [Asked(name)]))[1])


def enter(company: Company, name: str, **fields: object) -> CustomerId:
    given = {"phone": "", "search_text": search_text(name), **fields}
    return company.customers(1, name=name, **given)[0]


def test_each_company_has_one_of_six_answers(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.north)
    leaver, admin = company.person("何", company.north), company.person("管", company.head, Role.SYSTEM_ADMIN)
    mine, theirs, free, left = (enter(company, f"{mark}创芯科技有限公司") for mark in "甲乙丙丁")
    enter(company, "戊创芯科技有限公司", pool_id=None, pool_state="dormant", pooled_at=None)
    for person, customer in ((rep, mine), (other, theirs), (leaver, left)):
        company.claim(person, customer)
    assert company.ask(admin, Depart(leaver))[0].is_accepted
    told = ask(company, rep, *(Asked(f"{mark}创芯科技有限公司") for mark in "甲乙丙丁戊己"))
    names = [f"{mark}创芯科技有限公司" for mark in "甲乙丙丁戊"]
    assert told == (
        KnownCompany("mine", "name", names[0], mine, rep, company.pool_id),
        KnownCompany("held_by", "name", names[1], None, other, company.pool_id),
        KnownCompany("in_pool", "name", names[2], free, None, company.pool_id),
        KnownCompany("pending", "name", names[3], None, None, None, company.north),
        KnownCompany("registered_not_in_crm", "name", names[4]),
        KnownCompany("unknown"),
    )


def test_a_code_and_any_phone_there_know_it_too_however_they_are_written(company: Company) -> None:
    rep = company.person("林", company.south)
    customer = enter(company, NAME, uscc="91440300708461136T", phone="0755-8888 6666")
    company.claim(rep, customer)
    company.ask(rep, SaveContact(customer, ContactId(company.ids.new()), "王工", phone="+86 139-0000-3333"))
    asked = (Asked(uscc=" 91440300708461136t "), Asked(phone="075588886666"), Asked(phone="13900003333"))
    told = ask(company, rep, *asked)
    assert [each.customer_id for each in told] == [customer] * 3
    assert [each.by for each in told] == ["uscc", "phone", "phone"]


def test_whose_number_it_is_is_told_only_to_whoever_may_look_at_the_customer(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.north)
    enter(
        company, NAME, phone="13900004444", uscc="91440300708461136T", pool_id=None, pool_state="ordinary",
        owner_id=other, acquired_at=millis(NOW - timedelta(days=9)), pooled_at=None, team_id=company.north,
    )  # fmt: skip
    by_phone, by_code = ask(company, rep, Asked(phone="13900004444"), Asked(uscc="91440300708461136T"))
    assert by_phone == KnownCompany("held_by", "phone", "", None, other)
    assert by_code == KnownCompany("held_by", "uscc", NAME, None, other)
    assert ask(company, other, Asked(phone="13900004444"))[0].name == NAME


def test_a_name_without_its_form_its_place_or_with_another_sign_of_the_same_sound_finds_it(company: Company) -> None:
    rep = company.person("林", company.south)
    customer = enter(company, NAME)
    for typed in ("创芯科技", "深圳创芯科技", "创芯科技（深圳）股份有限公司", "创新科技有限公司", "chuangxin"):
        found = near(company, rep, typed)
        assert [(each.customer_id, each.name, each.known) for each in found] == [(customer, NAME, "in_pool")], typed
    assert near(company, rep, "芯") == [] and near(company, rep, "%") == []
    assert near(company, rep, NAME) == [], "what was found itself is no namesake"


def test_the_likest_come_first_and_no_more_than_ten(company: Company) -> None:
    rep = company.person("林", company.south)
    long = [enter(company, f"深圳市创芯科技{mark}号实业发展有限公司") for mark in range(12)]
    plain = enter(company, "东莞创芯科技公司")
    alike = enter(company, "创新科技公司")
    found = [each.customer_id for each in near(company, rep, "创芯科技")]
    assert found[0] == plain and len(found) == 10 and alike not in found
    assert set(found[1:]) < set(long)


def test_what_one_may_not_look_at_is_told_only_by_its_own_name(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.north)
    enter(
        company, NAME, pool_id=None, pool_state="ordinary", owner_id=other, pooled_at=None, team_id=company.north,
        acquired_at=millis(LONG_AGO),
    )  # fmt: skip
    assert near(company, rep, "科技") == []
    assert [(each.known, each.owner_id, each.customer_id) for each in near(company, rep, "创芯科技")] == [
        ("held_by", other, None)
    ]
    assert len(near(company, other, "科技")) == 1


def test_who_does_not_exist_learns_nothing(company: Company) -> None:
    enter(company, NAME)
    told = company.database.read(lambda connection: inquire(connection, PersonId("nobody"), [Asked(NAME)]))
    assert told == ((KnownCompany("unknown"),), ())


def test_a_customer_of_a_pool_one_does_not_belong_to_is_known_too(company: Company) -> None:
    rep = company.person("林", company.south)
    elsewhere: PoolId = company.pool("华北公海", [company.north])
    enter(company, NAME, pool_id=elsewhere)
    told = ask(company, rep, Asked(NAME))[0]
    assert (told.known, told.pool_id) == ("in_pool", elsewhere)
