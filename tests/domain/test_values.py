"""What the court is told and what it answers cannot be changed behind its back."""

import dataclasses
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import domain
from domain.identifiers import PersonId, PoolId, TeamId
from domain.people import Person, Pool


def dataclasses_of_the_court() -> Iterator[type]:
    for file in sorted(Path(str(domain.__file__)).parent.glob("*.py")):
        module = importlib.import_module(f"domain.{file.stem}") if file.stem != "__init__" else domain
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__:
                yield kind


@pytest.mark.parametrize("kind", list(dataclasses_of_the_court()), ids=lambda kind: kind.__name__)
def test_every_value_of_the_court_is_frozen_and_takes_no_attribute_by_mistake(kind: type) -> None:
    assert vars(kind)["__dataclass_params__"].frozen
    assert "__slots__" in vars(kind)


def test_the_values_are_found_at_all() -> None:
    assert {"Customer", "Facts", "Ruleset", "Claim", "Refused"} <= {
        kind.__name__ for kind in dataclasses_of_the_court()
    }


def test_of_whom_nothing_else_is_told_is_here_and_no_key_account() -> None:
    person = Person(PersonId("p"), "Li Na", TeamId("t"), frozenset())
    assert (person.is_key_account, person.has_departed) == (False, False)
    assert Pool(PoolId("p"), "Shenzhen").is_open
