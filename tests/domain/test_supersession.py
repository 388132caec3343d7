"""Certifications that give way to what the customer certified itself upstream (H 118)."""

import pytest

from domain.certification import gives_way
from domain.records import CertificationState


@pytest.mark.parametrize(
    ("state", "gives"),
    [
        (CertificationState.SUBMITTED, True),
        (CertificationState.APPROVED, True),
        (CertificationState.REJECTED, False),
        (CertificationState.REVOKED, False),
        (CertificationState.SUPERSEDED, False),
    ],
)
def test_what_the_customer_certified_itself_supersedes_what_still_stands(
    state: CertificationState, gives: bool
) -> None:
    assert gives_way(state) is gives
