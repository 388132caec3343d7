"""What a shop system would say, in few words, and a feed to say it to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from domain.identifiers import Instant
from domain.instants import millis
from domain.upstream import Fate
from server.upstream.batch import Answer
from server.upstream.feed import Feed
from tests.server.company import NOW, Company


def customer(account: str, revision: int = 1, **fields: Any) -> dict[str, Any]:
    return {"kind": "customer", "id": account, "revision": revision, "name": f"深圳{account}电路有限公司", **fields}


def order(number: str, account: str, at: Instant = NOW, revision: int = 1, **fields: Any) -> dict[str, Any]:
    told = {"kind": "order", "number": number, "revision": revision, "customer": account, "amount_cents": 100_00}
    return told | {"ordered_at": millis(at), **fields}


def status(number: str, revision: int = 1, **fields: Any) -> dict[str, Any]:
    return {"kind": "order_status", "number": number, "revision": revision, **fields}


def activity(name: str, account: str, kind: str, at: Instant = NOW, **fields: Any) -> dict[str, Any]:
    told = {"kind": "activity", "id": name, "customer": account, "activity": kind, "at": millis(at)}
    return told | fields


def certification(name: str, account: str, uscc: str, revision: int = 1, **fields: Any) -> dict[str, Any]:
    told = {"kind": "certification", "id": name, "revision": revision, "customer": account, "uscc": uscc}
    return told | {"company_name": "深圳市认证电子有限公司", "certified_at": millis(NOW), **fields}


@dataclass
class Teller:
    company: Company
    now: Instant = NOW

    def tell(self, *records: dict[str, Any] | bytes) -> list[Answer]:
        feed = Feed(self.company.database, lambda: self.now, self.company.ids.new)
        return feed.take([each if isinstance(each, bytes) else msgspec.json.encode(each) for each in records])

    def fates(self, *records: dict[str, Any] | bytes) -> list[Fate]:
        return fates(self.tell(*records))


def fates(answers: Sequence[Answer]) -> list[Fate]:
    return [answer.fate for answer in answers]
