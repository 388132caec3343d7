"""What a client keeps of where it stands: opaque to it, read by nobody but us.

Rows are told as they stand in the snapshot of a page, so between two pages of one pull they may be newer than the
commit at which the client stands. A server restored to a point between the two would know the cursor and miss that the
rows are of another past. So until a client has all there is, its salt also names the newest commit that was seen.
"""

from server.feed.heads import Point

_SEEN = "+"


def salt_of(reached: Point, seen: Point) -> str:
    """The salt of a client that stands at `reached` with rows of a snapshot whose newest commit was `seen`."""
    return reached.salt if seen == reached else f"{reached.salt}{_SEEN}{seen.position}:{seen.salt}"


def points_of(position: int, salt: str) -> tuple[Point, ...]:
    """Every commit whose past a client at this cursor relies on. What no server ever wrote is a commit nobody made."""
    own, is_between, seen = salt.partition(_SEEN)
    here = Point(position, own)
    if not is_between:
        return (here,)
    seen_position, _, seen_salt = seen.partition(":")
    is_number = seen_position.isdecimal() and seen_position.isascii() and len(seen_position) < len(str(1 << 63))
    return here, Point(int(seen_position) if is_number else -1, seen_salt)
