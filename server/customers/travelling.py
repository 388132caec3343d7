"""What lies with a customer goes where its customer goes."""

from typing import NamedTuple


class Traveller(NamedTuple):
    """A row of some feature that every scope holds which holds its customer whole, and `besides` those of its own."""

    kind: str
    id: str
    customer_id: str
    version: int
    besides: tuple[str, ...] = ()
