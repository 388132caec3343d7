"""Of whom and of when every recording tells."""

from datetime import UTC, datetime

CUSTOMER, PERSON, POOL = "0198a1b2c3d47e5f8a9b0c1d2e3f4a5b", "0198a1b2c3d47e5f8a9b0c1d2e3f0001", "0198pool"
T = 1_773_109_800_000
WHEN = datetime(2026, 3, 10, 2, 30, tzinfo=UTC)
