"""Real processes killed at random moments, and whether anything was lost or done twice. See `tests.crash.__main__`."""

from tests.crash.desk import Desk
from tests.crash.ledger import follow_ups_at

__all__ = ["Desk", "follow_ups_at"]
