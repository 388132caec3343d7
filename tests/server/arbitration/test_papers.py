"""What lies with customers: contacts, notes, tags, wordings, certifications. It is told, and goes with them."""

from datetime import date, timedelta

from domain.commands import (
    ApproveCertification,
    Assign,
    EditFollowUp,
    FollowUpKind,
    PutTag,
    RejectCertification,
    Release,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, PersonId, TagGroupId, TagId
from domain.people import Role
from domain.reasons import Reason
from domain.tags import RetireTag, SaveTag, SaveTagGroup
from sync.protocol.rows import CertificationRow, ContactRow, FollowUpRow, RevisionRow, Row
from tests.server.company import NOW, Company
from tests.server.reader import Reader

LATER = NOW + timedelta(hours=1)


def told[R: Row](company: Company, person_id: PersonId, kind: type[R]) -> list[R]:
    """What this person's client holds of a kind, by a walk of its own; its checksums have agreed."""
    reader = Reader(company.database, person_id).read()
    assert reader.checksums_met
    found = {row.id: row for rows in reader.rows.values() for row in rows.values() if isinstance(row, kind)}
    return [found[key] for key in sorted(found)]


def contact(company: Company, customer_id: CustomerId, name: str = "王工", phone: str = "13800001111") -> SaveContact:
    return SaveContact(customer_id, ContactId(company.ids.new()), name, "采购", phone, "wang@example.cn")


def submission(company: Company, customer_id: CustomerId) -> SubmitCertification:
    return SubmitCertification(
        customer_id=customer_id,
        certification_id=CertificationId(company.ids.new()),
        company_name="深圳市宏图电路有限公司",
        uscc="91440300708461136T",
        capital="3,000,000",
        currency="CNY",
        founded_on=date(2011, 2, 28),
        address="福田区",
        licence_id=AttachmentId(company.ids.new()),
    )


def test_a_contact_is_told_changed_and_removed(company: Company) -> None:
    rep = company.person("林", company.south)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    follower = Reader(company.database, rep).read()
    first = contact(company, customer)
    assert company.ask(rep, first)[0].is_accepted
    (row,) = told(company, rep, ContactRow)
    assert (row.name, row.position, row.phone, row.version) == ("王工", "采购", "13800001111", 1)

    again = SaveContact(customer, first.contact_id, "王工程师")
    assert company.ask(rep, again, now=LATER)[0].is_accepted
    (row,) = told(company, rep, ContactRow)
    assert (row.name, row.phone, row.version) == ("王工程师", "", 2)
    follower.read(LATER)

    assert company.ask(rep, RemoveContact(customer, first.contact_id), now=LATER)[0].is_accepted
    assert told(company, rep, ContactRow) == []
    assert not any(isinstance(row, ContactRow) for rows in follower.read(LATER).rows.values() for row in rows.values())


def test_contacts_saved_and_given_away_in_one_push_arrive_with_whoever_holds_the_customer(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.south)
    manager = company.person("周", company.south, Role.MANAGER)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    known = contact(company, customer)
    company.ask(rep, known)
    readers = [Reader(company.database, person).read() for person in (rep, other, manager)]
    changed = SaveContact(customer, known.contact_id, "改名")
    receipts = company.ask(manager, changed, Assign(customer, 1, other), contact(company, customer, "新人"), now=LATER)
    assert all(receipt.is_accepted for receipt in receipts)
    for reader in readers:
        reader.read(LATER)
    assert told(company, rep, ContactRow) == []
    assert {row.name for row in told(company, other, ContactRow)} == {"改名", "新人"}
    assert {row.name for row in told(company, manager, ContactRow)} == {"改名", "新人"}
    followed = [
        {row.name for rows in reader.rows.values() for row in rows.values() if isinstance(row, ContactRow)}
        for reader in readers
    ]
    assert followed == [set(), {"改名", "新人"}, {"改名", "新人"}]


def test_nobody_in_the_pool_sees_contacts(company: Company) -> None:
    rep, other = company.person("林", company.south), company.person("吴", company.north)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    company.ask(rep, contact(company, customer), Release(customer, 1), now=LATER)
    assert told(company, other, ContactRow) == told(company, rep, ContactRow) == []
    refused = company.ask(rep, contact(company, customer), now=LATER)[0]
    assert (refused.is_accepted, refused.reason) == (False, Reason.NOT_YOURS)


def test_a_note_and_tags_are_written_on_the_customer(company: Company) -> None:
    rep, admin = company.person("林", company.south), company.person("何", company.head, Role.TAG_ADMIN)
    group, multilayer, flexible = (company.ids.new() for _ in range(3))
    company.ask(
        admin,
        SaveTagGroup(TagGroupId(group), "工艺"),
        SaveTag(TagId(multilayer), TagGroupId(group), "多层板"),
        SaveTag(TagId(flexible), TagGroupId(group), "软板"),
    )
    (customer,) = company.customers(1, tags=("老客户",))
    company.claim(rep, customer)
    receipts = company.ask(
        rep,
        WriteNote(customer, "月结 30 天"),
        PutTag(customer, TagId(multilayer)),
        PutTag(customer, TagId(flexible)),
        PutTag(customer, TagId(multilayer)),
        TakeTag(customer, TagId(flexible)),
        TakeTag(customer, TagId("老客户")),
    )
    assert all(receipt.is_accepted for receipt in receipts)
    row = company.customer(customer)
    assert (row.note, row.tags) == ("月结 30 天", (multilayer,))
    assert Reader(company.database, rep).read().checksums_met

    company.ask(admin, RetireTag(TagId(flexible)), now=LATER)
    retired, unknown = company.ask(rep, PutTag(customer, TagId(flexible)), PutTag(customer, TagId(group)), now=LATER)
    assert (retired.reason, unknown.reason) == (Reason.TAG_RETIRED, Reason.NO_SUCH_TAG)


def test_a_follow_up_keeps_what_it_said_before(company: Company) -> None:
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    said = company.follow_up(customer)
    edit = EditFollowUp(customer, said.follow_up_id, FollowUpKind.VISIT, "已寄样品，下周回访", date(2026, 3, 12))
    receipts = company.ask(rep, said, edit)
    assert all(receipt.is_accepted for receipt in receipts)
    (row,) = told(company, rep, FollowUpRow)
    assert (row.text, row.medium, row.next_on) == ("已寄样品，下周回访", "visit", "2026-03-12")
    assert row.edited_at is not None and row.happened_at
    (before,) = told(company, manager, RevisionRow)
    assert (before.follow_up_id, before.text, before.medium) == (row.id, "已寄样品", "phone")
    assert company.customer(customer).next_follow_up_on == "2026-03-12"

    others = company.ask(manager, EditFollowUp(customer, said.follow_up_id, FollowUpKind.PHONE, "改掉"), now=LATER)[0]
    assert (others.reason, others.facts) == (Reason.NOT_THE_AUTHOR, {"author_id": rep})


def test_a_certification_is_asked_for_decided_and_revoked(company: Company) -> None:
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    support, foreign = (
        company.person("韩", company.head, Role.SALES_SUPPORT),
        company.person("赵", company.north, Role.MANAGER),
    )
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    asked = submission(company, customer)
    assert company.ask(rep, asked)[0].is_accepted
    assert company.customer(customer).certification == "submitted"
    again = company.ask(rep, submission(company, customer))[0]
    assert again.reason == Reason.CERTIFICATION_OPEN
    approve = ApproveCertification(customer, asked.certification_id)
    assert company.ask(foreign, approve)[0].reason == Reason.NOT_YOUR_TEAM

    # Two managers decide at once: the first word stands.
    other = company.person("郑", company.south, Role.MANAGER)
    assert company.ask(manager, approve, now=LATER)[0].is_accepted
    reject = RejectCertification(customer, asked.certification_id, "照片不清")
    second = company.ask(other, reject, now=LATER)[0]
    assert (second.reason, second.facts) == (Reason.CERTIFICATION_ANSWERED, {"state": "approved"})
    row = company.customer(customer)
    assert (row.name, row.uscc, row.certification) == ("深圳市宏图电路有限公司", "91440300708461136T", "profile")
    assert row.registered_capital == "3000000 CNY" and "hongtu" in row.search_text
    (told_rep,) = told(company, rep, CertificationRow)
    assert (told_rep.state, told_rep.answered_by) == ("approved", manager)

    revoke = RevokeCertification(customer, asked.certification_id, "执照已变更")
    assert company.ask(rep, revoke, now=LATER)[0].reason == Reason.NOT_ALLOWED
    assert company.ask(support, revoke, now=LATER)[0].is_accepted
    assert company.customer(customer).certification == ""
    assert company.ask(rep, submission(company, customer), now=LATER)[0].is_accepted


def test_a_certification_is_answered_though_its_customer_has_gone(company: Company) -> None:
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    other = company.person("吴", company.north)
    (customer,) = company.customers(1)
    company.claim(rep, customer)
    asked = submission(company, customer)
    reader, watcher = Reader(company.database, rep).read(), Reader(company.database, manager).read()
    company.ask(rep, asked, Release(customer, 1))
    company.claim(other, customer, now=LATER)
    for one in (reader, watcher):
        one.read(LATER)
    assert [row.state for row in told(company, manager, CertificationRow)] == ["submitted"]
    assert company.ask(manager, ApproveCertification(customer, asked.certification_id), now=LATER)[0].is_accepted
    for person in (rep, manager, other):
        assert [row.state for row in told(company, person, CertificationRow)] == ["approved"]
    for one in (reader, watcher):
        kept = [row for rows in one.read(LATER).rows.values() for row in rows.values()]
        assert {row.state for row in kept if isinstance(row, CertificationRow)} == {"approved"}
    lost = company.ask(rep, submission(company, customer), now=LATER)[0]
    assert lost.reason == Reason.NOT_YOURS
