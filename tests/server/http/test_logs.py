"""Nobody's data leaves by the log: not by our events, not by libraries, not by tracebacks, not by a running server."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.observation.redaction import HIDDEN, redacted
from sync.protocol.messages import Device, Hello, Pull, ScopeCursor, SignIn, Welcome
from sync.protocol.passwords import ChangePassword
from tests.server.http.conftest import PASSWORD, Served
from tests.server_process import ROOT

SECRETS = (
    "15400001234",
    "+86 154-0000-1234",
    "0755-12345678",
    "91440300MYTE5TA11F",
    "440301102345678",
    "lin.xiao@example.com",
    "深圳试验电路有限公司",
    "林晓",
    "H6X9Q0-XcVBFkxumLAZl-SEchfUDMUa3mgTNpGLczD0",
    "$argon2id$v=19$m=65536,t=3,p=2$c29tZXNhbHQ$aGFzaA",
)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("sentence", ["{}", "value={}", "('{}', 1)", "before {} after", '"{}"', "《{}》", "id:{};"])
def test_a_secret_in_a_text_is_hidden(secret: str, sentence: str) -> None:
    event = redacted(None, "", {"event": sentence.format(secret), "inner": {"list": [secret]}})
    assert secret not in json.dumps(event, ensure_ascii=False)
    assert HIDDEN in str(event["event"])


@pytest.mark.parametrize(
    "key",
    ["phone", "customer_name", "name", "Authorization", "refresh_token", "uscc", "password", "note", "login", "body"],
)
def test_what_stands_under_a_private_key_is_hidden_whatever_it_is(key: str) -> None:
    assert redacted(None, "", {key: "anything at all"})[key] == HIDDEN
    assert redacted(None, "", {"inner": {key: 7}})["inner"] == {key: HIDDEN}


def test_what_operators_need_stays_readable() -> None:
    event = {
        "event": "answered", "route": "/api/v1/push", "status": 200, "seconds": 0.0123, "level": "info",
        "request_id": "01a1ff702711711a8e13e958a981962c", "timestamp": "2026-11-21T18:48:22.861174Z",
        "logger": "server.http", "kind": "OperationalError", "is_ready": True, "nothing": None, "at": 1795286902859,
    }  # fmt: skip
    assert redacted(None, "", dict(event)) == event


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet=" ,;:'\"()[]{}<>=/|\n\t", max_size=5))
def test_no_mobile_number_gets_through(number: str, around: str) -> None:
    assert number not in str(redacted(None, "", {"event": f"{around}{number}{around}", "count": int(number)}))


PROGRAM = """
import logging, structlog
from server.observation.log import start_logging
start_logging()
try:
    raise ValueError("no customer 深圳试验电路有限公司 with 15400001234")
except ValueError:
    logging.getLogger("somebody.elses").info("phone %s", "15400001234", exc_info=True)
    structlog.get_logger("ours").info("failed", phone="15400001234", exc_info=True)
logging.getLogger("uvicorn.access").info("GET /customers/15400001234")
"""


def test_libraries_and_tracebacks_go_through_the_same_sieve() -> None:
    # In a process of its own: it takes over that process's logging.
    ended = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["logger"] for line in lines] == ["somebody.elses", "ours"]
    assert all("ValueError" in line["exception"] for line in lines)
    for secret in SECRETS:
        assert secret not in ended.stderr


def test_a_running_server_logs_no_data(served: Served) -> None:
    speaker = served.speaker("lin", device="logged")
    speaker.say("sign-in", SignIn("15400001234", PASSWORD, Device("logged", "林晓的电脑")))
    welcome = speaker.ask("hello", Hello("1.0", (1, 1), "logged"), Welcome)
    speaker.say("pull", Pull(tuple(map(ScopeCursor, welcome.scopes)), 4_000_000))
    speaker.say("push", '{"commands": [{"id": "林晓"}]}'.encode())
    speaker.say("password", ChangePassword("guessed horse", "battery staple"))
    speaker.say("password", b'{"old": "guessed horse", "new": "battery staple"')
    served.get("/api/v1/15400001234?phone=15400001234")
    log = served.log.read_text(encoding="utf-8")
    assert "/api/v1/pull" in log
    assert "/api/v1/password" in log
    for private in ("林晓", "15400001234", PASSWORD, "horse", "staple", speaker.token, "有限公司"):
        assert private not in log
    assert all(isinstance(json.loads(line), dict) for line in log.splitlines())
