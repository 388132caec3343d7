"""Every act on a customer stands in the sync centre under its name, and what was typed can be copied out of it."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

import pytest

from desktop import words
from desktop.presenters.act_names import OF_SEVERAL_KINDS, VERB_WORDS, written
from desktop.presenters.reasons import Step
from desktop.screens.cells import plain
from desktop.screens.preferences import Language
from domain.commands import (
    ApproveCertification,
    Command,
    EditFollowUp,
    FollowUpKind,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.identifiers import (
    AttachmentId,
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    PoolId,
    TagId,
)
from domain.reasons import Reason
from sync.protocol.rows import TagGroupRow, TagRow
from sync.protocol.scopes import REFERENCE
from tests.desktop.presenters.conftest import OpenDesk
from tests.desktop.presenters.desk import CHEN, SOUTH, Desk, customer_id, mine
from tests.desktop.presenters.test_acts import answer, asked, settle

ONE, NEW = CustomerId(customer_id(1)), CustomerId(customer_id(77))
KEPT = CertificationId("c" * 32)
HDI = TagId("7" * 32)

TYPED: list[tuple[Command, str]] = [
    (EditFollowUp(ONE, FollowUpId("f"), FollowUpKind.PHONE, "改成下周"), "改成下周"),
    (
        SaveContact(ONE, ContactId("k"), "李工", "采购", "13900001111", note="下午在"),
        "联系人：李工\n职务：采购\n电话：13900001111\n备注：下午在",
    ),
    (RemoveContact(ONE, ContactId("k")), ""),
    (WriteNote(ONE, "要含税价"), "要含税价"),
    (PutTag(ONE, HDI), ""),
    (TakeTag(ONE, HDI), ""),
    (
        SubmitCertification(
            ONE, KEPT, "甲公司", "91440300708461136T", "3000000", "CNY", date(2001, 2, 3), "", AttachmentId("a")
        ),
        "企业名称：甲公司\n统一社会信用代码：91440300708461136T\n注册资本：3000000 CNY\n成立日期：2001-02-03",
    ),
    (ApproveCertification(ONE, KEPT), ""),
    (RejectCertification(ONE, KEPT, "照片不清楚"), "照片不清楚"),
    (RevokeCertification(ONE, KEPT, "换了公司"), "换了公司"),
    (
        RegisterCustomer(NEW, PoolId(SOUTH), "乙公司", city="惠州", contact_name="王工", note="展会认识"),
        "企业名称：乙公司\n城市：惠州\n联系人：王工\n备注：展会认识",
    ),
]  # fmt: skip


def submit(desk: Desk, commands: Sequence[Command]) -> None:
    submitted = desk.cache.outbox.submit(commands, desk.place.now(), is_online=False)
    assert len(submitted.accepted) == len(commands), submitted.refused
    desk.presenters.acted()


def rows(desk: Desk) -> list[tuple[str, ...]]:
    desk.presenters.sync_centre.sync_rows_asked(desk.sync_centre.ids)
    return [tuple(plain(cell) for cell in desk.sync_centre.rows[each].cells) for each in desk.sync_centre.ids]


@pytest.fixture
def tagged(sit_down: OpenDesk) -> Desk:
    """Offline, with one customer and one tag."""
    desk = sit_down([mine(1)], is_online=False)
    desk.store(REFERENCE, [TagGroupRow("6" * 32, 1, "工艺"), TagRow(HDI, 1, "HDI", "6" * 32)])
    return desk


@pytest.mark.parametrize("language", list(Language))
def test_every_act_and_every_batch_of_it_has_a_name(language: Language) -> None:
    words.speak(language)
    assert set(get_args(Command.__value__)) <= set(VERB_WORDS)
    keys = [f"act-{part}{verb}" for verb in {*VERB_WORDS.values(), *OF_SEVERAL_KINDS} for part in ("", "batch-")]
    assert [key for key in keys if not words.knows(key)] == []


@pytest.mark.parametrize(("command", "text"), TYPED, ids=lambda each: type(each).__name__)
def test_what_was_typed_can_be_copied_word_for_word(command: Command, text: str) -> None:
    assert written(command) == text


def test_a_tag_and_a_note_say_what_they_are_in_their_row(tagged: Desk) -> None:
    submit(tagged, [PutTag(ONE, HDI)])
    submit(tagged, [WriteNote(ONE, "要含税价")])
    assert [row[:4] for row in rows(tagged)] == [
        ("待发送", "写备注", "我的客户001", "要含税价"),
        ("待发送", "加标签", "我的客户001", "HDI · 已保存在本机，联网后自动发送"),
    ]


def test_tags_put_and_taken_in_one_go_are_one_batch_under_one_name(sit_down: OpenDesk) -> None:
    desk = sit_down([mine(1, tags=("旧标签",))], is_online=False)
    desk.store(REFERENCE, [TagGroupRow("6" * 32, 1, "工艺"), TagRow(HDI, 1, "HDI", "6" * 32)])
    submit(desk, [PutTag(ONE, HDI), TakeTag(ONE, TagId("旧标签"))])
    ((_, act, what, *_),) = rows(desk)
    assert act.startswith("改标签") and "批量改标签" in what


def test_a_new_customer_waits_to_be_confirmed_and_can_be_taken_back(tagged: Desk) -> None:
    submit(tagged, [RegisterCustomer(NEW, PoolId(SOUTH), "乙公司")])
    assert rows(tagged) == [("登记待确认", "登记新客户", "乙公司", "联网后由服务器确认；尚不属于您", "撤回")]
    tagged.presenters.sync_centre.step_asked(tagged.sync_centre.ids[0], Step.WITHDRAW)
    assert asked(tagged) == []


def test_a_new_customer_that_is_known_already_says_by_whom_and_leads_back_to_its_form(tagged: Desk) -> None:
    submit(tagged, [RegisterCustomer(NEW, PoolId(SOUTH), "乙公司", note="展会认识")])
    facts = {"known": "held_by", "by": "name", "owner_id": CHEN}
    settle(tagged, answer(asked(tagged)[0], Reason.ALREADY_KNOWN, **facts))
    (item,) = tagged.sync_centre.ids
    tagged.presenters.sync_centre.details_asked(item)
    details = tagged.sync_centre.details
    assert details is not None and "陈晓（华南二组）" in details.explanation
    assert details.text == "企业名称：乙公司\n备注：展会认识"
    assert [step.key for step in details.steps] == [Step.TAKE_UP, Step.DISMISS], "who is not there cannot be looked at"
    taken: list[str] = []
    tagged.presenters.sync_centre.lead(Step.TAKE_UP, lambda refused: taken.append(refused.id))
    tagged.presenters.sync_centre.step_asked(item, Step.TAKE_UP)
    assert taken == [item]


def test_a_new_customer_whose_company_one_may_look_at_leads_there(tagged: Desk) -> None:
    submit(tagged, [RegisterCustomer(NEW, PoolId(SOUTH), "乙公司")])
    settle(tagged, answer(asked(tagged)[0], Reason.ALREADY_KNOWN, known="mine", by="uscc", customer_id=ONE))
    (item,) = tagged.sync_centre.ids
    tagged.presenters.sync_centre.details_asked(item)
    assert tagged.sync_centre.details is not None
    assert [step.key for step in tagged.sync_centre.details.steps] == [Step.TAKE_UP, Step.DISMISS, Step.SHOW]
    tagged.presenters.sync_centre.step_asked(item, Step.SHOW)
    assert tagged.customer.panel is not None and tagged.customer.panel.customer_id == ONE


def test_a_new_customer_that_is_confirmed_is_told_once(tagged: Desk) -> None:
    submit(tagged, [RegisterCustomer(NEW, PoolId(SOUTH), "乙公司")])
    settle(tagged, answer(asked(tagged)[0]))
    assert tagged.window.notice is not None and tagged.window.notice.text == "乙公司 已登记，是您的客户"
