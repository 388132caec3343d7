"""The states that travel down, one array per row, `id` and `version` always first.

Arrays because key names are half of a row's bytes; `id` and `version` first because a receiver keeps and counts rows
of a kind it does not know. Fields are only ever appended, each with a default. Instants are milliseconds since 1970
UTC, days ISO texts, enumerations plain texts: a value from a newer peer is kept, not refused.
"""

from sync.protocol.rows.asked import CoolDownRow, NoticeRow, QuotaRow, ReceiptRow, ReinstatementRow
from sync.protocol.rows.company import (
    FlowInRow,
    PersonRow,
    PoolMemberRow,
    PoolRow,
    RulesetRow,
    TagGroupRow,
    TagRequestRow,
    TagRow,
    TeamRow,
)
from sync.protocol.rows.customers import (
    AttachmentRow,
    CertificationRow,
    ContactRow,
    CustomerRow,
    FollowUpRow,
    OwnershipEventRow,
    RevisionRow,
)
from sync.protocol.rows.orders import OrderRow
from sync.protocol.rows.row import Row

__all__ = [
    "KINDS",
    "AttachmentRow",
    "CertificationRow",
    "ContactRow",
    "CoolDownRow",
    "CustomerRow",
    "FlowInRow",
    "FollowUpRow",
    "NoticeRow",
    "OrderRow",
    "OwnershipEventRow",
    "PersonRow",
    "PoolMemberRow",
    "PoolRow",
    "QuotaRow",
    "ReceiptRow",
    "ReinstatementRow",
    "RevisionRow",
    "Row",
    "RulesetRow",
    "TagGroupRow",
    "TagRequestRow",
    "TagRow",
    "TeamRow",
]

KINDS: dict[str, type[Row]] = {
    row.kind: row
    for row in (
        CustomerRow,
        FollowUpRow,
        RevisionRow,
        ContactRow,
        CertificationRow,
        AttachmentRow,
        OrderRow,
        OwnershipEventRow,
        QuotaRow,
        CoolDownRow,
        ReceiptRow,
        ReinstatementRow,
        NoticeRow,
        PersonRow,
        TeamRow,
        PoolRow,
        PoolMemberRow,
        RulesetRow,
        TagGroupRow,
        TagRow,
        TagRequestRow,
        FlowInRow,
    )
}
