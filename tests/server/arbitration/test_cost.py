"""A push costs a fixed number of statements, however many commands it carries."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from domain.commands import Claim, Command, Release
from tests.server.company import NOW, Company


@pytest.fixture
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_two_hundred_commands_cost_as_many_statements_as_four(company: Company, statements: list[str]) -> None:
    rep = company.person("林", company.south)
    company.claim(rep, *company.customers(1))

    def cost(number: int) -> int:
        customers = company.customers(number)
        commands: list[Command] = [Claim(customer, NOW) for customer in customers]
        commands += [company.follow_up(customer) for customer in customers]
        commands += [Release(customer, 1) for customer in customers[::2]]
        statements.clear()
        assert all(receipt.is_accepted for receipt in company.ask(rep, *commands))
        return len(statements)

    assert cost(80) == cost(2)
    assert len(statements) < 37
