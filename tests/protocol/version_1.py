"""What version 1 of the protocol says, once with every field and once with as few as may be.

The JSON files beside it were recorded when version 1 was fixed. They are history: a peer in the field speaks like
this for years, so a file is never edited. `python -m tests.protocol.version_1` records those that are still missing.
"""

from datetime import date
from pathlib import Path

import msgspec

from domain.commands import (
    AddFollowUp,
    AskReinstatement,
    Assign,
    Claim,
    ConvertToOrdinary,
    ConvertToPool,
    DeclineReinstatement,
    Extend,
    FollowUpKind,
    Lock,
    Reinstate,
    Release,
    Unlock,
)
from domain.company import (
    ClosePool,
    Depart,
    FoundPool,
    MoveTeam,
    OpenPool,
    RemoveMember,
    RenamePool,
    SaveRuleset,
    SetMember,
)
from domain.flow_in import Allocation, FlowIn, SaveFlowIn
from domain.identifiers import (
    CustomerId,
    FollowUpId,
    PersonId,
    PoolId,
    RulesetId,
    TagGroupId,
    TagId,
    TagRequestId,
    TeamId,
)
from domain.rulesets import fanpu
from domain.tags import DeclineTag, GrantTag, RequestTag, RetireTag, ReviveTag, SaveTag, SaveTagGroup
from sync.protocol import attachments as a
from sync.protocol import imports as i
from sync.protocol import known as k
from sync.protocol import messages as m
from sync.protocol import passwords as w
from sync.protocol import rows as r
from sync.protocol.acts import Act, encode_act
from sync.protocol.commands import Envelope
from tests.protocol import whole_customer
from tests.protocol.subjects import CUSTOMER, PERSON, POOL, WHEN, T

GOLDEN = Path(__file__).parent / "golden" / "1"

COMMANDS: dict[str, Act] = {
    "claim": Claim(CustomerId(CUSTOMER), WHEN),
    "release": Release(CustomerId(CUSTOMER), 7, "暂无需求 \"no\" 'need'\n"),
    "release.least": Release(CustomerId(CUSTOMER), 0),
    "follow_up": AddFollowUp(
        CustomerId(CUSTOMER), FollowUpId("f1"), FollowUpKind.WECHAT, "已报价 ¥3,000 😀", WHEN, date(2026, 3, 12), "王伟"
    ),
    "follow_up.least": AddFollowUp(CustomerId(CUSTOMER), FollowUpId("f2"), FollowUpKind.PHONE, "called", WHEN),
    "assign": Assign(CustomerId(CUSTOMER), 3, PersonId(PERSON), "接手"),
    "assign.least": Assign(CustomerId(CUSTOMER), 0, PersonId(PERSON)),
    "extend": Extend(CustomerId(CUSTOMER), 3, 30),
    "lock": Lock(CustomerId(CUSTOMER), 3),
    "unlock": Unlock(CustomerId(CUSTOMER), 3),
    "convert_to_pool": ConvertToPool(CustomerId(CUSTOMER), 3, PoolId(POOL)),
    "convert_to_ordinary": ConvertToOrdinary(CustomerId(CUSTOMER), 3),
    "ask_reinstatement": AskReinstatement(CustomerId(CUSTOMER), FollowUpId("f1")),
    "reinstate": Reinstate(CustomerId(CUSTOMER), 3, FollowUpId("f1")),
    "decline_reinstatement": DeclineReinstatement(CustomerId(CUSTOMER), FollowUpId("f1"), "已另有安排"),
    "decline_reinstatement.least": DeclineReinstatement(CustomerId(CUSTOMER), FollowUpId("f1")),
    "depart": Depart(PersonId(PERSON)),
    "move_team": MoveTeam(TeamId("t1"), TeamId("t0")),
    "move_team.least": MoveTeam(TeamId("t1"), None),
    "found_pool": FoundPool(PoolId(POOL), '华南 "A" 公海'),
    "rename_pool": RenamePool(PoolId(POOL), "华北公海"),
    "open_pool": OpenPool(PoolId(POOL)),
    "close_pool": ClosePool(PoolId(POOL), PoolId("0198other"), TeamId("t1")),
    "close_pool.least": ClosePool(PoolId(POOL)),
    "set_member": SetMember(PoolId(POOL), TeamId("t1"), is_team=True, is_admin=True),
    "set_member.least": SetMember(PoolId(POOL), PersonId(PERSON), is_team=False),
    "remove_member": RemoveMember(PoolId(POOL), PersonId(PERSON)),
    "save_ruleset": SaveRuleset(PoolId(POOL), RulesetId("r1"), fanpu(0, WHEN)),
    "save_flow_in": SaveFlowIn(
        FlowIn(
            0, 80, 14, PoolId(POOL), {"quote": 40}, {"self_registered": Allocation(PoolId(POOL), (PersonId(PERSON),))}
        )
    ),
    "save_tag_group": SaveTagGroup(TagGroupId("g1"), "工艺"),
    "save_tag": SaveTag(TagId("t1"), TagGroupId("g1"), '"多层板"'),
    "retire_tag": RetireTag(TagId("t1")),
    "revive_tag": ReviveTag(TagId("t1")),
    "request_tag": RequestTag(TagRequestId("q1"), "陶瓷板", "分出做功率模块的客户"),
    "request_tag.least": RequestTag(TagRequestId("q1"), "陶瓷板"),
    "grant_tag": GrantTag(TagRequestId("q1"), TagId("t1")),
    "decline_tag": DeclineTag(TagRequestId("q1"), "用「特种板材」"),
    "decline_tag.least": DeclineTag(TagRequestId("q1")),
    **whole_customer.COMMANDS,
}

ROWS: dict[str, r.Row] = {
    "customer": r.CustomerRow(
        CUSTOMER, 12, "深圳市华强北电子有限公司", "91440300MA5EXAMPLE", "HQ-1024", "imported", "广东", "深圳", "电子",
        "A", "3,000(万人民币元)", "2011-02-28", "福田区 1 号", "月结", ("多层板", "PCB"), "王伟", "13812345678",
        "wang@example.cn", "wxid_8a7b", "shenzhen szs", POOL, "assigned", PERSON, T, 3, T - 1, 9, T + 1, "2026-03-12",
        4, True, T + 2, T + 3, "no_deal", T - 2, "release",
    ),
    "customer.directed": r.CustomerRow(CUSTOMER, 13, "无名", pool_state="assigned", extensions=2, team_id="t1"),
    "customer.least": r.CustomerRow(CUSTOMER, 1, "无名"),
    "follow_up": r.FollowUpRow("f1", 2, CUSTOMER, PERSON, "visit", "见面", T, T + 5, "2026-03-12", "王伟", False),
    "follow_up.least": r.FollowUpRow("f2", 1, CUSTOMER, PERSON, "phone", "called", T, T),
    "ownership_event": r.OwnershipEventRow(
        "e1", 1, CUSTOMER, "recycle", T, PERSON, PERSON, PERSON, "说明", "no_deal", 2,
        {"due_at": T, "no_deal_days": 120},
    ),
    "ownership_event.least": r.OwnershipEventRow("e2", 1, CUSTOMER, "import", T),
    "pool_member": r.PoolMemberRow(f"{POOL}/t1", 1, POOL, "t1", True, True),
    "pool_member.least": r.PoolMemberRow(f"{POOL}/{PERSON}", 1, POOL, PERSON, False),
    "quota": r.QuotaRow(PERSON, 4, "2026-03-10", 12),
    "cool_down": r.CoolDownRow(CUSTOMER, 1, T),
    "receipt": r.ReceiptRow("c1", 1, False, "taken_by_other", {"owner_id": PERSON, "since": T}, T),
    "receipt.least": r.ReceiptRow("c2", 1, True),
    "reinstatement": r.ReinstatementRow(
        "f1", 2, CUSTOMER, "深圳市华强北电子有限公司", PERSON, "declined", T, "follow_up_gap", 40, T - 9, "visit",
        "见面", T - 20, PERSON, T + 7, "已另有安排",
    ),
    "reinstatement.least": r.ReinstatementRow(
        "f2", 1, CUSTOMER, "无名", PERSON, "open", T, "no_deal", 120, T, "phone", "called", T
    ),
    "notice": r.NoticeRow(
        "e1", 1, CUSTOMER, "深圳市华强北电子有限公司", "recycle", T, PERSON, PERSON, PERSON, "no_deal", "说明",
        {"due_at": T, "no_deal_days": 120},
    ),
    "notice.least": r.NoticeRow("e2", 1, CUSTOMER, "无名", "assign", T),
    "person": r.PersonRow(PERSON, 3, "李娜", "t1", ("rep", "manager"), True, True),
    "person.least": r.PersonRow(PERSON, 1, "李娜", "t1", ()),
    "team": r.TeamRow("t1", 2, "华南", "t0"),
    "team.least": r.TeamRow("t0", 1, "公司"),
    "pool": r.PoolRow(POOL, 5, "公海", False),
    "pool.least": r.PoolRow(POOL, 1, "公海"),
    "tag_group": r.TagGroupRow("g1", 2, "工艺"),
    "tag": r.TagRow("t1", 3, "多层板", "g1", True),
    "tag.least": r.TagRow("t1", 1, "多层板", "g1"),
    "tag_request": r.TagRequestRow(
        "q1", 2, "陶瓷板", PERSON, T, "分出做功率模块的客户", "granted", "t1", PERSON, T + 9, "已建"
    ),
    "tag_request.least": r.TagRequestRow("q1", 1, "陶瓷板", PERSON, T),
    "ruleset": r.RulesetRow("rules", 1, POOL, 2, T, {"zone": "Asia/Shanghai", "no_deal_days": None, "x": True}),
    **whole_customer.ROWS,
}  # fmt: skip

_CURSOR = m.ScopeCursor(f"pool:{POOL}/0", 41, "5a17", "customer/00ff")
_RAW = msgspec.Raw(b'[["a",1],["b",2]]')
_PAGE = m.ScopePage(
    f"me:{PERSON}", 42, "5a17", (m.Upserts("customer", _RAW),), (m.Removals("customer", ("c", "d")),), "customer/0f",
    True, m.Checksum(3, "00000000000000ff"), True, True,
)  # fmt: skip
_FIRST_VERBS = ("claim", "release", "release.least", "follow_up", "follow_up.least")
_ENVELOPES = tuple(
    Envelope(f"c{number}", PERSON, msgspec.Raw(encode_act(command)))
    for number, command in enumerate(COMMANDS[name] for name in _FIRST_VERBS)
)

MESSAGES: dict[str, msgspec.Struct] = {
    "sign_in": m.SignIn("lina", "密码 \"1\"", m.Device("d1", "桌面", "Windows 11")),
    "sign_in.least": m.SignIn("lina", "", m.Device("d1", "")),
    "refresh": m.Refresh("r1", "d1"),
    "session": m.Session(PERSON, "李娜", "a1", 900, "r1", T),
    "session.temporary_password": m.Session(PERSON, "李娜", "a1", 900, "r1", T, True),
    "change_password": w.ChangePassword("旧密码 \"1\"", "新密码 123456"),
    "password_answer": w.PasswordAnswer("locked_out", T, 30, 12),
    "password_answer.least": w.PasswordAnswer("changed", T),
    "signed_out": m.SignedOut(T),
    "hello": m.Hello("0.1.0", (1, 1), "d1", (_CURSOR,)),
    "hello.least": m.Hello("0.1.0", (1, 2), "d1"),
    "welcome": m.Welcome(1, PERSON, ("ref", f"me:{PERSON}"), m.Limits(1000, 1_000_000, 50), T, True),
    "welcome.least": m.Welcome(1, PERSON, (), m.Limits(1, 1, 1), T),
    "welcome.releases": m.Welcome(
        1, PERSON, (), m.Limits(1, 1, 1), T, releases=m.Releases("1.5.0", "1.2.0", "1.4.0", "https://it.example.cn/crm")
    ),
    "about": m.About((1, 2), m.Releases("1.5.0", "1.2.0", "1.4.0", "\\\\files\\软件\\公海"), T),
    "about.least": m.About((1, 1), m.Releases(), T),
    "push": m.Push(_ENVELOPES),
    "push.least": m.Push(()),
    "push.again": m.Push((msgspec.structs.replace(_ENVELOPES[0], accepted_at=T),)),
    "pushed": m.Pushed((m.Receipt("c1", False, "daily_limit", {"limit": 300, "why": "x"}, True, T),), T),
    "pushed.least": m.Pushed((m.Receipt("c1", True),), T),
    "pull": m.Pull((_CURSOR, m.ScopeCursor("ref")), 1_000_000),
    "pulled": m.Pulled((_PAGE,), T),
    "pulled.least": m.Pulled((m.ScopePage("ref", 0, ""),), T),
    "hint_wait": m.HintWait((_CURSOR,), 50),
    "hint": m.Hint(("ref",), T),
    "problem": m.Problem("busy", T, 30, {"attempts": 5, "until": "x"}),
    "problem.least": m.Problem("malformed", T),
    "ask_known": k.AskKnown((k.Company("创芯科技", "91440300708461136T", "13900003333"), k.Company("ABC"))),
    "ask_known.least": k.AskKnown(()),
    "told_known": k.ToldKnown(
        (
            k.KnownCompany("held_by", "name", "创芯科技有限公司", "c1", PERSON, POOL),
            k.KnownCompany("pending", "uscc", team_id="t1"),
        ),
        (k.KnownCompany("in_pool", "name", "创芯科技公司", "c2", None, POOL),),
        T,
    ),
    "told_known.least": k.ToldKnown((k.KnownCompany("unknown"),), (), T),
    "declare_attachment": a.DeclareAttachment(
        "a1", "c1", "licence", "营业执照.jpg", "image/jpeg", 345_678, "ab" * 32
    ),
    "put_chunk": a.PutChunk("a1", 262_144, b"\xff\xd8\xff"),
    "attachment_standing": a.AttachmentStanding("a1", "refused", 9, T, "file_too_large", {"limit": 10, "size": 13}),
    "attachment_standing.least": a.AttachmentStanding("a1", "receiving", 0, T),
    "fetch_attachment": a.FetchAttachment("a1", "thumbnail", 0, 262_144),
    "attachment_piece": a.AttachmentPiece("a1", "营业执照.jpg", "image/jpeg", 3, "cd" * 32, b"\xff\xd8\xff", T, "gone"),
    "attachment_piece.least": a.AttachmentPiece("a1", "", "", 0, "", b"", T),
    "ask_import_terms": i.AskImportTerms("zh_CN"),
    "import_terms": i.ImportTerms(20_971_520, b"PK\x03\x04", T),
    "import_progress": i.ImportProgress(1_000, 5_000),
    "imported": i.Imported(
        {"new": 2, "invalid": 1}, (i.ImportRow(5, "坏号有限公司", "invalid", "没有企业名称", "“备注”太长，已截短"),), 3,
        ("企业类型",), b"PK\x03\x04", T,
    ),
    "imported.least": i.Imported({}, (), 0, (), None, T),
    "import_refused": i.ImportRefused("pool_closed", {"pool_id": POOL}, "文件已损坏", T),
    "import_broken": i.ImportBroken("broken", T),
}  # fmt: skip


def said() -> dict[Path, bytes]:
    """Every golden file with what this side says today."""
    commands = {f"commands/{name}": encode_act(command) for name, command in COMMANDS.items()}
    others = {f"rows/{name}": row for name, row in ROWS.items()} | {f"messages/{k}": v for k, v in MESSAGES.items()}
    encoded = commands | {name: msgspec.json.encode(value) for name, value in others.items()}
    return {GOLDEN / f"{name}.json": body for name, body in encoded.items()}


if __name__ == "__main__":
    for file, body in said().items():
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body + b"\n")
