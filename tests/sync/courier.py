"""A courier of a test's client, and files for it to carry."""

import random

from domain.attachments import Purpose
from domain.commands import AddFollowUp, FollowUpKind
from domain.identifiers import AttachmentId, CustomerId, FollowUpId
from sync.cache.answers import Submitted
from sync.cache.outgoing import Added
from sync.courier import Courier, Delivery
from sync.session import SessionHolder
from tests.sync.client import Client

PHOTO = b"\xff\xd8\xff" + b"q" * 1000


class Porter:
    """A fresh courier, as after a start of the program."""

    def __init__(self, client: Client) -> None:
        self._client = client
        sessions = SessionHolder(client.store, client.transport, client.machine, "device")
        self.courier = Courier(client.cache, client.transport, sessions, client.clock, lambda: 0.5)

    def bring(self) -> list[Delivery]:
        """What the program does at the end of a round."""
        self.courier.tidy()
        done = self.courier.run_once()
        assert done[-1].trouble is None, done[-1].trouble
        return done


def pdf(size: int, seed: int = 7) -> bytes:
    """A document of so many bytes that nothing makes smaller."""
    return b"%PDF-" + random.Random(seed).randbytes(size - 5)


def sent(client: Client) -> list[str]:
    """What arrived, as often as it did."""
    return client.transport.server.attachments.arrivals


def add(client: Client, content: bytes = PHOTO, customer_id: str = "m1", **other: object) -> Added:
    fields = {"name": "现场.jpg", "purpose": Purpose.FOLLOW_UP, "thumbnail": None, **other}
    added = client.cache.attachments.add(content, customer_id=customer_id, now=client.now, **fields)  # type: ignore[arg-type]
    assert isinstance(added, Added)
    return added


def follow_up(client: Client, *files: str, customer_id: str = "m1", text: str = "看了现场") -> Submitted:
    command = AddFollowUp(
        CustomerId(customer_id),
        FollowUpId(client.identity.new()),
        FollowUpKind.VISIT,
        text,
        client.now,
        attachments=tuple(map(AttachmentId, files)),
    )
    return client.cache.outbox.submit([command], client.now, is_online=False)
