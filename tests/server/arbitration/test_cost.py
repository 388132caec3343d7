"""A push costs a fixed number of statements, however many commands it carries."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from domain.commands import AskReinstatement, Claim, Command, DeclineReinstatement, Reinstate, Release
from domain.people import Role
from tests.server.company import NOW, Company
from tests.server.late import LATER, WORKED
from tests.server.recycling.story import swept_at


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
    assert len(statements) < 44


def test_nor_does_it_matter_how_many_ask_for_customers_back(company: Company, statements: list[str]) -> None:
    """Late evidence, requests, answers: what each rests on is looked up for all of a push at once."""
    rep, manager = company.person("林", company.south), company.person("周", company.south, Role.MANAGER)
    company.claim(rep, *company.customers(1))
    company.claim(manager, *company.customers(1))

    def costs(number: int) -> list[int]:
        customers = company.customers(number)
        company.claim(rep, *customers)
        swept_at(company, LATER)
        said = [company.follow_up(customer, WORKED) for customer in customers]
        asks = [AskReinstatement(each.customer_id, each.follow_up_id) for each in said]
        answers: list[Command] = [Reinstate(each.customer_id, 2, each.follow_up_id) for each in said[::2]]
        answers += [DeclineReinstatement(each.customer_id, each.follow_up_id) for each in said[1::2]]
        found = []
        for person_id, commands in ((rep, said), (rep, asks), (manager, answers)):
            statements.clear()
            assert all(receipt.is_accepted for receipt in company.ask(person_id, *commands, now=LATER))
            found.append(len(statements))
        return found

    assert costs(80) == costs(2)
