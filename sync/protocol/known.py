"""Is this company known (H 112)?

POST /api/v1/known tells of each company asked about which of the six answers it is (`domain.known.Known`), and whatever
whoever asks may learn besides. A company asked about alone is also looked for among names like its own.
"""

import msgspec

MOST_ASKED = 20
MOST_NEAR = 10


class Company(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is told of one. At least one of the texts says something."""

    name: str = ""
    uscc: str = ""
    phone: str = ""


class AskKnown(msgspec.Struct, frozen=True):
    companies: tuple[Company, ...]


class KnownCompany(msgspec.Struct, frozen=True, omit_defaults=True):
    """`known` is one of the six; `by` what it was recognised by. `name` is the customer's own, where it is told."""

    known: str
    by: str = ""
    name: str = ""
    customer_id: str | None = None
    owner_id: str | None = None
    pool_id: str | None = None
    team_id: str | None = None


class ToldKnown(msgspec.Struct, frozen=True):
    """`answers` in the order asked. `near` are others with names like the one asked about, the likest first."""

    answers: tuple[KnownCompany, ...]
    near: tuple[KnownCompany, ...]
    server_time: int
