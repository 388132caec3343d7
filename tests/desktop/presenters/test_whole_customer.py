"""One customer at a rep's desk: people, words said otherwise, note, tags, files; kept at once, refused at the field."""

from collections.abc import Callable, Iterable
from pathlib import Path

from desktop.screens.customer import ContactLine, Draft
from domain.commands import RemoveContact, SaveContact, WriteNote
from sync.protocol.rows import ContactRow, CustomerRow, FollowUpRow, TagGroupRow, TagRow
from sync.protocol.scopes import REFERENCE, person_scope
from sync.report import Report
from tests.desktop.presenters.above import asked
from tests.desktop.presenters.desk import WANG, Desk, ago, customer_id, in_pool, mine

type SitDown = Callable[..., Desk]

ONE = customer_id(1)


def opened(sit_down: SitDown, customers: Iterable[CustomerRow] = (), *, is_online: bool = False) -> Desk:
    desk = sit_down(list(customers) or [mine(1)], [in_pool(2)], is_online=is_online)
    desk.presenters.customer.show(ONE)
    return desk


def names(desk: Desk) -> list[str]:
    assert desk.customer.panel is not None
    return [contact.name for contact in desk.customer.panel.contacts]


def test_a_contact_written_offline_stands_there_at_once_as_waiting(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.presenters.customer.contact_asked(ContactLine("", "李工", "研发", "138 0000 5678"), ONE)
    assert desk.customer.panel is not None and desk.customer.panel.entry is not None
    (contact,) = desk.customer.panel.contacts
    assert (contact.name, contact.position, contact.phone) == ("李工", "研发", "138 0000 5678")
    assert contact.label is not None and contact.label.text == "待发送"
    assert desk.customer.closed == [""]
    assert desk.customer.panel.entry.contacts == ("李工",)
    assert isinstance(asked(desk)[0].command, SaveContact)


def test_what_is_wrong_with_a_contact_is_said_at_its_field_and_nothing_is_asked(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    for line in (
        ContactLine("", "李工", phone="12"),
        ContactLine("", "李工", email="nobody"),
        ContactLine("", "李工", wechat="w" * 81),
        ContactLine("", "李工", note="长" * 4001),
    ):
        desk.presenters.customer.contact_asked(line, ONE)
    assert [field for field, _ in desk.customer.troubles] == ["phone", "email", "wechat", "note"]
    assert all(text for _, text in desk.customer.troubles)
    assert (desk.customer.closed, asked(desk)) == ([], [])


def test_a_contact_that_is_removed_is_gone_at_once_and_comes_back_with_undo(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.store(person_scope(WANG), [ContactRow("c1", 1, ONE, "李工")])
    desk.presenters.customer.refresh()
    desk.presenters.customer.contact_removed("c1", ONE)
    assert names(desk) == []
    assert isinstance(asked(desk)[0].command, RemoveContact)
    assert desk.window.notice is not None
    desk.presenters.window.undo_asked(desk.window.notice.undo_key)
    assert names(desk) == ["李工"]


def test_ones_own_words_are_said_otherwise_and_the_former_ones_stay(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.store(person_scope(WANG), [FollowUpRow("f1", 1, ONE, WANG, "phone", "聊了打样", ago(1), ago(1))])
    desk.presenters.customer.refresh()
    desk.presenters.customer.words_asked(ONE, "f1", Draft("visit", "去看了产线"))
    assert desk.customer.closed == ["f1"]
    assert desk.customer.panel is not None
    (line,) = desk.customer.panel.follow_ups
    assert (line.text, [former.text for former in line.former]) == ("去看了产线", ["聊了打样"])
    assert line.label is not None and line.label.text == "待发送"
    desk.presenters.customer.words_asked(ONE, "f1", Draft("visit", "  "))
    assert [where for where, _ in desk.customer.troubles] == ["f1"]


def test_a_note_is_kept_in_its_place(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.presenters.customer.note_asked(ONE, " 周三前报价 ")
    assert desk.customer.panel is not None
    assert desk.customer.panel.note.text == "周三前报价"
    assert desk.customer.panel.note.label is not None
    assert isinstance(asked(desk)[0].command, WriteNote)
    desk.presenters.customer.note_asked(ONE, "长" * 4001)
    assert [where for where, _ in desk.customer.troubles] == [ONE]


def test_a_tag_is_taken_off_at_once(sit_down: SitDown) -> None:
    desk = opened(sit_down, [mine(1, tags=("t1",))])
    desk.store(REFERENCE, [TagGroupRow("g1", 1, "工艺"), TagRow("t1", 1, "多层板", "g1")])
    desk.presenters.customer.tag_taken(ONE, "t1")
    assert desk.customer.panel is not None and desk.customer.panel.tags == ()


def test_files_are_attached_to_what_is_written_and_others_are_refused_with_a_reason(
    sit_down: SitDown, tmp_path: Path
) -> None:
    desk = opened(sit_down)
    desk.presenters.customer.file_offered(ONE, b"%PDF-1.7 quote", "报价.pdf")
    (file,) = desk.customer.files
    assert (file.name, file.detail) == ("报价.pdf", "1 KB")
    desk.presenters.customer.file_offered(ONE, b"MZ", "setup.exe")
    assert desk.customer.trouble.startswith("「setup.exe」没有附上")
    desk.presenters.customer.save_asked(ONE, Draft("phone", "报价已发", files=(file.id,)))
    assert desk.customer.panel is not None
    assert [each.name for each in desk.customer.panel.follow_ups[0].files] == ["报价.pdf"]
    desk.presenters.customer.file_asked(file.id)
    assert desk.customer.opened is not None and desk.customer.opened.picture is None
    target = tmp_path / "kept.pdf"
    desk.presenters.customer.file_kept(file.id, target)
    assert target.read_bytes() == b"%PDF-1.7 quote"


def test_a_customer_lost_while_one_writes_says_so_and_keeps_the_words(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.presenters.customer.draft_changed(ONE, Draft("phone", "写到一半"))
    desk.store(person_scope(WANG), removed=[(CustomerRow.kind, ONE)])
    desk.hear(Report(removed={CustomerRow.kind: frozenset({ONE})}))
    assert desk.customer.panel is not None
    assert desk.customer.panel.lost.startswith("这位客户已不在您能看到的范围内")
    assert (desk.customer.panel.name, desk.customer.panel.facts, desk.customer.panel.entry) == ("我的客户001", (), None)
    kept = desk.cache.drafts.load(ONE)
    assert kept is not None and kept.text == "写到一半"


def test_a_customer_of_the_pool_shows_no_contacts_and_says_why(sit_down: SitDown) -> None:
    desk = opened(sit_down)
    desk.presenters.customer.show(customer_id(2))
    assert desk.customer.panel is not None
    assert (desk.customer.panel.contacts, desk.customer.panel.no_contacts) == ((), "认领后可以看到联系人。")
    assert not desk.customer.panel.may_describe and not desk.customer.panel.may_tag
