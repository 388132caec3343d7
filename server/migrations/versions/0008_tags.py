"""Tags, their groups, and what reps ask for."""

revision: str = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    """Nothing yet."""
