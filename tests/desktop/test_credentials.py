"""Secrets stand only where they are safe."""

import pytest

from desktop.credentials import (
    SecretsUnavailable,
    SessionOnly,
    Stretching,
    SystemStore,
    fresh_key,
    fresh_stretching,
    is_safe,
    keeps_what_it_is_given,
    stretched,
    system_store,
)


class Drawer:
    """A key store as a desktop offers one, without the desktop."""

    def __init__(self, *, is_full: bool = False, is_lossy: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_full = is_full
        self.is_lossy = is_lossy

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.is_full:
            raise OSError(8, "Not enough memory resources")
        if not self.is_lossy:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.mark.parametrize("store", [SystemStore(Drawer()), SessionOnly()])
def test_a_secret_is_kept_for_its_account_and_forgotten_when_told(store: SystemStore | SessionOnly) -> None:
    store.keep("wang@crm", "cache key", "ab")
    store.keep("chen@crm", "cache key", "cd")
    assert store.read("wang@crm", "cache key") == "ab"
    store.forget("wang@crm", "cache key")
    store.forget("wang@crm", "cache key")
    assert store.read("wang@crm", "cache key") is None
    assert store.read("chen@crm", "cache key") == "cd"


def test_a_full_store_says_so_instead_of_losing_a_secret() -> None:
    with pytest.raises(SecretsUnavailable):
        SystemStore(Drawer(is_full=True)).keep("wang@crm", "cache key", "ab")


@pytest.mark.parametrize(
    ("drawer", "is_usable"), [(Drawer(), True), (Drawer(is_full=True), False), (Drawer(is_lossy=True), False)]
)
def test_a_store_is_trusted_only_when_it_gives_back_what_it_got(drawer: Drawer, is_usable: bool) -> None:
    assert keeps_what_it_is_given(SystemStore(drawer)) is is_usable
    assert drawer.kept == {}


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("keyring.backends.Windows", True),
        ("keyring.backends.SecretService", True),
        ("keyring.backends.macOS", True),
        ("keyring.backends.fail", False),
        ("keyring.backends.null", False),
        ("keyrings.alt.file", False),
    ],
)
def test_stores_that_keep_secrets_readable_are_not_used(module: str, expected: bool) -> None:
    assert is_safe(module) is expected


def test_a_machine_without_a_safe_store_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    import keyring.core

    keyring.core.init_backend()
    assert system_store() is None


def test_a_passphrase_gives_the_same_key_again_and_another_one_another() -> None:
    quick = Stretching("00" * 16, n=2**4)
    assert quick.cache_key("correct horse") == quick.cache_key("correct horse")
    assert quick.cache_key("correct horse") != quick.cache_key("correct house")
    assert Stretching("11" * 16, n=2**4).cache_key("correct horse") != quick.cache_key("correct horse")
    assert len(bytes.fromhex(quick.cache_key("秘密"))) == 32


def test_keys_and_salts_are_drawn_anew_each_time() -> None:
    assert fresh_key() != fresh_key()
    assert len(bytes.fromhex(fresh_key())) == 32
    assert fresh_stretching() != fresh_stretching()


def test_a_stretching_that_was_kept_gives_the_same_key_again() -> None:
    kept = b'{"salt_hex": "0011", "n": 16, "r": 8, "p": 1}'
    assert stretched(kept, "correct horse") == Stretching("0011", n=16).cache_key("correct horse")
