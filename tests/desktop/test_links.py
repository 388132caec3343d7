"""A link names a customer or nothing at all."""

import pytest

from desktop.links import LONGEST, customer_in, link_to
from sync.identity import RandomIdentity


def test_a_link_leads_to_whom_it_was_made_for() -> None:
    customer_id = RandomIdentity().new()
    assert customer_in(link_to(customer_id)) == customer_id
    assert len(link_to(customer_id)) < LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gonghai:",
        "gonghai://",
        "gonghai:customer/",
        "gonghai:customer/1/2",
        "gonghai:customer/../../etc/passwd",
        "gonghai:customer/1?server=https://elsewhere.example",
        "gonghai:customer/1 --server https://elsewhere.example",
        "gonghai:customer/1\n",
        "gonghai:customer/%31",
        "gonghai:customer/１",
        "gonghai:customer/-1",
        "gonghai:server/elsewhere.example",
        "gonghai:claim/1",
        "GONGHAI:customer/1",
        " gonghai:customer/1",
        "https://elsewhere.example/gonghai:customer/1",
        "gonghai:customer/" + "a" * 65,
        "gonghai:customer/" + "a" * 100_000,
    ],
)
def test_anything_else_names_nobody(text: str) -> None:
    assert customer_in(text) == ""
