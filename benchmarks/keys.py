"""A key store for programs that a run starts: it knows the one key of all caches here, and nothing lasts."""

from keyring.backend import KeyringBackend

from benchmarks.choices import CACHE_KEY


class RunKeys(KeyringBackend):
    """Chosen by PYTHON_KEYRING_BACKEND, so that the library itself is loaded and asked as by anybody."""

    priority = 1  # keyring's own way to say it is usable

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return CACHE_KEY if username.endswith("cache key") else self._kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._kept.pop(username, None)
