"""The company's shop system: it tells the server over the real feed, with a key of its own, and reads the answers."""

import time
from datetime import datetime
from typing import Any

import requests

from domain.instants import millis
from tests.tour.album import Album

_PATIENCE_SECONDS = 60


class Shop:
    """Every record is told with a revision later than the one before it."""

    def __init__(self, address: str, key: str, album: Album) -> None:
        self._url = f"{address}/api/v1/feed"
        self._key = key
        self._album = album
        self._revision = time.time_ns() // 1_000_000

    def tell(self, *records: dict[str, Any]) -> list[str]:
        """Returns the fate of each."""
        reply = requests.post(
            self._url,
            json={"records": [self._revised(record) for record in records]},
            headers={"Authorization": f"Bearer {self._key}"},
            timeout=_PATIENCE_SECONDS,
        )
        reply.raise_for_status()
        fates = [str(result["fate"]) for result in reply.json()["results"]]
        kinds = ", ".join(f"{record['kind']} {fate}" for record, fate in zip(records, fates, strict=True))
        self._album.say(f"the shop tells: {kinds}")
        return fates

    def tell_new(self, *records: dict[str, Any]) -> None:
        """What nobody has told yet.

        Raises:
            Mishap: the server did not take all of it.
        """
        self._album.check("the server takes what the shop tells", set(self.tell(*records)) == {"taken"})

    def _revised(self, record: dict[str, Any]) -> dict[str, Any]:
        self._revision += 1
        return {"revision": self._revision} | record


def account(name: str, company: str, **fields: object) -> dict[str, Any]:
    return {"kind": "customer", "id": name, "name": company, **fields}


def order(number: str, of: str, at: datetime, cents: int, **fields: object) -> dict[str, Any]:
    told = {"kind": "order", "number": number, "customer": of, "ordered_at": millis(at), "amount_cents": cents}
    return told | fields


def progress(number: str, status: str, stages: dict[str, datetime | None], **fields: object) -> dict[str, Any]:
    """`stages` in their order, each with when it was reached."""
    passed = [{"name": name, "at": None if at is None else millis(at)} for name, at in stages.items()]
    return {"kind": "order_status", "number": number, "status": status, "stages": passed, **fields}


def certificate(name: str, of: str, at: datetime, **fields: object) -> dict[str, Any]:
    return {"kind": "certification", "id": name, "customer": of, "certified_at": millis(at), **fields}


def activity(name: str, of: str, kind: str, at: datetime) -> dict[str, Any]:
    return {"kind": "activity", "id": name, "customer": of, "activity": kind, "at": millis(at)}
