"""The main exchange over real HTTP with a real process, on both databases."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from domain.commands import Claim
from domain.identifiers import CustomerId
from domain.instants import instant
from sync.identity import RandomIdentity
from sync.protocol.commands import Envelope, encode_command
from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    ScopeCursor,
    ScopePage,
    Session,
    Welcome,
)
from tests.server.http.conftest import Served, Speaker
from tests.server_process import ServerProcess, administer

BUDGET = 4_000_000


@pytest.fixture
def office(database_url: str) -> Iterator[Speaker]:
    administer(database_url, "demo-data", "--customers", "120")
    with ServerProcess(database_url) as process:
        yield Speaker(process.address)


def rows_of(pulled: Pulled, scope: str, kind: str) -> list[list[object]]:
    page = page_of(pulled, scope)
    return [row for part in page.upserts if part.kind == kind for row in msgspec.json.decode(part.rows)]


def page_of(pulled: Pulled, scope: str) -> ScopePage:
    return next(page for page in pulled.pages if page.scope == scope)


def cursors_after(pulled: Pulled) -> tuple[ScopeCursor, ...]:
    return tuple(ScopeCursor(page.scope, page.position, page.salt) for page in pulled.pages)


def test_a_rep_signs_in_pulls_claims_and_sees_the_customer_arrive(office: Speaker) -> None:
    session = office.sign_in("lin")
    welcome = office.ask("hello", Hello("1.0", (1, 1), "desk"), Welcome)
    mine, pool = f"me:{session.person_id}", welcome.scopes[-1]
    assert welcome.scopes[:2] == ("ref", mine)
    first = office.ask("pull", Pull(tuple(map(ScopeCursor, welcome.scopes)), BUDGET), Pulled)
    assert len(rows_of(first, mine, "customer")) == round(0.215 * 120)
    # What nobody holds comes masked.
    unclaimed = rows_of(first, pool, "customer")
    assert all("154" not in str(row) or "****" in str(row) for row in unclaimed)

    wanted = str(unclaimed[-1][0])
    claim = encode_command(Claim(CustomerId(wanted), instant(welcome.server_time) - timedelta(seconds=1)))
    envelope = Envelope(RandomIdentity().new(), session.person_id, msgspec.Raw(claim))
    heard: list[Hint] = []
    waiting = threading.Thread(
        target=lambda: heard.append(office.ask("hint", HintWait(cursors_after(first), 30), Hint))
    )
    waiting.start()
    pushed = office.ask("push", Push((envelope,)), Pushed)
    waiting.join(40)
    assert [receipt.is_accepted for receipt in pushed.receipts] == [True]
    assert set(heard[0].moved) <= {mine, pool} and heard[0].moved

    # The reply might have been lost: the same command again gets the same receipt and claims nothing twice.
    assert office.ask("push", Push((envelope,)), Pushed).receipts == pushed.receipts
    then = office.ask("pull", Pull(cursors_after(first), BUDGET), Pulled)
    assert [row[0] for row in rows_of(then, mine, "customer")] == [wanted]
    assert [row[0] for row in rows_of(then, mine, "receipt")] == [envelope.id]
    assert page_of(then, pool).removals[0].ids == (wanted,)

    renewed = office.ask("refresh", Refresh(session.refresh_token, "desk"), Session)
    office.token = renewed.access_token
    office.ask("hello", Hello("1.0", (1, 1), "desk"), Welcome)


def test_a_second_rep_is_told_who_was_quicker(office: Speaker) -> None:
    lin, wang = office, Speaker(office.address, device="laptop")
    sessions = {speaker.device: speaker.sign_in(login) for speaker, login in ((lin, "lin"), (wang, "wang"))}
    welcome = lin.ask("hello", Hello("1.0", (1, 1), "desk"), Welcome)
    pool = welcome.scopes[-1]
    wanted = rows_of(lin.ask("pull", Pull((ScopeCursor(pool),), BUDGET), Pulled), pool, "customer")[-1][0]
    body = msgspec.Raw(encode_command(Claim(CustomerId(str(wanted)), instant(welcome.server_time))))
    receipts = [
        speaker.ask("push", Push((Envelope(RandomIdentity().new(), sessions[speaker.device].person_id, body),)), Pushed)
        for speaker in (lin, wang)
    ]
    won, lost = (pushed.receipts[0] for pushed in receipts)
    assert won.is_accepted
    assert (lost.is_accepted, lost.reason, lost.facts["owner_id"]) == (
        False, "taken_by_other", sessions["desk"].person_id,
    )  # fmt: skip


def test_a_wait_without_news_ends_with_none(served: Served) -> None:
    speaker = served.speaker("sun")
    welcome = speaker.ask("hello", Hello("1.0", (1, 1), "desk"), Welcome)
    pulled = speaker.ask("pull", Pull(tuple(map(ScopeCursor, welcome.scopes)), BUDGET), Pulled)
    assert speaker.ask("hint", HintWait(cursors_after(pulled), 0), Hint).moved == ()
