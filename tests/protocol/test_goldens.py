"""What version 1 said is understood for good, and said again in the same bytes; fields may only be added behind."""

from collections.abc import Iterator
from inspect import getmembers, isclass
from typing import Any, get_args

import msgspec
import pytest

from domain.commands import Command
from domain.company import CompanyCommand
from sync.protocol import FLOOR, VERSION, attachments, commands, imports, known, messages, passwords
from sync.protocol.acts import decode_act, encode_act
from sync.protocol.commands import body_hash
from sync.protocol.rows import KINDS
from tests.protocol.version_1 import COMMANDS, GOLDEN, MESSAGES, ROWS, said

FILES = sorted(said())


def named(file: Any) -> str:
    return str(file.relative_to(GOLDEN).with_suffix(""))


def recorded(name: str) -> bytes:
    return (GOLDEN / f"{name}.json").read_bytes().rstrip(b"\r\n")


def without_additions(today: Any, then: Any) -> Any:
    """What is said today, without the members that version 1 did not have yet when it was recorded."""
    if isinstance(today, dict) and isinstance(then, dict):
        return {key: without_additions(value, then[key]) for key, value in today.items() if key in then}
    if isinstance(today, list) and isinstance(then, list) and len(today) == len(then):
        return [without_additions(*both) for both in zip(today, then, strict=True)]
    return today


@pytest.mark.parametrize("file", FILES, ids=named)
def test_today_says_what_was_recorded(file: Any) -> None:
    today, then = msgspec.json.decode(said()[file]), msgspec.json.decode(recorded(named(file)))
    if file.parent.name == "rows":
        today = today[: len(then)]  # a row is an array: what is added stands behind
    assert msgspec.json.encode(without_additions(today, then)) == recorded(named(file))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_recorded_message_means_what_it_meant(name: str) -> None:
    value = MESSAGES[name]
    assert msgspec.json.decode(recorded(f"messages/{name}"), type=type(value)) == value


@pytest.mark.parametrize("name", ROWS)
def test_a_recorded_row_means_what_it_meant(name: str) -> None:
    assert msgspec.json.decode(recorded(f"rows/{name}"), type=KINDS[name.partition(".")[0]]) == ROWS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_recorded_command_means_what_it_meant(name: str) -> None:
    assert decode_act(recorded(f"commands/{name}")) == COMMANDS[name]


def test_a_command_is_known_again_by_the_hash_of_its_body() -> None:
    expected = "cf1f142d5052eee6a3cb2ec58ec153251574a183081045f88978b1e445c69dd6"
    assert body_hash(recorded("commands/claim")) == expected


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_keeps_its_bytes_whatever_else_it_could_say_by_now(name: str) -> None:
    """A retry after an upgrade is known by its hash: what a body can say besides is left out where it is empty."""
    assert encode_act(COMMANDS[name]) == recorded(f"commands/{name}")


def test_this_side_still_speaks_the_version_that_was_recorded() -> None:
    assert FLOOR <= 1 <= VERSION


def met(value: object) -> Iterator[msgspec.Struct]:
    """Every struct in a value."""
    if isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from met(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from met(item)


SEEN = [struct for value in [*MESSAGES.values(), *ROWS.values()] for struct in met(value)]
STRUCTS = sorted(
    {
        kind
        for module in (attachments, messages, commands, imports, known, passwords)
        for _, kind in getmembers(module, isclass)
        if issubclass(kind, msgspec.Struct) and not kind.__name__.endswith("Body")
    }
    | set(KINDS.values()),
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_struct_has_been_recorded_with_something_in_it(kind: type[msgspec.Struct]) -> None:
    samples = [value for value in SEEN if type(value) is kind]
    assert samples
    for field in msgspec.structs.fields(kind):
        empty = field.default_factory() if callable(field.default_factory) else field.default
        assert any(getattr(sample, field.name) != empty for sample in samples), field.name


def test_every_command_has_been_recorded() -> None:
    kinds = {*get_args(Command.__value__), *get_args(CompanyCommand.__value__)}
    assert {type(command) for command in COMMANDS.values()} == kinds


def test_every_recording_is_looked_at() -> None:
    assert sorted(GOLDEN.rglob("*.json")) == FILES
