"""The door to new ids. They sort by the time they were made, so rows that arrive together lie together."""

from typing import Protocol

from uuid_utils import uuid7


class Identity(Protocol):
    def new(self) -> str:
        """A fresh id that nobody else draws."""
        ...


class RandomIdentity:
    """UUIDv7 in 32 hex digits."""

    def new(self) -> str:
        return uuid7().hex
