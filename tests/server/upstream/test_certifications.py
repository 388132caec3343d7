"""What customers certify of themselves stands above what reps had certified, and clears it (H 118)."""

from sqlalchemy import Connection

from domain.instants import millis
from domain.upstream import Fate, Flaw
from server.certifications.repository import Certificate, certificates_of, store_certificates
from server.feed.log import record
from server.orders.repository import orders_of
from server.upstream.batch import Answer
from server.upstream.records import record_id
from sync.protocol.rows import CertificationRow, CustomerRow
from sync.protocol.scopes import person_scope
from tests.server.company import NOW, Company
from tests.server.imports.files import CODES
from tests.server.reader import Reader
from tests.server.upstream.telling import Teller, certification, customer, order


def certificates(company: Company, customer_id: str) -> list[CertificationRow]:
    found = company.database.read(lambda connection: certificates_of(connection, [customer_id]))
    return [one.row for one in found]


def test_it_supersedes_what_a_rep_had_sent_in_and_the_rep_sees_it(company: Company, teller: Teller) -> None:
    rep = company.person("林晓", company.south)
    held = company.customers(1, external_id="HQ1")[0]
    company.claim(rep, held)
    profile = CertificationRow(
        company.ids.new(), 0, held, "旧名", "profile", "submitted", "旧名", CODES[1], millis(NOW), rep
    )
    scopes = {str(held): (person_scope(rep),)}

    def send_in(connection: Connection) -> None:
        entries = store_certificates(connection, [Certificate(profile, company.south)], scopes)
        record(connection, entries, NOW, company.ids.new)

    company.database.write(send_in)
    reader = Reader(company.database, rep).read()
    told = certification("Z1", "HQ1", CODES[0], capital="500", founded_on="2010-05-06", address="科苑路1号")
    assert teller.fates(told) == [Fate.TAKEN]
    row = company.customer(held)
    assert (row.certification, row.name, row.uscc) == ("customer", "深圳市认证电子有限公司", CODES[0])
    assert (row.registered_capital, row.founded_on, row.address) == ("500 CNY", "2010-05-06", "科苑路1号")
    states = {one.origin: one.state for one in certificates(company, held)}
    assert states == {"profile": "superseded", "customer": "approved"}
    mine = reader.read().rows[person_scope(rep)]
    seen = mine["certification", profile.id]
    assert isinstance(seen, CertificationRow) and seen.state == "superseded"
    assert mine["certification", record_id("certification", "Z1")].version == 1
    assert isinstance(card := mine["customer", held], CustomerRow) and card.certification == "customer"


def test_it_stands_above_what_accounts_tell_whichever_comes_last(company: Company, teller: Teller) -> None:
    teller.tell(customer("HQ1"), certification("Z1", "HQ1", CODES[0]), customer("HQ1", 2, region="广东"))
    row = company.customer(record_id("customer", "HQ1"))
    assert (row.name, row.region, row.certification) == ("深圳市认证电子有限公司", "广东", "customer")


def test_the_newest_of_several_stands(company: Company, teller: Teller) -> None:
    early = certification("Z1", "HQ1", CODES[0], certified_at=millis(NOW) - 5, company_name="早")
    late = certification("Z2", "HQ1", CODES[1], company_name="晚")
    teller.tell(customer("HQ1"), early)
    teller.tell(late)
    customer_id = record_id("customer", "HQ1")
    assert company.customer(customer_id).name == "晚"
    assert {one.company_name: one.state for one in certificates(company, customer_id)} == {
        "早": "superseded",
        "晚": "approved",
    }


def test_a_code_that_cannot_be_is_invalid_and_one_too_early_waits(company: Company, teller: Teller) -> None:
    wrong = certification("Z1", "HQ1", CODES[0][:-1] + "0")
    assert teller.tell(wrong) == [Answer(Fate.INVALID, Flaw.INVALID_USCC, "uscc")]
    assert teller.tell(certification("Z1", "HQ1", CODES[0])) == [
        Answer(Fate.WAITING, Flaw.UNKNOWN_CUSTOMER, "customer")
    ]
    teller.tell(customer("HQ1"))
    assert company.customer(record_id("customer", "HQ1")).certification == "customer"


def test_what_is_called_otherwise_now_is_so_on_its_orders_too(company: Company, teller: Teller) -> None:
    teller.tell(customer("HQ1"), order("P1", "HQ1"))
    teller.tell(certification("Z1", "HQ1", CODES[0]))
    placed = company.database.read(lambda connection: orders_of(connection, [record_id("customer", "HQ1")]))
    assert [one.row.customer_name for one in placed] == ["深圳市认证电子有限公司"]
