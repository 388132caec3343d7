"""What the shop system tells: orders in full, activity, rules by which customers flow in."""

revision: str = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Nothing yet."""
