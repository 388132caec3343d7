"""A door in, on both databases."""

import pytest

from tests.server.company import Company
from tests.server.identity.door import Door


@pytest.fixture
def door(company: Company) -> Door:
    return Door(company.database, company.person("林晓", company.south))
