"""What is not asked as the protocol has it gets a code to act on, and never our stack."""

import msgspec
import pytest
import requests
import zstandard

from sync.protocol.commands import Envelope
from sync.protocol.messages import Device, Hello, Pull, Push, ScopeCursor, SignIn
from sync.protocol.passwords import ChangePassword
from tests.server.http.conftest import PASSWORD, Served, problem

MEGABYTE = 1 << 20


def zstd(content: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(content)


@pytest.mark.parametrize(
    ("route", "body", "expected"),
    [
        ("sign-in", b"", (422, "malformed")),
        ("sign-in", b"{", (422, "malformed")),
        ("sign-in", b"\xff\xfe\x00", (422, "malformed")),
        ("sign-in", b"[" * 100_000, (422, "malformed")),
        ("sign-in", b'{"login": 1, "password": "x", "device": {"id": "d", "name": ""}}', (422, "malformed")),
        ("sign-in", SignIn("lin", PASSWORD, Device("", "no id")), (422, "malformed")),
        ("sign-in", SignIn("lin", PASSWORD, Device("d" * 65, "long id")), (422, "malformed")),
        ("sign-in", SignIn("lin", PASSWORD, Device("d", "nul\x00")), (422, "malformed")),
        ("sign-in", SignIn("li", PASSWORD, Device("d", "left")), (403, "departed")),
        ("sign-in", SignIn("nobody", PASSWORD, Device("d", "stranger")), (401, "wrong_password")),
        ("refresh", b'{"refresh_token": "invented", "device_id": "d"}', (401, "session_expired")),
        ("hello", Hello("1.0", (1, 1), "d"), (401, "session_expired")),
        ("push", Push(()), (401, "session_expired")),
        ("pull", Pull((), 1), (401, "session_expired")),
        ("hint", b"{}", (401, "session_expired")),
        ("sign-out", None, (401, "session_expired")),
        ("password", ChangePassword(PASSWORD, "another horse"), (401, "session_expired")),
        ("nowhere", b"{}", (404, "malformed")),
    ],
)
def test_who_is_not_signed_in_is_answered_so(
    served: Served, route: str, body: object, expected: tuple[int, str]
) -> None:
    assert problem(served.speaker().say(route, body)) == expected


@pytest.mark.parametrize(
    ("route", "body", "expected"),
    [
        ("hello", Hello("9.0", (2, 9), "desk"), (426, "upgrade_required")),
        ("hello", Hello("0.1", (0, 0), "desk"), (426, "upgrade_required")),
        ("hello", b'{"app_version": "1", "protocol_versions": [1], "device_id": "d"}', (422, "malformed")),
        ("push", b'{"commands": 7}', (422, "malformed")),
        ("push", b'{"commands": [{"id": "x"}]}', (422, "malformed")),
        ("push", Push((Envelope("x", "y", msgspec.Raw(b"{}")),) * 1001), (413, "too_large")),
        ("push", b'{"commands": [' + b" " * (9 * MEGABYTE) + b"]}", (413, "too_large")),
        ("pull", Pull((ScopeCursor("ref"), ScopeCursor("ref")), 1000), (422, "malformed")),
        ("pull", Pull((ScopeCursor("ref", -1),), 1000), (422, "malformed")),
        ("pull", Pull((ScopeCursor("ref\x00"),), 1000), (422, "malformed")),
        ("pull", Pull((ScopeCursor("ref", 2**63),), 1), (422, "malformed")),
        ("password", b'{"old": "x"}', (422, "malformed")),
        ("password", ChangePassword(PASSWORD, "long" * 257), (422, "malformed")),
        ("password", ChangePassword("long" * 257, "another horse"), (422, "malformed")),
        ("password", ChangePassword(PASSWORD, "nul\x00 and more"), (422, "malformed")),
    ],
)  # fmt: skip
def test_who_is_signed_in_is_answered_so(served: Served, route: str, body: object, expected: tuple[int, str]) -> None:
    assert problem(served.speaker("chen", device=f"bad-{route}").say(route, body)) == expected


@pytest.mark.parametrize(
    ("body", "encoding", "expected"),
    [
        (zstd(bytes(200 * MEGABYTE)), "zstd", (413, "too_large")),
        (b"no frame", "zstd", (422, "malformed")),
        (zstd(b'{"commands": []}')[:-4], "zstd", (422, "malformed")),
        (zstd(b'{"commands": []}') * 2, "zstd", (422, "malformed")),
        (b'{"commands": []}', "br", (422, "malformed")),
    ],
)
def test_a_folded_body_is_unfolded_only_within_reason(
    served: Served, body: bytes, encoding: str, expected: tuple[int, str]
) -> None:
    speaker = served.speaker("chen", device="folded")
    assert problem(speaker.say("push", body, **{"Content-Encoding": encoding})) == expected


def test_a_folded_body_is_as_good_as_a_plain_one(served: Served) -> None:
    speaker = served.speaker("chen", device="folding")
    reply = speaker.say("push", zstd(b'{"commands": []}'), **{"Content-Encoding": "ZSTD"})
    assert reply.json()["receipts"] == []


def test_large_replies_are_folded_for_those_who_take_it(served: Served) -> None:
    speaker = served.speaker("lin", device="folds")
    asked = Pull((ScopeCursor("ref"),), 1_000_000)
    plain = speaker.say("pull", asked, **{"Accept-Encoding": "gzip, zstd;q=0"})
    with requests.post(
        f"{served.address}/api/v1/pull",
        data=msgspec.json.encode(asked),
        headers={"Authorization": f"Bearer {speaker.token}", "Accept-Encoding": "zstd, gzip"},
        stream=True,
        timeout=60,
    ) as folded:
        assert folded.headers["Content-Encoding"] == "zstd"
        raw = folded.raw.read(decode_content=False)
    assert "Content-Encoding" not in plain.headers
    unfolded = zstandard.ZstdDecompressor().decompress(raw)
    assert msgspec.json.decode(unfolded)["pages"] == plain.json()["pages"]
    assert len(raw) < len(unfolded)


def test_every_reply_bears_our_mark_and_the_request_id(served: Served) -> None:
    for path in ("/health/live", "/nowhere", "/schema/openapi.json", "/metrics"):
        reply = requests.get(f"{served.address}{path}", headers={"X-Request-Id": "abc-123"}, timeout=60)
        assert (reply.headers["X-Gonghai"], reply.headers["X-Request-Id"]) == ("1", "abc-123")
        assert reply.headers["Cache-Control"] == "no-store"
    odd = requests.get(f"{served.address}/health/live", headers={"X-Request-Id": "a b<script>"}, timeout=60)
    assert len(odd.headers["X-Request-Id"]) == 32


def test_no_cache_may_keep_a_reply_whatever_it_says(served: Served) -> None:
    speaker = served.speaker("lin")
    replies = [speaker.say("pull", Pull((), 1_000)), speaker.say("pull", b"{"), served.speaker().say("pull", b"{}")]
    assert [reply.status_code for reply in replies] == [200, 422, 401]
    assert [reply.headers["Cache-Control"] for reply in replies] == ["no-store"] * 3


def test_a_wrong_method_says_which_is_right(served: Served) -> None:
    reply = served.get("/api/v1/push")
    assert problem(reply) == (405, "malformed")
    assert "POST" in reply.headers["Allow"]


def test_guessing_is_told_how_long_to_wait(served: Served) -> None:
    speaker = served.speaker()
    for _ in range(5):
        assert problem(speaker.say("sign-in", SignIn("qian", "guess", Device("d", "guesser")))) == (
            401,
            "wrong_password",
        )
    reply = speaker.say("sign-in", SignIn("qian", PASSWORD, Device("d", "guesser")))
    assert problem(reply) == (429, "locked_out")
    assert reply.headers["Retry-After"] == str(reply.json()["retry_after_seconds"]) == "1"


def test_a_token_of_one_person_tells_nothing_of_another(served: Served) -> None:
    lin, wang = served.speaker("lin", device="own"), served.speaker("wang", device="other")
    lins = lin.sign_in("lin").person_id
    page = wang.say("pull", Pull((ScopeCursor(f"me:{lins}"),), 1_000_000)).json()["pages"][0]
    assert page["is_revoked"] and page["upserts"] == []
    body = msgspec.Raw(b'{"verb":"claim","customer_id":"0","asked_at":0}')
    receipt = wang.say("push", Push((Envelope("0" * 32, lins, body),))).json()["receipts"][0]
    assert (receipt["is_accepted"], receipt["must_ask"], receipt["reason"]) == (False, True, "wrong_person")


def test_a_server_that_is_alive_and_ready_says_so_and_counts(served: Served) -> None:
    assert served.get("/health/live").text == "live"
    assert served.get("/health/ready").text == "ready"
    served.speaker().say("sign-in", SignIn("sun", "wrong", Device("d", "counted")))
    figures = served.get("/metrics").text
    assert 'gonghai_sign_ins_total{outcome="wrong_password"}' in figures
    assert "gonghai_oldest_unstamped_commit_seconds 0.0" in figures
    assert 'path="/api/v1/sign-in",status="401"' in figures


def test_openapi_names_every_route_of_the_protocol(served: Served) -> None:
    page = served.get("/schema/openapi.json").json()
    assert set(page["paths"]) >= {
        f"/api/v1/{route}" for route in ("sign-in", "refresh", "sign-out", "hello", "push", "pull", "hint")
    }
    assert {"Push", "Pulled", "Problem", "Session"} <= set(page["components"]["schemas"])
