"""Somebody who tells, to a small company."""

import pytest

from tests.server.company import Company
from tests.server.upstream.telling import Teller


@pytest.fixture
def teller(company: Company) -> Teller:
    return Teller(company)
