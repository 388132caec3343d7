"""Links to a customer, as people send them to each other: `gonghai:customer/<id>`, and nothing else ever.

A link comes from anywhere: a mail, a web page. It names a customer, never a server, a file or anything to be done.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 128
_CUSTOMER: Final = re.compile(r"gonghai:customer/([0-9a-z][0-9a-z-]{0,63})", re.ASCII)


def link_to(customer_id: str) -> str:
    """The link that leads there."""
    return f"gonghai:customer/{customer_id}"


def customer_in(link: str) -> str:
    """Whose link it is; empty for anything else, which only brings the window up."""
    found = _CUSTOMER.fullmatch(link) if len(link) <= LONGEST else None
    return "" if found is None else found[1]
