"""The route of the feed as a shop system meets it: a real server, over HTTP, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests
import zstandard

from domain.people import Role
from tests.server.http.conftest import Speaker
from tests.server.upstream.telling import customer, order
from tests.server_process import ServerProcess, administer, password_in


class Shop:
    """Says batches to one server, with a key."""

    def __init__(self, address: str, key: str) -> None:
        self.address = address
        self.key = key

    def say(self, body: object, key: str | None = None, **headers: str) -> requests.Response:
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        headers.setdefault("Content-Type", "application/json")
        headers["Authorization"] = f"Bearer {self.key if key is None else key}"
        return requests.post(f"{self.address}/api/v1/feed", data=content, headers=headers, timeout=60)

    def tell(self, *records: Any) -> list[dict[str, Any]]:
        reply = self.say({"records": records})
        assert reply.status_code == 200, reply.text
        results: list[dict[str, Any]] = reply.json()["results"]
        return results


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def shop(database_url: str, log: Path) -> Iterator[Shop]:
    administer(database_url, "init", "--company", "测试公司")
    administer(database_url, "pool", "add", "公海")
    key = administer(database_url, "feed-key", "shop").split()[-1]
    with ServerProcess(database_url, log=log) as server:
        yield Shop(server.address, key)


def test_a_batch_is_answered_record_by_record_and_bad_ones_spoil_none(shop: Shop, log: Path) -> None:
    records = [customer("HQ1", phone="13800001111"), order("P1", "HQ1"), {"kind": "order"}, 7, {"kind": "lottery"}]
    told = shop.tell(*records, order("P2", "HQ404"))
    assert [(one["fate"], one["flaw"], one["field"]) for one in told] == [
        ("taken", None, ""),
        ("taken", None, ""),
        ("invalid", "missing", "number"),
        ("invalid", "malformed", "kind"),
        ("waiting", "unknown_kind", "kind"),
        ("waiting", "unknown_customer", "customer"),
    ]
    assert [one["fate"] for one in shop.tell(*records[:2])] == ["unchanged", "unchanged"]
    folded = zstandard.ZstdCompressor().compress(msgspec.json.encode({"records": records}))
    assert shop.say(folded, **{"Content-Encoding": "zstd"}).status_code == 200
    written = log.read_text()
    assert "fed" in written and "13800001111" not in written and shop.key not in written


def test_who_has_no_key_or_one_that_was_revoked_is_declined_unheard(shop: Shop, database_url: str, log: Path) -> None:
    garbage = b"{" * 100
    assert shop.say(garbage, key="").status_code == 401
    assert shop.say(garbage, key="invented").json()["code"] == "session_expired"
    assert shop.say(garbage).json()["code"] == "malformed"
    assert shop.say({"records": [{}] * 5_001}).status_code == 413
    assert shop.say(b'{"records": [' + b" " * (9 << 20) + b"]}").status_code == 413
    administer(database_url, "feed-key", "shop", "--revoke")
    assert shop.say({"records": []}).json()["code"] == "session_revoked"
    assert "invented" not in log.read_text()


def test_a_key_is_no_session_and_a_session_no_key(shop: Shop, database_url: str) -> None:
    rep = password_in(administer(database_url, "person", "add", "lin", "林晓", "--role", Role.REP.value))
    speaker = Speaker(shop.address)
    speaker.sign_in("lin", rep)
    assert shop.say({"records": []}, key=speaker.token).json()["code"] == "session_expired"
    speaker.token = shop.key
    assert speaker.say("pull", {"cursors": [], "byte_budget": 1}).status_code == 401
