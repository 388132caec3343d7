"""What version 1 says of all that lies with a customer: contacts, notes, tags, certifications, orders, attachments."""

from datetime import date

from domain.commands import (
    AddFollowUp,
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
from domain.identifiers import AttachmentId, CertificationId, ContactId, CustomerId, FollowUpId, PoolId, TagId
from sync.protocol import rows as r
from tests.protocol.subjects import CUSTOMER, PERSON, POOL, WHEN, T

_CUSTOMER = CustomerId(CUSTOMER)
_CERTIFICATION = CertificationId("v1")
_NAME = "深圳市华强北电子有限公司"

COMMANDS: dict[str, Command] = {
    "follow_up.attached": AddFollowUp(
        _CUSTOMER, FollowUpId("f3"), FollowUpKind.VISIT, "见面", WHEN,
        attachments=(AttachmentId("a1"), AttachmentId("a2")),
    ),
    "edit_follow_up": EditFollowUp(
        _CUSTOMER, FollowUpId("f1"), FollowUpKind.EMAIL, "改报 ¥2,800 \"含税\"\n", date(2026, 3, 15), "王伟"
    ),
    "edit_follow_up.least": EditFollowUp(_CUSTOMER, FollowUpId("f2"), FollowUpKind.OTHER, "called back"),
    "save_contact": SaveContact(
        _CUSTOMER, ContactId("k1"), "李工", "采购经理", "0755-2660 1234 转 8", "li@example.cn", "wxid_li", "下午在"
    ),
    "save_contact.least": SaveContact(_CUSTOMER, ContactId("k2"), "Li"),
    "remove_contact": RemoveContact(_CUSTOMER, ContactId("k1")),
    "write_note": WriteNote(_CUSTOMER, "月结 30 天\n'先看样板'"),
    "put_tag": PutTag(_CUSTOMER, TagId("t1")),
    "take_tag": TakeTag(_CUSTOMER, TagId("t1")),
    "submit_certification": SubmitCertification(
        _CUSTOMER, _CERTIFICATION, _NAME, "91440300MA5EXAMPLE", "3,000,000.50", "CNY", date(2011, 2, 28),
        "福田区 1 号", AttachmentId("a1"),
    ),
    "approve_certification": ApproveCertification(_CUSTOMER, _CERTIFICATION),
    "reject_certification": RejectCertification(_CUSTOMER, _CERTIFICATION, "执照看不清"),
    "revoke_certification": RevokeCertification(_CUSTOMER, _CERTIFICATION, "执照已注销"),
    "register_customer": RegisterCustomer(
        _CUSTOMER, PoolId(POOL), _NAME, "91440300MA5EXAMPLE", "广东", "深圳", "电子", "展会", "王伟", "13812345678",
        "wang@example.cn", "wxid_8a7b", "福田区 1 号", "月结",
    ),
    "register_customer.least": RegisterCustomer(_CUSTOMER, None, "无名"),
}  # fmt: skip

ROWS: dict[str, r.Row] = {
    "customer.certified": r.CustomerRow(CUSTOMER, 14, "无名", certification="profile"),
    "follow_up.edited": r.FollowUpRow(
        "f3", 3, CUSTOMER, PERSON, "visit", "见面", T, T + 5, attachments=("a1", "a2"), edited_at=T + 9
    ),
    "revision": r.RevisionRow("f3/1", 1, CUSTOMER, "f3", T + 9, "phone", "电话", "2026-03-12", "王伟"),
    "revision.least": r.RevisionRow("f3/2", 1, CUSTOMER, "f3", T + 10, "visit", "见面"),
    "contact": r.ContactRow(
        "k1", 2, CUSTOMER, "李工", "采购经理", "0755-2660 1234 转 8", "li@example.cn", "wxid_li", "下午在"
    ),
    "contact.least": r.ContactRow("k2", 1, CUSTOMER, "Li"),
    "attachment": r.AttachmentRow("a1", 1, CUSTOMER, PERSON, '执照 "正本".jpg', "image/jpeg", 812_345, T, 1600, 1200),
    "attachment.least": r.AttachmentRow("a2", 1, CUSTOMER, PERSON, "a.pdf", "application/pdf", 1, T),
    "certification": r.CertificationRow(
        "v1", 2, CUSTOMER, _NAME, "profile", "rejected", _NAME, "91440300MA5EXAMPLE", T, PERSON, "3000000.50", "CNY",
        "2011-02-28", "福田区 1 号", "a1", PERSON, T + 7, "执照看不清",
    ),
    "certification.least": r.CertificationRow(
        "v2", 1, CUSTOMER, _NAME, "customer", "approved", _NAME, "91440300MA5EXAMPLE", T
    ),
    "order": r.OrderRow(
        "o2", 5, CUSTOMER, _NAME, "SO-1024-1", T, 123_456, "USD", PERSON, "pcb", "4 层 1.6mm \"沉金\"", "shipped", "o1",
        "material_makeup", (("工程确认", T + 1), ("生产", None)), True, 123_456, "25442000", T + 2, False, "顺丰",
        "SF1024", T + 3, T + 4,
    ),
    "order.least": r.OrderRow("o1", 1, CUSTOMER, _NAME, "SO-1024", T, 0),
    "flow_in": r.FlowInRow("flow_in", 2, {"enthusiast_score": 100, "pool_id": POOL, "in_turn": True, "x": None}),
}  # fmt: skip
