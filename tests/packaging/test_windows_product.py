"""What Windows knows us by does not change by accident."""

import pytest

import dev
from windows.product import UPGRADE_CODE, component_code, msi_version, product_code, version_of


@pytest.mark.parametrize(("ours", "theirs"), [("0.1.0", "0.1.0"), ("1.2", "1.2.0"), ("12.0.65535", "12.0.65535")])
def test_a_release_has_a_version_windows_can_compare(ours: str, theirs: str) -> None:
    assert msi_version(ours) == theirs


@pytest.mark.parametrize("version", ["1", "1.2.3.4", "1.2.3rc1", "1.2.3+local", "256.0.0", "1.0.65536", "v1.2.3", ""])
def test_a_version_windows_cannot_compare_is_refused(version: str) -> None:
    with pytest.raises(dev.Stop):
        msi_version(version)


def test_the_version_in_force_can_be_packed() -> None:
    assert msi_version(version_of(dev.ROOT))


def test_the_ids_that_earlier_versions_are_found_by_are_as_they_were() -> None:
    """Never change these: an upgrade would leave the old version standing, or remove what the new one has put there."""
    assert str(UPGRADE_CODE) == "7d0a1b52-5d0f-5a3e-9c7b-9c1f0f6a4e21"
    assert str(component_code("gonghai.exe")) == "861f1bfc-2bee-5773-8071-d86e42393481"
    assert str(component_code("setting:SERVER_URL")) == "b20dd7fa-3a88-5d47-9d96-d62e64a309d3"


def test_each_build_is_a_product_of_its_own() -> None:
    codes = {product_code("1.0.0", "a"), product_code("1.0.1", "a"), product_code("1.0.0", "b")}
    assert len(codes) == 3
    assert product_code("1.0.0", "a") in codes
