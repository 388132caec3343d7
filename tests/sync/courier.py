"""A courier of a test's client, and files for it to carry."""

import random

from sync.courier import Courier, Delivery
from sync.session import SessionHolder
from tests.sync.client import Client


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
