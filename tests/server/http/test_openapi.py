"""The server does what its OpenAPI page says, also for requests that nobody would think of."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.server.http.conftest import Speaker
from tests.server_process import ServerProcess, administer

SESSION_ROUTES = (
    "hello", "push", "pull", "hint", "imports", "imports/terms", "known", "attachments/declare", "attachments/chunk",
    "attachments/fetch", "sign-out", "refresh", "sign-in", "about", "password",
)  # fmt: skip
OTHER_ROUTES = ("/api/v1/feed", "/health/live", "/health/ready", "/metrics")
ROUTES = [*(f"/api/v1/{route}" for route in SESSION_ROUTES), *OTHER_ROUTES]
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_BUDGET = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Fuzzed:
    """A server of its own, because guessing locks addresses out; its long poll answers at once."""

    def __init__(self, address: str, feed_key: str) -> None:
        self.address = address
        numbers = count()
        # Before anything is fuzzed: each route speaks through a session that no other can end.
        self.tokens = {}
        for route in SESSION_ROUTES:
            speaker = Speaker(address, device=f"fuzz{next(numbers)}")
            speaker.sign_in("chen")
            self.tokens[f"/api/v1/{route}"] = speaker.token
        self.tokens["/api/v1/feed"] = feed_key


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    url = f"sqlite:///{tmp_path_factory.mktemp('fuzzed') / 'gonghai.db'}"
    administer(url, "demo-data", "--customers", "60")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GONGHAI_HINT_SECONDS", "0")
        with ServerProcess(url) as process:
            yield Fuzzed(process.address, administer(url, "feed-key", "fuzz").split()[-1])


@pytest.fixture(scope="module")
def page(fuzzed: Fuzzed) -> Any:
    return requests.get(f"{fuzzed.address}/schema/openapi.json", timeout=30).json()


ROUTES = [f"/api/v1/{route}" for route in SESSION_ROUTES] + [
    "/api/v1/feed",
    "/health/live",
    "/health/ready",
    "/metrics",
]


def test_no_route_is_left_out(page: Any) -> None:
    assert sorted(page["paths"]) == sorted(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_keeps_what_its_page_promises(fuzzed: Fuzzed, page: Any, route: str) -> None:
    schema = schemathesis.openapi.from_dict(page)
    schema.config.update(base_url=fuzzed.address)
    method = next(iter(page["paths"][route])).upper()
    token = fuzzed.tokens.get(route)
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}

    @_BUDGET
    @given(case=schema[route][method].as_strategy())
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers=headers, checks=_CHECKS)

    ask()
