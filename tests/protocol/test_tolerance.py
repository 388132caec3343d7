"""A peer from tomorrow is understood as far as it goes; what is not understood is kept, or refused alone (H 109)."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commands import AddFollowUp, Claim, Command, FollowUpKind, Release
from domain.identifiers import CustomerId, FollowUpId
from domain.instants import instant
from sync.protocol.acts import decode_act, encode_act
from sync.protocol.commands import MalformedBody, body_hash
from sync.protocol.messages import Push, Pushed, ScopePage
from sync.protocol.rows import KINDS, CustomerRow, FollowUpRow, PersonRow, Row, RulesetRow
from tests.protocol.version_1 import COMMANDS, MESSAGES, ROWS

TOMORROW = {"from_tomorrow": [{"deep": 1}, None]}
OPEN = {"facts", "settings", "body", "rows", "counts"}
"""Members whose insides are data or stay raw."""


def from_tomorrow(said: Any) -> Any:
    """The same message with members that no version knows yet, at every depth."""
    if isinstance(said, dict):
        known = {key: value if key in OPEN else from_tomorrow(value) for key, value in said.items()}
        return {**TOMORROW, **known}
    return [from_tomorrow(item) for item in said] if isinstance(said, list) else said


@pytest.mark.parametrize("name", MESSAGES)
def test_members_nobody_knows_yet_are_passed_over(name: str) -> None:
    value = MESSAGES[name]
    more = msgspec.json.encode(from_tomorrow(msgspec.json.decode(msgspec.json.encode(value))))
    assert b"from_tomorrow" in more
    assert msgspec.json.decode(more, type=type(value)) == value


def shortest(value: object) -> object:
    """Only what must be there."""
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        return {field.name: shortest(getattr(value, field.name)) for field in fields if field.required}
    return [shortest(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", [name for name in MESSAGES if name.endswith(".least")])
def test_what_an_older_peer_left_out_is_filled_up(name: str) -> None:
    value = MESSAGES[name]
    assert msgspec.json.decode(msgspec.json.encode(shortest(value)), type=type(value)) == value


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_with_more_to_it_is_judged_by_what_is_known(name: str) -> None:
    more = msgspec.json.encode(from_tomorrow(msgspec.json.decode(encode_act(COMMANDS[name]))))
    assert decode_act(more) == COMMANDS[name]


@pytest.mark.parametrize("name", ROWS)
def test_a_longer_row_is_read_as_far_as_it_is_known(name: str) -> None:
    row = ROWS[name]
    longer = msgspec.json.encode([*msgspec.json.decode(msgspec.json.encode(row)), "from tomorrow", {"deep": [1]}])
    assert msgspec.json.decode(longer, type=type(row)) == row


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_an_older_peers_shorter_row_is_filled_up(kind: type[Row]) -> None:
    fields = msgspec.structs.fields(kind)
    required = [field for field in fields if field.required]
    full = next(row for name, row in ROWS.items() if name == kind.kind)
    shortest = [getattr(full, field.name) for field in required]
    row = msgspec.json.decode(msgspec.json.encode(shortest), type=kind)
    assert [getattr(row, field.name) for field in required] == shortest
    assert fields[: len(required)] == tuple(required)  # so every field that came later has a default


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_id_and_version_come_first_in_every_row(kind: type[Row]) -> None:
    assert kind.__struct_fields__[:2] == ("id", "version")


def test_rows_of_an_unknown_kind_are_kept_byte_for_byte() -> None:
    rows = b'[["a",1,{"deep":[1, 2]}],["b",2,null]]'
    said = b'{"scope":"ref","position":1,"salt":"s","upserts":[{"kind":"hologram","rows":' + rows + b"}]}"
    (upserts,) = msgspec.json.decode(said, type=ScopePage).upserts
    assert (upserts.kind, bytes(upserts.rows)) == ("hologram", rows)
    assert msgspec.json.encode(upserts) == b'{"kind":"hologram","rows":' + rows + b"}"
    # A client can still count them: id and version are where they always are.
    assert [(row.id, row.version) for row in msgspec.json.decode(upserts.rows, type=list[Row])] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    "row",
    [
        CustomerRow("c", 1, "无名", pool_state="quarantined", outflow_rule="full_moon", outflow_reason="comet"),
        CustomerRow("c", 1, "无名", source="hologram", level="Z"),
        FollowUpRow("f", 1, "c", "p", "hologram", "text", 1, 1),
        PersonRow("p", 1, "Li Na", "t", ("rep", "astronaut")),
        RulesetRow("r", 1, "pool", 1, 1, {"moon_phase_days": 28, "zone": "Mars/Olympus"}),
    ],
    ids=lambda row: row.kind,
)
def test_states_nobody_knows_yet_survive(row: Row) -> None:
    assert msgspec.json.decode(msgspec.json.encode(row), type=type(row)) == row


def test_a_reason_nobody_knows_yet_still_tells_that_the_answer_is_no() -> None:
    said = b'{"receipts":[{"command_id":"c","is_accepted":false,"reason":"full_moon","facts":{"x":1}}],"server_time":1}'
    (receipt,) = msgspec.json.decode(said, type=Pushed).receipts
    assert (receipt.is_accepted, receipt.reason, receipt.facts) == (False, "full_moon", {"x": 1})


GOOD = {"verb": "follow_up", "customer_id": "c", "follow_up_id": "f", "medium": "phone", "text": "x", "happened_at": 1}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"claim"',
        b'{"verb":"claim"',
        b'{"verb":"abolish","customer_id":"c"}',
        b'{"verb":"claim","customer_id":"c"}',
        b'{"verb":"claim","customer_id":7,"asked_at":1}',
        b'{"verb":"claim","customer_id":null,"asked_at":1}',
        b'{"verb":"claim","customer_id":"c","asked_at":"1"}',
        b'{"verb":"claim","customer_id":"c","asked_at":1.5}',
        b'{"verb":"claim","customer_id":"c","asked_at":9223372036854775807}',
        b'{"verb":"claim","customer_id":"c","asked_at":253402300800000}',  # the year 10000
        b'{"verb":"claim","customer_id":"c","asked_at":-62135596800001}',  # before the year 1
        b'{"verb":"claim","customer_id":"\xff","asked_at":1}',
        b'{"verb":"claim","customer_id":"\\ud800","asked_at":1}',
        b'{"verb":"release","customer_id":"c","ownership_version":true}',
        msgspec.json.encode({**GOOD, "medium": "hologram"}),
        msgspec.json.encode({**GOOD, "next_on": "2026-02-30"}),
        msgspec.json.encode({**GOOD, "attachments": "a1"}),
        msgspec.json.encode({**GOOD, "verb": "edit_follow_up", "medium": "hologram"}),
        msgspec.json.encode({**GOOD, "verb": "edit_follow_up", "next_on": "2026-02-30"}),
        encode_act(COMMANDS["submit_certification"]).replace(b"2011-02-28", b"2011-02-29"),
        encode_act(COMMANDS["submit_certification"]).replace(b"2011-02-28", "今天".encode()),
        encode_act(COMMANDS["register_customer.least"]).replace(b'"pool_id":null,', b""),
        encode_act(COMMANDS["save_contact"]).replace(b'"name"', b'"title"'),
        msgspec.json.encode({**GOOD, "next_on": ""}),
        msgspec.json.encode({**GOOD, "text": None}),
    ],
)
def test_a_body_that_makes_no_sense_is_malformed_and_nothing_else(body: bytes) -> None:
    with pytest.raises(MalformedBody):
        decode_act(body)


def test_one_odd_command_spoils_no_push() -> None:
    odd = b'{"verb" : "abolish", "why":[1,  2]}'
    said = b'{"commands":[{"id":"1","person_id":"p","body":' + odd + b'},{"id":"2","person_id":"p","body":%s}]}'
    strange, plain = msgspec.json.decode(said % encode_act(COMMANDS["claim"]), type=Push).commands
    assert bytes(strange.body) == odd and body_hash(bytes(strange.body)) == body_hash(odd)
    assert decode_act(plain.body) == COMMANDS["claim"]
    with pytest.raises(MalformedBody):
        decode_act(strange.body)


moments = st.integers(0, 4_102_444_800_000).map(instant)
ids = st.text("0123456789abcdef", min_size=1)
claims = st.builds(Claim, ids.map(CustomerId), moments)
releases = st.builds(Release, ids.map(CustomerId), st.integers(0, 2**53), st.text())
follow_ups = st.builds(
    AddFollowUp,
    ids.map(CustomerId),
    ids.map(FollowUpId),
    st.sampled_from(FollowUpKind),
    st.text(),
    moments,
    st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.text(),
)


@given(st.one_of(claims, releases, follow_ups))
def test_every_command_arrives_as_it_was_meant_and_is_said_the_same_way_twice(command: Command) -> None:
    body = encode_act(command)
    assert decode_act(body) == command
    assert encode_act(decode_act(body)) == body


def test_an_instant_finer_than_the_wire_is_cut_before_it_is_said() -> None:
    fine = Claim(CustomerId("c"), datetime(2026, 3, 10, 2, 30, 0, 1_999, tzinfo=UTC))
    assert decode_act(encode_act(fine)) == Claim(CustomerId("c"), datetime(2026, 3, 10, 2, 30, 0, 1_000, tzinfo=UTC))


def test_a_body_nested_deeper_than_the_stack_is_malformed_like_any_other() -> None:
    with pytest.raises(MalformedBody):
        decode_act(b'{"verb":"claim","customer_id":' + b"[" * 100_000)
